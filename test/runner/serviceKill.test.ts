// A project's service may be killed at any moment of a run, alone or with the runner: nothing is lost, and nothing runs twice.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type KillArea,
  killsPerWindow,
  makeKillArea,
  placesIn,
  type Scene,
  type Service,
  stages,
  windows,
} from './killKit.ts';
import { ports } from './runnerKit.ts';

let area: KillArea;
let scene: Scene;
beforeAll(async () => {
  area = await makeKillArea();
});
afterAll(() => area.remove());
beforeEach(async () => {
  scene = await area.begin();
  return () => scene.close();
});

/** Zero until it waits there. */
const pausedPid = ({ pauseFile }: Service): number =>
  existsSync(pauseFile) ? Number(readFileSync(pauseFile, 'utf8')) : 0;

/** The service that the run ended under, so that no process stays behind. */
function endService(): void {
  const pid = scene.servicePid();
  if (pid > 0 && ports.processes.isAlive(pid)) process.kill(pid, 'SIGTERM');
}

/** Kills both at each of these places of one run, as far as it comes to them; the next service finds the run and goes on. */
async function killBoth(places: readonly string[]): Promise<number> {
  let kills = 0;
  for (const place of places) {
    const service = scene.startService(place);
    await scene.until(() => pausedPid(service) > 0 || scene.hasEnded());
    const runner = pausedPid(service);
    service.process.kill('SIGKILL');
    if (runner === 0) break;
    process.kill(runner, 'SIGKILL');
    kills++;
  }
  return kills;
}

for (const [window, moments] of Object.entries(windows)) {
  test(`service and runner killed together ${killsPerWindow} times in ${window}`, { timeout: 300_000 }, async () => {
    const places = placesIn(moments, stages);
    let kills = 0;
    while (kills < killsPerWindow) {
      kills += await killBoth(places.slice(0, killsPerWindow - kills));
      if (!scene.hasEnded()) scene.startService();
      await scene.until(scene.hasEnded);
      endService();
      scene.expectAsIfNothingHappened();
      scene.close();
      scene = await area.begin();
    }
    expect(kills).toBe(killsPerWindow);
  });
}

/** Kills each service while its runner is at one of these places, and lets the runner go on alone. */
async function killServices(places: readonly string[], most: number): Promise<number> {
  let kills = 0;
  const { pauseFile } = scene.startService(places.join(','));
  while (!scene.hasEnded()) {
    await scene.until(() => existsSync(pauseFile) || scene.hasEnded());
    if (!existsSync(pauseFile)) break;
    if (kills < most) {
      if (!ports.processes.isAlive(scene.servicePid())) scene.startService();
      await scene.until(() => ports.processes.isAlive(scene.servicePid()));
      process.kill(scene.servicePid(), 'SIGKILL');
      kills++;
    }
    rmSync(pauseFile);
  }
  return kills;
}

for (const [window, moments] of Object.entries(windows)) {
  test(`the service killed ${killsPerWindow} times in ${window}, the runner goes on`, {
    timeout: 300_000,
  }, async () => {
    const places = placesIn(moments, stages);
    let kills = 0;
    while (kills < killsPerWindow) {
      kills += await killServices(places, killsPerWindow - kills);
      endService();
      scene.expectAsIfNothingHappened();
      scene.close();
      scene = await area.begin();
    }
    expect(kills).toBe(killsPerWindow);
  });
}

test('the service killed alone: the run goes on, and its runner brings a service back', {
  timeout: 60_000,
}, async () => {
  const service = scene.startService();
  await scene.until(() => existsSync(join(scene.root, 'witness')));
  service.process.kill('SIGKILL');
  await scene.until(scene.hasEnded);
  const pid = scene.servicePid();
  expect(pid).toBeGreaterThan(0);
  endService();
  scene.expectAsIfNothingHappened();
});
