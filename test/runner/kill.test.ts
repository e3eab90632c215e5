// A runner may be killed at any moment: every stage still runs exactly once, and the stores end as if nothing had happened.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { recoverRuns } from '../../engine/runner/recoverRuns.ts';
import { type KillArea, killsPerWindow, makeKillArea, placesIn, type Scene, stages, windows } from './killKit.ts';

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

for (const [window, moments] of Object.entries(windows)) {
  for (const place of placesIn(moments, ['train'])) {
    test(`killed in ${window}, at ${place}`, { timeout: 30_000 }, async () => {
      expect(await scene.killAt(place)).toBe(true);
      expect(recoverRuns(scene.context)).toEqual([scene.runId]);
      await scene.finish();
      scene.expectAsIfNothingHappened();
    });
  }
}

for (const [window, moments] of Object.entries(windows)) {
  test(`${killsPerWindow} kills in ${window}`, { timeout: 180_000 }, async () => {
    let kills = 0;
    while (kills < killsPerWindow) {
      for (const place of placesIn(moments, stages)) if (kills < killsPerWindow && (await scene.killAt(place))) kills++;
      await scene.finish();
      scene.expectAsIfNothingHappened();
      scene.close();
      scene = await area.begin();
    }
    expect(kills).toBe(killsPerWindow);
  });
}

test('killed at every moment of a stage, one after the other', { timeout: 60_000 }, async () => {
  // In the order in which one stage comes to them, whichever of two that run side by side is first.
  const order = [
    ...['start:decided', 'start:persisted', 'start:spawned', 'exit:seen', 'cache:objects', 'logging:stage'],
    ...['logging:parent', 'cache:entry', 'bookkeeping:tracked', 'bookkeeping:stored'],
  ];
  const known = placesIn(Object.values(windows).flat(), ['train']);
  let kills = 0;
  for (const place of order.map(moment => `${moment}@train`)) {
    expect(known).toContain(place);
    if (await scene.killAt(place)) kills++;
  }
  expect(kills).toBe(10);
  await scene.finish();
  scene.expectAsIfNothingHappened();
});

test('killed at moments nobody chose', { timeout: 60_000 }, async () => {
  let runner = scene.startRunner();
  for (let delay = 150; !scene.hasEnded(); delay += 60) {
    await Promise.race([wait(delay), runner.ended]);
    runner.process.kill('SIGKILL');
    await runner.ended;
    runner = scene.startRunner();
  }
  await runner.ended;
  scene.expectAsIfNothingHappened();
});

test('two runners never carry one run', { timeout: 30_000 }, async () => {
  await Promise.all([scene.finish(), scene.finish(), scene.finish()]);
  await scene.finish();
  scene.expectAsIfNothingHappened();
});

test('a stage whose wrapper was killed too is lost, and is not run again by itself', { timeout: 30_000 }, async () => {
  expect(await scene.killAt('start:spawned@train')).toBe(true);
  const claim = join(scene.root, `.trainyard/runs/${scene.runId}/train/claim-1`);
  while (!existsSync(claim) || readFileSync(claim, 'utf8') === '') await wait(5);
  rmSync(claim.replace('claim', 'status'), { force: true });
  writeFileSync(claim, '4194303\n');
  await wait(600);
  rmSync(claim.replace('claim', 'status'), { force: true });
  await scene.finish();
  const run = scene.run();
  expect(run?.stages.map(stage => stage.state)).toEqual(['succeeded', 'lost', 'skipped']);
  expect(run?.state).toBe('failed');
  expect(scene.witness()).toEqual(['prepare', 'train']);
});
