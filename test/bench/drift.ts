// A look at the drift of 30 features over the newest 100,000 logged rows, reading them included; and the statistics alone.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestLogs } from '../../engine/deploy/requestLogs.ts';
import type { Signature } from '../../engine/domain/modelPackage.ts';
import { lookAtSignals } from '../../engine/monitor/lookAtSignals.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { buildProfile } from '../../engine/stats/profile.ts';
import { requestsFolder } from '../../engine/store/requestLog.ts';
import { normals, seeded } from '../stats/samples.ts';

export interface DriftFigures {
  readonly features: number;
  readonly rows: number;
  /** Milliseconds from the call to what the signals say; the median of three. */
  readonly look: number;
  /** Milliseconds of these that reading took. */
  readonly read: number;
}

const features = 30;
const categories = ['north', 'east', 'south', 'west'];
const deployment = 'd'.repeat(32);

/** Every third feature is a category; the last one has drifted, so that there is something to find. */
function makeRow(normal: () => number, random: () => number, shift: number): (number | string)[] {
  return Array.from({ length: features }, (_, i) =>
    i % 3 === 2
      ? (categories[Math.floor(random() * 4)] ?? '')
      : Math.round((normal() + (i === features - 3 ? shift : 0)) * 1e4) / 1e4,
  );
}

const signature: Signature = {
  inputs: Array.from({ length: features }, (_, i) => ({
    name: `feature_${i}`,
    datatype: i % 3 === 2 ? ('BYTES' as const) : ('FP64' as const),
    shape: [-1, 1],
  })),
  outputs: [{ name: 'answer', datatype: 'FP64', shape: [-1, 1] }],
};

export async function measureDrift(rows = 100_000): Promise<DriftFigures> {
  const root = mkdtempSync(join(tmpdir(), 'trainyard-drift-'));
  try {
    writeLog(requestsFolder(root, deployment), rows);
    const profile = referenceProfile();
    const logs = requestLogs(nodePorts().files, root);
    const times: { look: number; read: number }[] = [];
    for (let i = 0; i < 3; i++) {
      const started = performance.now();
      const requests = await logs.requests(deployment, { last: rows });
      const read = performance.now() - started;
      const { results } = lookAtSignals({
        ...{ deployment, version: 1, profile, signature, requests, labels: [], previous: [], now: Date.now() },
        spec: {
          ...{ target: 'local', window: { kind: 'requests', count: rows }, every: 60_000, cooldown: 0 },
          correction: 'benjamini-hochberg',
          signals: [
            {
              ...{ name: 'drift', type: 'data_drift', method: 'auto', features: 'all', metric: null, op: '>' },
              ...{ warn: null, alert: null, minimum: 200, consecutive: 1, labelDelay: 0, action: 'notify' },
            },
          ],
        },
      });
      times.push({ look: performance.now() - started, read });
      const [found] = results;
      if (found?.window.rows !== rows || found.features.length !== features || found.level !== 'alert')
        throw new Error(
          `the look found something else: ${JSON.stringify({ ...found, features: found?.features.length })}`,
        );
    }
    const middle = times.sort((a, b) => a.look - b.look)[1] ?? { look: Number.NaN, read: Number.NaN };
    return { features, rows, ...middle };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function writeLog(folder: string, rows: number): void {
  mkdirSync(folder, { recursive: true });
  const random = seeded(7);
  const normal = normals(random);
  const start = Date.now() - rows * 10;
  const lines = [
    JSON.stringify({ columns: ['id', 'at', 'version', 'latency', 'status', 'mirror', 'inputs', 'outputs'] }),
  ];
  for (let i = 0; i < rows; i++) {
    const id = `request-${i}`;
    lines.push(JSON.stringify([id, start + i * 10, 1, 4.2, 200, 0, [makeRow(normal, random, 0.5)], [[normal()]]]));
  }
  writeFileSync(join(folder, `${String(start).padStart(15, '0')}-0.jsonl`), `${lines.join('\n')}\n`);
}

function referenceProfile() {
  const random = seeded(8);
  const normal = normals(random);
  const rows = Array.from({ length: 20_000 }, () => makeRow(normal, random, 0));
  const columns = signature.inputs.map(({ name }, i) => ({ name, values: rows.map(row => row[i] ?? null) }));
  return buildProfile({ columns, predictions: [] });
}

if (import.meta.main) {
  const { look, read } = await measureDrift();
  console.log(
    `drift of 30 features over 100,000 logged rows: ${look.toFixed(0)} ms, ${read.toFixed(0)} of them reading`,
  );
}
