// What the metrics panel makes of runs and curves: columns, rows, lines, comparison, Markdown.
import { describe, expect, test } from 'vitest';
import type { RunRow, WireCurve } from '../../protocol/api.ts';
import { alignedNumbers } from '../../webview/components/decimals.ts';
import { markedPlaces } from '../../webview/components/markedPlaces.ts';
import { bestRuns } from '../../webview/metrics/best.ts';
import { runColumns } from '../../webview/metrics/columns.ts';
import { compareRuns } from '../../webview/metrics/compare.ts';
import { align, nearest, smooth, tableOf, toLine } from '../../webview/metrics/curves.ts';
import { markdownTable } from '../../webview/metrics/markdown.ts';
import { shownTable } from '../../webview/metrics/runTable.ts';
import { directions, makeRuns } from './runData.ts';

const rows = makeRuns(12);
const columns = runColumns({ rows, main: 'rmse', directions });
const view = { sort: null, hiddenColumns: [] };
const rmse = (row: RunRow) => Number(row.metrics.rmse?.value ?? Number.NaN);

describe('columns', () => {
  const order = columns.map(column => column.id);
  test('begin with the run and its main metric', () => expect(order.slice(0, 2)).toEqual(['run', 'metrics.rmse']));
  test('put params that differ before when, and the same ones last', () => {
    expect(order.indexOf('params.train.max_depth')).toBeLessThan(order.indexOf('when'));
    expect(order.slice(-4)).toEqual([
      'params.prepare.test_every',
      'params.prepare.train_until',
      'params.train.seed',
      'params.train.trees',
    ]);
  });
  test('put last values of curves after those measured once', () =>
    expect(order.indexOf('metrics.r2')).toBeLessThan(order.indexOf('metrics.train_loss')));
  test('tell numbers from words', () => {
    const isNumeric = (id: string) => columns.find(column => column.id === id)?.isNumeric;
    expect([isNumeric('params.train.max_depth'), isNumeric('params.prepare.train_until')]).toEqual([true, false]);
  });
});

describe('the table', () => {
  const sorted = (descending: boolean) =>
    shownTable({ rows, columns, view: { ...view, sort: { column: 'metrics.rmse', descending } } }).rows.map(rmse);
  test('keeps the order of arrival without a sort', () =>
    expect(shownTable({ rows, columns, view }).rows).toEqual(rows));
  test('sorts by value', () => {
    const values = sorted(false).filter(value => !Number.isNaN(value));
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });
  test('puts runs without a value last both ways', () => {
    expect(sorted(false).at(-1)).toBeNaN();
    expect(sorted(true).at(-1)).toBeNaN();
    expect(sorted(true)[0]).not.toBeNaN();
  });
  test('sorts params as numbers where they are', () => {
    const table = shownTable({
      rows,
      columns,
      view: { ...view, sort: { column: 'params.train.max_depth', descending: false } },
    });
    expect(Number(table.rows.at(-1)?.params['train.max_depth'])).toBe(10);
  });
  test('leaves hidden columns out but never the run', () => {
    const table = shownTable({ rows, columns, view: { ...view, hiddenColumns: ['metrics.r2', 'run'] } });
    expect(table.columns.map(column => column.id)).not.toContain('metrics.r2');
    expect(table.columns[0]?.id).toBe('run');
  });
  test('has the widths that were dragged', () =>
    expect(shownTable({ rows, columns, view: { ...view, columnWidths: { run: 333 } } }).columns[0]?.size).toBe(333));
  test('forgets a sort by a column that is not there', () =>
    expect(
      shownTable({ rows, columns, view: { ...view, sort: { column: 'metrics.gone', descending: true } } }).rows,
    ).toEqual(rows));
  test('lays out 10,000 runs without quadratic work', () => {
    const many = makeRuns(10_000);
    const started = performance.now();
    shownTable({ rows: many, columns, view: { ...view, sort: { column: 'metrics.rmse', descending: false } } });
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

const curve: WireCurve = {
  runId: 'a',
  key: 'loss',
  total: 4,
  steps: [0, 1, 1, 2],
  values: [4, 3, 2, 'NaN'],
  times: [1000, 2000, 2500, 4000],
};
const run = { runId: 'a', curve };

describe('lines', () => {
  test('take the later of two values at one step', () =>
    expect(toLine(run, 'step', 0)).toMatchObject({ x: [0, 1, 2], raw: [4, 2, Number.NaN] }));
  test('count seconds since their first point', () => expect(toLine(run, 'relative', 0).x).toEqual([0, 1, 1.5, 3]));
  test('count seconds since 1970', () => expect(toLine(run, 'time', 0).x).toEqual([1, 2, 2.5, 4]));
  test('are smoothed without a pull towards zero at the start', () =>
    expect(smooth([5, 5, 5], 0.9)).toEqual([5, 5, 5].map(value => expect.closeTo(value, 9))));
  test('are smoothed past values that are none', () =>
    expect(smooth([4, Number.NaN, 4], 0.5)).toEqual([4, Number.NaN, 4]));
  test('share one x, with gaps where a value is none and nothing where there is no point', () => {
    const { x, columns: values } = align(
      [
        { x: [0, 2], y: [1, Number.NaN] },
        { x: [1], y: [7] },
      ],
      false,
    );
    expect(x).toEqual([0, 1, 2]);
    expect(values).toEqual([
      [1, undefined, null],
      [undefined, 7, undefined],
    ]);
  });
  test('leave out what a log scale cannot show', () =>
    expect(align([{ x: [0, 1, 2], y: [-1, 0, 2] }], true).columns).toEqual([[null, null, 2]]));
  test('tell the value nearest to the pointer', () =>
    expect(nearest(toLine(run, 'step', 0), 0.6)).toEqual({ x: 1, raw: 2, smooth: 2 }));
  test('have a table twin that keeps first and last point', () => {
    const long = { runId: 'a', x: Array.from({ length: 1000 }, (_, index) => index), raw: [], smooth: [] };
    const { x, total } = tableOf([long], 200);
    expect([x.length, x[0], x.at(-1), total]).toEqual([200, 0, 999, 1000]);
  });
});

describe('the best run', () => {
  test('is the lowest where lower is better', () => {
    const lowest = Math.min(...rows.map(rmse).filter(value => !Number.isNaN(value)));
    const [best] = bestRuns(rows, 'rmse', 'lower');
    expect(rmse(rows.find(row => row.id === best) as RunRow)).toBe(lowest);
  });
  test('is none where the direction is not known', () => expect(bestRuns(rows, 'rmse', 'unknown').size).toBe(0));
  test('is none where all are equal', () => expect(bestRuns(rows, 'baseline_rmse', 'lower').size).toBe(0));
});

describe('markers along a curve', () => {
  const xs = Array.from({ length: 400 }, (_, index) => index);
  const values = xs.map(x => (x < 50 ? null : x));
  const places = markedPlaces({ xs, values, curve: 0 });
  test('stand apart, and where the curve has a value', () => {
    expect(places.length).toBeGreaterThan(2);
    expect(places.every((at, index) => values[at] !== null && at - (places[index - 1] ?? -100) >= 48)).toBe(true);
  });
  test('are shifted against those of the next curve', () =>
    expect(markedPlaces({ xs, values, curve: 1 }).filter(at => places.includes(at))).toEqual([]));
  test('are none where there is nothing to mark', () =>
    expect(markedPlaces({ xs: [], values: [], curve: 3 })).toEqual([]));
});

describe('a comparison', () => {
  const compared = compareRuns({ rows: rows.slice(0, 4), main: 'rmse', directions });
  test('shows params that differ before the others', () => {
    const params = compared.filter(row => row.section === 'params').map(row => row.differs);
    expect(params).toEqual([...params].sort((a, b) => Number(b) - Number(a)));
    expect(params).toContain(true);
    expect(params).toContain(false);
  });
  test('goes from what was set to what came of it to where it came from', () =>
    expect([...new Set(compared.map(row => row.section))]).toEqual(['params', 'metrics', 'origin']));
  test('marks the best of each metric once', () =>
    expect(compared.find(row => row.name === 'rmse')?.cells.filter(cell => cell.isBest)).toHaveLength(1));
  test('calls a metric equal when only an unfinished run lacks it', () => {
    const [first, second, third] = rows;
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('three runs were asked for');
    const unfinished = { ...third, metrics: {} };
    const row = compareRuns({ rows: [first, second, unfinished], main: 'rmse', directions }).find(
      each => each.name === 'baseline_rmse',
    );
    expect(row?.differs).toBe(false);
  });
  test('tells commit and branch', () =>
    expect(compared.filter(row => row.section === 'origin').map(row => row.name)).toEqual([
      'commit',
      'branch',
      'source',
      'user',
    ]));
});

test('Markdown holds whole values and escapes what would break the table', () => {
  const [row] = rows;
  if (row === undefined) throw new Error('a run was asked for');
  const text = markdownTable(
    [{ ...row, name: 'a|b', metrics: { rmse: { value: 41.23456789, step: 0, timestamp: 0 } } }],
    columns.slice(0, 2),
  );
  expect(text).toBe('| run | rmse |\n| --- | ---: |\n| a\\|b | 41.23456789 |\n');
});

test('numbers of a column stand with their points below one another', () => {
  const show = alignedNumbers([46.3, 45.42, 7]);
  expect([46.3, 45.42, 7].map(show)).toEqual(['46.3\u00a0', '45.42', '7\u00a0\u00a0\u00a0']);
});
