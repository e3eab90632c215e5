// A first pipeline from what lies in a folder: scripts in their usual order, data, params and requirements.

export interface Proposal {
  readonly text: string;
  readonly stages: readonly string[];
}
/** Usual order of work; the first pattern that fits a script's name gives its place. */
const order: readonly RegExp[] = [
  /download|fetch|ingest|load|collect/,
  /clean|prep|process|split|transform/,
  /feat/,
  /train|fit|tune/,
  /eval|test|score|valid|metric/,
  /predict|infer|export|report/,
];
const dataFile = /\.(csv|tsv|parquet|jsonl?|arrow|feather|xlsx|npz|h5)$/i;
const notStages = /(^|\/)(__init__|setup|conftest|utils?|config|settings|constants|noxfile|test_.*|.*_test)\.py$/;
const stageFolders = /^(src\/|scripts\/|pipeline\/|stages\/)?[^/]+\.py$/;

/** `files` relative to the folder, `/` between parts. Null when no script looks like a stage. */
export function proposePipeline(folder: string, files: readonly string[]): Proposal | null {
  const scripts = files
    .filter(file => stageFolders.test(file) && !notStages.test(file))
    .map(file => ({
      file,
      name: nameOf(file),
      rank: order.findIndex(pattern => pattern.test(nameOf(file).toLowerCase())),
    }))
    .filter(script => script.rank >= 0)
    .sort((a, b) => a.rank - b.rank || (a.file < b.file ? -1 : 1));
  const unique = scripts.filter((script, i) => scripts.findIndex(({ name }) => name === script.name) === i);
  if (unique.length === 0) return null;
  const data = files
    .filter(file => dataFile.test(file) && /^(data|datasets?|input)\/(raw\/)?[^/]+$/.test(file))
    .slice(0, 5);
  const lines = [
    'apiVersion: trainyard/v1',
    'kind: Pipeline',
    `name: ${nameFor(folder)}`,
    ...paramsLines(files),
    ...datasetLines(data),
    ...environmentLines(files),
    '',
    'stages:',
    ...unique.flatMap(({ name, file }, i) =>
      stageLines({ name, file, before: unique[i - 1]?.name, data: i === 0 ? data : [] }),
    ),
  ];
  return { text: `${lines.join('\n')}\n`, stages: unique.map(({ name }) => name) };
}

function paramsLines(files: readonly string[]): readonly string[] {
  const file = ['params.yaml', 'params.yml', 'params.json'].find(name => files.includes(name));
  return file === undefined ? [] : ['', 'params:', `  file: ${file}`];
}

function datasetLines(data: readonly string[]): readonly string[] {
  if (data.length === 0) return [];
  return ['', 'datasets:', ...data.flatMap(file => [`  ${nameOf(file)}:`, `    path: ${quoted(file)}`])];
}

function environmentLines(files: readonly string[]): readonly string[] {
  const file = ['requirements.lock', 'requirements.txt'].find(name => files.includes(name));
  if (file === undefined) return [];
  return ['', 'environments:', '  py:', `    requirements: ${file}`, '', 'defaults:', '  environment: py'];
}

interface StageWords {
  readonly name: string;
  readonly file: string;
  readonly before: string | undefined;
  readonly data: readonly string[];
}
function stageLines({ name, file, before, data }: StageWords): readonly string[] {
  const deps = [quoted(file), ...data.map(item => `"dataset:${nameOf(item)}"`)];
  return [
    `  ${name}:`,
    `    cmd: ${quoted(`python ${shellQuoted(file)}`)}`,
    `    deps: [${deps.join(', ')}]`,
    ...(before === undefined ? [] : [`    needs: [${before}]`]),
    '    # outs: [what it writes]       so that the next stages and the cache know it',
    '    # metrics: [metrics.json]      numbers by name',
  ];
}

/** `src/01_train-model.py` → `train-model`; letters, digits, `_` and `-` remain. */
function nameOf(file: string): string {
  const base = file.replace(/^.*\//, '').replace(/\.[^.]+$/, '');
  const name = base
    .replace(/^\d+[_-]*/, '')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');
  return /^[A-Za-z]/.test(name) ? name : `x${name}`;
}
function nameFor(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return /^[a-z]/.test(name) ? name : 'pipeline';
}
const quoted = (text: string): string =>
  /^[A-Za-z0-9_./ -]+$/.test(text) && !/ #|^[ -]| $/.test(text) ? text : JSON.stringify(text);
const shellQuoted = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
