// The words of `trainyard run` and the order of `trainyard runs`.
import { describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../cli/exitCodes.ts';
import { readParallel, readSelect, readValues, separateForce, separateValues } from '../../cli/runWords.ts';
import { sortRows } from '../../cli/sortRows.ts';
import { UsageError } from '../../cli/verb.ts';
import type { RunRow } from '../../protocol/api.ts';

describe('--force', () => {
  test('takes a stage', () => expect(separateForce(['--force', 'train'])).toEqual(['--force=train']));
  test('alone stands for every stage', () =>
    expect(separateForce(['--force', '--json'])).toEqual(['--force=*', '--json']));
  test('leaves a pipeline file alone', () =>
    expect(separateForce(['--force', 'a.pipeline.yaml'])).toEqual(['--force=*', 'a.pipeline.yaml']));
  test('may be the last word', () =>
    expect(separateForce(['pipeline.yaml', '--force'])).toEqual(['pipeline.yaml', '--force=*']));
});

describe('--set', () => {
  test('takes several values', () =>
    expect(separateValues(['--set', 'a=1', 'b.c=x=y'])).toEqual(['--set', 'a=1', '--set=b.c=x=y']));
  test('reads numbers, booleans and text', () =>
    expect(readValues(['a=1', 'b=1e-3', 'c=true', 'd=2024-01-01', "e='7'", 'f='])).toEqual({
      params: { a: 1, b: 0.001, c: true, d: '2024-01-01', e: '7', f: '' },
    }));
  test('refuses a word without a value', () => expect(() => readValues(['depth'])).toThrow(UsageError));
});

test('stages alone and up to a stage exclude each other', () => {
  expect(readSelect(['a,b', 'c'])).toEqual({ select: { mode: 'only', stages: ['a', 'b', 'c'] } });
  expect(readSelect(undefined, ['c'])).toEqual({ select: { mode: 'upTo', stages: ['c'] } });
  expect(() => readSelect(['a'], ['b'])).toThrow(UsageError);
});

test.each(['0', '65', '1.5', '-1', 'x'])('--parallel refuses %s', text =>
  expect(() => readParallel(text)).toThrow(UsageError),
);

describe('runs', () => {
  const row = (name: string, metrics: Record<string, number | 'NaN'>, params: Record<string, string> = {}): RunRow => ({
    id: name,
    experimentId: '1',
    experiment: 'e',
    name,
    status: 'FINISHED',
    startedAt: 0,
    endedAt: 1,
    parentId: null,
    params,
    metrics: Object.fromEntries(Object.entries(metrics).map(([key, value]) => [key, { value, step: 0, timestamp: 0 }])),
    tags: {},
    commit: null,
    source: 'mlflow-db',
  });
  const rows = [
    row('a', { rmse: 44, r2: 0.8 }, { depth: '10' }),
    row('b', { rmse: 'NaN' }),
    row('c', { rmse: 41, r2: 0.9 }, { depth: '9' }),
  ];
  const order = (sort: string) =>
    sortRows(rows, sort)
      .map(({ name }) => name)
      .join('');
  test('come best first, whichever way is better', () => {
    expect(order('metrics.rmse')).toBe('cab');
    expect(order('metrics.r2')).toBe('cab');
  });
  test('come worst first behind a dash, those without the value last', () =>
    expect(order('-metrics.rmse')).toBe('acb'));
  test('sort params as numbers', () => expect(order('params.depth')).toBe('cab'));
  test('cannot be sorted by anything', () => expect(() => order('colour')).toThrow(UsageError));
});

test.each([
  ['stage-unknown', 2],
  ['pipeline-invalid', 1],
  ['python-missing', 1],
  ['internal', 3],
  ['code-of-a-newer-service', 3],
])('%s ends with %d', (code, exit) => expect(exitCodeOf(code)).toBe(exit));
