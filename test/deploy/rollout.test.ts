// A rollout moves by its strategy, its time and its judge; every failure ends where it was before, or says loudly that it does not.
import { describe, expect, test } from 'vitest';
import { isRolloutOver } from '../../engine/domain/deployment.ts';
import { canary, failureCode, run, scene, step, told, v1, v2, weights } from './rolloutKit.ts';

/** Until the rollout is at that place. */
function until(at: ReturnType<typeof scene>, isThere: () => boolean, outcome?: 'good' | 'bad' | 'undecided'): void {
  for (let i = 0; i < 300 && !isThere(); i++) step(at, 100, outcome);
  expect(isThere()).toBe(true);
}

describe('canary', () => {
  test('the new version gets no request before it is ready with the right content', () => {
    const at = scene(canary);
    at.faults.set(2, { state: 'loading' });
    step(at);
    expect(weights(at)).toEqual({ 1: 100, 2: 0 });
    at.faults.clear();
    step(at);
    expect(weights(at)).toEqual({ 1: 90, 2: 10 });
  });
  test('a step is left after its time, its requests and a good look, and in no other case', () => {
    const at = scene(canary);
    until(at, () => at.work.isReached);
    step(at, 2_000, 'good');
    expect(at.rollout.step).toBe(0);
    at.requests.set(2, 100);
    step(at, 100, 'undecided');
    expect(at.rollout.step).toBe(0);
    step(at, 100, 'good');
    expect([at.rollout.step, weights(at)]).toEqual([1, { 1: 50, 2: 50 }]);
    until(at, () => at.work.isReached);
    at.requests.set(2, 200);
    step(at, 500, 'good');
    expect(at.rollout.step).toBe(1);
    step(at, 500, 'good');
    expect(at.rollout.step).toBe(2);
  });
  test('all traffic keeps stable warm while it bakes, then the new version is stable and champion', () => {
    const at = scene(canary);
    until(at, () => at.rollout.step === 0 && at.work.isReached);
    for (const count of [100, 200]) {
      at.requests.set(2, count);
      step(at, 1_000, 'good');
      step(at);
    }
    until(at, () => at.rollout.state === 'baking');
    expect(weights(at)).toEqual({ 1: 0, 2: 100 });
    step(at, 4_000);
    expect(at.rollout.state).toBe('baking');
    run(at);
    expect([at.rollout.state, at.deployment.stable, at.deployment.previous]).toEqual(['promoted', v2, v1]);
    expect(weights(at)).toEqual({ 2: 100 });
    expect(told(at)).toEqual(['step: step 1', 'step: step 2', 'step: step 3', 'champion → 2', 'promote: judge']);
  });
  test('a bad look turns it back, and it is rolled back only when stable is seen to serve all', () => {
    const at = scene(canary);
    until(at, () => at.work.isReached);
    step(at, 100, 'bad');
    expect([at.rollout.state, weights(at)]).toEqual(['rolling-back', { 1: 100 }]);
    at.isRouterDown = true;
    step(at);
    expect(at.rollout.state).toBe('rolling-back');
    at.isRouterDown = false;
    step(at);
    expect([at.rollout.state, failureCode(at), at.deployment.stable]).toEqual(['rolled-back', 'judge', v1]);
    expect(told(at).at(-1)).toBe('rollback: judge');
  });
  test('a bad look while it bakes turns it back too', () => {
    const at = scene({ ...canary, steps: [{ traffic: 100, mirror: 0, hold: 0, minRequests: 0 }] });
    until(at, () => at.rollout.state === 'baking' && at.work.isReached);
    step(at, 100, 'bad');
    run(at);
    expect([at.rollout.state, weights(at)]).toEqual(['rolled-back', { 1: 100 }]);
  });
  test('with «on_failure: hold» a bad look holds', () => {
    const at = scene({ ...canary, onFailure: 'hold' });
    until(at, () => at.work.isReached);
    step(at, 100, 'bad');
    expect([at.rollout.state, at.rollout.holdReason, failureCode(at)]).toEqual(['holding', null, 'judge']);
    step(at, 100, 'bad');
    expect(at.effects.filter(effect => effect.kind === 'audit' && effect.note.kind === 'hold')).toHaveLength(1);
  });
  test('undecided after the most requests holds for a person', () => {
    const at = scene(canary);
    until(at, () => at.work.isReached);
    at.requests.set(2, 999);
    step(at, 2_000, 'undecided');
    expect(at.rollout.state).toBe('running');
    at.requests.set(2, 1_000);
    step(at, 100, 'undecided');
    expect([at.rollout.state, at.rollout.holdReason]).toEqual(['holding', 'undecided']);
  });
  test('without rules, time and requests are enough', () => {
    const at = scene({ ...canary, judge: { ...canary.judge, rules: [] } });
    until(at, () => at.work.isReached);
    at.requests.set(2, 100);
    step(at, 1_000);
    expect(at.rollout.step).toBe(1);
  });
});

describe('other strategies', () => {
  test('a shadow answers nobody until its copies were judged', () => {
    const steps = [
      { traffic: 0, mirror: 100, hold: 1_000, minRequests: 50 },
      { traffic: 100, mirror: 0, hold: 0, minRequests: 0 },
    ];
    const at = scene({ ...canary, type: 'shadow', steps });
    until(at, () => at.work.isReached);
    expect(weights(at)).toEqual({ 1: 100, 2: 0 });
    step(at, 2_000, 'good');
    expect(at.rollout.step).toBe(0);
    at.requests.set(2, 50);
    step(at, 100, 'good');
    expect(weights(at)).toEqual({ 1: 0, 2: 100 });
  });
  test('blue and green change places at once', () => {
    const steps = [
      { traffic: 0, mirror: 0, hold: 1_000, minRequests: 0 },
      { traffic: 100, mirror: 0, hold: 0, minRequests: 0 },
    ];
    const at = scene({ ...canary, type: 'blue_green', steps });
    until(at, () => at.work.isReached);
    expect(weights(at)).toEqual({ 1: 100, 2: 0 });
    run(at);
    expect([at.rollout.state, weights(at)]).toEqual(['promoted', { 2: 100 }]);
  });
  test('recreate ends the old version before the new one starts, and starts it again where that fails', () => {
    const recreate = { ...canary, type: 'recreate', steps: [], bake: 0 } as const;
    const good = scene(recreate);
    expect(weights(good)).toEqual({ 2: 0 });
    run(good);
    expect([good.rollout.state, good.deployment.stable]).toEqual(['promoted', v2]);
    const bad = scene(recreate);
    bad.faults.set(2, { state: 'failed' });
    step(bad);
    expect([bad.rollout.state, weights(bad)]).toEqual(['rolling-back', { 1: 0 }]);
    run(bad);
    expect([bad.rollout.state, failureCode(bad), weights(bad)]).toEqual(['rolled-back', 'start-failed', { 1: 100 }]);
  });
  test('the first version has nothing to be held against: all traffic once it is ready', () => {
    const at = scene(canary, { from: null });
    expect(weights(at)).toEqual({ 2: 0 });
    run(at, 10);
    expect([at.rollout.state, at.deployment.stable, at.deployment.previous]).toEqual(['promoted', v2, null]);
  });
  test('a first version that fails leaves nothing served, and says so', () => {
    const at = scene(canary, { from: null });
    at.faults.set(2, { state: 'failed' });
    run(at, 10);
    expect([at.rollout.state, at.deployment.state, at.deployment.failure?.code]).toEqual([
      ...['failed', 'failed', 'start-failed'],
    ]);
  });
});

describe('what was asked for is what is served', () => {
  test('other content than asked for is never given a request', () => {
    const at = scene(canary);
    at.faults.set(2, { hash: 'f'.repeat(64) });
    step(at);
    expect([at.rollout.state, failureCode(at), weights(at)]).toEqual(['rolling-back', 'hash-differs', { 1: 100 }]);
  });
  test('content that changes under way turns it back', () => {
    const at = scene(canary);
    until(at, () => at.work.isReached);
    at.faults.set(2, { hash: 'f'.repeat(64) });
    step(at);
    expect(failureCode(at)).toBe('hash-differs');
  });
  test('a version that is never ready is given up after a while in which somebody waited', () => {
    const at = scene(canary);
    at.faults.set(2, { state: 'loading' });
    run(at, 99);
    expect(at.rollout.state).toBe('starting');
    run(at);
    expect([at.rollout.state, failureCode(at)]).toEqual(['rolled-back', 'not-ready']);
  });
  test('a rollback that serves other content is tried again, and in the end is no rollback', () => {
    const at = scene(canary);
    until(at, () => at.work.isReached);
    step(at, 100, 'bad');
    at.faults.set(1, { hash: 'e'.repeat(64) });
    run(at);
    expect([at.rollout.state, failureCode(at), at.work.attempts]).toEqual(['failed', 'hash-differs', 2]);
    expect(at.deployment).toMatchObject({ state: 'failed', failure: { code: 'hash-differs', version: 1 } });
    expect(told(at).at(-1)).toBe('rollback: not-verified');
  });
  test('a stable version that loads only at the second try is rolled back to', () => {
    const at = scene({ ...canary, type: 'recreate', steps: [], bake: 0 });
    at.faults.set(2, { state: 'failed' });
    at.faults.set(1, { state: 'failed' });
    until(at, () => at.work.isClearing);
    expect(weights(at)).toEqual({});
    at.faults.delete(1);
    run(at);
    expect([at.rollout.state, weights(at)]).toEqual(['rolled-back', { 1: 100 }]);
  });
  test('a router that cannot be brought to serve at all ends as failed, not as rolled back', () => {
    const at = scene(canary);
    until(at, () => at.work.isReached);
    at.isRouterDown = true;
    run(at, 2_000);
    expect([at.rollout.state, at.deployment.failure?.code]).toEqual(['failed', 'router']);
  });
});

test('whatever happens when, a rollout ends, and what counts as stable was seen to serve', () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const seen = new Set<string>();
  for (let round = 0; round < 300; round++) {
    const type = (['canary', 'recreate', 'blue_green'] as const)[random(3)] ?? 'canary';
    const at = scene(
      { ...canary, type, steps: type === 'recreate' ? [] : canary.steps },
      random(5) === 0 ? { from: null } : {},
    );
    for (let i = 0; i < 3_000 && !isRolloutOver(at.rollout.state); i++) {
      const what = random(40);
      if (what === 0) at.isRouterDown = !at.isRouterDown;
      if (what === 1) at.faults.set(1 + random(2), { state: 'failed' });
      if (what === 2) at.faults.set(1 + random(2), { hash: 'f'.repeat(64) });
      if (what > 35) at.faults.clear();
      at.requests.set(2, (at.requests.get(2) ?? 0) + random(20));
      step(at, random(300), (['good', 'undecided', 'bad', undefined] as const)[random(100) === 0 ? 2 : random(2)]);
      if (at.isRouterDown && random(3) === 0) at.isRouterDown = false;
    }
    const { state } = at.rollout;
    expect(isRolloutOver(state)).toBe(true);
    seen.add(state);
    if (state === 'promoted') expect(at.deployment.stable).toEqual(v2);
    if (state === 'rolled-back') expect([at.deployment.stable, weights(at)]).toEqual([v1, { 1: 100 }]);
    if (state === 'failed' && at.rollout.from !== null) expect(at.deployment.state).toBe('failed');
  }
  expect([...seen].sort()).toEqual(['failed', 'promoted', 'rolled-back']);
});
