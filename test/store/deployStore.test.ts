// Deployments are read back as they were kept; a database from before there were any gets its tables after a backup.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Measurement, Rollout, Strategy } from '../../engine/domain/deployment.ts';
import type { Alert, SignalResult } from '../../engine/domain/monitor.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import type { StoredDeployment } from '../../engine/store/deployStore.ts';
import { migrations } from '../../engine/store/migrations.ts';
import { openStateStore, type StateStore } from '../../engine/store/stateStore.ts';

const ports = nodePorts({ log: { write: () => {} } });
let root: string;
let state: StateStore;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'trainyard-deploy-'));
  state = await openStateStore(ports, { root, access: 'write' });
});
afterEach(() => {
  state.close();
  rmSync(root, { recursive: true, force: true });
});

const strategy: Strategy = {
  ...{ type: 'canary', steps: [], bake: 0, onFailure: 'rollback' },
  judge: { rules: [], alpha: 0.05, maxRequests: 100 },
};
const deployment = (id: string, target = 'local'): StoredDeployment => ({
  ...{ id, pipeline: 'pipeline.yaml', pipelineName: 'demand', target, model: 'bike', createdAt: 1, stable: null },
  ...{ previous: null, wanted: 'running', port: 8080, plan: null, packages: {}, monitor: null, movesChampion: true },
  ...{ restarts: [], state: 'pending', failure: null },
  spec: { name: target, platform: 'local', replicas: 1, approval: 'none', strategy, needs: [], port: null },
});
const rollout = (id: string, change: Partial<Rollout> = {}): Rollout => ({
  ...{ id, deployment: 'd1', from: null, to: { version: 1, hash: 'h' }, state: 'running', strategy, step: 0 },
  ...{ startedAt: 1, stepStartedAt: 1, endedAt: null, holdReason: null, failure: null, measurement: null },
  ...{ by: { kind: 'person', name: 'Ada' }, why: '' },
  ...change,
});
const measurement = (at: number): Measurement => ({
  ...{ at, step: 0, requests: { stable: at, candidate: at }, rules: [], outcome: 'undecided' },
});
const alert = (id: string, endedAt: number | null): Alert => ({
  ...{ id, deployment: 'd1', signal: 'drift', at: Number(id), value: 1, bound: 0.2, op: '>', feature: 'temp' },
  ...{ action: 'notify', outcome: 'none', outcomeReason: null, subject: null, acknowledgedAt: null, endedAt },
});
const result = (signal: string, at: number): SignalResult => ({
  ...{ deployment: 'd1', signal, type: 'data_drift', at, window: { from: 0, to: at, rows: 5 }, level: 'ok', value: 0 },
  ...{ warn: 0.1, alert: 0.2, op: '>', features: [], unknownReason: null, streak: 0, interval: null },
});

test('what was kept comes back, over another connection too', async () => {
  const store = state.deployments;
  store.saveDeployment(deployment('d1'));
  store.saveRollout({ rollout: rollout('r1'), work: '{"waited":5}' });
  store.saveMeasurement('r1', measurement(1));
  store.saveMeasurement('r1', measurement(2));
  const other = await openStateStore(ports, { root, access: 'read' });
  expect(other.deployments.deployments()).toEqual([deployment('d1')]);
  expect(other.deployments.lastRollout('d1')).toEqual({ rollout: rollout('r1'), work: '{"waited":5}' });
  expect(other.deployments.measurements('r1', 1)).toEqual([measurement(2)]);
  other.close();
});

test('a deployment has one unfinished rollout', () => {
  const store = state.deployments;
  store.saveDeployment(deployment('d1'));
  store.saveRollout({ rollout: rollout('r1'), work: '' });
  expect(() => store.saveRollout({ rollout: rollout('r2'), work: '' })).toThrow();
  store.saveRollout({ rollout: rollout('r1', { state: 'rolled-back' }), work: '' });
  store.saveRollout({ rollout: rollout('r2', { startedAt: 2 }), work: '' });
  expect(store.rollouts('d1').map(({ id }) => id)).toEqual(['r2', 'r1']);
});

test('pipeline and target are unique together', () => {
  state.deployments.saveDeployment(deployment('d1'));
  expect(() => state.deployments.saveDeployment(deployment('d2'))).toThrow();
  state.deployments.saveDeployment(deployment('d3', 'other'));
  expect(state.deployments.deployments()).toHaveLength(2);
});

test('a removed deployment takes along all that belongs to it', () => {
  const store = state.deployments;
  store.saveDeployment(deployment('d1'));
  store.saveRollout({ rollout: rollout('r1'), work: '' });
  store.saveMeasurement('r1', measurement(1));
  store.saveAlert(alert('1', null));
  store.saveSignalResults([result('drift', 1)]);
  store.saveMonitorState('d1', { lastLook: 1, coolingUntil: null });
  store.removeDeployment('d1');
  expect([store.rollouts('d1'), store.measurements('r1'), store.alerts('d1'), store.lastSignalResults('d1')]).toEqual([
    ...[[], [], [], []],
  ]);
});

test('open alerts are always listed, ended ones up to a limit', () => {
  const store = state.deployments;
  store.saveDeployment(deployment('d1'));
  for (const each of [alert('1', null), alert('2', 9), alert('3', 9), alert('4', 9)]) store.saveAlert(each);
  expect(store.alerts('d1', 2).map(({ id }) => id)).toEqual(['4', '3', '1']);
  expect(store.alerts('d1', 0).map(({ id }) => id)).toEqual(['1']);
});

test('results of signals are kept up to a bound, and the newest of each is at hand', () => {
  const store = state.deployments;
  store.saveDeployment(deployment('d1'));
  state.transaction(() => {
    for (let at = 1; at <= 1_050; at++) store.saveSignalResults([result('drift', at)]);
  });
  store.saveSignalResults([result('latency', 7)]);
  expect(store.signalResults('d1', 'drift', 5_000)).toHaveLength(1_001);
  expect(store.lastSignalResults('d1').map(({ signal, at }) => [signal, at])).toEqual([
    ['drift', 1_050],
    ['latency', 7],
  ]);
});

test('effects wait in the order in which they came', () => {
  const store = state.deployments;
  store.addEffect('d1', 'first');
  store.addEffect('d1', 'second');
  const [first] = store.effects();
  store.removeEffect(first?.id ?? -1);
  expect(store.effects().map(({ doc }) => doc)).toEqual(['second']);
});

test('a new database needs no backup', () => {
  expect(readdirSync(join(root, '.trainyard')).filter(name => name.endsWith('.bak'))).toEqual([]);
});

test('a database of schema 1 gets the tables after a backup, and keeps its runs', async () => {
  const older = join(root, 'older');
  mkdirSync(older);
  const before = await openStateStore(ports, { root: older, access: 'write', steps: migrations.slice(0, 1) });
  before.saveStageLock('pipeline.yaml', 'train', {
    ...{ key: 'k', cmd: 'c', env: {}, environment: null, deps: {}, params: {}, outs: {} },
  });
  before.close();
  const reading = await openStateStore(ports, { root: older, access: 'read' });
  expect(reading.deployments.deployments()).toEqual([]);
  reading.close();
  expect(readdirSync(join(older, '.trainyard')).filter(name => name.endsWith('.bak'))).toEqual([]);
  const now = await openStateStore(ports, { root: older, access: 'write' });
  now.deployments.saveDeployment(deployment('d1'));
  expect(now.info().schema).toBe(2);
  expect(now.stageLock('pipeline.yaml', 'train')?.key).toBe('k');
  now.close();
  const backup = readdirSync(join(older, '.trainyard')).find(name => /^trainyard\.db\.v1-\d+\.bak$/.test(name)) ?? '';
  expect(existsSync(join(older, '.trainyard', backup))).toBe(true);
});
