// Completion at half-typed places of every kind of file: what is offered, and the text once it is taken.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of pipelines look like those of template strings.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CompletionItem, CompletionItemKind, type CompletionList } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isStrictlyValid } from '../../engine/pipeline/syntax/readYaml.ts';
import { connectInMemory, projectUri, type TestClient } from '../kit/languageClient.ts';
import { bikeFacts, bikePipeline } from '../kit/pipelineFixtures.ts';

const run = '0123456789abcdef0123456789abcdef';
let client: TestClient;
beforeAll(async () => {
  client = await connectInMemory();
  client.tell({
    ...bikeFacts,
    texts: { 'params.yaml': 'seed: 1\nmodels: [lr, gbm]\n' },
    runs: { [run]: { id: run, name: 'brave-newt', metrics: { rmse: 41.2251 } } },
  });
});
afterAll(() => client.stop());

const head = 'apiVersion: trainyard/v1\nkind: Pipeline\nname: bike\n';

async function items(path: string, marked: string): Promise<readonly CompletionItem[]> {
  const offset = marked.indexOf('$0');
  const uri = `${projectUri}/${path}`;
  client.close(uri);
  client.open(path, marked.replace('$0', ''), path.endsWith('.md') ? 'markdown' : 'yaml');
  const position = client.positionAt(uri, offset);
  const list = await client.request<CompletionList>('textDocument/completion', uri, { position });
  return list.items;
}
const offered = async (path: string, marked: string): Promise<readonly string[]> =>
  (await items(path, marked)).map(({ label }) => label);

/** The text once an item has been taken, snippet marks included. */
async function taken(path: string, marked: string, label: string): Promise<string> {
  const item = (await items(path, marked)).find(one => one.label === label);
  if (item?.textEdit === undefined) throw new Error(`«${label}» is not offered`);
  return TextDocument.applyEdits(TextDocument.create('', '', 0, marked.replace('$0', '')), [item.textEdit as never]);
}

const stages = `${head}stages:\n  a: {cmd: x}\n  b: {cmd: y}\n  c:\n    cmd: z\n`;

test('where a list is wanted its items come with brackets or dashes', async () => {
  expect(await taken('pipeline.yaml', `${stages}    needs: $0\n`, 'a')).toBe(`${stages}    needs: [a]\n`);
  expect(await taken('pipeline.yaml', `${stages}    needs:\n      $0\n`, 'a')).toBe(`${stages}    needs:\n      - a\n`);
  expect(await taken('pipeline.yaml', `${stages}    needs: [$0\n`, 'a')).toBe(`${stages}    needs: [a\n`);
  expect(await taken('pipeline.yaml', `${stages}triggers:\n  $0\n`, 'signal')).toBe(
    `${stages}triggers:\n  - signal: \n`,
  );
});

test('right behind a colon the space comes along', async () => {
  const text = `${head}environments: {py: {}}\nstages:\n  a:\n    cmd: x\n`;
  expect(await taken('pipeline.yaml', `${text}    environment:$0\n`, 'py')).toBe(`${text}    environment: py\n`);
  expect(await taken('pipeline.yaml', `${stages}    needs:$0\n`, 'b')).toBe(`${stages}    needs: [b]\n`);
});

test('what a list has already is not offered again', async () => {
  expect(await offered('pipeline.yaml', `${stages}    needs: [a, $0]\n`)).toEqual(['b']);
  expect(await offered('pipeline.yaml', `${stages}    needs: [$0, "a"]\n`)).toEqual(['b']);
  expect(await offered('pipeline.yaml', `${stages}    needs:\n      - b # first\n      - $0\n`)).toEqual(['a']);
  expect(await offered('pipeline.yaml', `${stages}    needs:\n    - $0\n    - a\n`)).toEqual(['b']);
});

test('keys keep their indent in lists, flow mappings and Windows lines', async () => {
  const outs = `${head}stages:\n  c:\n    cmd: z\n    outs:\n`;
  expect(await taken('pipeline.yaml', `${outs}    - path: x\n      $0\n`, 'cache')).toContain(
    '    - path: x\n      cache: \n',
  );
  expect(await taken('pipeline.yaml', `${outs}      - {path: x, ca$0}\n`, 'cache')).toContain('- {path: x, cache: }\n');
  const windows = `${head}stages:\n  c:\n    cmd: z\n    de$0\n`.replaceAll('\n', '\r\n');
  expect(await taken('pipeline.yaml', windows, 'deps')).toContain('    cmd: z\r\n    deps:\n      - \r\n');
});

test('a character of two units and a byte order mark before the cursor move nothing', async () => {
  const text = `\uFEFF${head}stages:\n  c:\n    desc: 🚲🚲\n    🚲: x\n    ti$0`;
  expect(await taken('pipeline.yaml', text, 'timeout')).toMatch(/ {4}🚲: x\n {4}timeout: $/u);
});

test('an empty file becomes a pipeline, and a foreign one has its keys', async () => {
  expect(await taken('pipeline.yaml', '$0', 'new pipeline')).toMatch(/^apiVersion: trainyard\/v1\nkind: Pipeline\n/);
  expect(await taken('pipeline.yaml', 'pipe$0', 'new pipeline')).toMatch(/^apiVersion: trainyard\/v1\n/);
  expect(await offered('pipeline.yaml', 'stages:\n  - build\n$0')).toEqual([]);
  expect(await taken('dvc.yaml', '# none yet\n$0', 'stages')).toBe('# none yet\nstages:\n  ');
  expect(await offered('dvc.yaml', '{% if a %}\n$0\n{% endif %}\n')).toEqual([]);
});

test('keys that may be empty are written for what they hold', async () => {
  expect(await taken('dvc.yaml', 'stages:\n  a:\n    cmd: x\n    o$0', 'outs')).toBe(
    'stages:\n  a:\n    cmd: x\n    outs:\n      - ',
  );
});

test('params of a DVC stage are those of its params file', async () => {
  expect(await offered('dvc.yaml', 'stages:\n  a:\n    cmd: x\n    params: [$0]\n')).toEqual(['seed', 'models']);
});

const argo = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-}
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
          - {name: one, template: work}
          - {name: two, template: work}
          - {name: three, template: work, dependencies: [$0]}
    - name: other
      dag:
        tasks:
          - {name: elsewhere, template: work}
    - name: work
      container: {image: alpine}
`;

test('a task waits for tasks of its own template, a job for others than itself', async () => {
  expect(await offered('flow.yaml', argo)).toEqual(['one', 'two']);
  const jobs = '.base: {script: [x]}\na:\n  script: [x]\nb:\n  script: [y]\n';
  const [first, ...keys] = await offered('.gitlab-ci.yml', `${jobs}  needs: [$0]`);
  expect(first).toBe('a');
  expect(keys).not.toContain('b');
  expect(keys).not.toContain('.base');
  expect(await offered('.gitlab-ci.yml', `${jobs}  extends: $0`)).toEqual(expect.arrayContaining(['.base', 'a']));
});

test('braces of YAML are no place for parameters of an MLflow project', async () => {
  const project = 'name: x\nentry_points:\n  main:\n    parameters:\n      rate: {type: $0}\n    command: "x {rate}"\n';
  expect(await offered('MLproject', project)).toEqual(['string', 'float', 'path', 'uri']);
  expect(await offered('MLproject', project.replace('$0', 'float').replace('{rate}', '{$0'))).toEqual(['rate}']);
});

test('foreign formats have whole entries too', async () => {
  expect(await taken('dvc.yaml', 'stages:\n  $0', 'new stage')).toMatch(/^stages:\n {2}\$\{1:train\}:\n {4}cmd: /);
  expect(await taken('MLproject', 'entry_points:\n  $0', 'new entry point')).toContain('\n    command: ');
  expect(await taken('.gitlab-ci.yml', 'a: {script: [x]}\n$0', 'new job')).toContain('\n  script:\n    - ');
  const template = argo.replace('$0', 'one').replace('    - name: work\n      container: {image: alpine}', '    - $0');
  expect(await taken('flow.yaml', template, 'new template')).toContain('    - name: ${1:train}\n      container:\n');
});

test('an editor that cannot ask again is not told to', async () => {
  const asked = (await items('pipeline.yaml', `${head}$0`)).find(({ label }) => label === 'owner');
  expect(asked?.command?.command).toBe('editor.action.triggerSuggest');
  const other = await connectInMemory(undefined, undefined, []);
  const uri = other.open('pipeline.yaml', head);
  const position = { line: 3, character: 0 };
  const list = await other.request<CompletionList>('textDocument/completion', uri, { position });
  expect(list.items.flatMap(({ command }) => command ?? [])).toEqual([]);
  await other.stop();
});

const dvc = `# stages of a model
vars:
  - config.yaml
stages:
  prepare:
    cmd: python prepare.py
    deps:
    - raw.csv
    outs:
      - train.csv:
          cache: false
  train:
    foreach: [lr, gbm]
    do:
      cmd: >-
        python train.py
        \${item}
      params: [seed]
plots:
  - curve.csv:
      x: step
`;

test.each([
  ['pipeline.yaml', bikePipeline],
  ['dvc.yaml', dvc],
  ['flow.yaml', argo.replace('$0', 'one')],
])('in %s every key that is offered on a new line leaves sound YAML', async (path, text) => {
  const lines = text.split('\n');
  let keys = 0;
  for (const [number, line] of lines.entries()) {
    // Before a key that begins its line: there another one of the same mapping fits.
    const indent = /^( *)[\w.-]+:/.exec(line)?.[1];
    if (indent === undefined) continue;
    const before = [...lines.slice(0, number), indent].join('\n');
    const after = lines.slice(number).join('\n');
    for (const { kind, label, textEdit } of await items(path, `${before}$0\n${after}`)) {
      if (kind !== CompletionItemKind.Property) continue;
      const document = TextDocument.create('', '', 0, `${before}\n${after}`);
      const made = TextDocument.applyEdits(document, [textEdit as never]);
      expect(isStrictlyValid(made), `${label} before line ${number + 1} of ${path}\n${made}`).toBe(true);
      keys++;
    }
  }
  expect(keys).toBeGreaterThan(50);
});
