// Millions of logged requests in a project's folder, made once and kept in the ignored cache.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Signature } from '../../engine/domain/modelPackage.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { openRequestLog, requestsFolder } from '../../engine/store/requestLog.ts';
import { normals, seeded } from '../stats/samples.ts';

export interface RequestHistory {
  /** Of the project. */
  readonly root: string;
  readonly deployment: string;
  readonly requests: number;
  /** UTC milliseconds of the first request, and just after the last. */
  readonly from: number;
  readonly to: number;
}
export type FeatureRow = readonly (number | string)[];

export const features = 30;
const categories = ['north', 'east', 'south', 'west'];
const deployment = 'd'.repeat(32);
/** A segment of the log has 64 MiB. */
const segmentBytes = 64 * 1024 * 1024;
const msBetween = 10;
const batch = 20_000;

export const signature: Signature = {
  inputs: Array.from({ length: features }, (_, i) => ({
    name: `feature_${i}`,
    datatype: i % 3 === 2 ? ('BYTES' as const) : ('FP64' as const),
    shape: [-1, 1],
  })),
  outputs: [{ name: 'answer', datatype: 'FP64', shape: [-1, 1] }],
};

/** Every third feature is a category; one number has moved by `shift`. */
export function makeRows(count: number, seed: number, shift: number): readonly FeatureRow[] {
  const random = seeded(seed);
  const normal = normals(random);
  const value = (i: number): number | string =>
    i % 3 === 2
      ? (categories[Math.floor(random() * 4)] ?? '')
      : Math.round((normal() + (i === features - 3 ? shift : 0)) * 1e4) / 1e4;
  return Array.from({ length: count }, () => Array.from({ length: features }, (_, i) => value(i)));
}

/** About 3 GB for ten million. Only ids, times, latencies and versions differ between each 20,000 of them. */
export async function requestHistory(requests: number): Promise<RequestHistory> {
  const root = join(import.meta.dirname, '../../.cache/bench', `requests-${requests}-1`);
  const folder = requestsFolder(root, deployment);
  const complete = join(root, 'complete');
  // A fixed time: the log is as old as it wants to be.
  const from = Date.UTC(2026, 0, 5);
  if (!existsSync(complete)) {
    rmSync(root, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const { header, tails } = await linesOfLog();
    writeSegments({ folder, header, tails, from }, requests);
    writeFileSync(complete, '');
  }
  return { root, deployment, requests, from, to: from + requests * msBetween };
}

/** The header, and what follows the time and numbers of a line, as the real log writes them. */
async function linesOfLog(): Promise<{ readonly header: string; readonly tails: readonly string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-history-'));
  const log = openRequestLog(nodePorts(), folder, { maxBytes: 1e9, maxAge: 1e9 });
  const fixed = { id: 'x', at: 1, version: 1, latency: 1, status: 200, mirror: false };
  for (const [i, row] of makeRows(batch, 7, 0.5).entries()) log.write({ ...fixed, inputs: [row], outputs: [[i / 7]] });
  await log.close();
  const text = readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8'));
  rmSync(folder, { recursive: true });
  const [header = '', ...lines] = text.join('').trimEnd().split('\n');
  const head = '["x",1,1,1,200,0,';
  if (lines.length !== batch || !lines.every(line => line.startsWith(head)))
    throw new Error('the log writes its lines differently now');
  return { header, tails: lines.map(line => line.slice(head.length)) };
}

interface Writing {
  readonly folder: string;
  readonly header: string;
  readonly tails: readonly string[];
  readonly from: number;
}

function writeSegments({ folder, header, tails, from }: Writing, requests: number): void {
  let path = '';
  let size = segmentBytes;
  let segments = 0;
  for (let first = 0; first < requests; first += batch) {
    if (size >= segmentBytes) {
      segments++;
      const start = String(from + first * msBetween).padStart(15, '0');
      path = join(folder, `${start}-${String(segments).padStart(6, '0')}.jsonl`);
      writeFileSync(path, `${header}\n`);
      size = 0;
    }
    let text = '';
    for (let i = first; i < Math.min(first + batch, requests); i++) {
      const status = i % 1_000 === 0 ? 500 : 200;
      const latency = 1 + (i % 97) / 8;
      text += `["request-${i}",${from + i * msBetween},${i % 10 === 0 ? 2 : 1},${latency},${status},0,${tails[i - first]}\n`;
    }
    appendFileSync(path, text);
    size += text.length;
  }
}
