// Requests as a router logs them, and looks at them.
import type { Label, LoggedRequest } from '../../engine/domain/deployment.ts';
import type { Signature } from '../../engine/domain/modelPackage.ts';
import type { MonitorSpec, SignalResult, SignalSpec } from '../../engine/domain/monitor.ts';
import { lookAtSignals } from '../../engine/monitor/lookAtSignals.ts';
import { buildProfile } from '../../engine/stats/profile.ts';

export const now = 1_800_000_000_000;
export const version = 3;
type Row = readonly (number | string | boolean | null)[];

/** One request a second, the newest one now; each of one row. */
export const requestsOf = (rows: readonly Row[], outputs: readonly Row[] = []): LoggedRequest[] =>
  rows.map((row, i) => ({
    ...{ id: `r${i}`, at: now - i * 1_000, version, latency: 5, status: 200, mirror: false },
    ...{ inputs: [row], outputs: [outputs[i] ?? [0]] },
  }));

export const labelsOf = (values: readonly (number | string)[]): Label[] =>
  values.map((value, i) => ({ id: `r${i}`, row: 0, value, at: now }));

export const signal = (change: Partial<SignalSpec>): SignalSpec => ({
  ...{ name: 'watched', type: 'data_drift', method: 'auto', features: 'all', metric: null, op: '>' },
  ...{ warn: null, alert: null, minimum: 10, consecutive: 2, labelDelay: 0, action: 'notify' },
  ...change,
});

export const signature: Signature = {
  inputs: [
    { name: 'temp', datatype: 'FP32', shape: [-1, 1] },
    { name: 'season', datatype: 'BYTES', shape: [-1, 1] },
  ],
  outputs: [{ name: 'count', datatype: 'FP32', shape: [-1, 1] }],
};

interface Scene {
  readonly signals: readonly SignalSpec[];
  readonly requests: readonly LoggedRequest[];
  readonly labels?: readonly Label[];
  readonly reference?: {
    readonly rows: readonly Row[];
    readonly outputs?: readonly Row[];
    readonly names?: readonly string[];
  };
  readonly previous?: readonly SignalResult[];
  readonly window?: MonitorSpec['window'];
  readonly correction?: MonitorSpec['correction'];
  readonly signature?: Signature;
  readonly at?: number;
}

export function look({
  signals,
  requests,
  labels = [],
  reference,
  previous = [],
  ...rest
}: Scene): ReturnType<typeof lookAtSignals> {
  const asked = rest.signature ?? signature;
  const columns = (names: readonly string[], rows: readonly Row[]) =>
    names.map((name, i) => ({ name, values: rows.map(row => row[i] ?? null) }));
  const namesOf = (specs: Signature['inputs']) => specs.map(({ name }) => name);
  const profile =
    reference === undefined
      ? null
      : buildProfile({
          columns: columns(reference.names ?? namesOf(asked.inputs), reference.rows),
          predictions: columns(namesOf(asked.outputs), reference.outputs ?? []),
        });
  return lookAtSignals({
    ...{ deployment: 'd'.repeat(32), version, profile, signature: asked, requests, labels, previous },
    now: rest.at ?? now,
    spec: {
      ...{ target: 'local', window: rest.window ?? { kind: 'requests', count: 100_000 }, every: 60_000, signals },
      ...{ cooldown: 0, correction: rest.correction ?? 'benjamini-hochberg' },
    },
  });
}

/** The result of the only signal. */
export function lookOnce(scene: Omit<Scene, 'signals'> & { readonly signal: SignalSpec }): SignalResult {
  const [result] = look({ ...scene, signals: [scene.signal] }).results;
  if (result === undefined) throw new Error('no result');
  return result;
}
