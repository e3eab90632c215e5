// What is served goes on and is right afterwards, whatever dies: the service in a canary, the router, all at once.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectProject } from '../../connect/connectProject.ts';
import { realProcesses } from '../../engine/node/processes.ts';
import { saveRouterFile } from '../../service/routerFiles.ts';
import { canary, makeProduction, type Production, recreate } from './productionKit.ts';
import { end, newKey, start, until } from './serviceKit.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let production: Production;
beforeEach(async () => {
  production = makeProduction();
  production.strategy(recreate);
  await production.train(1, 40);
  await production.register();
  await production.deploy();
  await production.until('the first promotion', ({ rollout, verified }) => rollout?.state === 'promoted' && verified);
});
afterEach(() => production.remove());

const begin = async (): Promise<void> => {
  production.strategy(canary('10m'));
  await production.train(5, 38);
  await production.register();
  await production.deploy();
  await production.until('the first step', ({ rollout, observed }) => {
    const split = observed?.versions.map(({ traffic }) => traffic);
    return rollout?.state === 'running' && split?.includes(20) === true && split.includes(80);
  });
};
const servicePid = async (): Promise<number> => (await production.project.serviceFile()).pid;
const hashOf = async (version: number): Promise<string | null | undefined> =>
  (await (await production.link()).models())[0]?.versions.find(one => one.version === version)?.hash;

describe('a canary', () => {
  test('goes on in the next service when its service is killed, and no caller notices', async () => {
    await begin();
    const { pid: router } = await production.router();
    const stop = production.traffic();
    end(await servicePid());
    await until('the end of the service', async () => ((await production.project.find()) === null ? true : null));
    expect(await production.askRouter(4)).toMatchObject({ status: 200 });
    const found = await production.until('the next service', ({ observed }) => observed !== null);
    expect(found.rollout).toMatchObject({ state: 'running', step: 0, to: { version: 2 } });
    expect((await production.router()).pid).toBe(router);
    const link = await production.link();
    await production.done(link.act(found.id, { key: newKey(), act: 'rollback', who: 'ada' }));
    const back = await production.until('the way back', ({ rollout }) => rollout?.state === 'rolled-back');
    expect(back).toMatchObject({ stable: { version: 1 }, verified: true });
    // The candidate may still end what it has begun; no new request goes there.
    const asked = back.observed?.versions.filter(({ traffic }) => traffic > 0) ?? [];
    expect(asked.map(({ hash }) => hash)).toEqual([await hashOf(1)]);
    expect((await stop()).failed).toBe(0);
  });
  test('goes on over a hand-over, and the router of before serves until the plan changes', async () => {
    await begin();
    const { pid: router } = await production.router();
    const before = await servicePid();
    const stop = production.traffic();
    const link = await connectProject({ ...production.project.options(), trust: 'trusted', start });
    await link.handOver();
    link.dispose();
    expect(await servicePid()).not.toBe(before);
    const found = await production.until('the next service', ({ observed }) => observed !== null);
    expect(found.rollout).toMatchObject({ state: 'running', to: { version: 2 } });
    expect((await production.router()).pid).toBe(router);
    const next = await production.link();
    await production.done(next.act(found.id, { key: newKey(), act: 'promote', who: 'ada' }));
    await production.until('the promotion', ({ rollout, verified }) => rollout?.state === 'promoted' && verified);
    expect((await stop()).failed).toBe(0);
    expect(await production.ask(4)).toMatchObject({ value: 13, version: 2 });
  });
});

test('a router of another version of ours is kept through a rollout and replaced after it', async () => {
  const { paths } = await production.project.place();
  const { id } = await production.deployment();
  const { pid: old } = await production.router();
  await saveRouterFile(paths, id, { version: '0.0.1' });
  await begin();
  expect((await production.router()).pid).toBe(old);
  const link = await production.link();
  await production.done(link.act(id, { key: newKey(), act: 'promote', who: 'ada' }));
  await production.until('the promotion', ({ rollout, verified, observed }) => {
    return rollout?.state === 'promoted' && verified && observed?.pid !== old;
  });
  const { pid, version } = await production.router();
  expect(pid).not.toBe(old);
  expect(version).not.toBe('0.0.1');
  await until('the end of the old one', () => (realProcesses.isAlive(old) ? null : true));
  expect(await production.ask(4)).toMatchObject({ value: 13, version: 2 });
});

describe('what is served', () => {
  test('is served again by itself when its router is killed', async () => {
    const { pid } = await production.router();
    end(pid);
    const again = await production.until(
      'another router',
      ({ observed, verified }) => verified && observed?.pid !== pid,
    );
    expect(again.observed?.versions.map(({ hash }) => hash)).toEqual([await hashOf(1)]);
    expect(await production.ask(4)).toMatchObject({ value: 9 });
  });
  test('comes back when service and router are gone, as after a reboot', async () => {
    const { pid, port } = await production.router();
    end(await servicePid());
    end(pid);
    await production.until('all of it', ({ state, verified }) => state === 'live' && verified);
    expect((await production.router()).port).toBe(port);
    expect(await production.ask(4)).toMatchObject({ value: 9 });
  });
  test('keeps its service from ending as idle, and outlives one that is stopped', async () => {
    const { pid: router } = await production.router();
    const link = await production.link();
    await link.stop();
    expect(await production.askRouter(4)).toMatchObject({ status: 200, value: 9 });
    expect((await production.router()).pid).toBe(router);
  });
  test('is not rolled out from a package that was changed', async () => {
    const link = await production.link();
    const folder = (await link.models())[0]?.versions[0]?.folder ?? '';
    rmSync(join(folder, 'model.onnx'));
    const { id } = await production.deployment();
    await expect(production.deploy()).rejects.toMatchObject({ code: 'package-invalid' });
    expect((await link.deployment(id)).deployment).toMatchObject({ state: 'live', stable: { version: 1 } });
    expect(await production.ask(4)).toMatchObject({ value: 9 });
  });
});

test('a service with nothing served ends as idle; one that serves stays', async () => {
  const { id } = await production.deployment();
  await (await production.link()).stop();
  await production.letGo();
  production.project.env.TRAINYARD_IDLE_MS = '1500';
  const pid = (await production.project.start()).pid;
  await new Promise(done => setTimeout(done, 5_000));
  expect((await production.project.find())?.pid).toBe(pid);
  const next = await production.link();
  await production.done(next.act(id, { key: newKey(), act: 'stop', who: 'ada' }));
  await production.letGo();
  // Not asked over HTTP: that would keep it.
  await until('the end', () => (realProcesses.isAlive(pid) ? null : true));
});
