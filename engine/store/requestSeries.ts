// What happened to a deployment's requests over time, from their log: whole where it is short, from evenly spread slices where it is long.
import { latencyBounds } from '../domain/deployment.ts';
import type { Millis } from '../domain/ids.ts';
import type { Ports } from '../ports.ts';
import { isSegment, segmentStart } from './requestLog.ts';

export interface SeriesQuery {
  readonly from: Millis;
  readonly to: Millis;
  /** Places at most. */
  readonly points: number;
}
export interface RequestSeries {
  /** Starts of the places. */
  readonly times: readonly Millis[];
  readonly stepMs: number;
  /** True where counts were made from a part of the log. */
  readonly isSampled: boolean;
  /** Ascending by version; copies of a shadow are not counted. */
  readonly versions: readonly VersionSeries[];
}
export interface VersionSeries {
  readonly version: number;
  readonly requests: readonly number[];
  /** Status 500 and above. */
  readonly errors: readonly number[];
  /** Milliseconds; null where there was no request. */
  readonly p50: readonly (number | null)[];
  readonly p95: readonly (number | null)[];
  readonly p99: readonly (number | null)[];
}

/** So many bytes are read whole: about 200,000 requests of a small model. */
const wholeBytes = 16 << 20;
const slices = 192;
const sliceBytes = 32 << 10;
/** Requests are logged when they are answered: one that took long stands behind later ones by at most this. */
const longestAnswer = 120_000;
const buckets = latencyBounds.length + 1;

interface Segment {
  readonly path: string;
  readonly start: Millis;
  readonly size: number;
}
type Reader = Pick<Ports['files'], 'list' | 'stat' | 'readSlice'>;

/** Reads at most 16 MB, however long the log is. */
export async function requestSeries(files: Reader, folder: string, query: SeriesQuery): Promise<RequestSeries> {
  const stepMs = Math.max(1, Math.ceil((query.to - query.from) / Math.max(1, query.points)));
  const count = Math.ceil((query.to - query.from) / stepMs);
  const tally = createTally(query.from, stepMs, count);
  const segments = await segmentsOf(files, folder, query);
  const isSampled = segments.reduce((sum, { size }) => sum + size, 0) > wholeBytes;
  if (isSampled) await readSpread(files, segments, query, tally);
  else for (const segment of segments) await readWhole(files, segment, tally);
  const times = Array.from({ length: count }, (_, i) => query.from + i * stepMs);
  return { times, stepMs, isSampled, versions: tally.versions() };
}

async function segmentsOf(files: Reader, folder: string, { from, to }: SeriesQuery): Promise<readonly Segment[]> {
  const names = (await files.list(folder))
    .map(({ name }) => name)
    .filter(isSegment)
    .sort();
  const found: Segment[] = [];
  for (const [i, name] of names.entries()) {
    const next = names[i + 1];
    const endsBefore = next !== undefined && segmentStart(next) + longestAnswer < from;
    if (endsBefore || segmentStart(name) - longestAnswer >= to) continue;
    const path = `${folder}/${name}`;
    found.push({ path, start: segmentStart(name), size: (await files.stat(path))?.size ?? 0 });
  }
  return found;
}

interface Line {
  readonly at: Millis;
  readonly version: number;
  readonly bucket: number;
  readonly isError: boolean;
}
/** The head of a line; what came in and went out is not looked at. */
const head = /^\["(?:[^"\\]|\\.)*",(\d+),(\d+),([\d.e+-]+),(\d+),0,/;

function linesIn(text: string): readonly Line[] {
  return text.split('\n').flatMap(line => {
    const match = head.exec(line);
    if (match === null) return [];
    const [, at, version, latency, status] = match;
    return [
      { at: Number(at), version: Number(version), bucket: bucketOf(Number(latency)), isError: Number(status) >= 500 },
    ];
  });
}

function bucketOf(latency: number): number {
  const found = latencyBounds.findIndex(bound => latency <= bound);
  return found === -1 ? buckets - 1 : found;
}

async function readWhole(files: Reader, { path, size }: Segment, tally: Tally): Promise<void> {
  const bytes = await files.readSlice(path, 0, size);
  if (bytes === null) return;
  for (const line of linesIn(new TextDecoder().decode(bytes)))
    tally.add(line, { from: line.at, to: line.at, weight: 1 });
}

/** Each slice stands for the bytes up to the next one: its requests are spread evenly over that time. */
async function readSpread(
  files: Reader,
  segments: readonly Segment[],
  query: SeriesQuery,
  tally: Tally,
): Promise<void> {
  const parts = await partsWithin(files, segments, query);
  const total = parts.reduce((sum, { begin, end }) => sum + end - begin, 0);
  const gap = Math.max(sliceBytes, Math.floor(total / slices));
  const read: { readonly lines: readonly Line[]; readonly weight: number }[] = [];
  for (const { path, begin, end } of parts) {
    for (let offset = begin; offset < end; offset += gap) {
      const length = Math.min(sliceBytes, end - offset);
      const lines = await linesAt(files, path, offset, length);
      if (lines.length > 0) read.push({ lines, weight: Math.min(gap, end - offset) / length });
    }
  }
  for (const [i, { lines, weight }] of read.entries()) {
    const from = lines[0]?.at ?? query.from;
    const to = read[i + 1]?.lines[0]?.at ?? lines.at(-1)?.at ?? from;
    for (const line of lines) tally.add(line, { from, to: Math.max(from, to), weight });
  }
}

interface Part {
  readonly path: string;
  readonly begin: number;
  readonly end: number;
}
/** The bytes of each segment that lie in the time asked for; lines are nearly in order. */
async function partsWithin(
  files: Reader,
  segments: readonly Segment[],
  { from, to }: SeriesQuery,
): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const { path, start, size } of segments) {
    const begin = start >= from ? 0 : await offsetOf(files, { path, size, at: from });
    const end = await offsetOf(files, { path, size, at: to });
    if (end > begin) parts.push({ path, begin, end });
  }
  return parts;
}

/** Where the first line at or after `at` is, to within a slice; `size` when there is none. */
async function offsetOf(
  files: Reader,
  { path, size, at }: { readonly path: string; readonly size: number; readonly at: Millis },
): Promise<number> {
  const last = (await linesAt(files, path, Math.max(0, size - sliceBytes), sliceBytes)).at(-1);
  if (last === undefined || last.at < at) return size;
  let [low, high] = [0, size];
  while (high - low > sliceBytes) {
    const middle = Math.floor((low + high) / 2);
    const [line] = await linesAt(files, path, middle, sliceBytes);
    if (line === undefined || line.at >= at) high = middle;
    else low = middle;
  }
  return low;
}

async function linesAt(files: Reader, path: string, offset: number, length: number): Promise<readonly Line[]> {
  const bytes = await files.readSlice(path, offset, length);
  // What is cut at either end is no line.
  return bytes === null ? [] : linesIn(new TextDecoder().decode(bytes));
}

interface Spread {
  readonly from: Millis;
  readonly to: Millis;
  readonly weight: number;
}
interface Tally {
  /** Counts a line `weight` times, evenly over the places of that time. */
  add(line: Line, spread: Spread): void;
  versions(): readonly VersionSeries[];
}

function createTally(start: Millis, stepMs: number, count: number): Tally {
  const counts = new Map<number, { readonly latency: Float64Array; readonly errors: Float64Array }>();
  const of = (version: number) => {
    const found = counts.get(version);
    if (found !== undefined) return found;
    const made = { latency: new Float64Array(count * buckets), errors: new Float64Array(count) };
    counts.set(version, made);
    return made;
  };
  return {
    add({ version, bucket, isError }, { from, to, weight }) {
      const first = Math.floor((from - start) / stepMs);
      const last = Math.max(first, Math.floor((to - 1 - start) / stepMs));
      const share = weight / (last - first + 1);
      const { latency, errors } = of(version);
      for (let place = Math.max(0, first); place <= Math.min(count - 1, last); place++) {
        latency[place * buckets + bucket] = (latency[place * buckets + bucket] ?? 0) + share;
        if (isError) errors[place] = (errors[place] ?? 0) + share;
      }
    },
    versions: () =>
      [...counts]
        .sort(([a], [b]) => a - b)
        .map(([version, { latency, errors }]) => seriesOf(version, latency, errors))
        .filter(({ requests }) => requests.some(n => n > 0)),
  };
}

function seriesOf(version: number, latency: Float64Array, errors: Float64Array): VersionSeries {
  const places = Array.from(errors, (_, i) => latency.subarray(i * buckets, (i + 1) * buckets));
  const quantiles = (share: number): readonly (number | null)[] => places.map(place => latencyQuantile(place, share));
  return {
    version,
    requests: places.map(place => Math.round(sumOf(place))),
    errors: Array.from(errors, Math.round),
    p50: quantiles(0.5),
    p95: quantiles(0.95),
    p99: quantiles(0.99),
  };
}

const sumOf = (values: Iterable<number>): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};

/** Milliseconds below which that share of the counts (see `latencyBounds`) lies, evenly spread within its bucket; null for none. */
export function latencyQuantile(counts: ArrayLike<number> & Iterable<number>, share: number): number | null {
  const total = sumOf(counts);
  if (total < 0.5) return null;
  let left = share * total;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] ?? 0;
    const [low, high] = [latencyBounds[i - 1] ?? 0, latencyBounds[i] ?? latencyBounds[i - 1] ?? 0];
    if (left <= count && count > 0) return low + (high - low) * (left / count);
    left -= count;
  }
  return latencyBounds.at(-1) ?? null;
}
