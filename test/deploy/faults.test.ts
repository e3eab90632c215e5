// Whatever is killed, and whenever: what is served afterwards is what was asked for, by content hash, by its answers and by the champion.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeployMoment } from '../../engine/deploy/deployContext.ts';
import { isRolloutOver } from '../../engine/domain/deployment.ts';
import { ada, clear, type Ground, type Host, makeGround, openHost, prepare } from './deployKit.ts';

const moments: readonly DeployMoment[] = [
  ...(['rollout:saved', 'plan:saved', 'plan:applied', 'state:saved', 'alias:moved', 'audit:written'] as const),
  'effect:removed',
];
let ground: Ground;
/** Each round is ten minutes after the one before: a router that dies every few seconds is rightly called degraded. */
let ahead = 0;
const open = (checkpoint?: (moment: DeployMoment) => Promise<void>): Promise<Host> =>
  openHost(ground, { ahead, ...(checkpoint === undefined ? {} : { checkpoint }) });
beforeAll(async () => {
  ground = makeGround();
  await prepare(ground, 3, { broken: 3 });
  const host = await open();
  await host.deploy({ version: 1 });
  host.close();
}, 60_000);
afterAll(() => clear(ground));

/** The truth afterwards, from the outside. */
async function check(host: Host): Promise<number> {
  const { context } = host;
  const serves = async () =>
    (await host.routers.observe(host.local().id))?.versions.filter(({ traffic }) => traffic > 0);
  // A process that was killed a moment ago may not be missed yet.
  await wait(100);
  await host.until(async () => isSettled(host) && (await serves())?.every(({ state }) => state === 'ready') === true);
  const { stable, rollout, observed, verified, state } = host.local();
  const { hash } = context.registry.version({ model: 'bike', at: stable?.version ?? 0 }) ?? {};
  expect([state, verified, rollout?.state]).toEqual(['live', true, expect.stringMatching(/^(promoted|rolled-back)$/)]);
  expect(stable?.version).toBe(rollout?.state === 'promoted' ? rollout.to.version : rollout?.back?.version);
  expect((await serves())?.map(version => [version.hash, version.traffic, version.state])).toEqual([
    [hash, 100, 'ready'],
  ]);
  expect(observed?.versions.find(({ traffic }) => traffic > 0)?.hash).toBe(hash);
  expect(await host.ask()).toBe(stable?.version);
  await host.until(() => context.state.deployments.effects().length === 0);
  expect(context.registry.model('bike')?.aliases['champion']).toBe(stable?.version);
  return stable?.version ?? 0;
}

const isSettled = (host: Host): boolean =>
  isRolloutOver(host.local().rollout?.state ?? 'running') && host.local().verified && host.local().state === 'live';

const other = (host: Host): number => (host.local().stable?.version === 1 ? 2 : 1);

/** A controller that comes to that moment the given time and then does nothing any more, as a process that was killed there. */
async function abandonAt(
  moment: DeployMoment,
  times: number,
  work: (host: Host) => Promise<unknown>,
): Promise<boolean> {
  const reached = Promise.withResolvers<true>();
  let left = times;
  const checkpoint = async (now: DeployMoment): Promise<void> => {
    if (now !== moment || --left > 0) return;
    reached.resolve(true);
    await new Promise(() => undefined);
  };
  const host = await open(checkpoint);
  const done = work(host).then(
    () => false as const,
    () => false as const,
  );
  const isAbandoned = await Promise.race([reached.promise, done]);
  host.close();
  return isAbandoned;
}

test('a controller killed as a process, at each of its moments, is gone on with by the next', async () => {
  for (const moment of moments) {
    const before = await open();
    const version = other(before);
    before.close();
    const file = join(ground.folder, `pause-${moment.replace(':', '-')}`);
    const child = spawn(
      process.execPath,
      [
        ...['--experimental-strip-types', '--disable-warning=ExperimentalWarning'],
        ...[join(import.meta.dirname, 'controllerProcess.ts'), ground.root, ground.home, String(version)],
      ],
      { stdio: 'ignore', env: { ...process.env, TRAINYARD_PAUSE_AT: moment, TRAINYARD_PAUSE_FILE: file } },
    );
    expect(await paused(child, file)).toBe(true);
    child.kill('SIGKILL');
    const host = await open();
    await host.until(() => isSettled(host));
    expect([moment, await check(host)]).toEqual([moment, version]);
    host.close();
  }
  const host = await open();
  expect(await host.context.audit.verify()).toMatchObject({ state: 'whole' });
  host.close();
}, 120_000);

async function paused(child: ChildProcess, file: string): Promise<boolean> {
  for (let i = 0; i < 1_000 && child.exitCode === null; i++) {
    if (existsSync(file)) return true;
    await wait(20);
  }
  return false;
}

test('100 faults, one after the other, and 100 times the right version is served', async () => {
  let seed = 11;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const counts = new Map<string, number>();
  const count = (fault: string): void => void counts.set(fault, (counts.get(fault) ?? 0) + 1);
  const total = (): number => [...counts.values()].reduce((sum, one) => sum + one, 0);
  for (let round = 0; total() < 100; round++) {
    ahead += 600_000;
    const start = await open();
    const stable = start.local().stable?.version ?? 0;
    const version = round % 7 === 6 ? 3 : other(start);
    start.close();
    const begin = (host: Host): Promise<unknown> =>
      host.controller.deploy({ pipeline: 'pipeline.yaml', target: 'local', version, by: ada, why: '' });
    const moment = moments[round % moments.length] ?? 'plan:saved';
    if (await abandonAt(moment, 1 + random(2), host => begin(host).then(() => host.until(() => isSettled(host)))))
      count('controller');
    for (const _ of [0, 1]) {
      const next = moments[random(moments.length)] ?? 'state:saved';
      if (await abandonAt(next, 1, host => host.until(() => isSettled(host)))) count('controller');
    }
    const host = await open();
    await host.controller.tick();
    for (const pid of await victims(host, random)) {
      // A router that was killed has taken its model servers along by now.
      if (!isKilled(pid)) continue;
      count(pid === host.local().observed?.pid ? 'router' : 'model server');
      await host.controller.tick();
    }
    await host.until(() => isSettled(host), 60);
    const served = await check(host);
    // A killed candidate may be given up, but a version that cannot be loaded is never served.
    expect(version === 3 ? [stable] : [stable, version]).toContain(served);
    host.close();
  }
  console.log(`faults: ${[...counts].map(([fault, times]) => `${times} ${fault}`).join(', ')}`);
  const host = await open();
  expect(await host.context.audit.verify()).toMatchObject({ state: 'whole' });
  host.close();
}, 240_000);

/** Processes to kill: now and then the router, and one or two model servers. */
async function victims(host: Host, random: (below: number) => number): Promise<readonly number[]> {
  const observed = await host.routers.observe(host.local().id);
  if (observed === null) return [];
  const servers = observed.versions.flatMap(({ replicas }) => replicas.map(({ pid }) => pid)).filter(pid => pid > 0);
  return [...(random(2) === 0 ? [observed.pid] : []), ...servers.slice(0, 1 + random(2))].filter(isAlive);
}
const isAlive = (pid: number): boolean => sent(pid, 0);
const isKilled = (pid: number): boolean => sent(pid, 'SIGKILL');
/** Whether there was such a process. */
function sent(pid: number, signal: 'SIGKILL' | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
