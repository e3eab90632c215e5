// What goes wrong around a real router: processes that die, hang, lie or grow; callers that are slow; a disk that refuses.
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ObservedVersion, PlannedVersion, RouterPlan, RouterState } from '../../engine/domain/deployment.ts';
import { linearModel } from '../kit/onnxModels.ts';
import { type Answer, authorization, deployment, linear, type RouterHarness, routerHarness } from './routerKit.ts';
import { writePackage } from './servingKit.ts';

let router: RouterHarness;
beforeEach(async () => {
  router = await routerHarness();
});
afterEach(async () => {
  await router.stop();
});

const of = (state: RouterState, version: number): ObservedVersion | undefined =>
  state.versions.find(item => item.version === version);
const isReady =
  (version: number) =>
  (state: RouterState): boolean =>
    of(state, version)?.state === 'ready';
const impatient: Partial<RouterPlan> = { limits: { bodyBytes: 100_000, queue: 500, deadline: 1_000, batchRows: 32 } };

/** A version whose server goes wrong in this way. */
function bad(way: string, more: Partial<PlannedVersion> = {}): PlannedVersion {
  const interpreter = join(router.root, `python-${way}`);
  writeFileSync(
    interpreter,
    `#!/bin/sh\nexec "${process.execPath}" "${join(import.meta.dirname, 'badServer.ts')}" ${way} "$4"\n`,
  );
  chmodSync(interpreter, 0o755);
  const planned = router.package(2, { role: 'candidate', traffic: 50, python: interpreter, ...more });
  const { hash } = writePackage(router.folder(2), { backend: 'python', signature: linear, files: {} });
  return { ...planned, backend: 'python', hash };
}

/** Four callers without a pause, until `work` is done. */
async function underLoad(work: () => Promise<void>): Promise<readonly Answer[]> {
  let isOver = false;
  const callers = Array.from({ length: 4 }, async (_, caller) => {
    const seen: Answer[] = [];
    while (!isOver) seen.push(await router.infer(caller));
    return seen;
  });
  try {
    await work();
  } finally {
    isOver = true;
  }
  return (await Promise.all(callers)).flat();
}
const failed = (answers: readonly Answer[]): readonly Answer[] => answers.filter(({ status }) => status !== 200);

test('a model server that is killed again and again under load costs no request', async () => {
  await router.start([router.package(1, { replicas: 2 })]);
  await router.until(isReady(1));
  const answers = await underLoad(async () => {
    for (let killed = 0; killed < 6; killed++) {
      const state = await router.until(
        state => of(state, 1)?.replicas.every(({ state }) => state === 'ready') === true,
      );
      const pids = (of(state, 1)?.replicas ?? []).flatMap(({ pid }) => (pid > 0 ? [pid] : []));
      const victim = pids[killed % pids.length];
      if (victim !== undefined) process.kill(victim, 'SIGKILL');
      await wait(50);
    }
  });
  expect(answers.length).toBeGreaterThan(100);
  expect(failed(answers)).toEqual([]);
  const state = await router.until(state => of(state, 1)?.replicas.every(({ state }) => state === 'ready') === true);
  expect(of(state, 1)?.replicas.reduce((sum, { restarts }) => sum + restarts, 0)).toBeGreaterThanOrEqual(3);
});

test('the only model server killed: requests wait for its successor', async () => {
  await router.start([router.package(1)]);
  const before = await router.until(isReady(1));
  const answers = await underLoad(async () => {
    await wait(100);
    process.kill(of(before, 1)?.replicas[0]?.pid ?? 0, 'SIGKILL');
    await router.until(state => (of(state, 1)?.replicas[0]?.restarts ?? 0) > 0 && isReady(1)(state));
  });
  expect(failed(answers)).toEqual([]);
});

test('a killed router takes its model servers along and comes back on the same port with the same plan', async () => {
  await router.start([router.package(1, { traffic: 70 }), router.package(2, { role: 'candidate', traffic: 30 })]);
  const before = await router.until(state => isReady(1)(state) && isReady(2)(state));
  process.kill(router.pid(), 'SIGKILL');
  const pids = before.versions.flatMap(({ replicas }) => replicas.map(({ pid }) => pid));
  for (let tried = 0; pids.some(isAlive) && tried < 100; tried++) await wait(50);
  expect(pids.filter(isAlive)).toEqual([]);
  await router.restart();
  const after = await router.until(state => isReady(1)(state) && isReady(2)(state));
  expect(after.generation).toBe(before.generation);
  expect(after.versions.map(({ hash, traffic }) => [hash, traffic])).toEqual(
    before.versions.map(({ hash, traffic }) => [hash, traffic]),
  );
  expect((await router.infer(1)).status).toBe(200);
});

test.each([
  ['crash', 'exit code 3'],
  ['other', 'hash differs'],
])('a candidate that starts badly (%s) is told, and stable goes on with all traffic', async (way, reason) => {
  const stable = router.package(1);
  await router.start([stable]);
  await router.until(isReady(1));
  const answers = await underLoad(async () => {
    await router.change([{ ...stable, traffic: 50 }, bad(way)]);
    const state = await router.until(state => of(state, 2)?.state === 'failed');
    expect(of(state, 2)?.reason).toContain(reason);
    expect(of(state, 1)?.traffic).toBe(100);
    if (way === 'other') expect(of(state, 2)?.hash).toBe('f'.repeat(64));
    await router.change([stable]);
    await router.until(({ versions }) => versions.length === 1);
  });
  expect(failed(answers)).toEqual([]);
  expect(new Set(answers.map(({ version }) => version))).toEqual(new Set([1]));
});

test('a file that is no ONNX model is told in the runtime’s words', async () => {
  const planned = router.package(1);
  const { hash } = writePackage(router.folder(1), { signature: linear, files: { 'model.onnx': 'not a model' } });
  await router.start([{ ...planned, hash }]);
  const state = await router.until(state => of(state, 1)?.state === 'failed');
  expect(of(state, 1)?.reason).toMatch(/protobuf/i);
  expect(await router.infer(1)).toMatchObject({ status: 503 });
  writePackage(router.folder(1), { signature: linear, files: { 'model.onnx': linearModel({ a: 1, b: 1 }, 1) } });
});

test('a router that starts with a broken candidate serves stable alone', async () => {
  await router.start([router.package(1, { traffic: 50 }), bad('crash')]);
  const state = await router.until(isReady(1));
  expect((await router.infer(1)).status).toBe(200);
  expect(of(state, 1)?.traffic).toBe(100);
});

test('a candidate that answers garbage is ended, counted against it, and stable answers instead', async () => {
  const stable = router.package(1, { traffic: 50 });
  await router.start([stable, bad('garbage')], impatient);
  await router.until(state => isReady(1)(state) && isReady(2)(state));
  const answers = await underLoad(() => wait(600));
  expect(failed(answers)).toEqual([]);
  const state = await router.state();
  expect(of(state, 2)?.counts.errors).toBeGreaterThan(0);
  expect(of(state, 1)?.counts.errors).toBe(0);
  expect(router.log()).toContain('answered garbage');
});

test('a candidate that hangs runs into the deadline, is ended and started again; stable does not notice', async () => {
  const stable = router.package(1, { traffic: 99 });
  await router.start([stable, bad('hang', { traffic: 1 })], impatient);
  await router.until(state => isReady(1)(state) && isReady(2)(state));
  const lost = router.infer(1, { version: 2 });
  const answers = await underLoad(async () => {
    expect((await lost).status).toBe(504);
    await router.until(state => (of(state, 2)?.replicas[0]?.restarts ?? 0) > 0);
  });
  expect(failed(answers).filter(({ status }) => status !== 504)).toEqual([]);
  const state = await router.state();
  expect(of(state, 1)?.counts.errors).toBe(0);
  expect(of(state, 2)?.counts.errors).toBeGreaterThan(0);
});

test('a slow candidate is measured as slow, and stable is as fast as before', async () => {
  await router.start([router.package(1, { traffic: 50 }), bad('slow')]);
  await router.until(state => isReady(1)(state) && isReady(2)(state));
  const answers = await underLoad(() => wait(1_500));
  expect(failed(answers)).toEqual([]);
  const state = await router.state();
  const quantile = (version: number): number => {
    const latency = of(state, version)?.counts.latency ?? [];
    const half = latency.reduce((sum, count) => sum + count, 0) / 2;
    let seen = 0;
    return latency.findIndex(count => {
      seen += count;
      return seen >= half;
    });
  };
  // Five buckets are a decade.
  expect(quantile(2) - quantile(1)).toBeGreaterThanOrEqual(4);
});

test('a model server that grows is told, and started afresh above its limit without a lost request', async () => {
  const memoryBytes = 400_000_000;
  const limits = { bodyBytes: 100_000, queue: 500, deadline: 5_000, batchRows: 1, memoryBytes };
  await router.start([bad('leak', { role: 'stable', traffic: 100 })], { limits });
  await router.until(isReady(2));
  const sizes: number[] = [];
  const answers: Answer[] = [];
  for (let asked = 0; asked < 30; asked++) answers.push(await router.infer(asked));
  await router.until(state => {
    sizes.push(of(state, 2)?.replicas[0]?.memory ?? 0);
    return (of(state, 2)?.replicas[0]?.restarts ?? 0) > 0 && isReady(2)(state);
  });
  expect(Math.max(...sizes)).toBeGreaterThan(memoryBytes);
  for (let asked = 0; asked < 5; asked++) answers.push(await router.infer(asked));
  expect(failed(answers)).toEqual([]);
});

test('a queue that is full refuses at once, and what was taken is answered', async () => {
  const limits = { bodyBytes: 100_000, queue: 5, deadline: 5_000, batchRows: 1 };
  await router.start([bad('slow', { role: 'stable', traffic: 100 })], { limits });
  await router.until(isReady(2));
  const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => router.infer(i)));
  const refused = answers.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThan(5);
  expect(answers.length - refused.length).toBeGreaterThanOrEqual(5);
  expect(failed(answers).length).toBe(refused.length);
});

test('requests are answered although their log cannot be written, and that is said', async () => {
  const folder = join(router.root, '.trainyard/requests', deployment);
  mkdirSync(join(folder, '..'), { recursive: true });
  writeFileSync(folder, 'a file is in the way');
  await router.start([router.package(1)]);
  await router.until(isReady(1));
  for (let asked = 0; asked < 10; asked++) expect((await router.infer(asked)).status).toBe(200);
  expect((await router.until(({ unlogged }) => unlogged === 10)).unlogged).toBe(10);
  rmSync(folder);
});

test('a request that is never finished is cut, and others are answered meanwhile', async () => {
  await router.start([router.package(1)]);
  await router.until(isReady(1));
  const half = [
    `POST /v2/models/demand/infer HTTP/1.1`,
    'host: localhost',
    `authorization: ${authorization}`,
    'content-length: 500',
    '',
    '{"inp',
  ];
  const started = performance.now();
  const sockets = ['GET /v2/hea', half.join('\r\n'), '\x16\x03\x01 not http'].map(text => {
    const socket = connect(router.port, '127.0.0.1');
    socket.write(text);
    let answer = '';
    socket.on('data', part => (answer += String(part)));
    return new Promise<{ readonly answer: string; readonly after: number }>(done => {
      socket.on('error', () => undefined);
      socket.on('close', () => done({ answer, after: performance.now() - started }));
    });
  });
  expect((await router.infer(1)).status).toBe(200);
  const [slowHeaders, , noHttp] = await Promise.all([sockets[0], null, sockets[2]]);
  expect(noHttp?.answer).toContain('400');
  expect(slowHeaders?.answer).toContain('408');
  expect(slowHeaders?.after).toBeLessThan(15_000);
  expect((await router.infer(1)).status).toBe(200);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
