// What trees and tables show: main metric, best run, rows as JSON carries them.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TrackedRun } from '../../engine/domain/run.ts';
import type { TrackingStore } from '../../engine/tracking/trackingStore.ts';
import { experimentViews, mainMetric, runRows } from '../../engine/tracking/views.ts';
import { addRun, runId, type TrackingProject, trackingProject } from './trackingKit.ts';

let project: TrackingProject;
let store: TrackingStore;
beforeEach(async () => {
  project = trackingProject();
  store = await project.open();
});
afterEach(() => project.remove());

function add(letter: string, metrics: Record<string, number>, status: TrackedRun['status'] = 'FINISHED'): void {
  addRun(store, runId(letter), { startedAt: letter.charCodeAt(0) });
  store.logBatch(runId(letter), {
    metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, step: 0, timestamp: 1 })),
  });
  store.updateRun(runId(letter), { status });
}
/** Counted by the database and from the runs themselves: both say the same. */
function main() {
  const counted = experimentViews(store)[0]?.main;
  expect(mainMetric(store.runs({}))).toEqual(counted);
  return counted;
}

describe('the main metric', () => {
  test('is the telling one, its best run by its direction', () => {
    add('a', { rmse: 3, train_loss: 1, epochs: 9 });
    add('b', { rmse: 2, train_loss: 5, epochs: 1 });
    expect(main()).toEqual({ metric: 'rmse', direction: 'lower', best: 2, bestRunId: runId('b') });
  });
  test('is better high where its name says so', () => {
    add('a', { accuracy: 0.9 });
    add('b', { accuracy: 0.8 });
    expect(main()).toMatchObject({ metric: 'accuracy', direction: 'higher', bestRunId: runId('a') });
  });
  test('leaves out NaN, infinities and runs that did not finish', () => {
    add('a', { loss: Number.NaN });
    add('b', { loss: Number.NEGATIVE_INFINITY });
    add('c', { loss: 0.1 }, 'FAILED');
    add('d', { loss: 0.5 });
    expect(main()).toMatchObject({ best: 0.5, bestRunId: runId('d') });
  });
  test('is none where no name says which way is better', () => {
    add('a', { epochs: 3 });
    expect(main()).toBeNull();
  });
});

test('experiments without runs are not shown; counts are of pipeline runs, not of their stages', () => {
  add('a', { rmse: 1 });
  add('b', { rmse: 9 });
  store.logBatch(runId('b'), { tags: { 'mlflow.parentRunId': runId('a') } });
  expect(experimentViews(store)).toMatchObject([
    { name: 'demo', runCount: 1, main: { best: 1 }, directions: { rmse: 'lower' } },
  ]);
});

test('rows carry NaN and infinities as words, and the commit', () => {
  add('a', { x: Number.NaN, y: Infinity, z: 1 });
  store.logBatch(runId('a'), { tags: { 'mlflow.source.git.commit': 'abc' } });
  const [row] = runRows(store, store.runs({}));
  expect(JSON.parse(JSON.stringify(row))).toMatchObject({
    experiment: 'demo',
    commit: 'abc',
    source: 'mlflow-db',
    metrics: { x: { value: 'NaN' }, y: { value: 'Infinity' }, z: { value: 1, step: 0, timestamp: 1 } },
  });
});
