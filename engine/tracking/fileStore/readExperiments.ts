// Walks a file store: meta.yaml of experiments and runs, and one file for each param, tag and metric.
import { parse } from 'yaml';
import type { Experiment, MetricPoint, TrackedRun, TrackedStatus } from '../../domain/run.ts';
import type { Files } from '../../ports.ts';
import { readPoints } from './readPoints.ts';

export interface StoredRun {
  readonly run: TrackedRun;
  readonly points: readonly MetricPoint[];
}
type Meta = Readonly<Record<string, unknown>>;

/** As numbers in a run's meta.yaml. */
const statuses: Readonly<Record<number, TrackedStatus>> = {
  1: 'RUNNING',
  2: 'SCHEDULED',
  3: 'FINISHED',
  4: 'FAILED',
  5: 'KILLED',
};
/** A file store may hold very many runs; beyond this only the first are read. */
const runLimit = 5_000;

export async function readExperiments(
  files: Files,
  folder: string,
): Promise<{ readonly experiments: readonly Experiment[]; readonly runs: readonly StoredRun[] }> {
  const experiments: Experiment[] = [];
  const runs: StoredRun[] = [];
  for (const { name, kind } of await files.list(folder)) {
    if (kind !== 'folder' || name === '.trash' || name === 'models') continue;
    const meta = await readMeta(files, `${folder}/${name}`);
    if (meta === null) continue;
    const experiment = toExperiment(meta, name, await readValues(files, `${folder}/${name}/tags`));
    experiments.push(experiment);
    for (const entry of await files.list(`${folder}/${name}`)) {
      if (entry.kind !== 'folder' || runs.length >= runLimit) continue;
      const run = await readRun(files, `${folder}/${name}/${entry.name}`, experiment);
      if (run !== null) runs.push(run);
    }
  }
  return { experiments, runs };
}

async function readMeta(files: Files, folder: string): Promise<Meta | null> {
  const text = await files.readText(`${folder}/meta.yaml`);
  if (text === null) return null;
  try {
    // Ids of 18 digits would lose their last ones as numbers.
    const meta: unknown = parse(text, { intAsBigInt: true, logLevel: 'silent' });
    return typeof meta === 'object' && meta !== null ? (meta as Meta) : null;
  } catch {
    // Half-written by a script that is just making it: read at the next look.
    return null;
  }
}

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
const time = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
const stage = (value: unknown): 'active' | 'deleted' => (value === 'deleted' ? 'deleted' : 'active');

function toExperiment(meta: Meta, folder: string, tags: Readonly<Record<string, string>>): Experiment {
  return {
    id: text(meta.experiment_id ?? folder),
    name: text(meta.name ?? folder),
    artifactLocation: text(meta.artifact_location),
    lifecycleStage: stage(meta.lifecycle_stage),
    createdAt: time(meta.creation_time),
    updatedAt: time(meta.last_update_time),
    tags,
  };
}

async function readRun(files: Files, folder: string, experiment: Experiment): Promise<StoredRun | null> {
  const meta = await readMeta(files, folder);
  const id = text(meta?.run_id ?? meta?.run_uuid);
  if (meta === null || id === '') return null;
  const tags = await readValues(files, `${folder}/tags`);
  const points = await readPoints(files, `${folder}/metrics`);
  // Points come by step and time, so that the last of a key is its newest.
  const metrics = Object.fromEntries(points.map(point => [point.key, point]));
  const run: TrackedRun = {
    id,
    experimentId: experiment.id,
    name: text(meta.run_name) || (tags['mlflow.runName'] ?? id.slice(0, 8)),
    status: statuses[Number(meta.status)] ?? 'FINISHED',
    lifecycleStage: stage(meta.lifecycle_stage),
    startedAt: time(meta.start_time),
    endedAt: time(meta.end_time),
    userId: text(meta.user_id),
    artifactUri: text(meta.artifact_uri),
    parentId: tags['mlflow.parentRunId'] ?? null,
    params: await readValues(files, `${folder}/params`),
    tags,
    metrics,
  };
  return { run, points };
}

/** Keys with `/` are folders. */
async function readValues(files: Files, folder: string, prefix = ''): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const { name, kind } of await files.list(folder)) {
    if (kind === 'folder') Object.assign(values, await readValues(files, `${folder}/${name}`, `${prefix}${name}/`));
    else values[`${prefix}${name}`] = (await files.readText(`${folder}/${name}`)) ?? '';
  }
  return values;
}
