// The judge sees both versions over the same window, whatever happens to the router meanwhile.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { requestLogs } from '../../engine/deploy/requestLogs.ts';
import type { JudgeInput } from '../../engine/deploy/rollout/judgePort.ts';
import { countsIn, moveWindow, openWindow } from '../../engine/deploy/rollout/judgeWindow.ts';
import { lookOfJudge } from '../../engine/deploy/rollout/lookOfJudge.ts';
import type { Measurement, RouterState } from '../../engine/domain/deployment.ts';
import { realFiles } from '../../engine/node/files.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { judgeRules } from '../../engine/stats/judgeRules.ts';
import { appendLabels } from '../../engine/store/requestLabels.ts';
import { openRequestLog, requestsFolder } from '../../engine/store/requestLog.ts';
import { canary, observe, planOf, scene, step } from './rolloutKit.ts';

/** What the router says when the versions have answered so many requests since it started. */
function said(at: ReturnType<typeof scene>, stable: number, candidate: number, startedAt = 1): RouterState {
  at.requests.set(1, stable).set(2, candidate);
  const state = observe(at, planOf(at));
  if (state === null) throw new Error('no router');
  return { ...state, startedAt };
}
const seen = (window: ReturnType<typeof openWindow>) => {
  const { stable, candidate } = countsIn(window);
  return [stable.requests, candidate.requests];
};
function running(): ReturnType<typeof scene> {
  const at = scene(canary);
  for (let i = 0; i < 4; i++) step(at);
  return at;
}

test('only what came since the step began counts', () => {
  const at = running();
  const window = openWindow(at.rollout, said(at, 900, 10));
  expect(seen(window)).toEqual([0, 0]);
  expect(seen(moveWindow(window, at.rollout, said(at, 990, 20)))).toEqual([90, 10]);
});

test('a router that starts again counts from zero, and nothing of before is lost', () => {
  const at = running();
  let window = openWindow(at.rollout, said(at, 900, 10));
  window = moveWindow(window, at.rollout, said(at, 990, 20));
  window = moveWindow(window, at.rollout, said(at, 9, 1, 2));
  expect(seen(window)).toEqual([99, 11]);
  window = moveWindow(window, at.rollout, said(at, 18, 2, 2));
  window = moveWindow(window, at.rollout, said(at, 0, 0, 3));
  expect(seen(window)).toEqual([108, 12]);
});

test('a version that was loaded anew counts from zero too', () => {
  const at = running();
  const window = openWindow(at.rollout, said(at, 900, 10));
  expect(seen(moveWindow(window, at.rollout, said(at, 910, 4)))).toEqual([10, 4]);
});

test('a look splits its error over all steps and the bake, and waits for the least number of requests', async () => {
  const at = running();
  const asked: JudgeInput[] = [];
  const context = {
    logs: { requests: async () => [], labels: async () => [], labelsToldAt: async () => null },
    judge: (input: JudgeInput) => {
      asked.push(input);
      return input.rules.map(rule => {
        return { rule, stable: 0, candidate: 0, outcome: 'good' as const, evidence: 0.1, count: 5 };
      });
    },
  };
  const look = async (stable: number, candidate: number) => {
    const { rollout, work, deployment, now } = at;
    const observed = said(at, stable, candidate);
    const more = { elapsed: 0, patience: 1, routerTrouble: null };
    return lookOfJudge(context, { rollout, work, deployment, now, plan: planOf(at), observed, ...more });
  };
  expect(await look(0, 0)).toBeNull();
  expect(await look(500, 99)).toMatchObject({ outcome: 'undecided', requests: { stable: 500, candidate: 99 } });
  expect(await look(600, 100)).toMatchObject({ outcome: 'good' });
  expect(asked[0]?.alpha).toBeCloseTo(0.05 / 4);
});

test('with all traffic on the new version it is held against stable’s last step', async () => {
  const at = running();
  at.requests.set(1, 900).set(2, 100);
  step(at, 2_000, 'good');
  for (let i = 0; i < 3; i++) step(at);
  at.requests.set(1, 1_000).set(2, 200);
  step(at, 2_000, 'good');
  for (let i = 0; i < 2; i++) step(at);
  expect(at.rollout.state).toBe('baking');
  expect(at.work.stableBefore?.requests).toBe(100);
});

/** A project whose deployment has answered, each version with an error of its own; removed after the test. */
async function answered({
  count,
  errors,
  mirror,
}: {
  readonly count: number;
  readonly errors: readonly [number, number];
  readonly mirror: boolean;
}) {
  const root = mkdtempSync(join(tmpdir(), 'trainyard-judge-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = requestsFolder(root, 'd1');
  const log = openRequestLog({ ...nodePorts({ log: { write: () => undefined } }) }, folder, {
    maxBytes: 1e9,
    maxAge: 1e12,
  });
  for (const [i, error] of errors.entries()) {
    for (let n = 0; n < count; n++) {
      log.write({
        ...{ id: mirror ? `r${n}` : `r${n}-${i}`, at: 1_000 + n, version: i + 1, latency: 1, status: 200 },
        ...{ mirror: mirror && i === 1, inputs: [[n]], outputs: [[n + (n % 2 === 0 ? error : -error)]] },
      });
    }
  }
  await log.close();
  return { root, folder };
}

test('a shadow is judged by the answers that its copies got, once what is true is known', async () => {
  const count = 400;
  // The copies are ten away from the truth, the answers that people get are one away.
  const { root, folder } = await answered({ count, errors: [1, 10], mirror: true });
  const labels = Array.from({ length: count }, (_, n) => ({ id: `r${n}`, row: 0, value: n, at: 2_000 }));
  await appendLabels(realFiles, folder, labels);
  const at = scene({
    ...canary,
    type: 'shadow',
    steps: [{ traffic: 0, mirror: 100, hold: 1_000, minRequests: 100 }],
    judge: { rules: [{ metric: 'rmse', maxRatio: 1.15 }], alpha: 0.05, maxRequests: 1_000 },
  });
  for (let i = 0; i < 4; i++) step(at);
  const { rollout, work, deployment, now } = at;
  const observed = said(at, count, count);
  const found = await lookOfJudge(
    { logs: requestLogs(realFiles, root), judge: judgeRules },
    { rollout, work, deployment, now, plan: planOf(at), observed, elapsed: 0, patience: 1, routerTrouble: null },
  );
  expect(found?.outcome).toBe('bad');
  expect(found?.rules[0]).toMatchObject({ outcome: 'bad', count });
  expect(found?.rules[0]?.stable).toBeCloseTo(1, 6);
  expect(found?.rules[0]?.candidate).toBeCloseTo(10, 6);
});

test('what becomes true after the last request is looked at, and no more than once', async () => {
  const count = 400;
  const { root, folder } = await answered({ count, errors: [1, 10], mirror: false });
  const at = scene({
    ...canary,
    judge: { rules: [{ metric: 'rmse', maxRatio: 1.15 }], alpha: 0.05, maxRequests: 1_000 },
  });
  for (let i = 0; i < 4; i++) step(at);
  const observed = said(at, count, count);
  const look = (now: number, measurement: Measurement | null) => {
    const { work, deployment } = at;
    const more = { elapsed: 0, patience: 1, routerTrouble: null };
    const rollout = { ...at.rollout, measurement };
    return lookOfJudge(
      { logs: requestLogs(realFiles, root), judge: judgeRules },
      { rollout, work, deployment, now, plan: planOf(at), observed, ...more },
    );
  };
  const first = await look(Date.now(), null);
  expect(first?.outcome).toBe('undecided');
  expect(await look(Date.now(), first)).toBeNull();
  const labels = [1, 2].flatMap((_, i) =>
    Array.from({ length: count }, (_, n) => ({ id: `r${n}-${i}`, row: 0, value: n, at: Date.now() })),
  );
  await appendLabels(realFiles, folder, labels);
  expect(await look(Date.now(), first)).toMatchObject({ outcome: 'bad', rules: [{ count }] });
  const late = await look(Date.now() + 60_000, first);
  expect(await look(Date.now() + 120_000, late)).toBeNull();
});
