// Alerts act by themselves: once, not while cooling down, over kills; a retraining goes on from where it was; a request leads back.
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeployContext } from '../../engine/deploy/deployContext.ts';
import type { LookInput, MonitorLook } from '../../engine/deploy/monitors/monitorPorts.ts';
import { traceRequest } from '../../engine/deploy/traceRequest.ts';
import type { AlertAction, MonitorSpec, SignalLevel, SignalResult } from '../../engine/domain/monitor.ts';
import { trouble } from '../../engine/errors.ts';
import { appendLabels } from '../../engine/store/requestLabels.ts';
import { requestsFolder } from '../../engine/store/requestLog.ts';
import { clear, type Ground, type Host, makeGround, openHost, prepare } from './deployKit.ts';

let ground: Ground;
let host: Host;
let level: SignalLevel;
let action: AlertAction;
let looks: LookInput[];
let retraining: DeployContext['retraining'];
const starts: string[] = [];

const spec = (): MonitorSpec => ({
  ...{
    target: 'local',
    window: { kind: 'requests', count: 100 },
    every: 3_600_000,
    cooldown: 3_600_000,
    correction: 'none',
  },
  signals: [
    {
      ...{ name: 'input-drift', type: 'data_drift', method: 'psi', features: 'all', metric: null, op: '>' },
      ...{ warn: 0.1, alert: 0.2, minimum: 1, consecutive: 1, labelDelay: 0, action },
    },
  ],
});
/** Says what the test wants said: what really drifts is found out where statistics are. */
const look: MonitorLook = input => {
  looks.push(input);
  const result: SignalResult = {
    ...{ deployment: input.deployment, signal: 'input-drift', type: 'data_drift', at: input.now, level, value: 0.34 },
    ...{ window: { from: 0, to: input.now, rows: input.requests.length }, warn: 0.1, alert: 0.2, op: '>' },
    ...{ features: [], unknownReason: null, streak: level === 'alert' ? 1 : 0, interval: null },
  };
  const raised = { signal: 'input-drift', value: 0.34, bound: 0.2, feature: 'temp' };
  return { results: [result], raise: level === 'alert' ? [raised] : [] };
};
const open = (): Promise<Host> =>
  openHost(ground, {
    change: { monitors: look, retraining },
    pipeline: pipeline => ({ ...pipeline, monitor: spec() }),
  });
const id = (): string => host.local().id;
const alerts = () => host.controller.monitor(id())?.alerts ?? [];
/** As after a kill: other connections, another controller. */
async function restart(): Promise<void> {
  host.close();
  host = await open();
}

beforeEach(async () => {
  level = 'ok';
  action = 'notify';
  looks = [];
  starts.length = 0;
  retraining = {
    async startRun({ id: retrain }) {
      starts.push(retrain);
      return `run-of-${retrain}`;
    },
    runState: () => 'succeeded',
    register: async () => 3,
  };
  ground = makeGround();
  await prepare(ground, 3);
  host = await open();
  await host.deploy({ version: 1 });
  await host.deploy({ version: 2 });
});
afterEach(async () => {
  // Looks go on beside the ticks.
  await wait(100);
  host.close();
  await clear(ground);
});

test('a look is kept, and an alert is raised once and ends when the signal is good again', async () => {
  await host.controller.lookNow(id());
  expect(host.controller.monitor(id())).toMatchObject({
    results: [{ signal: 'input-drift', level: 'ok' }],
    alerts: [],
  });
  level = 'alert';
  await host.controller.lookNow(id());
  await host.controller.lookNow(id());
  expect(alerts()).toMatchObject([{ signal: 'input-drift', feature: 'temp', outcome: 'none', endedAt: null }]);
  level = 'ok';
  await host.controller.lookNow(id());
  expect(alerts()).toMatchObject([{ endedAt: expect.any(Number) }]);
  await host.controller.tick();
  expect(await host.context.audit.list({ kinds: ['alert'] })).toHaveLength(1);
  const [alert] = alerts();
  expect(host.controller.acknowledge(alert?.id ?? '').acknowledgedAt).toEqual(expect.any(Number));
});

test('an alert that asks for it rolls back, is done when that is verified, and the next one cools down', async () => {
  action = 'rollback';
  level = 'alert';
  await host.controller.lookNow(id());
  await host.until(() => alerts()[0]?.outcome === 'done');
  expect(await host.ask()).toBe(1);
  expect(host.local().rollout).toMatchObject({
    state: 'rolled-back',
    failure: { code: 'signal', signal: 'input-drift' },
  });
  const [rollback] = await host.context.audit.list({ kinds: ['rollback'] });
  expect(rollback).toMatchObject({ who: { kind: 'monitor', name: 'input-drift' }, subject: { signal: 'input-drift' } });
  expect(alerts()[0]?.subject).toBe(host.local().rollout?.id);
  await host.controller.lookNow(id());
  expect(alerts()[0]).toMatchObject({ outcome: 'cooling-down', outcomeReason: expect.stringContaining('too recent') });
  expect(host.controller.monitor(id())?.coolingUntil).toEqual(expect.any(Number));
});

test('a rollback that was decided goes on in another process, and happens once', async () => {
  action = 'rollback';
  level = 'alert';
  const dying = await openHost(ground, {
    change: { monitors: look, retraining },
    pipeline: pipeline => ({ ...pipeline, monitor: spec() }),
    checkpoint: async moment => {
      if (moment === 'rollout:saved') await new Promise(() => undefined);
    },
  });
  void dying.controller.lookNow(id());
  await wait(1_000);
  dying.close();
  await restart();
  level = 'ok';
  await host.until(() => alerts()[0]?.outcome === 'done');
  expect(await host.ask()).toBe(1);
  expect(host.controller.rollouts(id()).filter(({ state }) => state === 'rolled-back')).toHaveLength(1);
});

test('an alert that pauses holds the rollout that is under way', async () => {
  action = 'pause';
  level = 'alert';
  await host.controller.lookNow(id());
  expect(alerts()).toMatchObject([{ outcome: 'failed', outcomeReason: 'no rollout is under way' }]);
});

test('retraining runs, registers, deploys and is promoted unattended, over a kill at every state', async () => {
  action = 'retrain';
  level = 'alert';
  await host.controller.lookNow(id());
  level = 'ok';
  const seen = new Set<string>();
  for (let i = 0; i < 200 && alerts()[0]?.outcome !== 'done'; i++) {
    await host.controller.tick();
    await wait(150);
    seen.add(host.controller.retrains(id())[0]?.state ?? '');
    if (i % 3 === 2) await restart();
  }
  expect(alerts()).toMatchObject([{ outcome: 'done', subject: expect.any(String) }]);
  expect(host.controller.retrains(id())).toMatchObject([{ state: 'done', version: 3, by: 'input-drift' }]);
  expect([await host.ask(), new Set(starts).size, host.local().stable?.version]).toEqual([3, 1, 3]);
  await host.controller.tick();
  const records = await host.context.audit.list({ kinds: ['retrain', 'alert', 'promote'] });
  expect(records.map(({ kind }) => kind).slice(0, 3)).toEqual(['promote', 'retrain', 'alert']);
});

test('retraining whose gates fail stops and says so, and nothing served changes', async () => {
  retraining = {
    ...retraining,
    async register() {
      throw trouble('gates-failed', {
        model: 'bike',
        failed: 'gate «quality» wants rmse <= 60',
        file: 'pipeline.yaml',
      });
    },
  };
  await restart();
  host.controller.retrain({ pipeline: 'pipeline.yaml', target: 'local', by: 'Ada', why: 'newer months' });
  const again = () => host.controller.retrain({ pipeline: 'pipeline.yaml', target: 'local', by: 'Ada', why: '' });
  expect(again).toThrow(/under way/);
  await host.until(() => host.controller.retrains(id())[0]?.state === 'stopped');
  expect(host.controller.retrains(id())).toMatchObject([
    { reason: 'gates-failed', detail: expect.stringContaining('rmse') },
  ]);
  expect([await host.ask(), host.local().stable?.version]).toEqual([2, 2]);
  await host.controller.tick();
  const told = await host.context.audit.list({ kinds: ['retrain'] });
  expect(told.map(({ why }) => why)).toEqual(['gates-failed', 'newer months']);
});

test('one logged request leads back to version, run, label and records', async () => {
  const { port, predictToken } = host.routers.callers(id()) ?? { port: 0, predictToken: '' };
  const answer = await fetch(`http://127.0.0.1:${port}/v2/models/bike/infer`, {
    method: 'POST',
    headers: { authorization: `Bearer ${predictToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'order-7', inputs: [{ name: 'temp', datatype: 'FP32', shape: [1, 1], data: [5] }] }),
  });
  expect(answer.status).toBe(200);
  const label = { id: 'order-7', row: 0, value: 8, at: Date.now() };
  await appendLabels(host.context.ports.files, requestsFolder(ground.root, id()), [label]);
  const context = { ...host.context, trackedRun: () => ({ name: 'run-2', params: { depth: '8' } }) };
  let trace = null;
  for (let i = 0; trace === null && i < 50; i++) {
    await wait(50);
    trace = await traceRequest(context, 'order-7').catch(() => null);
  }
  const version = host.context.registry.version({ model: 'bike', at: 2 });
  expect(trace).toMatchObject({
    request: { id: 'order-7', version: 2, inputs: [[5]], outputs: [[7]], status: 200 },
    ...{ model: 'bike', version: 2, modelHash: version?.hash, runId: version?.runId, runName: 'run-2', label: 8 },
    params: { depth: '8' },
  });
  expect(trace?.records.map(({ kind }) => kind)).toEqual(['deploy', 'step', 'step', 'promote']);
  await expect(traceRequest(context, 'no-such')).rejects.toMatchObject({ code: 'request-unknown' });
  await host.controller.lookNow(id());
  expect(looks.at(-1)).toMatchObject({ version: 2, requests: [{ id: 'order-7' }], labels: [{ value: 8 }] });
});
