// Whole entries that completion offers where the name is free to choose.
import type { YamlPath } from '../yaml/cursor.ts';

export interface Starter {
  readonly label: string;
  readonly documentation: string;
  /** Snippet lines; the editor indents those after the first. */
  readonly lines: readonly string[];
}

const stage: Starter = {
  label: 'new stage',
  documentation: 'A stage with its command, what it reads and what it writes.',
  lines: ['$' + '{1:train}:', '  cmd: python src/$' + '{1}.py', '  deps: [src/$' + '{1}.py$2]', '  outs: [$3]', '$0'],
};
const dataset: Starter = {
  label: 'new data set',
  documentation: 'A file or folder of data that stages read as `dataset:NAME`.',
  lines: ['$' + '{1:raw}:', '  path: $' + '{2:data/raw.csv}'],
};
const environment: Starter = {
  label: 'new environment',
  documentation: 'A Python environment, built from a requirements file.',
  lines: ['$' + '{1:py}:', '  requirements: $' + '{2:requirements.txt}'],
};
const gate: Starter = {
  label: 'new gate',
  documentation: 'A condition on a metric: the model is not registered while it is not met.',
  lines: ['$' + '{1:quality}:', '  metric: "$2"', '  op: "$' + '{3|>=,<=,>,<|}"', '  value: $' + '{4:0.9}'],
};
const target: Starter = {
  label: 'new target',
  documentation: 'A place on this machine where versions are served, a growing part of the traffic at a time.',
  lines: [
    '$' + '{1:local}:',
    '  platform: local',
    '  strategy:',
    '    type: canary',
    '    steps:',
    '      - {traffic: 10, hold: 30s, min_requests: 100}',
    '      - {traffic: 50, hold: 30s, min_requests: 100}',
    '      - {traffic: 100}',
  ],
};
const signal: Starter = {
  label: 'new drift signal',
  documentation: 'Inputs of the served version against the data it learned from.',
  lines: ['$' + '{1:input-drift}:', '  type: data_drift', '  action: $' + '{2|notify,rollback,retrain,pause|}'],
};
const byPath: Readonly<Record<string, Starter>> = {
  stages: stage,
  datasets: dataset,
  environments: environment,
  gates: gate,
  deploy: target,
  'monitor.signals': signal,
};

/** A small pipeline, for a file that is empty. */
export const wholePipeline: Starter = {
  label: 'new pipeline',
  documentation: 'A pipeline with one stage.',
  lines: [
    'apiVersion: trainyard/v1',
    'kind: Pipeline',
    'name: $' + '{1:my-pipeline}',
    'stages:',
    '  $' + '{2:train}:',
    '    cmd: python src/$' + '{2}.py',
    '    deps: [src/$' + '{2}.py]',
    '    outs: [$3]',
    '$0',
  ],
};

/** Entries that fit into the mapping at `path`. */
export function starters(path: YamlPath): readonly Starter[] {
  const place = path.join('.');
  const starter = Object.hasOwn(byPath, place) ? byPath[place] : undefined;
  return starter === undefined ? [] : [starter];
}
