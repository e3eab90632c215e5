// Metrics of answers whose truth is known, against values worked out by hand.
import { expect, test } from 'vitest';
import { performanceOf } from '../../engine/monitor/performanceMetrics.ts';
import type { LabelledRows, Value } from '../../engine/stats/labelledRows.ts';

const rows = (...pairs: readonly (readonly [truth: number | string, ...output: Value[]])[]): LabelledRows => ({
  labels: pairs.map(([truth]) => truth),
  outputs: pairs.map(([, ...output]) => output),
});
const regression = rows([1, 1], [2, 4], [4, 4], [5, 3]);
const binary = rows([1, 1], [1, 1], [1, 0], [0, 1], [0, 0]);

test.each([
  ['rmse', regression, Math.SQRT2],
  ['mae', regression, 1],
  ['mape', regression, (0 + 1 + 0 + 0.4) / 4],
  ['r2', regression, 1 - 8 / 10],
  ['accuracy', binary, 3 / 5],
  ['precision', binary, 2 / 3],
  ['recall', binary, 2 / 3],
  ['f1', binary, 2 / 3],
  ['accuracy', rows(['cat', 'cat'], ['dog', 'cat'], ['dog', 'dog'], ['cat', 'cat']), 3 / 4],
  ['f1', rows(['cat', 'cat'], ['dog', 'cat'], ['dog', 'dog'], ['cat', 'cat']), (4 / 5 + 2 / 3) / 2],
  ['accuracy', rows(['1', true], [0, false], ['true', 1], [1, false]), 3 / 4],
  ['accuracy', rows([1, 0.7], [0, 0.2], [1, 0.4]), 2 / 3],
  ['auc', rows([1, 0.9], [0, 0.8], [1, 0.7], [0, 0.1]), 3 / 4],
  ['auc', rows([1, 1, 0.1, 0.9], [0, 1, 0.5, 0.5], [0, 0, 0.5, 0.5], [1, 0, 0.5, 0.5]), 3 / 4],
  ['log_loss', rows([1, 1, 0.2, 0.8], [0, 0, 0.5, 0.5]), (-Math.log(0.8) - Math.log(0.5)) / 2],
  ['log_loss', rows([1, 0.8], [0, 0.5]), (-Math.log(0.8) - Math.log(0.5)) / 2],
])('%s', (metric, of, expected) => expect(performanceOf(metric, of)?.value).toBeCloseTo(expected, 12));

test('an interval holds its value and is narrower with more rows', () => {
  const many = (times: number) => ({
    outputs: Array.from({ length: times }, () => binary.outputs).flat(),
    labels: Array.from({ length: times }, () => binary.labels).flat(),
  });
  for (const metric of ['accuracy', 'f1', 'precision']) {
    const [few, lots] = [performanceOf(metric, many(10)), performanceOf(metric, many(1_000))];
    const width = (found: typeof few): number => (found?.interval?.[1] ?? 0) - (found?.interval?.[0] ?? 0);
    expect(few?.interval?.[0]).toBeLessThan(few?.value ?? 0);
    expect(few?.interval?.[1]).toBeGreaterThan(few?.value ?? 1);
    expect(width(lots)).toBeGreaterThan(0);
    expect(width(lots)).toBeLessThan(width(few) / 5);
  }
});
test.each([
  ['rmse', rows(['cat', 'dog'])],
  ['auc', rows([1, 0.5], [1, 0.6])],
  ['mape', rows([0, 1])],
  ['nothing', regression],
])('%s of rows that say nothing of it is null', (metric, of) => expect(performanceOf(metric, of)).toBeNull());
