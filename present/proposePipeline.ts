// Proposes a first pipeline for a folder that has scripts, data and metrics files but no pipeline yet.

export interface FolderContents {
  /** Files relative to the folder, with `/`. */
  readonly files: readonly string[];
  /** Text of those that are scripts, by path. */
  readonly scripts: Readonly<Record<string, string>>;
}
/** Files whose text is worth reading for a proposal. */
export const isScript = (path: string): boolean => /\.(py|sh|R)$/.test(path);
/** Larger scripts, and further ones, are not read. */
export const scriptLimits = { bytes: 200_000, count: 200 };

export interface StageProposal {
  readonly name: string;
  readonly script: string;
  readonly cmd: readonly string[];
  readonly deps: readonly string[];
  readonly outs: readonly string[];
  readonly metrics: readonly string[];
}
export interface PipelineProposal {
  readonly name: string;
  readonly params: string | null;
  readonly requirements: string | null;
  readonly stages: readonly StageProposal[];
}

/** Usual steps in their usual order; a script is the step its name says. */
const steps: readonly (readonly [step: string, names: RegExp])[] = [
  ['download', /download|fetch|ingest|extract/],
  ['prepare', /prepare|preproc|process|clean|split|make_dataset|load_data/],
  ['featurize', /feature|transform|encode/],
  ['train', /train|fit|tune/],
  ['evaluate', /eval|test_model|score|validate|metrics/],
  ['predict', /predict|infer/],
  ['report', /report|plot|visuali[sz]e/],
];
const dataFile = /\.(csv|tsv|parquet|feather|jsonl|npz|npy|h5|arrow|txt|gz|zip)$/;
const outFile = /\.(csv|tsv|parquet|feather|npz|npy|h5|pkl|pickle|joblib|onnx|pt|pth|bin|keras|safetensors)$/;
const metricsFile = /(metric|score|eval|result)[^/]*\.(json|yaml|jsonl)$/i;

/** Stages in the order of the work; none when no script looks like a step. */
export function proposePipeline(folderName: string, { files, scripts }: FolderContents): PipelineProposal {
  const parts = new Map(
    Object.entries(scripts).map(([script, text]) => [script, importsOf(text, Object.keys(scripts))]),
  );
  const imported = new Set([...parts.values()].flat());
  const found = Object.keys(scripts)
    .filter(script => !imported.has(script))
    .flatMap(script => {
      const step = stepOf(script);
      return step === null ? [] : [{ script, ...step }];
    })
    .sort((a, b) => a.order - b.order || a.script.localeCompare(b.script));
  const taken = new Set<string>();
  const writers = new Set<string>();
  const stages = found.map(({ script, name }): StageProposal => {
    const unique = uniqueName(name, taken);
    const { reads, writes, metrics } = filesIn(scripts[script] ?? '', files, writers);
    for (const path of [...writes, ...metrics]) writers.add(path);
    return {
      name: unique,
      script,
      cmd: commandFor(script),
      deps: [script, ...(parts.get(script) ?? []), ...reads],
      outs: writes,
      metrics,
    };
  });
  return {
    name: slug(folderName),
    params: files.find(path => /^(conf(ig)?\/)?params\.(ya?ml|json)$/.test(path)) ?? null,
    requirements:
      files.find(path => path === 'requirements.lock') ??
      files.find(path => /^requirements[^/]*\.txt$/.test(path)) ??
      null,
    stages,
  };
}

function stepOf(script: string): { readonly name: string; readonly order: number } | null {
  const base = (script.split('/').at(-1) ?? '').toLowerCase();
  if (/^(test_|conftest|__init__|setup\.)|_test\.py$/.test(base)) return null;
  const stem = base.replace(/\.\w+$/, '').replace(/^\d+[_-]/, '');
  const order = steps.findIndex(([, names]) => names.test(stem));
  const step = steps[order];
  return step === undefined ? null : { name: stem.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || step[0], order };
}

function commandFor(script: string): readonly string[] {
  if (script.endsWith('.sh')) return ['sh', script];
  if (script.endsWith('.R')) return ['Rscript', script];
  return ['python', script];
}

const writing = /to_(csv|parquet|feather|pickle)|\bdump\(|\.save|savez?\(|write|["']w[bt]?["']|export/;
const reading = /read_|\bload\w*\(|\bopen\(|InferenceSession/;

/** Paths in string literals. Read: there or written before, or the line reads. Written: the line writes, or nothing is there. */
function filesIn(text: string, files: readonly string[], written: ReadonlySet<string>) {
  const present = new Set(files);
  const reads = new Set<string>();
  const writes = new Set<string>();
  const metrics = new Set<string>();
  for (const line of text.split('\n')) {
    for (const match of line.matchAll(/["']((?:\.\/)?[\w./-]+\.\w{1,11})["']/g)) {
      const path = (match[1] ?? '').replace(/^\.\//, '');
      const isData = dataFile.test(path) || outFile.test(path);
      if (path.startsWith('/') || path.includes('..')) continue;
      const isWritten = writing.test(line);
      if (written.has(path) || (isData && !isWritten && (present.has(path) || reading.test(line)))) reads.add(path);
      else if (metricsFile.test(path)) metrics.add(path);
      else if (outFile.test(path)) writes.add(path);
    }
  }
  return { reads: [...reads].filter(path => !writes.has(path)), writes: [...writes], metrics: [...metrics] };
}

/** Scripts of the folder that another one imports are its parts, not steps of their own. */
function importsOf(text: string, scripts: readonly string[]): readonly string[] {
  const names = new Set(
    [...text.matchAll(/^\s*(?:from\s+([\w.]+)\s+import|import\s+([\w.]+))/gm)].map(found => found[1] ?? found[2] ?? ''),
  );
  return scripts.filter(script => {
    const module = script.replace(/\.py$/, '').replaceAll('/', '.');
    return (
      script.endsWith('.py') &&
      [...names].some(name => name === module || module.endsWith(`.${name}`) || name.endsWith(`.${module}`))
    );
  });
}

function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let count = 2; taken.has(unique); count += 1) unique = `${name}-${count}`;
  taken.add(unique);
  return unique;
}
const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'pipeline';

/** The stage that stands in a pipeline when nothing was found to propose. */
export const firstStage = 'hello';

/** The file's text; quoted only where YAML would read something else. */
export function pipelineText({ name, params, requirements, stages }: PipelineProposal): string {
  const list = (paths: readonly string[]) => `[${paths.map(quote).join(', ')}]`;
  const stageLines = stages.flatMap(stage => [
    `  ${stage.name}:`,
    `    cmd: ${list(stage.cmd)}`,
    `    deps: ${list(stage.deps)}`,
    ...(stage.outs.length > 0 ? [`    outs: ${list(stage.outs)}`] : []),
    ...(stage.metrics.length > 0 ? [`    metrics: ${list(stage.metrics)}`] : []),
    '',
  ]);
  return [
    'apiVersion: trainyard/v1',
    'kind: Pipeline',
    `name: ${name}`,
    '',
    ...(params === null ? [] : ['params:', `  file: ${quote(params)}`, '']),
    ...(requirements === null
      ? []
      : [
          'environments:',
          '  py:',
          `    requirements: ${quote(requirements)}`,
          '',
          'defaults:',
          '  environment: py',
          '',
        ]),
    'stages:',
    ...(stageLines.length > 0
      ? stageLines
      : [`  ${firstStage}:`, '    cmd: echo "Write the first step of the work here."', '']),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}
const quote = (text: string): string =>
  /^[A-Za-z_][\w./-]*$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text) ? text : JSON.stringify(text);
