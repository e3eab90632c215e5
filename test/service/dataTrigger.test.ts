// A trigger on data, through the service: changed data is trained on, gated, deployed and on record, once while cooling down.
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeProduction, type Production, recreate } from './productionKit.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const triggered = `datasets:
  rentals: {path: source.json}
monitor:
  target: local
  every: 1s
  cooldown: 1h
  signals:
    latency: {type: service, metric: p95_ms, op: ">", warn: 5000}
triggers: [{data: rentals}]
`;
let production: Production;

beforeAll(async () => {
  production = makeProduction();
  production.strategy(recreate, triggered);
  await production.train(1, 40);
  await production.register();
  await production.deploy();
  await production.until('its promotion', ({ stable, verified }) => stable?.version === 1 && verified);
});
afterAll(() => production.remove());

test('data that has changed since the training is trained on by itself, once until the cooldown ends', async () => {
  const link = await production.link();
  await wait(3_000);
  expect((await link.monitors())[0]?.coolingUntil ?? null).toBeNull();
  production.source(2, 30);
  await production.until('the new version', ({ stable, verified }) => stable?.version === 2 && verified);
  expect(await production.ask(4)).toMatchObject({ value: 10, version: 2 });
  const [retrain] = (await link.audit()).records.filter(({ kind }) => kind === 'retrain');
  expect(retrain).toMatchObject({ who: { kind: 'monitor', name: 'rentals' }, why: 'data set rentals has changed' });
  expect((await link.monitors())[0]?.coolingUntil).toBeGreaterThan(Date.now());
  production.source(3, 20);
  await wait(4_000);
  expect(await production.deployment()).toMatchObject({ stable: { version: 2 }, candidate: null });
  const { records } = await link.audit();
  expect(records.filter(({ kind }) => kind === 'retrain')).toHaveLength(1);
});
