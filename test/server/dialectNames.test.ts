// Names of foreign formats over the protocol: each kind leads to its definition, is found and renamed, and is offered where it fits.
import { afterEach, describe, expect, test } from 'vitest';
import type { CompletionList, Location, LocationLink, WorkspaceEdit } from 'vscode-languageserver';
import type { Facts } from '../../engine/domain/facts.ts';
import { connectInMemory, type TestClient } from '../kit/languageClient.ts';
import { readMarks } from '../kit/marks.ts';

let client: TestClient | null = null;
afterEach(async () => {
  await client?.stop();
  client = null;
});

const facts: Facts = {
  files: ['dvc.yaml', 'params.yaml', 'src/train.py', 'tools.yaml', 'ci/base.yml', '.gitlab-ci.yml'],
  texts: {
    'params.yaml': 'seed: 7\nmodel: {depth: 3}\n',
    'ci/base.yml': '.base: {script: x}\n',
    'tools.yaml':
      'apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: tools}\nspec: {templates: [{name: fetch, container: {image: "a:1"}}]}\n',
  },
};
const paths = { argo: 'train.yaml', dvc: 'dvc.yaml', gitlab: '.gitlab-ci.yml', mlproject: 'MLproject' } as const;
type Format = keyof typeof paths;

async function open(format: Format, fixture: string) {
  const { text, cursor } = readMarks(fixture);
  client = await connectInMemory();
  client.tell(facts);
  const uri = client.open(paths[format], text, 'yaml');
  return { uri, text, position: client.positionAt(uri, cursor ?? 0), client };
}

const argo = (templates: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: train}
spec:
  entrypoint: main
  arguments: {parameters: [{name: lake, value: x}]}
  templates:
${templates}`;
const fit = `    - name: fit
      inputs: {parameters: [{name: rate}], artifacts: [{name: table, path: /t}]}
      outputs: {parameters: [{name: loss, valueFrom: {path: /l}}], artifacts: [{name: weights, path: /w}]}
      container: {image: "a:1", args: ["{{inputs.parameters.rate}}", "{{inputs.artifacts.table.path}}", "{{outputs.parameters.loss.path}}"]}
`;
const dag = `    - name: main
      dag:
        tasks:
          - {name: one, template: fit, arguments: {parameters: [{name: rate, value: "{{workflow.parameters.lake}}"}], artifacts: [{name: table, raw: {data: x}}]}}
          - name: two
            template: fit
            depends: one.Succeeded
            arguments:
              parameters: [{name: rate, value: "{{=tasks['one'].status}} {{tasks.one.outputs.parameters.loss}}"}]
              artifacts: [{name: table, from: "{{tasks.one.outputs.artifacts.weights}}"}]
`;
const gitlab = `stages: [build, fit]
.base: {script: [x], stage: build}
prepare: {extends: .base}
train:
  stage: fit
  script: [!reference [.base, script]]
  needs: [prepare]
  dependencies: [prepare]
`;
const dvc = `vars: [{fit: {rate: 1}}]
stages:
  train:
    matrix: {kind: [a, b]}
    cmd: python src/train.py \${item.kind} \${fit.rate}
    outs: ["m/\${item.kind}"]
`;

/** Where the word stands, in its file, and how many places name the same thing. */
const kinds: readonly (readonly [what: string, format: Format, text: string, word: string, count: number])[] = [
  ['a template of Argo', 'argo', argo(dag + fit), 'fit', 3],
  ['a task of Argo', 'argo', argo(dag + fit), 'one', 5],
  ['a parameter of a workflow', 'argo', argo(dag + fit), 'lake', 2],
  ['an input of a template', 'argo', argo(dag + fit), 'rate', 4],
  ['an artifact of a template', 'argo', argo(dag + fit), 'table', 4],
  ['an output of a template', 'argo', argo(dag + fit), 'loss', 3],
  ['an output artifact', 'argo', argo(dag + fit), 'weights', 2],
  ['a stage of GitLab', 'gitlab', gitlab, 'fit', 2],
  ['a job of GitLab', 'gitlab', gitlab, 'prepare', 3],
  [
    'an input of GitLab',
    'gitlab',
    'spec: {inputs: {epochs: {default: "3"}}}\n---\ntrain: {script: "$[[ inputs.epochs ]]"}\n',
    'epochs',
    2,
  ],
  ['an axis of a matrix', 'dvc', dvc, 'kind', 3],
  ['a value of vars', 'dvc', dvc, 'rate', 2],
  ['a group of vars', 'dvc', dvc, 'fit', 2],
  [
    'a parameter of MLflow',
    'mlproject',
    'conda_env: c.yaml\nentry_points:\n  main: {parameters: {alpha: float}, command: "x {alpha} {alpha}"}\n',
    'alpha',
    3,
  ],
];

describe.each(kinds)('%s', (_, format, text, word, count) => {
  const places = [...text.matchAll(new RegExp(`\\b${word}\\b`, 'g'))].map(({ index }) => index);

  test('is renamed from each of its places, everywhere and nowhere else', async () => {
    const { uri, client: own } = await open(format, text);
    const before = await own.request<Location[]>('textDocument/references', uri, {
      position: own.positionAt(uri, lastPlace(places)),
      context: { includeDeclaration: true },
    });
    expect(before).toHaveLength(count);
    for (const { range } of before) {
      const edit = await own.request<WorkspaceEdit>('textDocument/rename', uri, {
        position: range.start,
        newName: 'renamed',
      });
      const [change] = edit.documentChanges ?? [];
      expect(change !== undefined && 'edits' in change ? change.edits : []).toHaveLength(count);
    }
  });

  test('leads from a use to its definition, and is highlighted', async () => {
    const { uri, client: own } = await open(format, text);
    const position = own.positionAt(uri, lastPlace(places));
    const links = await own.request<(LocationLink | Location)[]>('textDocument/definition', uri, { position });
    expect(links).toHaveLength(1);
    expect(await own.request<unknown[]>('textDocument/documentHighlight', uri, { position })).toHaveLength(count);
  });
});

const lastPlace = (places: readonly number[]): number => (places.at(-1) ?? 0) + 1;

test('files that stages of dvc.yaml make lead from dep to out, and are not renamed here', async () => {
  const {
    uri,
    position,
    client: own,
  } = await open('dvc', 'stages:\n  a: {cmd: x, outs: [m.csv]}\n  b: {cmd: y, deps: [m.c$0sv]}\n');
  const links = await own.request<LocationLink[]>('textDocument/definition', uri, { position });
  expect(links.map(link => link.targetSelectionRange.start.line)).toEqual([1]);
  expect(await own.request<unknown>('textDocument/prepareRename', uri, { position })).toBeNull();
});

test('a job of an included file leads there', async () => {
  const { uri, position, client: own } = await open('gitlab', 'include: ci/base.yml\ntrain: {extends: .ba$0se}\n');
  const [link] = await own.request<LocationLink[]>('textDocument/definition', uri, { position });
  expect(link?.targetUri).toMatch(/ci\/base\.yml$/);
});

test('a templateRef leads to the file of its template', async () => {
  const {
    uri,
    position,
    client: own,
  } = await open(
    'argo',
    argo('    - name: main\n      steps: [[{name: a, templateRef: {name: tools, template: fet$0ch}}]]\n'),
  );
  const [link] = await own.request<LocationLink[]>('textDocument/definition', uri, { position });
  expect(link?.targetUri).toMatch(/tools\.yaml$/);
});

const offered: readonly (readonly [
  where: string,
  format: Format,
  fixture: string,
  wanted: readonly string[],
  unwanted: readonly string[],
])[] = [
  [
    'a template of a task',
    'argo',
    argo(dag.replace('template: fit\n', 'template: $0\n') + fit),
    ['main', 'fit'],
    ['one'],
  ],
  [
    'tasks to wait for',
    'argo',
    argo(dag.replace('depends: one.Succeeded', 'dependencies: [$0]') + fit),
    ['one'],
    ['fit', 'rate'],
  ],
  [
    'arguments of the template that is called',
    'argo',
    argo(dag.replace('[{name: rate, value: "{{=', '[{name: $0, value: "{{=') + fit),
    ['rate'],
    ['one', 'lake'],
  ],
  [
    'outputs of a task',
    'argo',
    argo(dag.replace('{{tasks.one.outputs.parameters.loss}}', '{{tasks.$0}}') + fit),
    ['tasks.one.outputs.parameters.loss', 'workflow.parameters.lake'],
    ['inputs.parameters.rate'],
  ],
  [
    'inputs of the own template',
    'argo',
    argo(dag + fit.replace('{{inputs.parameters.rate}}', '{{$0}}')),
    ['inputs.parameters.rate', 'workflow.parameters.lake'],
    ['tasks.one.status'],
  ],
  [
    'WorkflowTemplates of the project',
    'argo',
    argo('    - name: main\n      steps: [[{name: a, templateRef: {name: $0}}]]\n'),
    ['tools'],
    ['fetch'],
  ],
  [
    'templates of a WorkflowTemplate',
    'argo',
    argo('    - name: main\n      steps: [[{name: a, templateRef: {name: tools, template: $0}}]]\n'),
    ['fetch'],
    ['main'],
  ],
  [
    'hooks of a task',
    'argo',
    argo(dag.replace('template: fit, arg', 'template: fit, onExit: $0, arg') + fit),
    ['fit'],
    ['one'],
  ],
  [
    'keys of a retry strategy',
    'argo',
    argo(`${dag}${fit}      retryStrategy:\n        $0\n`),
    ['limit', 'backoff'],
    ['image'],
  ],
  ['stages of GitLab', 'gitlab', gitlab.replace('stage: fit', 'stage: $0'), ['build', 'fit', '.post'], ['prepare']],
  ['jobs to wait for', 'gitlab', gitlab.replace('needs: [prepare]', 'needs: [$0]'), ['prepare'], ['build', '.base']],
  [
    'jobs of included files',
    'gitlab',
    `include: ci/base.yml\n${gitlab.replace('extends: .base', 'extends: .b$0')}`,
    ['.base'],
    ['build'],
  ],
  ['keys of a hidden job', 'gitlab', '.x:\n  $0\n', ['script', 'needs'], []],
  [
    'reports of artifacts',
    'gitlab',
    'a:\n  script: x\n  artifacts:\n    reports:\n      $0\n',
    ['junit', 'metrics'],
    [],
  ],
  [
    'inputs in a GitLab expression',
    'gitlab',
    'spec: {inputs: {epochs: {}}}\n---\na: {script: "$[[ $0 ]]"}\n',
    ['inputs.epochs'],
    [],
  ],
  [
    'params of the params file',
    'dvc',
    dvc.replace('outs: [', 'params: [$0]\n    outs: ['),
    ['seed', 'model.depth'],
    ['train'],
  ],
  ['values in an expression', 'dvc', dvc.replace('${fit.rate}', '${$0}'), ['seed', 'fit.rate', 'item.kind'], []],
  [
    'outs of other stages and files',
    'dvc',
    'stages:\n  a: {cmd: x, outs: [m.csv]}\n  b: {cmd: y, deps: [$0]}\n',
    ['m.csv', 'src/'],
    [],
  ],
  [
    'placeholders of the own entry point',
    'mlproject',
    'conda_env: c\nentry_points:\n  a: {parameters: {x: float}, command: "run {$0}"}\n  b: {parameters: {y: float}, command: "run {y}"}\n',
    ['x'],
    ['y'],
  ],
  [
    'types of a parameter',
    'mlproject',
    'conda_env: c\nentry_points:\n  a: {parameters: {x: {type: $0}}, command: "run {x}"}\n',
    ['float', 'path'],
    ['x'],
  ],
];

test.each(offered)('%s are offered', async (_, format, fixture, wanted, unwanted) => {
  const { uri, position, client: own } = await open(format, fixture);
  const list = await own.request<CompletionList>('textDocument/completion', uri, { position });
  const labels = list.items.map(({ label }) => label.replace(/[}\]]+$/, ''));
  expect(labels).toEqual(expect.arrayContaining([...wanted]));
  expect(labels.filter(label => unwanted.includes(label))).toEqual([]);
});
