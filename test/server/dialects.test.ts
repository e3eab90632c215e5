// Foreign formats over the protocol: findings, names, values of expressions, keys by schema.
import { afterEach, expect, test } from 'vitest';
import type { CodeLens, CompletionList, DocumentSymbol, Hover, Location, LocationLink } from 'vscode-languageserver';
import type { Facts } from '../../engine/domain/facts.ts';
import { connectInMemory, projectUri, type TestClient } from '../kit/languageClient.ts';

let client: TestClient | null = null;
afterEach(async () => {
  await client?.stop();
  client = null;
});

const facts: Facts = {
  files: ['dvc.yaml', 'params.yaml', 'src/train.py'],
  texts: { 'params.yaml': 'seed: 7\nmodels: [lr, gbm]\n' },
};
const text = `stages:
  train:
    foreach: \${models}
    do:
      cmd: python src/train.py \${item} \${sed}
      deps: [src/train.py]
`;

async function open(
  content: string,
  path = 'dvc.yaml',
): Promise<{ readonly uri: string; readonly client: TestClient }> {
  client = await connectInMemory();
  client.tell(facts);
  return { uri: client.open(path, content, 'yaml'), client };
}

test('findings come with their words, and a quick fix mends them', async () => {
  const { uri, client: own } = await open(text);
  const [found, ...others] = await own.diagnostics(uri, 1);
  expect(others).toEqual([]);
  expect(found?.message).toBe('«sed» has no value in params.yaml. Did you mean «seed»?');
  const actions = await own.request<{ title: string }[]>('textDocument/codeAction', uri, {
    range: found?.range,
    context: { diagnostics: [] },
  });
  expect(actions.map(({ title }) => title)).toContain('Replace with «${seed}»');
});

test('hovers tell what a foreach stands for and what an expression is worth', async () => {
  const { uri, client: own } = await open(text.replace('sed', 'seed'));
  const hoverAt = async (word: string): Promise<string> => {
    const position = own.positionAt(uri, text.indexOf(word) + 1);
    const hover = await own.request<Hover | null>('textDocument/hover', uri, { position });
    return JSON.stringify(hover?.contents ?? null);
  };
  expect(await hoverAt('train:')).toContain('train@gbm');
  expect(await hoverAt('${sed}')).toContain('`seed` = `7`');
  expect(await hoverAt('deps')).toContain('Files and folders that the stage reads');
});

test('keys, files and names in expressions are offered', async () => {
  const { uri, client: own } = await open('stages:\n  train:\n    cmd: python ${se\n    deps:\n      - \n    o\n');
  const labelsAt = async (word: string): Promise<readonly string[]> => {
    const content = 'stages:\n  train:\n    cmd: python ${se\n    deps:\n      - \n    o\n';
    const position = own.positionAt(uri, content.indexOf(word) + word.length);
    const list = await own.request<CompletionList>('textDocument/completion', uri, { position });
    return list.items.map(({ label }) => label);
  };
  expect(await labelsAt('${se')).toContain('seed}');
  expect(await labelsAt('- ')).toContain('src/');
  expect(await labelsAt('    o')).toContain('outs');
});

test('stages are symbols, deps lead to their files', async () => {
  const { uri, client: own } = await open(text);
  const symbols = await own.request<DocumentSymbol[]>('textDocument/documentSymbol', uri);
  expect(symbols.map(({ name }) => name)).toEqual(['train']);
});

test('a YAML file of no known format stays untouched', async () => {
  const { uri, client: own } = await open('name: other\nsteps: [a, b\n', 'docker-compose.yaml');
  const other = own.open('dvc.yaml', 'stages:\n  a: {cmb: x}\n', 'yaml');
  expect((await own.diagnostics(other, 1)).length).toBeGreaterThan(0);
  expect(own.published.filter(item => item.uri === uri).flatMap(item => item.diagnostics)).toEqual([]);
  expect(
    await own.request<Location[] | LocationLink[]>('textDocument/references', uri, {
      position: { line: 0, character: 1 },
      context: { includeDeclaration: true },
    }),
  ).toEqual([]);
});

const lensesOf = async (own: TestClient, uri: string, content: string) => {
  const lenses = await own.request<CodeLens[]>('textDocument/codeLens', uri);
  return lenses.map(({ range, command }) => [
    content.split('\n')[range.start.line]?.trim(),
    command?.title,
    ...(command?.command === 'trainyard.pipeline.runOutside' ? [command.arguments?.[1]] : []),
  ]);
};

test('lenses run a file and its stages with their own tool, in a client that can', async () => {
  const { uri, client: own } = await open(text);
  expect(await lensesOf(own, uri, text)).toEqual([
    ['stages:', '▷ dvc repro', null],
    ['train:', '▷ Run', 'train'],
  ]);
  const project = 'name: x\nentry_points:\n  main: {command: python a.py}\n';
  expect(await lensesOf(own, own.open('MLproject', project, 'yaml'), project)).toEqual([
    ['name: x', '▷ mlflow run', null],
    ['main: {command: python a.py}', '▷ Run', 'main'],
  ]);
  const template = 'apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nspec:\n  templates: []\n';
  expect(await lensesOf(own, own.open('template.yaml', template, 'yaml'), template)).toEqual([]);
  const schema = '$schema: https://azuremlschemas.azureedge.net/latest';
  const command = `${schema}/commandJob.schema.json\ncommand: x\n`;
  expect(await lensesOf(own, own.open('job.yaml', command, 'yaml'), command)).toHaveLength(1);
  const environment = `${schema}/environment.schema.json\nname: x\n`;
  expect(await lensesOf(own, own.open('env.yaml', environment, 'yaml'), environment)).toEqual([]);
  const other = await connectInMemory(undefined, undefined, []);
  expect(await lensesOf(other, other.open('dvc.yaml', text, 'yaml'), text)).toEqual([]);
  await other.stop();
});

test('lenses count the uses of templates and jobs', async () => {
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
          - {name: two, template: work, dependencies: [one]}
    - name: work
      container: {image: alpine}
`;
  const { uri, client: own } = await open(argo, 'flow.yaml');
  expect(await lensesOf(own, uri, argo)).toEqual([
    ['apiVersion: argoproj.io/v1alpha1', '▷ argo submit', null],
    ['- name: main', '1 reference'],
    ['- {name: one, template: work}', '1 reference'],
    ['- name: work', '2 references'],
  ]);
  const gitlab = 'stages: [fit]\na:\n  stage: fit\n  script: [x]\nb:\n  stage: fit\n  script: [y]\n  needs: [a]\n';
  expect(await lensesOf(own, own.open('.gitlab-ci.yml', gitlab, 'yaml'), gitlab)).toEqual([
    ['stages: [fit]', '2 references'],
    ['a:', '1 reference'],
  ]);
});

/** The first lines of a hover, at `$0`. */
async function hoverAt(own: TestClient, path: string, marked: string): Promise<readonly string[]> {
  own.close(`${projectUri}/${path}`);
  const uri = own.open(path, marked.replace('$0', ''), 'yaml');
  const hover = await own.request<Hover | null>('textDocument/hover', uri, {
    position: own.positionAt(uri, marked.indexOf('$0')),
  });
  own.close(uri);
  return ((hover?.contents as { value: string } | undefined)?.value ?? '').split('\n\n').slice(0, -1);
}

test('hovers tell what a name stands for, and what is made of it', async () => {
  const { client: own } = await open(text);
  expect(await hoverAt(own, 'MLproject', 'entry_points:\n  ma$0in: {command: python a.py}\n')).toEqual([
    'Entry point `main`',
    '`python a.py`',
  ]);
  expect(await hoverAt(own, '.gitlab-ci.yml', 'f$0it:\n  script: [x]\n')).toEqual(['Job `fit`', '`test`']);
  const matrix = 'f$0it:\n  script: [x]\n  parallel:\n    matrix:\n      - MODEL: [lr, gbm]\n      - MODEL: svm\n';
  expect((await hoverAt(own, '.gitlab-ci.yml', matrix))[0]).toMatch(/^`fit` stands for 3 jobs/);
});

test('hovers tell the value of a param that a stage lists', async () => {
  const { client: own } = await open(text);
  expect(await hoverAt(own, 'dvc.yaml', 'stages:\n  a:\n    cmd: x\n    params: [se$0ed]\n')).toContain('`seed` = `7`');
});

test('text protocol buffers are completed by their braces, and explained', async () => {
  const { client: own } = await open(text);
  const offers = async (marked: string): Promise<Readonly<Record<string, string>>> => {
    const uri = own.open('config.pbtxt', marked.replace('$0', ''), 'pbtxt');
    const { items } = await own.request<CompletionList>('textDocument/completion', uri, {
      position: own.positionAt(uri, marked.indexOf('$0')),
    });
    own.close(uri);
    return Object.fromEntries(items.map(({ label, textEdit }) => [label, textEdit?.newText ?? '']));
  };
  expect(await offers('name: "x"\nba$0')).toMatchObject({ backend: 'backend: ', input: 'input [ { ' });
  expect(await offers('input [ { name: "a", data_type: $0 } ]')).toMatchObject({ TYPE_FP32: 'TYPE_FP32' });
  expect(await offers('input { name: "a" # }\n  d$0')).toMatchObject({
    data_type: 'data_type: ',
    dims: expect.anything(),
  });
  expect(Object.keys(await offers('input [ { name: "{" } ]\n$0'))).toContain('output');
  expect(await offers('name: "x" # ba$0')).toEqual({});
  expect(await hoverAt(own, 'config.pbtxt', 'input [ { data$0_type: TYPE_FP32 } ]')).toEqual(['Kind of its values.']);
});

test('a file that is named like ours and holds a pipeline of another tool is read as that', async () => {
  const { uri, client: own } = await open(
    `$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
type: pipeline
jobs:
  train:
    type: command
    command: python train.py \${{parent.inputs.rate}}
    inputs:
      rate: \${{parent.inputs.rat}}
inputs: {rate: 0.1}
`,
    'ml/pipeline.yaml',
  );
  const found = await own.diagnostics(uri, 1);
  expect(found.map(({ code }) => code)).toContain('azureml-reference-unknown');
});

test('names that share a line have no lens, whose number it is could not be told', async () => {
  const { uri, client: own } = await open(
    'stages: [prepare, train]\nbuild:\n  stage: prepare\n  script: [x]\nfit:\n  stage: train\n  needs: [build]\n  script: [x]\n',
    '.gitlab-ci.yml',
  );
  await own.diagnostics(uri, 1);
  const lenses = await own.request<CodeLens[]>('textDocument/codeLens', uri);
  expect(lenses.map(({ range, command }) => [range.start.line, command?.title])).toEqual([[1, '1 reference']]);
});
