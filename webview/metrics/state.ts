// What the metrics panel knows and how messages and people change it; pure.
import * as v from 'valibot';
import type { Direction, RunRow, WireCurve } from '../../protocol/api.ts';
import { type LinkState, type MetricsViewState, metricsViewState, type ToMetricsPanel } from '../../protocol/panels.ts';
import { isSystemMetric, metricNames } from './columns.ts';
import { childrenOf, isStageRun, lendFromStages } from './stageRuns.ts';

export interface MetricsState {
  readonly view: MetricsViewState;
  /** Null until the host has told them. Stage runs included. */
  readonly rows: readonly RunRow[] | null;
  readonly main: string | null;
  readonly directions: Readonly<Record<string, Direction>>;
  /** By `curveKey`. */
  readonly curves: ReadonlyMap<string, WireCurve>;
  readonly link: { readonly state: LinkState; readonly message: string | null };
  /** When rows or curves last came, UTC milliseconds. */
  readonly updatedAt: number | null;
}

const freshView: MetricsViewState = {
  experiment: '',
  selected: [],
  sort: null,
  filter: '',
  hiddenColumns: [],
  smoothing: 0,
  logScale: false,
  xAxis: 'step',
  mode: 'runs',
};
/** Newest runs whose curves are shown before anybody chose. */
const chosenAtFirst = 3;

/** `kept`: whatever an earlier panel left; anything else than a view state of ours is ignored. */
export function openState(kept: unknown): MetricsState {
  const checked = v.safeParse(metricsViewState, kept);
  return {
    view: checked.success ? checked.output : freshView,
    rows: null,
    main: null,
    directions: {},
    curves: new Map(),
    link: { state: 'live', message: null },
    updatedAt: null,
  };
}

const curveKey = (runId: string, metric: string): string => `${runId}/${metric}`;

export function receive(state: MetricsState, message: ToMetricsPanel, now: number): MetricsState {
  switch (message.type) {
    case 'runs':
      return receiveRuns(state, message);
    case 'curves': {
      const curves = new Map(state.curves);
      for (const curve of message.curves) curves.set(curveKey(curve.runId, curve.key), curve);
      return { ...state, curves, updatedAt: Math.max(now, state.updatedAt ?? 0) };
    }
    case 'select':
      return changeView(state, { selected: [...message.runIds], mode: message.mode });
    case 'link':
      return { ...state, link: { state: message.state, message: message.message } };
    default:
      return state;
  }
}

function receiveRuns(state: MetricsState, message: Extract<ToMetricsPanel, { type: 'runs' }>): MetricsState {
  const isOther = state.view.experiment !== message.experiment;
  const isFirst = isOther || (state.rows === null && state.view.selected.length === 0);
  const known = new Set(message.rows.map(row => row.id));
  const kept = state.view.selected.filter(id => known.has(id));
  const newest = message.rows.filter(row => !isStageRun(row, known)).slice(0, chosenAtFirst);
  const selected = kept.length === 0 && isFirst ? newest.map(row => row.id) : kept;
  const base = isOther ? forExperiment(state.view, message) : state.view;
  return {
    ...state,
    view: { ...base, experiment: message.experiment, selected },
    rows: lendFromStages(message.rows),
    main: message.main,
    directions: message.directions,
    curves: isOther ? new Map() : state.curves,
    updatedAt: message.updatedAt,
  };
}

/** Another experiment has other columns: what was said about columns no longer holds, how curves are drawn does. */
function forExperiment(
  view: MetricsViewState,
  { rows, main }: Extract<ToMetricsPanel, { type: 'runs' }>,
): MetricsViewState {
  const { columnWidths: _widths, maximised: _maximised, ...rest } = view;
  const hiddenColumns = metricNames(rows, main)
    .filter(isSystemMetric)
    .map(name => `metrics.${name}`);
  return { ...rest, sort: null, filter: '', hiddenColumns };
}

export const changeView = (state: MetricsState, change: Partial<MetricsViewState>): MetricsState => ({
  ...state,
  view: { ...state.view, ...change },
});

/** Chosen ones keep their order, so that legends and columns stay where they were; new ones come last. */
export function chooseRuns(state: MetricsState, runIds: readonly string[], isChosen: boolean): MetricsState {
  const { selected } = state.view;
  const changed = new Set(runIds);
  if (!isChosen) return changeView(state, { selected: selected.filter(id => !changed.has(id)) });
  const already = new Set(selected);
  return changeView(state, { selected: [...selected, ...runIds.filter(id => !already.has(id))] });
}

/** Once: the better end first; again: the other way round; a third time: back to newest first. */
export function sortBy(state: MetricsState, column: string): MetricsState {
  const first = isDescendingFirst(state, column);
  const { sort } = state.view;
  if (sort?.column !== column) return changeView(state, { sort: { column, descending: first } });
  return changeView(state, { sort: sort.descending === first ? { column, descending: !first } : null });
}
function isDescendingFirst({ directions }: MetricsState, column: string): boolean {
  if (column === 'when') return true;
  return column.startsWith('metrics.') && directions[column.slice('metrics.'.length)] === 'higher';
}

export function toggleColumn(state: MetricsState, column: string): MetricsState {
  const { hiddenColumns } = state.view;
  const isHidden = hiddenColumns.includes(column);
  return changeView(state, {
    hiddenColumns: isHidden ? hiddenColumns.filter(id => id !== column) : [...hiddenColumns, column],
  });
}

/** The runs a table shows: stage runs only when asked for. */
export function listedRows({
  rows,
  view,
}: Pick<MetricsState, 'rows'> & { readonly view: Pick<MetricsViewState, 'withStages'> }): readonly RunRow[] {
  if (rows === null || view.withStages === true) return rows ?? [];
  const known = new Set(rows.map(row => row.id));
  return rows.filter(row => !isStageRun(row, known));
}

/** The chosen runs that are there, in the order they were chosen. */
export function selectedRows(state: MetricsState): readonly RunRow[] {
  if (state.rows === null) return [];
  const known = byId.get(state.rows) ?? new Map(state.rows.map(row => [row.id, row]));
  byId.set(state.rows, known);
  return state.view.selected.flatMap(id => known.get(id) ?? []);
}
/** Rows by id, found once per list. */
const byId = new WeakMap<readonly RunRow[], ReadonlyMap<string, RunRow>>();

/** What the charts are about: metrics of the chosen runs whose columns are shown. */
export function chartedMetrics(state: MetricsState): readonly string[] {
  const hidden = new Set(state.view.hiddenColumns);
  return metricNames(selectedRows(state), state.main).filter(name => !hidden.has(`metrics.${name}`));
}

/** Limits of the history request, see `protocol/api.ts`. The curves of a pipeline run that still runs are its stages'. */
export function watched(state: MetricsState): { readonly runIds: string[]; readonly keys: string[] } {
  const runIds = selectedRows(state)
    .flatMap(row => [row.id, ...runningStages(state, row).map(stage => stage.id)])
    .slice(0, 500);
  return { runIds: [...new Set(runIds)], keys: runIds.length === 0 ? [] : chartedMetrics(state).slice(0, 200) };
}

/** One run's curve of a metric; of a stage of it while it runs. */
export interface RunCurve {
  readonly runId: string;
  readonly curve: WireCurve;
}

/** Curves of one metric for the chosen runs, in their order. */
export function curvesOf(state: MetricsState, metric: string): readonly RunCurve[] {
  return selectedRows(state).flatMap(row => {
    const own = [row, ...runningStages(state, row)].flatMap(({ id }) => state.curves.get(curveKey(id, metric)) ?? []);
    const curve = own[0];
    return curve === undefined ? [] : [{ runId: row.id, curve }];
  });
}

const runningStages = ({ rows }: MetricsState, row: RunRow): readonly RunRow[] =>
  row.status === 'RUNNING' ? (childrenOf(rows ?? []).get(row.id) ?? []) : [];
