// The metrics panel's state as a signal with what is derived from it, and what is sent to the host when it changes.
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { RunRow } from '../../protocol/api.ts';
import type { FromMetricsPanel, MetricsViewState, ToMetricsPanel } from '../../protocol/panels.ts';
import type { Bridge } from '../bridge.ts';
import { alignedNumbers } from '../components/decimals.ts';
import { finalValue } from './best.ts';
import { type RunColumn, runColumns } from './columns.ts';
import { type FilterResult, parseFilter } from './filter.ts';
import { type ShownTable, shownTable } from './runTable.ts';
import { changeView, listedRows, type MetricsState, openState, receive, selectedRows, watched } from './state.ts';

export type MetricsBridge = Bridge<ToMetricsPanel, FromMetricsPanel, MetricsViewState>;

export interface MetricsStore {
  readonly state: Signal<MetricsState>;
  /** Rows of the table before filtering: stage runs only when asked for. */
  readonly rows: ReadonlySignal<readonly RunRow[]>;
  readonly columns: ReadonlySignal<readonly RunColumn[]>;
  readonly filter: ReadonlySignal<FilterResult>;
  /** Filtered, sorted, visible columns with their widths. */
  readonly table: ReadonlySignal<ShownTable>;
  /** How each metric column shows its numbers, by column id. */
  readonly numbers: ReadonlySignal<ReadonlyMap<string, (value: number) => string>>;
  readonly selected: ReadonlySignal<readonly RunRow[]>;
  /** The run under the keyboard or the pointer: its curves stand out. */
  readonly active: Signal<string | null>;
  change(view: Partial<MetricsViewState>): void;
  apply(step: (state: MetricsState) => MetricsState): void;
  send(message: FromMetricsPanel): void;
}

export function openStore(bridge: MetricsBridge): MetricsStore {
  const kept = openState(bridge.keptState());
  const state = signal(kept);
  // Signals compare by identity: what a step left alone is not computed again.
  const allRows = computed(() => state.value.rows);
  const withStages = computed(() => state.value.view.withStages);
  const rows = computed(() => {
    const isAll = withStages.value === true;
    return allRows.value === null ? noRows : listedRows({ rows: allRows.value, view: { withStages: isAll } });
  });
  const main = computed(() => state.value.main);
  const directions = computed(() => state.value.directions);
  const columns = computed(() => runColumns({ rows: rows.value, main: main.value, directions: directions.value }));
  const filterText = computed(() => state.value.view.filter);
  const filter = computed(() => parseFilter(filterText.value));
  const filtered = computed(() => (filter.value.ok ? rows.value.filter(filter.value.test) : rows.value));
  const sort = computed(() => state.value.view.sort);
  const hiddenColumns = computed(() => state.value.view.hiddenColumns);
  const columnWidths = computed(() => state.value.view.columnWidths);
  const table = computed(() =>
    shownTable({
      rows: filtered.value,
      columns: columns.value,
      view: { sort: sort.value, hiddenColumns: hiddenColumns.value, columnWidths: columnWidths.value },
    }),
  );
  const numbers = computed(() => {
    const metrics = columns.value.filter(({ kind }) => kind === 'metric');
    return new Map(
      metrics.map(({ id, name }) => [id, alignedNumbers(rows.value.flatMap(row => finalValue(row, name) ?? []))]),
    );
  });
  const store: MetricsStore = {
    state,
    rows,
    columns,
    filter,
    table,
    numbers,
    selected: computed(() => selectedRows(state.value)),
    active: signal<string | null>(null),
    change: view => {
      state.value = changeView(state.value, view);
    },
    apply: step => {
      state.value = step(state.value);
    },
    send: bridge.send,
  };
  bridge.listen(message => {
    state.value = receive(state.value, message, Date.now());
  });
  bridge.send({ type: 'ready', state: kept.view.experiment === '' ? null : kept.view });
  tellHost(store, bridge);
  return store;
}
/** Milliseconds without a change before the host is told. */
const sendAfter = 200;
const noRows: readonly RunRow[] = [];

/** The view is kept in the page and told to the host; curves are asked for when the choice changes, not when they grow. */
function tellHost({ state }: MetricsStore, bridge: MetricsBridge): void {
  const view = computed(() => state.value.view);
  const restored = view.value;
  let pending: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const current = view.value;
    if (current === restored) return;
    bridge.keepState(current);
    // A dragged edge changes the view many times a second; the host needs the last one.
    clearTimeout(pending);
    pending = setTimeout(() => bridge.send({ type: 'state', state: current }), sendAfter);
  });
  const wanted = computed(() => JSON.stringify(watched(state.value)));
  const hasRows = computed(() => state.value.rows !== null);
  effect(() => {
    const { runIds, keys } = JSON.parse(wanted.value) as ReturnType<typeof watched>;
    if (hasRows.value) bridge.send({ type: 'watch', runIds, keys });
  });
}
