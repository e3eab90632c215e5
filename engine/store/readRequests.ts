// Reads logged requests newest first, a slice of a segment at a time.
import type { LoggedRequest } from '../domain/deployment.ts';
import type { Millis } from '../domain/ids.ts';
import type { Ports } from '../ports.ts';
import { isSegment, segmentStart } from './requestLog.ts';

export interface RequestQuery {
  /** At most so many. */
  readonly last?: number;
  /** Arrived at or after, and before. */
  readonly from?: Millis;
  readonly to?: Millis;
  readonly version?: number;
  readonly id?: string;
  /** Only copies that a shadow got, or only others; default both. */
  readonly mirror?: boolean;
}

const sliceBytes = 1 << 20;
/** Requests are written when they are answered: one that took long stands behind later ones by at most this. */
const longestAnswer = 120_000;
const newline = 10;

/** Newest first by the time of writing. A folder that is not there gives none; lines cut short by a full disk are skipped. */
export async function* readRequests(
  files: Ports['files'],
  folder: string,
  query: RequestQuery = {},
): AsyncGenerator<LoggedRequest, void, undefined> {
  let left = query.last ?? Number.POSITIVE_INFINITY;
  const names = (await files.list(folder)).map(({ name }) => name).filter(isSegment);
  for (const name of names.sort().reverse()) {
    if (left <= 0) return;
    if (query.to !== undefined && segmentStart(name) - longestAnswer >= query.to) continue;
    for await (const requests of segmentBackwards(files, `${folder}/${name}`, query.id)) {
      for (const request of requests) {
        if (query.from !== undefined && request.at < query.from - longestAnswer) return;
        if (!isWanted(request, query)) continue;
        yield request;
        left--;
        if (left <= 0) return;
      }
    }
  }
}

const isWanted = (request: LoggedRequest, { from, to, version, id, mirror }: RequestQuery): boolean =>
  (from === undefined || request.at >= from) &&
  (to === undefined || request.at < to) &&
  (version === undefined || request.version === version) &&
  (mirror === undefined || request.mirror === mirror) &&
  (id === undefined || request.id === id);

/** The requests of each slice, newest first; of `id` alone where it is given. */
async function* segmentBackwards(
  files: Ports['files'],
  path: string,
  id: string | undefined,
): AsyncGenerator<readonly LoggedRequest[], void, undefined> {
  const decoder = new TextDecoder();
  let end = (await files.stat(path))?.size ?? 0;
  let rest: Uint8Array = new Uint8Array();
  while (end > 0) {
    const start = Math.max(0, end - sliceBytes);
    const slice = await files.readSlice(path, start, end - start);
    if (slice === null || slice.length === 0) return;
    const bytes = new Uint8Array(slice.length + rest.length);
    bytes.set(slice);
    bytes.set(rest, slice.length);
    // The first line may begin in the slice before.
    const whole = start === 0 ? 0 : bytes.indexOf(newline) + 1;
    rest = whole === 0 && start > 0 ? bytes : bytes.slice(0, whole);
    const text = whole === 0 && start > 0 ? '' : decoder.decode(bytes.subarray(whole));
    yield parse(text, id).reverse();
    end = start;
  }
}

/** One call for all lines is several times as fast as one for each. `id` is the first value of a line, as JSON. */
function parse(text: string, id: string | undefined): LoggedRequest[] {
  const head = id === undefined ? '[' : `[${JSON.stringify(id)},`;
  if (!text.includes(head)) return [];
  if (id !== undefined) return linesOf(text, head).flatMap(parseOne);
  try {
    return (JSON.parse(`[${text.trimEnd().replaceAll('\n', ',')}]`) as unknown[]).filter(isLine).map(requestOf);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return linesOf(text, head).flatMap(parseOne);
  }
}

const linesOf = (text: string, head: string): readonly string[] =>
  text.split('\n').filter(line => line.startsWith(head));

/** The first line of a segment is no array. */
const isLine = (value: unknown): value is Line => Array.isArray(value);

function parseOne(line: string): readonly LoggedRequest[] {
  try {
    return [requestOf(JSON.parse(line) as Line)];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

type Line = readonly [string, number, number, number, number, 0 | 1, LoggedRequest['inputs'], LoggedRequest['outputs']];
const requestOf = ([id, at, version, latency, status, mirror, inputs, outputs]: Line): LoggedRequest => ({
  ...{ id, at, version, latency, status },
  ...{ mirror: mirror === 1, inputs, outputs },
});
