// The filter box's language: what it lets through and how it explains what it cannot read.
import { describe, expect, test } from 'vitest';
import type { RunRow } from '../../protocol/api.ts';
import { runColumns } from '../../webview/metrics/columns.ts';
import { parseFilter } from '../../webview/metrics/filter.ts';
import { filterHint, filterText } from '../../webview/metrics/filterTexts.ts';
import { directions, makeRuns } from './runData.ts';

const [first] = makeRuns(1);
if (first === undefined) throw new Error('one run was asked for');
const run = (change: Partial<RunRow>): RunRow => ({ ...first, ...change });
const metric = (value: RunRow['metrics'][string]['value']) => ({ value, step: 0, timestamp: 0 });
const good = run({ name: 'brave-newt', params: { depth: '8', mode: 'fast' }, metrics: { rmse: metric(41.2) } });
const poor = run({
  name: 'calm-otter',
  params: { depth: '4', mode: 'slow' },
  metrics: { rmse: metric(48) },
  status: 'FAILED',
});
const bare = run({ name: 'shy-wren', params: {}, metrics: {}, status: 'KILLED' });

function passes(text: string): readonly string[] {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return [good, poor, bare].filter(parsed.test).map(row => row.name);
}
function problemOf(text: string): string {
  const parsed = parseFilter(text);
  return parsed.ok ? 'none' : filterText(parsed.error);
}

describe('runs pass a filter', () => {
  test('by a metric and a param together', () =>
    expect(passes('metrics.rmse < 45 and params.depth > 4')).toEqual(['brave-newt']));
  test('by either of two conditions', () =>
    expect(passes('metrics.rmse < 45 or name = shy-wren')).toEqual(['brave-newt', 'shy-wren']));
  test('with «and» before «or»', () =>
    expect(passes('status = failed or params.depth = 8 and metrics.rmse > 45')).toEqual(['calm-otter']));
  test('with brackets first', () =>
    expect(passes('(status = failed or params.depth = 8) and metrics.rmse > 45')).toEqual(['calm-otter']));
  test('by the opposite', () => expect(passes('not params.mode = fast')).toEqual(['calm-otter', 'shy-wren']));
  test('by a word in their name', () => expect(passes('otter')).toEqual(['calm-otter']));
  test('by words side by side, which mean «and»', () =>
    expect(passes('e metrics.rmse > 0')).toEqual(['brave-newt', 'calm-otter']));
  test('by a part of a param', () => expect(passes('params.mode contains as')).toEqual(['brave-newt']));
  test('by the words that the table shows for states', () =>
    expect(passes('status = cancelled')).toEqual(['shy-wren']));
  test('by MLflow’s words for states', () => expect(passes('status = KILLED')).toEqual(['shy-wren']));
  test('without a value only where one asks for difference', () =>
    expect(passes('metrics.rmse != 48')).toEqual(['brave-newt', 'shy-wren']));
  test('with quoted text', () => expect(passes('name = "brave-newt"')).toEqual(['brave-newt']));
  test('all when it is empty', () => expect(passes('  ')).toHaveLength(3));
  test('and params compare as numbers when they are', () =>
    expect(passes('params.depth < 10')).toEqual(['brave-newt', 'calm-otter']));
});

describe('a filter that cannot be read says why', () => {
  test('a missing value', () => expect(problemOf('metrics.rmse <')).toBe('A value is missing after «<».'));
  test('a missing comparison', () =>
    expect(problemOf('metrics.rmse 45')).toContain('A comparison is missing after «metrics.rmse»'));
  test('a missing bracket', () => expect(problemOf('(metrics.rmse < 45')).toBe('A closing bracket is missing.'));
  test('a word too many', () => expect(problemOf('otter )')).toBe('«)» does not belong here.'));
  test('nothing after «and»', () => expect(problemOf('otter and')).toBe('Something is missing after «and».'));
  test('text where a metric wants a number', () =>
    expect(problemOf('metrics.rmse < low')).toBe('Metrics are compared with numbers, and «low» is none.'));
  test('a lone operator', () => expect(problemOf('< 4')).toBe('«<» does not belong here.'));
});

test('a metric that no run has is named with those there are', () => {
  const columns = runColumns({ rows: makeRuns(3), main: 'rmse', directions });
  const parsed = parseFilter('metrics.rsme < 45');
  expect(parsed.ok && filterHint(parsed.fields, columns)).toMatch(
    /^No run has «metrics\.rsme»\. There are: metrics\.rmse/,
  );
});
