// What a rollout looks like in a terminal: its head, its steps, the judge, and the last word.
import { describe, expect, test } from 'vitest';
import { changeLine, endLines, rolloutLines } from '../../cli/rolloutView.ts';
import type { Style } from '../../cli/style.ts';
import type { Deployment, Rollout } from '../../engine/domain/deployment.ts';

const style: Style = (_, text) => text;
const start = 1_000_000;
const step = (traffic: number, hold = 0, minRequests = 0) => ({ traffic, hold, minRequests, mirror: 0 });
const rollout = (more: Partial<Rollout>): Rollout => ({
  ...{ id: 'r', deployment: 'd', from: { version: 3, hash: 'a'.repeat(64) }, to: { version: 4, hash: 'b'.repeat(64) } },
  ...{ state: 'running', step: 0, startedAt: start, stepStartedAt: start, endedAt: null, holdReason: null },
  strategy: {
    ...{ type: 'canary', bake: 60_000, onFailure: 'rollback' },
    steps: [step(10, 30_000, 100), step(50, 30_000, 200), step(100)],
    judge: { rules: [], alpha: 0.05, maxRequests: 20_000 },
  },
  ...{ failure: null, measurement: null, by: { kind: 'person', name: 'ada' }, why: '' },
  ...more,
});
const deployment = (more: Partial<Deployment> = {}): Deployment => ({
  ...{ id: 'd', pipeline: 'pipeline.yaml', pipelineName: 'bike', target: 'local', model: 'bike-demand', state: 'live' },
  ...{ url: null, createdAt: start, stable: { version: 3, hash: 'a'.repeat(64) }, candidate: null, previous: null },
  ...{ rollout: null, observed: null, verified: true, failure: null },
  spec: {
    name: 'local',
    platform: 'local',
    replicas: 1,
    approval: 'none',
    needs: [],
    port: null,
    strategy: rollout({}).strategy,
  },
  ...more,
});
const measurement: Rollout['measurement'] = {
  ...{ at: start, step: 0, requests: { stable: 900, candidate: 42 }, outcome: 'undecided' },
  rules: [
    {
      rule: { metric: 'error_rate', maxDelta: 0.01 },
      stable: 0,
      candidate: 0.05,
      outcome: 'bad',
      evidence: 30,
      count: 42,
    },
    {
      rule: { metric: 'latency_p95_ms', maxRatio: 1.5 },
      stable: 7,
      candidate: 8,
      outcome: 'good',
      evidence: 0,
      count: 42,
    },
  ],
};
const lines = (more: Partial<Rollout>, after = 12_000) =>
  rolloutLines(deployment(), rollout(more), { style, now: start + after });

describe('a rollout', () => {
  test('shows where it is, what it waits for, and what the judge compares', () =>
    expect(lines({ measurement })).toEqual([
      'bike-demand v4 on local after v3  canary  running',
      '  ◉ step 1 of 3  10 %  42 of 100 requests · 12 s of 30 s · judge: error_rate 5 % > 0 % + 1 % ✗ · latency_p95_ms 8 ms ≤ 1.5 × 7 ms ✓',
      '  ○ step 2 of 3  50 %',
      '  ○ step 3 of 3  100 %',
      '  ○ bake  1 m',
    ]));
  test('marks steps that are over, and bakes', () =>
    expect(lines({ state: 'baking', step: 3 })).toEqual([
      'bike-demand v4 on local after v3  canary  baking',
      '  ✓ step 1 of 3  10 %',
      '  ✓ step 2 of 3  50 %',
      '  ✓ step 3 of 3  100 %',
      '  ◉ bake  12 s of 1 m',
    ]));
  test('says why it holds', () =>
    expect(lines({ state: 'holding', holdReason: 'undecided' })[0]).toBe(
      'bike-demand v4 on local after v3  canary  holding: the judge cannot tell which version is better',
    ));
  test('has one line for each change in a pipe', () =>
    expect(changeLine(deployment(), rollout({ step: 1 }), { style, now: start })).toBe(
      'bike-demand v4 on local after v3  canary  running  step 2 of 3: 50 %  0 of 200 requests · 0 ms of 30 s',
    ));
});
describe('the last word', () => {
  test('is the judge’s reason and what is served after a rollback', () =>
    expect(
      endLines(deployment(), rollout({ state: 'rolled-back', failure: { code: 'judge', measurement } }), style),
    ).toEqual([
      '⚠ v4 rolled back.',
      'Because the judge found it worse: error_rate 5 % > 0 % + 1 %.',
      'local serves v3, hash aaaaaaaaaaaa, as its model servers confirm.',
    ]));
  test('is loud where the model servers do not confirm it', () =>
    expect(endLines(deployment({ verified: false }), rollout({ state: 'failed' }), style).at(-1)).toBe(
      'local serves v3, hash aaaaaaaaaaaa, NOT confirmed by its model servers.',
    ));
  test('of a target that serves nothing says so', () =>
    expect(endLines(deployment({ stable: null }), rollout({ state: 'rolled-back' }), style)).toContain(
      'local serves nothing.',
    ));
});
