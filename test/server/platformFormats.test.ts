// Formats of serving and platforms over the protocol: names that are offered, followed and renamed; keys explained.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of Azure ML look like those of template strings.
import { afterEach, expect, test } from 'vitest';
import type {
  CompletionList,
  DocumentLink,
  Hover,
  Location,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Facts } from '../../engine/domain/facts.ts';
import { connectInMemory, type TestClient } from '../kit/languageClient.ts';

let client: TestClient | null = null;
afterEach(async () => {
  await client?.stop();
  client = null;
});

/** Opens a file; `$0` stands where the questions are asked. */
async function open(path: string, content: string, facts: Facts = {}) {
  const own = await connectInMemory();
  client = own;
  own.tell({ files: [path], ...facts });
  const offset = content.indexOf('$0');
  const text = content.replace('$0', '');
  const uri = own.open(path, text, 'yaml');
  const position = own.positionAt(uri, offset);
  return {
    text,
    labels: async () =>
      (await own.request<CompletionList>('textDocument/completion', uri, { position })).items.map(({ label }) => label),
    hover: async () =>
      JSON.stringify((await own.request<Hover | null>('textDocument/hover', uri, { position }))?.contents),
    lines: async () => {
      const context = { includeDeclaration: true };
      const found = await own.request<Location[]>('textDocument/references', uri, { position, context });
      return found.map(({ range }) => range.start.line + 1);
    },
    renamed: async (newName: string) => {
      const edit = await own.request<WorkspaceEdit>('textDocument/rename', uri, { position, newName });
      const edits = (edit.documentChanges ?? []).flatMap(change => (change as TextDocumentEdit).edits);
      return TextDocument.applyEdits(TextDocument.create(uri, 'yaml', 0, text), edits as never);
    },
    links: async () => await own.request<DocumentLink[]>('textDocument/documentLink', uri, {}),
  };
}

const graph = `apiVersion: serving.kserve.io/v1alpha1
kind: InferenceGraph
metadata: {name: pets}
spec:
  nodes:
    root:
      routerType: Sequence
      steps:
        - nodeName: breeds
        - serviceName: cats
    breeds:
      routerType: Switch
      steps: [{serviceName: dogs}]
`;

test('nodes of a graph are offered, found and renamed', async () => {
  const offered = await open('graph.yaml', graph.replace('nodeName: breeds', 'nodeName: $0'));
  // The node that the step belongs to would be a circle.
  expect(await offered.labels()).toEqual(['breeds']);
  await client?.stop();
  const file = await open('graph.yaml', graph.replace('nodeName: breeds', 'nodeName: br$0eeds'));
  expect(await file.lines()).toEqual([9, 11]);
  expect(await file.renamed('kinds')).toBe(graph.replaceAll('breeds', 'kinds'));
});

test('values and keys of the format are offered and explained', async () => {
  const values = await open('graph.yaml', graph.replace('routerType: Switch', 'routerType: $0'));
  expect(await values.labels()).toEqual(expect.arrayContaining(['Sequence', 'Splitter', 'Ensemble', 'Switch']));
  await client?.stop();
  const key = await open('graph.yaml', graph.replace('routerType: Switch', 'router$0Type: Switch'));
  expect(await key.hover()).toContain('What a node does with its steps.');
});

const pipeline = `$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json
type: pipeline
settings: {default_compute: "azureml:cpu"}
inputs: {raw: {type: uri_folder, path: "azureml:d:1"}}
jobs:
  train:
    component: ./train.yml
    inputs: {data: "\${{parent.inputs.raw}}"}
  score:
    type: command
    command: echo \${{inputs.model}}
    environment: azureml:e:1
    inputs: {model: "\${{parent.jobs.train.outputs.model}}"}
`;
const facts: Facts = {
  files: ['ml/job.yml', 'ml/train.yml'],
  texts: {
    'ml/train.yml':
      'type: command\ninputs: {data: {type: uri_folder}}\noutputs: {model: {type: mlflow_model}}\ncommand: x\n',
  },
};

test('outputs of a component beside the pipeline are offered in expressions', async () => {
  const file = await open(
    'ml/job.yml',
    pipeline.replace('parent.jobs.train.outputs.model}}', 'parent.jobs.$0}}'),
    facts,
  );
  expect(await file.labels()).toContain('parent.jobs.train.outputs.model');
});

test('a job is renamed with what uses it, and its component is a link', async () => {
  const file = await open('ml/job.yml', pipeline.replace('  train:', '  tr$0ain:'), facts);
  expect(await file.renamed('fit')).toBe(pipeline.replace('  train:', '  fit:').replace('jobs.train', 'jobs.fit'));
  expect((await file.links()).map(({ target }) => target?.split('/').at(-1))).toEqual(['train.yml']);
});

test('an input of a job with a command of its own is offered and renamed in the command', async () => {
  const offered = await open('ml/job.yml', pipeline.replace('{{inputs.model}}', '{{$0}}'), facts);
  expect(await offered.labels()).toContain('inputs.model');
  await client?.stop();
  const file = await open('ml/job.yml', pipeline.replace('{{inputs.model}}', '{{inputs.mo$0del}}'), facts);
  expect(await file.renamed('fitted')).toBe(
    pipeline.replace('inputs.model', 'inputs.fitted').replace('inputs: {model:', 'inputs: {fitted:'),
  );
});

test('keys of jobs, endpoints and compiled pipelines are explained', async () => {
  const job = await open('ml/job.yml', pipeline.replace('default_compute', 'default$0_compute'), facts);
  expect(await job.hover()).toContain('Compute of jobs that name none.');
  await client?.stop();
  const endpoint = await open(
    'endpoint.yml',
    '$schema: https://azuremlschemas.azureedge.net/latest/managedOnlineEndpoint.schema.json\nname: x\nauth$0_mode: key\n',
  );
  expect(await endpoint.hover()).toContain('How callers show who they are.');
  await client?.stop();
  const compiled = await open(
    'compiled.yaml',
    'schemaVersion: 2.1.0\nroot:\n  dag:\n    tasks:\n      a:\n        component$0Ref: {name: comp-a}\ncomponents: {comp-a: {}}\n',
  );
  expect(await compiled.hover()).toContain('What it runs.');
});

test('steps of a Seldon pipeline are offered and renamed in the middle of a path', async () => {
  const text =
    'apiVersion: mlops.seldon.io/v1alpha1\nkind: Pipeline\nmetadata: {name: p}\nspec:\n  steps:\n    - name: clean\n    - name: score\n      inputs:\n        - clean.outputs.x\n';
  const file = await open('p.yaml', text.replace('- name: clean', '- name: cl$0ean'));
  expect(await file.renamed('wash')).toBe(text.replaceAll('clean', 'wash'));
});
