// Logged requests of a deployment: segments of JSON lines, limited by size and age, written without ever failing a caller.
//
// `.trainyard/requests/<deployment>/<first time, 15 digits>-<n>.jsonl`: line 1 names the columns, each further line is one array.
import type { LoggedRequest } from '../domain/deployment.ts';
import type { Millis } from '../domain/ids.ts';
import type { Ports } from '../ports.ts';
import { pruneLabels } from './requestLabels.ts';

export interface RequestLogOptions {
  /** Of all segments together. */
  readonly maxBytes: number;
  readonly maxAge: Millis;
}
export interface RequestLog {
  /** Takes it to memory; written within a quarter of a second. Never throws. */
  write(request: LoggedRequest): void;
  /** Requests that could not be written since it was opened. */
  unlogged(): number;
  setLimits(options: RequestLogOptions): void;
  /** Resolves when everything up to now was written or counted as unlogged. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** In the order of the values of a line. */
const requestColumns = ['id', 'at', 'version', 'latency', 'status', 'mirror', 'inputs', 'outputs'] as const;

const flushMs = 250;
const eagerBytes = 256 * 1024;
const longestWait = 16 * 1024 * 1024;
const largestSegment = 64 * 1024 * 1024;
type LogPorts = Pick<Ports, 'files' | 'clock' | 'log'>;

/** Segments and labels of one deployment. */
export const requestsFolder = (root: string, deployment: string): string => `${root}/.trainyard/requests/${deployment}`;

export const isSegment = (name: string): boolean => /^\d{15}-\d+\.jsonl$/.test(name);
export const segmentStart = (name: string): Millis => Number(name.slice(0, 15));

/** Opens for appending; nothing is made before the first request. */
export function openRequestLog(ports: LogPorts, folder: string, options: RequestLogOptions): RequestLog {
  let limits = options;
  let lines: string[] = [];
  let bytes = 0;
  let lost = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let line: Promise<void> = Promise.resolve();
  const segments = segmentWriter(ports, folder);

  const put = async (batch: readonly string[]): Promise<void> => {
    try {
      await segments.append(batch, limits);
    } catch (error) {
      if (lost === 0) ports.log.write('error', 'requests cannot be logged', { error });
      lost += batch.length;
    }
  };
  const start = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (lines.length === 0) return line;
    const batch = lines;
    lines = [];
    bytes = 0;
    line = line.then(() => put(batch));
    return line;
  };
  return {
    write(request) {
      // A disk that hangs must not fill the memory.
      if (bytes > longestWait) {
        lost++;
        return;
      }
      const text = lineOf(request);
      lines.push(text);
      bytes += text.length;
      if (timer === null) timer = setTimeout(start, flushMs);
      else if (bytes > eagerBytes && bytes - text.length <= eagerBytes) void start();
    },
    unlogged: () => lost,
    setLimits(next) {
      limits = next;
    },
    flush: start,
    close: start,
  };
}

const lineOf = ({ id, at, version, latency, status, mirror, inputs, outputs }: LoggedRequest): string =>
  JSON.stringify([id, at, version, Math.round(latency * 1_000) / 1_000, status, mirror ? 1 : 0, inputs, outputs]);

interface SegmentWriter {
  append(lines: readonly string[], limits: RequestLogOptions): Promise<void>;
}

function segmentWriter({ files, clock }: Pick<LogPorts, 'files' | 'clock'>, folder: string): SegmentWriter {
  const header = `${JSON.stringify({ schema: 1, columns: requestColumns })}\n`;
  let current: { readonly path: string; size: number } | null = null;
  let count = 0;
  let isTorn = false;
  const begin = async (): Promise<{ readonly path: string; size: number }> => {
    await files.makeFolder(folder, 0o700);
    count++;
    const path = `${folder}/${String(clock.now()).padStart(15, '0')}-${String(count).padStart(6, '0')}.jsonl`;
    await files.append(path, header);
    return { path, size: header.length };
  };
  return {
    async append(lines, limits) {
      const most = Math.min(largestSegment, Math.max(64 * 1024, limits.maxBytes / 8));
      if (current === null || current.size > most || (await files.stat(current.path)) === null) {
        current = await begin();
        isTorn = false;
        await prune(files, folder, { ...limits, now: clock.now() });
      }
      // What a full disk cut short stays a line of its own, which readers skip.
      const text = `${isTorn ? '\n' : ''}${lines.join('\n')}\n`;
      isTorn = true;
      await files.append(current.path, text);
      isTorn = false;
      current.size += text.length;
    },
  };
}

/** Removes the oldest segments until the rest keeps the limits, the newest always stays; and labels that are too old. */
async function prune(
  files: Ports['files'],
  folder: string,
  limits: RequestLogOptions & { readonly now: Millis },
): Promise<void> {
  await pruneLabels(files, folder, limits.now - limits.maxAge);
  const names = (await files.list(folder)).map(({ name }) => name).filter(isSegment);
  const newestFirst = names.sort().reverse();
  let total = 0;
  for (const [index, name] of newestFirst.entries()) {
    total += (await files.stat(`${folder}/${name}`))?.size ?? 0;
    // A segment's last request came before the next segment's first.
    const next = newestFirst[index - 1];
    const isOld = next !== undefined && segmentStart(next) < limits.now - limits.maxAge;
    if (next !== undefined && (total > limits.maxBytes || isOld)) await files.remove(`${folder}/${name}`);
  }
}
