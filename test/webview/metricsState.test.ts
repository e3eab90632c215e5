// The metrics panel's state: what messages and people change in it.
import { describe, expect, test } from 'vitest';
import type { RunRow } from '../../protocol/api.ts';
import type { ToMetricsPanel } from '../../protocol/panels.ts';
import {
  changeView,
  chartedMetrics,
  chooseRuns,
  curvesOf,
  listedRows,
  openState,
  receive,
  selectedRows,
  sortBy,
  toggleColumn,
  watched,
} from '../../webview/metrics/state.ts';
import { makeCurves, makeRuns, runsMessage } from './runData.ts';

const rows = makeRuns(6);
const ids = rows.map(row => row.id);
const message = (list: readonly RunRow[], experiment = 'bike-demand') =>
  ({ ...runsMessage(list), experiment }) as ToMetricsPanel;
const opened = receive(openState(undefined), message(rows), 0);

describe('rows that come', () => {
  test('choose the three newest runs when nobody chose yet', () =>
    expect(opened.view.selected).toEqual(ids.slice(0, 3)));
  test('keep the choice and forget runs that are gone', () => {
    const chosen = changeView(opened, { selected: [ids[4] ?? '', ids[0] ?? ''] });
    expect(receive(chosen, message(rows.slice(0, 3)), 0).view.selected).toEqual([ids[0]]);
  });
  test('leave an emptied choice empty', () => {
    const none = changeView(opened, { selected: [] });
    expect(receive(none, message(rows), 0).view.selected).toEqual([]);
  });
  test('of another experiment start its view afresh but keep how curves are drawn', () => {
    const used = changeView(opened, { filter: 'otter', smoothing: 0.6, logScale: true, columnWidths: { run: 300 } });
    const other = receive(used, message(rows, 'churn'), 0);
    expect(other.view).toMatchObject({ experiment: 'churn', filter: '', smoothing: 0.6, logScale: true });
    expect(other.view).not.toHaveProperty('columnWidths');
  });
  test('hide metrics of the machine at first', () => {
    const busy = rows.map(row => ({
      ...row,
      metrics: { ...row.metrics, 'system/cpu': { value: 3, step: 0, timestamp: 0 } },
    }));
    expect(receive(openState(undefined), message(busy), 0).view.hiddenColumns).toEqual(['metrics.system/cpu']);
  });
});

describe('what an earlier panel left', () => {
  test('is taken up', () => {
    const kept = { ...opened.view, filter: 'otter', split: 0.4 };
    expect(openState(kept).view).toEqual(kept);
  });
  test('is ignored when it is not a view state', () => expect(openState({ selected: 'all' }).view.filter).toBe(''));
  test('survives the first rows of its experiment', () => {
    const kept = { ...opened.view, selected: [ids[5] ?? ''], filter: 'otter' };
    expect(receive(openState(kept), message(rows), 0).view).toEqual(kept);
  });
});

describe('sorting', () => {
  const sorts = (column: string, times: number) => {
    let state = opened;
    for (let time = 0; time < times; time++) state = sortBy(state, column);
    return state.view.sort;
  };
  test('starts with the lowest where lower is better', () =>
    expect(sorts('metrics.rmse', 1)).toEqual({ column: 'metrics.rmse', descending: false }));
  test('starts with the highest where higher is better', () =>
    expect(sorts('metrics.r2', 1)).toEqual({ column: 'metrics.r2', descending: true }));
  test('turns round the second time', () =>
    expect(sorts('metrics.r2', 2)).toEqual({ column: 'metrics.r2', descending: false }));
  test('goes back to newest first the third time', () => expect(sorts('metrics.r2', 3)).toBeNull());
});

describe('curves', () => {
  const drawn = receive(opened, { type: 'curves', curves: makeCurves(rows, 50) }, 9);
  test('are asked for the chosen runs and the shown metrics', () => {
    const hidden = toggleColumn(opened, 'metrics.train_loss');
    expect(watched(hidden).runIds).toEqual(ids.slice(0, 3));
    expect(watched(hidden).keys).not.toContain('train_loss');
    expect(watched(hidden).keys).toContain('valid_loss');
  });
  test('come in the order of the choice', () => {
    const turned = changeView(drawn, { selected: [ids[2] ?? '', ids[0] ?? ''] });
    expect(curvesOf(turned, 'train_loss').map(({ runId }) => runId)).toEqual([ids[2], ids[0]]);
  });
  test('replace older ones of the same run and metric', () => {
    const [longer] = makeCurves(rows.slice(0, 1), 80).filter(curve => curve.key === 'train_loss');
    if (longer === undefined) throw new Error('the generator makes a train_loss');
    expect(curvesOf(receive(drawn, { type: 'curves', curves: [longer] }, 9), 'train_loss')[0]?.curve.total).toBe(80);
  });
  test('mark when the panel was last told something', () =>
    expect(drawn.updatedAt).toBeGreaterThanOrEqual(opened.updatedAt ?? 0));
});

describe('choosing', () => {
  test('keeps the order of those already chosen', () =>
    expect(selectedRows(chooseRuns(opened, [ids[0] ?? '', ids[5] ?? ''], true)).map(row => row.id)).toEqual([
      ...ids.slice(0, 3),
      ids[5],
    ]));
  test('takes runs away', () => expect(chooseRuns(opened, ids.slice(1), false).view.selected).toEqual([ids[0]]));
  test('decides which metrics are charted', () =>
    expect(chartedMetrics(changeView(opened, { selected: [] }))).toEqual([]));
});

describe('a pipeline run that still runs', () => {
  const [parent, child] = makeRuns(2, { isRunning: true });
  if (parent === undefined || child === undefined) throw new Error('two runs were asked for');
  const running = { ...parent, metrics: {}, params: {} };
  const stage: RunRow = { ...child, parentId: running.id, status: 'RUNNING' };
  const state = receive(
    receive(openState(undefined), message([running, stage]), 0),
    { type: 'curves', curves: makeCurves([stage], 20) },
    1,
  );
  test('folds its stage runs away', () => expect(listedRows(state).map(row => row.id)).toEqual([running.id]));
  test('shows them when asked to', () => expect(listedRows(changeView(state, { withStages: true }))).toHaveLength(2));
  test('shows what its stages measured so far', () =>
    expect(listedRows(state)[0]?.metrics.train_loss).toEqual(stage.metrics.train_loss));
  test('shows the growing curves of its stages as its own', () => {
    expect(watched(state).runIds).toEqual([running.id, stage.id]);
    expect(curvesOf(state, 'train_loss').map(({ runId, curve }) => [runId, curve.total])).toEqual([[running.id, 20]]);
  });
});
