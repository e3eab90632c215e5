// The table of runs: box and swatch, state and name, metrics with their direction, params, when.
import type { ComponentChildren, VNode } from 'preact';
import { formatDuration, formatNumber, formatRelative, formatTime } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import { directionMark } from '../../present/metricText.ts';
import { fromWire, type RunRow } from '../../protocol/api.ts';
import { now } from '../components/clock.ts';
import { Button } from '../components/controls.ts';
import { Grid } from '../components/grid.tsx';
import type { GridCell, GridColumn } from '../components/gridModel.ts';
import { StateIcon } from '../components/icon.tsx';
import { announce } from '../components/live.tsx';
import { EmptyView } from '../components/notice.tsx';
import { Swatch } from '../components/swatch.tsx';
import { bestRuns } from './best.ts';
import type { RunColumn } from './columns.ts';
import { fullValue } from './markdown.ts';
import { minWidth, type ShownColumn } from './runTable.ts';
import { chooseRuns, sortBy } from './state.ts';
import type { MetricsStore } from './store.ts';
import { columnLabel } from './viewToolbar.tsx';

interface ViewProps {
  readonly store: MetricsStore;
}

export function TableView({ store }: ViewProps): VNode {
  const { view, main, directions } = store.state.value;
  const { rows, columns } = store.table.value;
  if (rows.length === 0) return <NothingFound store={store} />;
  const byId = new Map(columns.map(column => [column.id, column]));
  const best = main === null ? new Set<string>() : bestRuns(store.rows.value, main, directions[main] ?? 'unknown');
  return (
    <section class="ty-table" aria-label={t('Runs')}>
      <Grid
        label={t('Runs of {experiment}', { experiment: view.experiment })}
        columns={columns.map(gridColumn)}
        rowIds={rows.map(row => row.id)}
        chosen={new Set(view.selected)}
        sort={view.sort}
        mark={row => <Swatch runId={rows[row]?.id ?? ''} />}
        cell={(row, id) =>
          runCell(store, rows[row], byId.get(id), id === `metrics.${main}` && best.has(rows[row]?.id ?? ''))
        }
        onChoose={(ids, isChosen) => choose(store, ids, isChosen)}
        onOpen={row => openRun(store, rows[row])}
        onSort={column => sort(store, column)}
        onResize={(column, width) =>
          store.change({ columnWidths: { ...view.columnWidths, [column]: Math.max(minWidth, Math.round(width)) } })
        }
        onCopy={(row, column) => copyCell(store, rows[row], column === null ? undefined : byId.get(column))}
        onActive={row => {
          store.active.value = row === null ? null : (rows[row]?.id ?? null);
        }}
      />
    </section>
  );
}

function gridColumn(column: ShownColumn): GridColumn {
  const direction = directionMark(column.direction);
  const label = columnLabel(column);
  const words = column.kind === 'metric' && direction !== null ? `${label}, ${direction.word}` : label;
  return {
    id: column.id,
    label,
    title:
      column.kind === 'param'
        ? t('Param {name}. Click to sort.', { name: label })
        : t('{words}. Click to sort.', { words }),
    size: column.size,
    isNumeric: column.isNumeric,
    isDim: column.kind === 'param' && !column.differs,
    ...(direction === null
      ? {}
      : {
          extra: (
            <span class="ty-arrow" role="img" aria-label={direction.word}>
              {direction.arrow}
            </span>
          ),
        }),
  };
}

function runCell(
  store: MetricsStore,
  row: RunRow | undefined,
  column: RunColumn | undefined,
  isBest: boolean,
): GridCell {
  if (row === undefined || column === undefined) return { content: null, title: '' };
  const title = column.kind === 'when' && row.startedAt !== null ? formatTime(row.startedAt) : fullValue(row, column);
  return { content: cellContent(store, row, column, isBest), title };
}

function cellContent(store: MetricsStore, row: RunRow, column: RunColumn, isBest: boolean): ComponentChildren {
  switch (column.kind) {
    case 'run':
      return <RunName store={store} row={row} />;
    case 'metric': {
      const metric = row.metrics[column.name];
      if (metric === undefined) return <Nothing />;
      return (
        <>
          {isBest && (
            <span class="ty-star" role="img" aria-label={t('best')} title={t('best')}>
              ★
            </span>
          )}
          {(store.numbers.value.get(column.id) ?? formatNumber)(fromWire(metric.value))}
        </>
      );
    }
    case 'param':
      return row.params[column.name] ?? <Nothing />;
    case 'when':
      return row.startedAt === null ? <Nothing /> : formatRelative(now.value, row.startedAt);
    case 'duration':
      return row.startedAt === null ? <Nothing /> : formatDuration((row.endedAt ?? now.value) - row.startedAt);
    default:
      return null;
  }
}

const Nothing = (): VNode => <span class="ty-nothing">–</span>;

function RunName({ store, row }: ViewProps & { readonly row: RunRow }): VNode {
  return (
    <>
      <StateIcon state={row.status} />
      {/* biome-ignore lint/a11y: Enter on the row opens the run; a button in each row would be a second way for the same */}
      <span class="ty-run-name" onClick={() => openRun(store, row)}>
        {row.name}
      </span>
    </>
  );
}

function openRun(store: MetricsStore, row: RunRow | undefined): void {
  if (row !== undefined) store.send({ type: 'openRun', runId: row.id });
}

function choose(store: MetricsStore, ids: readonly string[], isChosen: boolean): void {
  store.apply(state => chooseRuns(state, ids, isChosen));
  announce(t('{count} runs selected', { count: store.selected.value.length }));
}

function sort(store: MetricsStore, column: string): void {
  store.apply(state => sortBy(state, column));
  const now = store.state.value.view.sort;
  const order =
    now === null
      ? t('Sorted by start, newest first')
      : now.descending
        ? t('Sorted by {column}, highest first', { column })
        : t('Sorted by {column}, lowest first', { column });
  announce(order);
}

function copyCell(store: MetricsStore, row: RunRow | undefined, column: RunColumn | undefined): void {
  if (row === undefined) return;
  store.send({ type: 'copy', text: column === undefined ? row.id : fullValue(row, column) });
  announce(t('Copied'));
}

function NothingFound({ store }: ViewProps): VNode {
  const action = <Button kind="secondary" label={t('Clear the filter')} onClick={() => store.change({ filter: '' })} />;
  return (
    <section class="ty-table">
      <EmptyView icon="filter" title={t('No run passes the filter')} action={action}>
        {t('The filter is «{filter}».', { filter: store.state.value.view.filter })}
      </EmptyView>
    </section>
  );
}
