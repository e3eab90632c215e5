// What pipelines and stages say first: one state, one reason.
import { expect, test } from 'vitest';
import { byWeight, failureNote, pipelineState, staleNote } from '../../present/stageNotes.ts';
import type { PipelineView, StageView } from '../../protocol/api.ts';

const stage = (name: string, state: StageView['state']): StageView => ({
  name,
  description: null,
  state,
  stale: [],
  last: null,
  after: [],
  deps: [],
  outs: [],
  metrics: [],
  range: { start: 0, end: 0 },
});
const pipeline = (...states: readonly StageView['state'][]): PipelineView => ({
  file: 'pipeline.yaml',
  name: 'demo',
  problem: null,
  stages: states.map((state, index) => stage(`s${index}`, state)),
  edges: [],
  run: null,
});

const param = { code: 'param-changed', subject: 'train.learning_rate', before: '0.08', after: '0.05' } as const;

test('a stale stage tells its changed param by its last name, before the command that holds it', () =>
  expect(staleNote([{ code: 'command-changed' }, { code: 'upstream', subject: 'prepare' }, param])).toBe(
    'learning_rate 0.08 → 0.05',
  ));
test('a stale stage with nothing else to tell says that its command changed', () =>
  expect(staleNote([{ code: 'command-changed' }])).toBe('command changed'));
test('a failed stage tells its exit code or its signal, short enough for a row', () => {
  const failure = { code: 'exit', exitCode: 3, signal: null, lastLines: [] } as const;
  expect(failureNote(failure)).toBe('exit code 3');
  expect(failureNote({ ...failure, signal: 'SIGTERM' })).toBe('SIGTERM');
});
test('no reason is no note', () => expect(staleNote([])).toBeNull());
test('reasons keep their order among equals', () =>
  expect(byWeight([{ code: 'upstream', subject: 'b' }, { code: 'upstream', subject: 'a' }, param]).at(1)?.subject).toBe(
    'b',
  ));
test('a failed stage makes a pipeline failed, whatever is stale', () =>
  expect(pipelineState(pipeline('stale', 'failed', 'succeeded'))).toBe('failed'));
test('a stage that would run again makes a pipeline stale, although its last run went well', () =>
  expect(pipelineState(pipeline('cached', 'stale'))).toBe('stale'));
test('stages that all stand make a pipeline succeed', () =>
  expect(pipelineState(pipeline('cached', 'succeeded'))).toBe('succeeded'));
test('a pipeline that never ran says so', () =>
  expect(pipelineState(pipeline('never-run', 'never-run'))).toBe('never-run'));
