// The table of docs/editors.md: each feature on each kind of file, asked at every place of one. UPDATE_GOLDEN=1 writes it.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of pipelines look like those of template strings.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Position } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lensCommands, outsideCommand } from '../../protocol/lsp.ts';
import { createFactsStore } from '../../server/documents.ts';
import { codeActions } from '../../server/features/codeActions.ts';
import { codeLens } from '../../server/features/codeLens.ts';
import { completion } from '../../server/features/completion.ts';
import { definition } from '../../server/features/definition.ts';
import { documentLinks } from '../../server/features/documentLinks.ts';
import { folding } from '../../server/features/folding.ts';
import { highlights } from '../../server/features/highlights.ts';
import { hover } from '../../server/features/hover.ts';
import { inlayHints } from '../../server/features/inlayHints.ts';
import { references } from '../../server/features/references.ts';
import { semanticTokens } from '../../server/features/semanticTokens.ts';
import { symbols } from '../../server/features/symbols.ts';
import { lazyFormats } from '../../server/lazyFormats.ts';
import type { OpenFile } from '../../server/openFile.ts';
import { createSessions } from '../../server/sessions.ts';
import { createSettingsStore } from '../../server/settings.ts';
import { projectUri } from '../kit/languageClient.ts';

const run = '0123456789abcdef0123456789abcdef';
const facts = {
  files: [
    'pipeline.yaml',
    'dvc.yaml',
    'params.yaml',
    'src/train.py',
    'requirements.txt',
    'python_env.yaml',
    'conda.yaml',
  ],
  texts: { 'params.yaml': 'seed: 7\nmodels: [lr, gbm]\n' },
  runs: { [run]: { id: run, name: 'brave-newt', metrics: { rmse: 41 } } },
  params: { 'params.yaml': { seed: 7 } },
};

/** A file of each kind, with something wrong that can be mended, and blanks that can be laid out. */
const kinds: Readonly<Record<string, readonly [path: string, text: string]>> = {
  'pipeline.yaml': [
    'pipeline.yaml',
    'apiVersion: trainyard/v1\nkind: Pipeline\nname:   tiny\nparams: {file: params.yaml}\nstages:\n  train:\n    cmd: python src/train.py ${{ params.seed }}\n    params: [seed]\n    deps: [src/train.py]\n    outs: [m.bin]\n  score:\n    cmd: echo\n    deps: [m.bin]\n    needs: [train, trian]\n',
  ],
  'model card': [
    'MODEL_CARD.md',
    `---\nlicense: apache2\ntrainyard:\n  run: ${run}\n  pipeline: pipeline.yaml\nmodel-index:\n- name: m\n  results:\n  - task: {type: other}\n    metrics:\n    - {type: rmse, value: 41}\n---\n# M\n`,
  ],
  'dvc.yaml': [
    'dvc.yaml',
    'stages:\n  train:\n    foreach:   ${models}\n    do:\n      cmd: python src/train.py ${item} ${sed}\n      deps: [src/train.py]\n      outs: ["${item}.bin"]\n  score:\n    cmd: echo ${seed}\n    deps: [lr.bin, src/train.py]\n',
  ],
  MLproject: [
    'MLproject',
    'name:   tiny\npython_env: python_env.yaml\nentry_points:\n  main:\n    parameters:\n      rate: {type: flaot, default: 0.1}\n    command: "python src/train.py {rate} {rat}"\n',
  ],
  Argo: [
    'flow.yaml',
    'apiVersion: argoproj.io/v1alpha1\nkind:   Workflow\nmetadata: {generateName: a-}\nspec:\n  entrypoint: main\n  arguments:\n    parameters: [{name: rate, value: 1}]\n  templates:\n    - name: main\n      dag:\n        tasks:\n          - {name: one, template: work, withItems: [1, 2]}\n          - {name: two, template: wrok, dependencies: [one]}\n    - name: work\n      container: {image: "a:1", args: ["{{workflow.parameters.rate}}"]}\n',
  ],
  'GitLab CI': [
    '.gitlab-ci.yml',
    'stages:   [fit, eval]\n.base: {script: [x]}\nfit:\n  stage: fit\n  script: [x]\n  parallel: {matrix: [{A: [x, y]}]}\neval:\n  extends: .base\n  stage: evla\n  needs: [fit]\n',
  ],
  'Azure ML': [
    'job.yaml',
    '$schema: https://azuremlschemas.azureedge.net/latest/pipelineJob.schema.json\ntype:   pipeline\ninputs:\n  data: {type: uri_file, path: src/train.py}\njobs:\n  fit:\n    type: command\n    command: python src/train.py\n    code: ./src\n    environment: azureml:x@latest\n    inputs: {d: "${{parent.inputs.data}}"}\n    outputs: {m: {type: uri_folder}}\n  eval:\n    type: command\n    command: python x.py\n    environment: azureml:x@latest\n    inputs: {m: "${{parent.jobs.fit.outputs.m}}", e: "${{parent.inputs.dta}}"}\n',
  ],
  KServe: [
    'serve.yaml',
    'apiVersion: serving.kserve.io/v1beta1\nkind:   InferenceService\nmetadata: {name: tiny}\nspec:\n  predictor:\n    model:\n      modelFormat: {name: sklearn}\n      storageUri: gs://a/b\n    canaryTrafficPercnt: 10\n',
  ],
  Seldon: [
    'seldon.yaml',
    'apiVersion: machinelearning.seldon.io/v1\nkind:   SeldonDeployment\nmetadata: {name: tiny}\nspec:\n  predictors:\n    - name: main\n      graph:\n        name: m\n        implementation: SKLEARN_SERVR\n        modelUri: gs://a/b\n',
  ],
  'Kubeflow IR': [
    'kfp.yaml',
    'schemaVersion: 2.1.0\nsdkVersion:   kfp-2.7.0\npipelineInfo: {name: tiny}\ncomponents:\n  comp-fit: {executorLabel: exec-fit}\ndeploymentSpec:\n  executors:\n    exec-fit: {container: {image: "a:1"}}\nroot:\n  dag:\n    tasks:\n      fit:\n        componentRef: {name: comp-fit}\n        taskInfo: {name: fit}\n      eval:\n        componentRef: {name: comp-fti}\n        taskInfo: {name: eval}\n        dependentTasks: [fit]\n',
  ],
  Feast: [
    'feature_store.yaml',
    'project: tiny\nprovider:   local\nregistry: data/registry.db\nonlin_store:\n  type: sqlite\n',
  ],
  BentoML: [
    'bentofile.yaml',
    'service: "service:svc"\ninclude:   ["*.py"]\npython:\n  requirements_txt: requirements.txt\n  packges: [a]\n',
  ],
  Triton: [
    'tiny/config.pbtxt',
    'name: "tiny"\nbackend: "onnxruntime"\nmax_batch_size: 8\ninput [\n  { name: "a", data_type: TYPE_FP23, dims: [ 3 ] }\n]\noutput { name: "b" dims: [ 1 ] }\n',
  ],
};

const formats = lazyFormats(() => import('../../server/formats.ts'));
await formats.load();
const late = formats.loaded?.features;
if (late === undefined) throw new Error('the formats are loaded');

function open([path, text]: readonly [string, string]): OpenFile {
  const store = createFactsStore();
  store.take({ root: projectUri, facts });
  const sessions = createSessions(
    { facts: store, settings: createSettingsStore(), formats },
    { publish: () => undefined, forget: () => undefined },
  );
  const language = path.endsWith('.md') ? 'markdown' : path === 'pipeline.yaml' ? 'trainyard-pipeline' : 'yaml';
  const document = TextDocument.create(`${projectUri}/${path}`, language, 1, text);
  sessions.changed(document, 'later');
  const file = sessions.file(document.uri);
  if (file === null) throw new Error(`${path} is not open`);
  return file;
}

const everything = new Set([...Object.values(lensCommands), outsideCommand]);
const none = (): undefined => undefined;
const empty = { snippets: true, asksAgain: true, leavesSchemas: false };
const actionsAt = (file: OpenFile, position: Position) =>
  codeActions(file, { range: { start: position, end: position }, context: { diagnostics: [] } });

/** What each feature gives at a place; those about the whole file are asked at every place too. */
const features: Readonly<Record<string, (file: OpenFile, position: Position) => unknown>> = {
  findings: file => file.diagnostics,
  'fixes of findings': (file, position) => actionsAt(file, position).filter(({ isPreferred }) => isPreferred),
  '«ignore here»': (file, position) => actionsAt(file, position).filter(({ isPreferred }) => !isPreferred),
  completion: (file, position) => completion(file, position, empty).items,
  hover: (file, position) => hover(file, position, { leavesSchemas: false }),
  definition: (file, position) => definition(file, position, { links: true, textOf: () => null }),
  'references, highlights': (file, position) => [...references(file, position, true), ...highlights(file, position)],
  rename: (file, position) => late.prepareRename(file, position, none),
  'linked editing': (file, position) => late.linkedEditing(file, position),
  'call hierarchy': (file, position) => late.prepareCallHierarchy(file, position),
  symbols: file => symbols(file),
  'links to files': file => documentLinks(file),
  lenses: file => (file.kind === 'dialect' ? late.dialectLenses(file, everything) : codeLens(file, everything)),
  'hints in the text': file => inlayHints(file, { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }),
  'colours of expressions': file => semanticTokens(file).data,
  folding: file => folding(file),
  'growing selection': (file, position) =>
    late.selectionRanges(file, [position]).flatMap(({ parent }) => parent?.parent ?? []),
  formatting: file => late.formatting(file),
};

const isAnswer = (found: unknown): boolean => (Array.isArray(found) ? found.length > 0 : found != null);

function answers(kind: readonly [string, string], ask: (file: OpenFile, position: Position) => unknown): boolean {
  const file = open(kind);
  for (let offset = 0; offset <= kind[1].length; offset++)
    if (isAnswer(ask(file, file.document.positionAt(offset)))) return true;
  return false;
}

test('the table of the page says what each feature does on each kind of file', () => {
  const path = join(import.meta.dirname, '../../docs/editors.md');
  const page = readFileSync(path, 'utf8');
  const names = Object.keys(kinds);
  const table = [
    `| | ${names.join(' | ')} |`,
    `|---|${names.map(() => '---').join('|')}|`,
    ...Object.entries(features).map(
      ([feature, ask]) =>
        `| ${feature} | ${Object.values(kinds)
          .map(kind => (answers(kind, ask) ? '✓' : ''))
          .join(' | ')} |`,
    ),
  ].join('\n');
  const before = /^\| \| pipeline\.yaml [\s\S]*?\n(?=\n)/m.exec(page)?.[0].trimEnd() ?? '';
  if (process.env.UPDATE_GOLDEN === '1')
    writeFileSync(
      path,
      page.replace(before, () => table),
    );
  else expect(before).toBe(table);
});
