// Real routers with real model servers: splitting, keys, mirrors, plans, doors.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { realFiles } from '../../engine/node/files.ts';
import { readRequests } from '../../engine/store/readRequests.ts';
import { requestsFolder } from '../../engine/store/requestLog.ts';
import { authorization, deployment, inferBody, type RouterHarness, routerHarness } from './routerKit.ts';

let router: RouterHarness;
beforeEach(async () => {
  router = await routerHarness();
});
afterEach(async () => {
  await router.stop();
});

const isReady =
  (...versions: number[]) =>
  (state: Awaited<ReturnType<RouterHarness['state']>>): boolean =>
    versions.every(version => state.versions.some(item => item.version === version && item.state === 'ready'));

test('a version answers, is counted and logged, and its hash is told', async () => {
  const stable = router.package(1);
  await router.start([stable]);
  await router.until(isReady(1));
  expect(await router.infer(41, { id: 'mine' })).toMatchObject({ status: 200, version: 1, value: 42, id: 'mine' });
  await Promise.all(
    Array.from({ length: 40 }, (_, i) => router.infer(i).then(({ value }) => expect(value).toBe(i + 1))),
  );
  const [version] = (await router.state()).versions;
  expect(version).toMatchObject({
    version: 1,
    hash: stable.hash,
    traffic: 100,
    counts: { requests: 41, errors: 0, inFlight: 0 },
  });
  expect(version?.counts.latency.reduce((sum, count) => sum + count, 0)).toBe(41);
  expect(version?.replicas[0]?.memory).toBeGreaterThan(10_000_000);
  const page = await (await router.control('GET', '/metrics')).text();
  expect(page).toContain('trainyard_requests_total{model="demand",version="1"} 41');
  expect(page).toMatch(/_bucket\{.*le="\+Inf"\} 41/);
  expect(await router.stop()).toBe(0);
  const logged = [];
  for await (const item of readRequests(realFiles, requestsFolder(router.root, deployment))) logged.push(item);
  expect(logged.length).toBe(41);
  expect(logged.at(-1)).toMatchObject({
    id: 'mine',
    version: 1,
    status: 200,
    mirror: false,
    inputs: [[41, 0]],
    outputs: [[42]],
  });
});

test('traffic is split by weight, and a key stays with the candidate while its share grows', async () => {
  const [stable, candidate] = [
    router.package(1, { traffic: 80 }),
    router.package(2, { role: 'candidate', traffic: 20 }),
  ];
  await router.start([stable, candidate]);
  await router.until(isReady(1, 2));
  const answers = await inTurns(600, i => router.infer(i));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const share = answers.filter(({ version }) => version === 2).length;
  // Five standard deviations of a binomial of 600 at 0.2.
  expect(Math.abs(share - 120)).toBeLessThan(5 * Math.sqrt(600 * 0.2 * 0.8));
  const keys = Array.from({ length: 100 }, (_, i) => `customer-${i}`);
  const before = await inTurns(100, i => router.infer(i, { key: keys[i] ?? '' }));
  await router.change([
    { ...stable, traffic: 40 },
    { ...candidate, traffic: 60 },
  ]);
  const after = await inTurns(100, i => router.infer(i, { key: keys[i] ?? '' }));
  const moved = (versions: readonly { readonly version: number }[]): readonly number[] =>
    versions.flatMap(({ version }, i) => (version === 2 ? [i] : []));
  expect(moved(after)).toEqual(expect.arrayContaining([...moved(before)]));
  expect(moved(after).length).toBeGreaterThan(moved(before).length);
  expect(await router.infer(1, { version: 2 })).toMatchObject({ version: 2, value: 3 });
  expect(await router.infer(1, { version: 7 })).toMatchObject({ status: 404 });
});

test('a shadow gets copies whose answers are dropped', async () => {
  await router.start([router.package(1), router.package(2, { role: 'candidate', traffic: 0, mirror: 100 })]);
  await router.until(isReady(1, 2));
  const answers = await inTurns(60, i => router.infer(i));
  expect(answers.every(({ version }) => version === 1)).toBe(true);
  const state = await router.until(({ versions }) => versions.find(item => item.version === 2)?.counts.mirrored === 60);
  expect(state.versions.find(item => item.version === 2)?.counts).toMatchObject({ requests: 0, mirrorErrors: 0 });
});

test('a new version is loaded before traffic moves, the old one drained after, and no request fails', async () => {
  const stable = router.package(1);
  await router.start([stable]);
  await router.until(isReady(1));
  let isOver = false;
  const load = Promise.all(
    Array.from({ length: 4 }, async () => {
      const seen: { readonly status: number; readonly version: number }[] = [];
      while (!isOver) seen.push(await router.infer(1));
      return seen;
    }),
  );
  await router.change([router.package(2)]);
  await router.until(
    ({ versions }) => versions.length === 1 && versions[0]?.version === 2 && versions[0].state === 'ready',
  );
  isOver = true;
  const seen = (await load).flat();
  expect(seen.filter(({ status }) => status !== 200)).toEqual([]);
  expect(new Set(seen.map(({ version }) => version))).toEqual(new Set([1, 2]));
});

test('doors open to the right tokens, hosts and plans alone', async () => {
  await router.start([router.package(1)]);
  await router.until(isReady(1));
  const url = `http://127.0.0.1:${router.port}`;
  expect((await fetch(`${url}/v2/health/ready`)).status).toBe(401);
  expect((await fetch(`${url}/v2/health/ready`, { headers: { authorization } })).status).toBe(200);
  expect((await fetch(`${url}/trainyard/state`, { headers: { authorization } })).status).toBe(401);
  expect((await router.control('PUT', '/trainyard/plan', { schema: 1 })).status).toBe(400);
  expect((await router.control('PUT', '/trainyard/plan', { nothing: 'x'.repeat(2_000_000) })).status).toBe(413);
  expect((await router.control('GET', '/trainyard/nothing')).status).toBe(404);
  const large = await fetch(`${url}/v2/models/demand/infer`, {
    method: 'POST',
    headers: { authorization },
    body: 'x'.repeat(200_000),
  });
  expect(large.status).toBe(413);
  for (const body of [
    '',
    '{',
    '[]',
    'null',
    '{"inputs":7}',
    '{"inputs":[{"name":"c"}]}',
    inferBody(1).replace('[1,1]', '[2,1]'),
  ]) {
    const answer = await fetch(`${url}/v2/models/demand/infer`, { method: 'POST', headers: { authorization }, body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toHaveProperty('error');
  }
  expect((await router.infer(1)).status).toBe(200);
  expect((await router.state()).versions[0]?.counts).toMatchObject({ requests: 8, errors: 0 });
});

async function inTurns<T>(count: number, ask: (index: number) => Promise<T>): Promise<readonly T[]> {
  const answers: T[] = [];
  for (let start = 0; start < count; start += 20)
    answers.push(...(await Promise.all(Array.from({ length: Math.min(20, count - start) }, (_, i) => ask(start + i)))));
  return answers;
}
