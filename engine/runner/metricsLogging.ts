// Carries numbers from a stage's metrics files into its tracked run: series while it runs, final values at the end.
import type { StageRunId } from '../domain/ids.ts';
import type { ResolvedOut } from '../domain/pipeline.ts';
import type { MetricPoint, StageFailure } from '../domain/run.ts';
import type { Ports } from '../ports.ts';
import {
  createSeriesReader,
  isSeries,
  type MetricsFormat,
  metricsFormat,
  parseFinalMetrics,
  type SeriesReader,
  type SeriesValue,
} from './metricsFiles.ts';
import type { RunTracking } from './trackingPort.ts';

interface MetricsSource {
  readonly ports: Pick<Ports, 'files' | 'clock'>;
  readonly root: string;
  readonly tracking: RunTracking;
  readonly stageRunId: StageRunId;
  readonly outs: readonly ResolvedOut[];
}
/** Follows the series files of one stage. Points that are tracked already, also by a runner before this one, are not written again. */
export interface SeriesFollower {
  /** Reads what was appended; returns how many points were new. */
  follow(): Promise<number>;
  /** The same, taking a last line without line break too. */
  finish(): Promise<number>;
}
interface FollowedFile {
  readonly path: string;
  readonly format: 'jsonl' | 'csv' | 'tsv';
  reader: SeriesReader;
  decoder: InstanceType<typeof TextDecoder>;
  offset: number;
}

const sliceBytes = 4_000_000;
const batchSize = 1_000;
/** MLflow's databases hold no infinities: they are kept as the largest numbers. */
const stored = (value: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
const identity = (point: { key: string; value: number; step: number }): string =>
  `${point.key}\0${point.step}\0${stored(point.value)}`;

export function followSeries(source: MetricsSource): SeriesFollower {
  const followed = source.outs.flatMap((out): FollowedFile[] => {
    const format = out.role === 'metrics' ? metricsFormat(out.path) : null;
    return format !== null && isSeries(format)
      ? [openFile(`${source.root}/${out.path}`, format as FollowedFile['format'])]
      : [];
  });
  let known: Set<string> | null = null;
  const log = async (isEnd: boolean): Promise<number> => {
    let count = 0;
    for (const file of followed) {
      const values = await readNew(source, file, isEnd);
      if (values.length === 0) continue;
      known ??= new Set(source.tracking.allPoints(source.stageRunId).map(identity));
      count += logValues(source, values, known, await seriesTime(source, file, isEnd));
    }
    return count;
  };
  return { follow: () => log(false), finish: () => log(true) };
}

const openFile = (path: string, format: FollowedFile['format']): FollowedFile => ({
  path,
  format,
  reader: createSeriesReader(format),
  decoder: new TextDecoder(),
  offset: 0,
});

async function readNew(source: MetricsSource, file: FollowedFile, isEnd: boolean): Promise<readonly SeriesValue[]> {
  const size = (await source.ports.files.stat(file.path))?.size ?? 0;
  if (size < file.offset) Object.assign(file, openFile(file.path, file.format));
  const values: SeriesValue[] = [];
  while (file.offset < size) {
    const bytes = await source.ports.files.readSlice(file.path, file.offset, sliceBytes);
    if (bytes === null || bytes.length === 0) break;
    file.offset += bytes.length;
    values.push(...file.reader.push(file.decoder.decode(bytes, { stream: true })));
  }
  if (isEnd) values.push(...file.reader.end());
  return values;
}

/** Live: now. After the end: the time of the file, which is the same however often this is done. */
async function seriesTime(source: MetricsSource, file: FollowedFile, isEnd: boolean): Promise<number> {
  const changed = isEnd ? await changedAt(source, file.path) : null;
  return changed ?? source.ports.clock.now();
}

function logValues(source: MetricsSource, values: readonly SeriesValue[], known: Set<string>, time: number): number {
  const points: MetricPoint[] = [];
  for (const value of values) {
    const name = identity(value);
    if (known.has(name)) continue;
    known.add(name);
    points.push({ key: value.key, value: value.value, step: value.step, timestamp: value.timestamp ?? time });
  }
  for (let at = 0; at < points.length; at += batchSize)
    source.tracking.logBatch(source.stageRunId, { metrics: points.slice(at, at + batchSize) });
  return points.length;
}

/**
 * Logs the final values of JSON and YAML files. A value that the script or a series logged as its last is not repeated;
 * a differing one is added at that last step, so that it is the last from then on.
 */
export async function logFinalMetrics(source: MetricsSource): Promise<StageFailure | null> {
  let last: Map<string, MetricPoint> | null = null;
  let failure: StageFailure | null = null;
  for (const out of source.outs) {
    const format = out.role === 'metrics' ? metricsFormat(out.path) : null;
    if (format === null || isSeries(format)) continue;
    const path = `${source.root}/${out.path}`;
    const text = await source.ports.files.readText(path);
    if (text === null) continue;
    const parsed = parseFinalMetrics(text, format as Extract<MetricsFormat, 'json' | 'yaml'>);
    if (!parsed.ok) {
      failure ??= { code: 'metrics-unreadable', path: out.path, reason: parsed.error };
      continue;
    }
    last ??= lastPoints(source.tracking.allPoints(source.stageRunId));
    const timestamp = (await changedAt(source, path)) ?? source.ports.clock.now();
    const points = [...parsed.value].flatMap(([key, value]) => finalPoint(key, value, timestamp, last?.get(key)));
    if (points.length > 0) source.tracking.logBatch(source.stageRunId, { metrics: points });
  }
  return failure;
}

function finalPoint(
  key: string,
  value: number,
  timestamp: number,
  last: MetricPoint | undefined,
): readonly MetricPoint[] {
  if (last === undefined) return [{ key, value, timestamp, step: 0 }];
  return Object.is(stored(last.value), stored(value))
    ? []
    : [{ key, value, timestamp: Math.max(timestamp, last.timestamp), step: last.step }];
}

/** The last point of each metric by step, then time. */
function lastPoints(points: readonly MetricPoint[]): Map<string, MetricPoint> {
  const last = new Map<string, MetricPoint>();
  for (const point of points) {
    const found = last.get(point.key);
    if (!found || point.step > found.step || (point.step === found.step && point.timestamp >= found.timestamp))
      last.set(point.key, point);
  }
  return last;
}

async function changedAt(source: MetricsSource, path: string): Promise<number | null> {
  const stat = await source.ports.files.stat(path);
  return stat === null ? null : Number(BigInt(stat.mtime) / 1_000_000n);
}
