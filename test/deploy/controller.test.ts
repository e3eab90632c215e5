// Deployments over real routers: what is asked for comes to be served, step by step, and wrong words change nothing.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRolloutOver } from '../../engine/domain/deployment.ts';
import { isTrouble } from '../../engine/errors.ts';
import {
  ada,
  canaryTarget,
  clear,
  type Ground,
  type Host,
  makeGround,
  openHost,
  prepare,
  writePipeline,
} from './deployKit.ts';

let ground: Ground;
let host: Host;
beforeEach(async () => {
  ground = makeGround();
  await prepare(ground, 4, { broken: 4 });
  host = await openHost(ground);
});
afterEach(async () => {
  host.close();
  await clear(ground);
});

const champion = (): number | undefined => host.context.registry.model('bike')?.aliases['champion'];
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'no trouble';
  } catch (error) {
    return isTrouble(error) ? `${error.code}: ${error.args['reason'] ?? ''}` : String(error);
  }
};
const kinds = async (): Promise<readonly string[]> =>
  (await host.context.audit.list()).map(({ kind }) => kind).toReversed();
const act = (
  name: 'rollback' | 'stop' | 'start' | 'remove' | 'approve' | 'reject' | 'promote' | 'hold' | 'resume',
  version?: number,
) => host.controller.act(host.local().id, { act: name, by: ada, why: 'a test', version });
const deploy = ({ version }: { readonly version: number }) =>
  host.controller.deploy({ pipeline: 'pipeline.yaml', target: 'local', version, by: ada, why: '' });
const over = (): boolean => isRolloutOver(host.local().rollout?.state ?? 'running') && host.local().verified;

test('a first version is served, a second one takes its place by steps, and back again', async () => {
  const first = await host.deploy({ version: 1 });
  expect([first.state, first.stable?.version, await host.ask(), champion()]).toEqual(['live', 1, 1, 1]);
  const second = await host.deploy({ version: 2 });
  expect([second.rollout?.state, second.stable?.version, second.previous?.version]).toEqual(['promoted', 2, 1]);
  expect([await host.ask(), champion()]).toEqual([2, 2]);
  await act('rollback');
  await host.until(over);
  expect([host.local().rollout?.state, host.local().stable?.version]).toEqual(['rolled-back', 1]);
  expect([await host.ask(), champion()]).toEqual([1, 1]);
  expect(await kinds()).toEqual(['deploy', 'promote', 'deploy', 'step', 'step', 'promote', 'rollback']);
  expect(await host.context.audit.verify()).toMatchObject({ state: 'whole', records: 7 });
  const [rollback] = await host.context.audit.list({ kinds: ['rollback'] });
  expect(rollback).toMatchObject({
    who: ada,
    why: 'a test',
    subject: { before: second.stable?.hash, after: first.stable?.hash },
  });
});

test('wrong targets of a rollback are refused and nothing changes', async () => {
  await host.deploy({ version: 1 });
  await host.deploy({ version: 2 });
  const before = JSON.stringify(host.context.state.deployments.deployments());
  expect(await codeOf(act('rollback', 2))).toContain('act-impossible: version 2 is served already');
  expect(await codeOf(act('rollback', 9))).toContain('act-impossible: Model «bike» has no version or alias «9»');
  const { folder } = host.context.registry.version({ model: 'bike', at: 1 }) ?? {};
  writeFileSync(join(folder ?? '', 'model.onnx'), 'other content');
  expect(await codeOf(act('rollback', 1))).toContain('was changed');
  expect(await codeOf(act('rollback'))).toContain('was changed');
  rmSync(join(folder ?? '', 'model.onnx'));
  expect(await codeOf(act('rollback', 1))).toContain('is missing');
  expect(await codeOf(act('promote'))).toContain('no rollout is under way');
  expect(await codeOf(act('start'))).toContain('it is started already');
  await host.until(() => true);
  expect(JSON.stringify(host.context.state.deployments.deployments())).toBe(before);
  expect([await host.ask(), champion()]).toEqual([2, 2]);
});

test('a rollback to a named version, and a step held, resumed and promoted by hand', async () => {
  await host.deploy({ version: 1 });
  await host.deploy({ version: 2 });
  await host.deploy({ version: 3 });
  await act('rollback', 1);
  await host.until(over);
  expect([await host.ask(), host.local().stable?.version, champion()]).toEqual([1, 1, 1]);
  await writePipeline(
    ground,
    '{local: {platform: local, strategy: {type: canary, bake: 1h, steps: [{traffic: 10, hold: 1h, min_requests: 5}, {traffic: 100}]}}}',
  );
  await deploy({ version: 3 });
  await host.until(() => host.local().rollout?.state === 'running' && host.local().verified);
  expect(host.local().observed?.versions.map(({ version, traffic }) => [version, traffic])).toEqual([
    ...[
      [1, 90],
      [3, 10],
    ],
  ]);
  expect(await codeOf(deploy({ version: 2 }))).toContain('deployment-busy');
  await act('hold');
  expect(host.local().rollout).toMatchObject({ state: 'holding', holdReason: 'asked' });
  await act('resume');
  await act('promote');
  await host.until(over);
  expect([await host.ask(), champion()]).toEqual([3, 3]);
});

test('approval is asked of a person, and recorded with the name', async () => {
  await writePipeline(ground, `{local: ${canaryTarget.replace('approval: none', 'approval: required')}}`);
  await deploy({ version: 1 });
  await host.until(() => true);
  expect([host.local().rollout?.state, await host.ask()]).toEqual(['awaiting-approval', null]);
  const judge = { act: 'approve', by: { kind: 'monitor', name: 'drift' }, why: '' } as const;
  expect(await codeOf(host.controller.act(host.local().id, judge))).toContain('only a person');
  await host.controller.act(host.local().id, {
    act: 'approve',
    by: { kind: 'person', name: 'Grace' },
    why: 'looks good',
  });
  await host.until(over);
  expect(await host.ask()).toBe(1);
  expect(await host.context.audit.list({ kinds: ['approve'] })).toMatchObject([
    { who: { name: 'Grace' }, why: 'looks good' },
  ]);
  await deploy({ version: 2 });
  await act('reject');
  expect([host.local().rollout?.state, await host.ask()]).toEqual(['rejected', 1]);
});

test('a target waits for the one it needs, and only the last makes a champion', async () => {
  await writePipeline(
    ground,
    `{staging: ${canaryTarget}, local: {platform: local, needs: [staging], strategy: {type: recreate}}}`,
  );
  expect(await codeOf(deploy({ version: 1 }))).toContain('must be served on staging first');
  await host.deploy({ target: 'staging', version: 1 });
  expect(champion()).toBeUndefined();
  await deploy({ version: 1 });
  await host.until(() => champion() === 1);
  expect(host.controller.deployments().map(({ target, state }) => [target, state])).toEqual([
    ...[
      ['staging', 'live'],
      ['local', 'live'],
    ],
  ]);
});

test('a version that cannot be loaded is rolled back with the reason its runtime gives', async () => {
  await host.deploy({ version: 1 });
  const { rollout, state, stable } = await host.deploy({ version: 4 });
  expect([rollout?.state, rollout?.failure?.code, state, stable?.version]).toEqual([
    ...['rolled-back', 'start-failed', 'live', 1],
  ]);
  expect(rollout?.failure).toMatchObject({ version: 4, reason: expect.stringMatching(/./) });
  expect([await host.ask(), champion()]).toEqual([1, 1]);
});

test('content that is not what was registered is refused before anything moves', async () => {
  await host.deploy({ version: 1 });
  const { folder } = host.context.registry.version({ model: 'bike', at: 2 }) ?? {};
  writeFileSync(join(folder ?? '', 'model.onnx'), 'other content');
  expect(await codeOf(deploy({ version: 2 }))).toContain('package-invalid');
  expect([await host.ask(), host.local().state, host.local().candidate]).toEqual([1, 'live', null]);
});

test('stopped, started and removed', async () => {
  await host.deploy({ version: 1 });
  const { port } = host.context.state.deployments.deployments()[0] ?? {};
  await act('stop');
  await host.until(() => host.local().observed === null);
  expect([host.local().state, await host.ask(), host.controller.isBusy()]).toEqual(['stopped', null, false]);
  await act('start');
  await host.until(() => host.local().state === 'live');
  expect([await host.ask(), host.local().url]).toEqual([1, `http://127.0.0.1:${port}`]);
  const changes: string[] = [];
  host.controller.onChange(({ kind }) => changes.push(kind));
  await act('remove');
  await host.until(() => host.controller.deployments().length === 0);
  expect([changes.includes('removed'), await host.ask()]).toEqual([true, null]);
});

test('stopped in the middle of a rollout, it serves what it served before when it starts again', async () => {
  await host.deploy({ version: 1 });
  await writePipeline(
    ground,
    '{local: {platform: local, strategy: {type: canary, bake: 1h, steps: [{traffic: 10, hold: 1h}, {traffic: 100}]}}}',
  );
  await deploy({ version: 2 });
  await host.until(() => host.local().rollout?.state === 'running' && host.local().verified);
  expect(await codeOf(act('start'))).toContain('act-impossible');
  await act('stop');
  await host.until(() => host.local().observed === null);
  expect(host.local()).toMatchObject({ state: 'stopped', rollout: { state: 'failed', failure: { code: 'asked' } } });
  expect([await host.ask(), host.controller.isBusy()]).toEqual([null, false]);
  await act('start');
  await host.until(() => host.local().state === 'live');
  expect([await host.ask(), host.local().stable?.version, host.local().candidate]).toEqual([1, 1, null]);
});

test('asking for the same version again starts no rollout', async () => {
  await host.deploy({ version: 1 });
  const before = host.local().rollout?.id;
  const after = await deploy({ version: 1 });
  expect([after.rollout?.id, after.state, await host.ask()]).toEqual([before, 'live', 1]);
});
