// One run of a file store: its meta.yaml, params, tags and metric files.
import type { ExperimentId } from '../../domain/ids.ts';
import type { MetricPoint, TrackedRun, TrackedStatus } from '../../domain/run.ts';
import type { BlockingFiles } from '../../ports.ts';
import { listKeys, metaText, metaTime, readMeta, readTexts } from './readMeta.ts';

/** MLflow's numbers for states. */
const statuses: Readonly<Record<string, TrackedStatus>> = {
  1: 'RUNNING',
  2: 'SCHEDULED',
  3: 'FINISHED',
  4: 'FAILED',
  5: 'KILLED',
};

/** Another text means that the run changed. Runs that have not ended also count the sizes of their metric files. */
export function runStamp(files: BlockingFiles, folder: string): string | null {
  const meta = files.stat(`${folder}/meta.yaml`);
  if (meta === null) return null;
  const parts = ['params', 'tags', 'metrics'].map(name => files.stat(`${folder}/${name}`)?.mtime ?? '');
  const metrics = listKeys(files, `${folder}/metrics`).map(key => files.stat(`${folder}/metrics/${key}`)?.size ?? 0);
  return [meta.mtime, meta.size, ...parts, ...metrics].join(' ');
}

export function readRun(
  files: BlockingFiles,
  folder: string,
  toId: (folder: string) => ExperimentId,
): TrackedRun | null {
  const meta = readMeta(files, folder);
  if (meta === null) return null;
  const tags = readTexts(files, `${folder}/tags`);
  return {
    id: metaText(meta.run_id) || metaText(meta.run_uuid),
    experimentId: toId(metaText(meta.experiment_id)),
    name: metaText(meta.run_name) || (tags['mlflow.runName'] ?? ''),
    status: statuses[metaText(meta.status)] ?? 'RUNNING',
    lifecycleStage: meta.lifecycle_stage === 'deleted' ? 'deleted' : 'active',
    startedAt: metaTime(meta.start_time),
    endedAt: metaTime(meta.end_time),
    userId: metaText(meta.user_id),
    artifactUri: metaText(meta.artifact_uri),
    parentId: tags['mlflow.parentRunId'] ?? null,
    params: readTexts(files, `${folder}/params`),
    tags,
    metrics: lastPoints(files, `${folder}/metrics`),
    source: 'mlruns',
  };
}

function lastPoints(files: BlockingFiles, folder: string): Readonly<Record<string, MetricPoint>> {
  const last: Record<string, MetricPoint> = {};
  for (const key of listKeys(files, folder)) {
    const point = readMetricFile(files, `${folder}/${key}`, key).at(-1);
    if (point !== undefined) last[key] = point;
  }
  return last;
}

/**
 * Lines `timestamp value [step [dataset digest]]`, ascending by step, time, value. A last line without its end is still
 * being written and left out, unless it is the only one.
 */
export function readMetricFile(files: BlockingFiles, path: string, key: string): readonly MetricPoint[] {
  const text = files.readText(path) ?? '';
  const lines = text.split('\n');
  if (!text.endsWith('\n') && lines.length > 1) lines.pop();
  return lines.flatMap(line => readLine(line, key) ?? []).sort(byPlace);
}

function readLine(line: string, key: string): MetricPoint | null {
  const [time, value, step = '0'] = line.trim().split(/\s+/);
  if (time === undefined || value === undefined || !/^\d+$/.test(time) || !/^-?\d+$/.test(step)) return null;
  const number = toNumber(value);
  return number === null ? null : { key, value: number, timestamp: Number(time), step: Number(step) };
}

function toNumber(text: string): number | null {
  const word = text.toLowerCase().replace(/^\+/, '');
  if (word === 'nan') return Number.NaN;
  if (/^-?inf(inity)?$/.test(word)) return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const value = Number(text);
  return text === '' || Number.isNaN(value) ? null : value;
}

/** As in the database NaN counts as 0. */
const byPlace = (a: MetricPoint, b: MetricPoint): number =>
  a.step - b.step || a.timestamp - b.timestamp || (a.value || 0) - (b.value || 0) || 0;
