// A deployment in the middle of a canary, as the service tells it: made from a seed, with the shapes of the protocol.
import { latencyBounds } from '../../engine/domain/deployment.ts';
import type { DeploymentDetail, DeploymentSeries, Rollout } from '../../protocol/deployApi.ts';

const hash = (digit: string): string => digit.repeat(64);
const counts = {
  ...{ requests: 0, errors: 0, mirrored: 0, mirrorErrors: 0, inFlight: 0 },
  ...{ latency: latencyBounds.map(() => 0), mirrorLatency: latencyBounds.map(() => 0) },
};
const judge: Rollout['strategy']['judge'] = {
  rules: [
    { metric: 'error_rate', maxDelta: 0.01 },
    { metric: 'latency_p95_ms', maxRatio: 1.5 },
    { metric: 'rmse', maxRatio: 1.15 },
  ],
  alpha: 0.05,
  maxRequests: 20_000,
};
const step = (traffic: number) => ({ traffic, mirror: 0, hold: 300_000, minRequests: 200 });

export function makeRollout(now: number, change: Partial<Rollout> = {}): Rollout {
  const [error, latency, rmse] = judge.rules;
  if (error === undefined || latency === undefined || rmse === undefined) throw new Error('three rules');
  return {
    ...{ id: '3'.repeat(32), deployment: '1'.repeat(32), state: 'running', step: 1 },
    from: { version: 3, hash: hash('a') },
    to: { version: 4, hash: hash('b') },
    strategy: {
      type: 'canary',
      steps: [step(10), step(25), step(50), { ...step(100), hold: 0, minRequests: 0 }],
      ...{ bake: 3_600_000, onFailure: 'rollback', judge },
    },
    ...{ startedAt: now - 400_000, stepStartedAt: now - 90_000, endedAt: null, holdReason: null, failure: null },
    measurement: {
      ...{ at: now - 1_000, step: 1, requests: { stable: 354, candidate: 118 }, outcome: 'undecided' },
      rules: [
        { rule: error, stable: 0, candidate: 0, outcome: 'good', evidence: 0.01, count: 118 },
        { rule: latency, stable: 7.2, candidate: 8.1, outcome: 'good', evidence: 0.02, count: 118 },
        { rule: rmse, stable: 44.1, candidate: 47.9, outcome: 'undecided', evidence: 1.4, count: 96 },
      ],
    },
    ...{ by: { kind: 'person', name: 'Ada' }, why: 'lower error on the newer months' },
    ...change,
  };
}

const features = ['temp', 'mnth', 'hum', 'windspeed', 'hr', 'weekday'] as const;

export function makeDetail(now: number, change: Partial<DeploymentDetail['deployment']> = {}): DeploymentDetail {
  const rollout = makeRollout(now);
  const id = rollout.deployment;
  const version = (number: number, traffic: number) => ({
    ...{
      version: number,
      hash: hash(number === 3 ? 'a' : 'b'),
      state: 'ready' as const,
      reason: null,
      traffic,
      mirror: 0,
    },
    ...{ replicas: [{ pid: 1, state: 'ready' as const, restarts: 0, memory: 1e8 }], counts },
  });
  const deployment: DeploymentDetail['deployment'] = {
    ...{ id, pipeline: 'pipeline.yaml', pipelineName: 'bike-demand', target: 'local', model: 'bike-demand' },
    ...{ state: 'live', url: 'http://127.0.0.1:4711', createdAt: now - 1e8, verified: true, failure: null },
    spec: {
      name: 'local',
      platform: 'local',
      replicas: 1,
      approval: 'none',
      strategy: rollout.strategy,
      needs: [],
      port: null,
    },
    ...{ stable: rollout.from, candidate: rollout.to, previous: { version: 2, hash: hash('c') }, rollout },
    observed: { generation: 4, pid: 2, startedAt: now - 1e7, versions: [version(3, 75), version(4, 25)], unlogged: 0 },
    ...change,
  };
  const signal = (name: string, type: 'data_drift' | 'performance' | 'service', metric: string | null) => ({
    ...{
      name,
      type,
      method: 'auto' as const,
      features: 'all' as const,
      metric,
      op: '>' as const,
      warn: 0.1,
      alert: 0.25,
    },
    ...{ minimum: 200, consecutive: 2, labelDelay: 0, action: 'retrain' as const },
  });
  const result = { deployment: id, at: now - 8_000, window: { from: now - 6e5, to: now, rows: 720 }, op: '>' as const };
  return {
    deployment,
    rate: { perSecond: 12.4, errorShare: 0, p95: 8.1 },
    signature: {
      inputs: features.map(name => ({ name, datatype: 'FP32' as const, shape: [-1, 1] })),
      outputs: [{ name: 'variable', datatype: 'FP32' as const, shape: [-1, 1] }],
    },
    rollouts: [
      rollout,
      makeRollout(now - 9e6, {
        ...{ id: '4'.repeat(32), state: 'rolled-back', endedAt: now - 8.9e6, to: { version: 2, hash: hash('c') } },
        failure: { code: 'signal', signal: 'live-rmse', alertId: '5'.repeat(32) },
      }),
      makeRollout(now - 9e7, {
        id: '6'.repeat(32),
        state: 'promoted',
        endedAt: now - 8.9e7,
        to: { version: 3, hash: hash('a') },
      }),
    ],
    measurements: [],
    monitor: {
      deployment: id,
      pipeline: 'pipeline.yaml',
      spec: {
        ...{
          target: 'local',
          window: { kind: 'requests', count: 720 },
          every: 60_000,
          cooldown: 1e7,
          correction: 'none',
        },
        signals: [
          signal('input-drift', 'data_drift', null),
          signal('live-rmse', 'performance', 'rmse'),
          signal('latency', 'service', 'p95_ms'),
        ],
      },
      results: [
        {
          ...{
            ...result,
            signal: 'input-drift',
            type: 'data_drift',
            level: 'alert',
            value: 0.34,
            warn: 0.1,
            alert: 0.25,
          },
          features: features.map((feature, i) => ({
            ...{ feature, method: 'psi' as const, value: 0.34 / (i + 1), pValue: 0.001 },
            level: i === 0 ? ('alert' as const) : i < 3 ? ('warn' as const) : ('ok' as const),
            bins: {
              labels: ['0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8'],
              reference: [0.05, 0.1, 0.15, 0.2, 0.2, 0.15, 0.1, 0.05],
              current: [0.02, 0.05, 0.08, 0.12 + 0.01 * i, 0.18, 0.23 - 0.01 * i, 0.2, 0.12],
            },
          })),
          ...{ unknownReason: null, streak: 3, interval: null },
        },
        {
          ...{ ...result, signal: 'live-rmse', type: 'performance', level: 'ok', value: 44.1, warn: 60, alert: 80 },
          ...{ features: [], unknownReason: null, streak: 0, interval: [41, 47] },
        },
        {
          ...{ ...result, signal: 'latency', type: 'service', level: 'ok', value: 8.1, warn: null, alert: 250 },
          ...{ features: [], unknownReason: null, streak: 0, interval: null },
        },
      ],
      alerts: [
        {
          ...{ id: '7'.repeat(32), deployment: id, signal: 'input-drift', at: now - 60_000, value: 0.34, bound: 0.25 },
          ...{ op: '>', feature: 'temp', action: 'retrain', outcome: 'started', outcomeReason: null, subject: null },
          ...{ acknowledgedAt: null, endedAt: null },
        },
      ],
      ...{ lastLook: now - 8_000, nextLook: now + 52_000, coolingUntil: null },
    },
    exampleRow: { temp: 0.24, mnth: 1, hum: 0.81, windspeed: 0, hr: 5, weekday: 6 },
  };
}

/** Fifteen minutes: stable alone, then beside the candidate. */
export function makeSeries(now: number, places = 90): DeploymentSeries {
  const stepMs = 10_000;
  const times = Array.from({ length: places }, (_, i) => now - (places - i) * stepMs);
  const wave = (i: number): number => 120 + 40 * Math.sin(i / 7);
  const share = (i: number): number => (i < 30 ? 0 : i < 60 ? 0.1 : 0.25);
  const stable = times.map((_, i) => Math.round(wave(i) * (1 - share(i))));
  const candidate = times.map((_, i) => Math.round(wave(i) * share(i)));
  const latency = (base: number, requests: readonly number[]) =>
    requests.map((count, i) => (count === 0 ? null : base + Math.sin(i / 3) * base * 0.1));
  return {
    times,
    stepMs,
    versions: [
      {
        ...{ version: 3, requests: stable, errors: stable.map((_, i) => (i % 23 === 0 ? 1 : 0)) },
        ...{ p50: latency(3, stable), p95: latency(7, stable), p99: latency(12, stable) },
      },
      {
        ...{ version: 4, requests: candidate, errors: candidate.map(() => 0) },
        ...{ p50: latency(3.4, candidate), p95: latency(8, candidate), p99: latency(13, candidate) },
      },
    ],
    marks: [
      { at: times[30] ?? now, kind: 'deploy', seq: 41 },
      { at: times[60] ?? now, kind: 'step', seq: 42 },
      { at: times[80] ?? now, kind: 'alert', seq: 43 },
    ],
  };
}
