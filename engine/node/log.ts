// Where log lines go: a file that rotates by size, or the error stream.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Log, LogLevel } from '../ports.ts';

const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** Lines of at least `least` on standard error; standard output stays free for results. */
export function errorStreamLog(least: LogLevel = 'warn'): Log {
  return {
    write(level, message, details) {
      if (order.indexOf(level) >= order.indexOf(least)) process.stderr.write(logLine(level, message, details));
    },
  };
}

/** Appends to `path`; past `maxBytes` (default 5 MB) it becomes `path.1` and so on, `keep` (default 3) of them are kept. */
export function fileLog(path: string, options: { readonly maxBytes?: number; readonly keep?: number } = {}): Log {
  const { maxBytes = 5_000_000, keep = 3 } = options;
  mkdirSync(dirname(path), { recursive: true });
  let size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return {
    write(level, message, details) {
      const line = logLine(level, message, details);
      if (size > 0 && size + line.length > maxBytes) {
        rotate(path, keep);
        size = 0;
      }
      appendFileSync(path, line, { mode: 0o600 });
      size += Buffer.byteLength(line);
    },
  };
}

function rotate(path: string, keep: number): void {
  for (let number = keep; number >= 1; number--) {
    const from = number === 1 ? path : `${path}.${number - 1}`;
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${path}.${number}`);
  }
}

function logLine(level: LogLevel, message: string, details?: Readonly<Record<string, unknown>>): string {
  const extra =
    details === undefined
      ? ''
      : ` ${JSON.stringify(details, (_, value) => (value instanceof Error ? (value.stack ?? value.message) : value))}`;
  return `${new Date().toISOString()} ${level} ${message.replaceAll('\n', '\n  ')}${extra}\n`;
}
