// Rows and columns as shown: sorting, visibility and widths by TanStack Table, filtering by our language.
import {
  columnSizingFeature,
  columnVisibilityFeature,
  constructTable,
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/table-core';
import { storeReactivityBindings } from '@tanstack/table-core/store-reactivity-bindings';
import { fromWire, type RunRow } from '../../protocol/api.ts';
import type { MetricsViewState } from '../../protocol/panels.ts';
import type { RunColumn } from './columns.ts';

const features = tableFeatures({
  coreReactivityFeature: storeReactivityBindings(),
  rowSortingFeature,
  columnVisibilityFeature,
  columnSizingFeature,
  sortedRowModel: createSortedRowModel(),
});
const helper = createColumnHelper<typeof features, RunRow>();

export interface ShownColumn extends RunColumn {
  /** Pixels, resizing included. */
  readonly size: number;
}
export interface ShownTable {
  readonly rows: readonly RunRow[];
  readonly columns: readonly ShownColumn[];
}
interface TableInput {
  /** Already filtered. */
  readonly rows: readonly RunRow[];
  readonly columns: readonly RunColumn[];
  readonly view: Pick<MetricsViewState, 'sort' | 'hiddenColumns' | 'columnWidths'>;
}

/** Runs without a value come last whichever way it is sorted; without a sort order rows stay as they came. */
export function shownTable({ rows, columns, view }: TableInput): ShownTable {
  const byId = new Map(columns.map(column => [column.id, column]));
  const sort = view.sort !== null && byId.has(view.sort.column) ? view.sort : null;
  const table = constructTable({
    features,
    data: [...rows],
    getRowId: row => row.id,
    columns: helper.columns(
      columns.map(column =>
        helper.accessor((row: RunRow) => sortValue(row, column), {
          id: column.id,
          size: column.width,
          minSize: minWidth,
          sortFn: compareRows,
          sortUndefined: 'last',
        }),
      ),
    ),
    initialState: {
      sorting: sort === null ? [] : [{ id: sort.column, desc: sort.descending }],
      columnVisibility: Object.fromEntries(view.hiddenColumns.filter(id => id !== 'run').map(id => [id, false])),
      columnSizing: { ...view.columnWidths },
    },
  });
  return {
    rows: table.getRowModel().rows.map(row => row.original),
    columns: table.getVisibleLeafColumns().flatMap(column => {
      const known = byId.get(column.id);
      return known === undefined ? [] : [{ ...known, size: column.getSize() }];
    }),
  };
}

export const minWidth = 48;

/** What a column sorts by; nothing where the run has no such value. */
function sortValue(row: RunRow, column: Pick<RunColumn, 'kind' | 'name' | 'isNumeric'>): number | string | undefined {
  if (column.kind === 'run') return row.name;
  if (column.kind === 'when') return row.startedAt ?? undefined;
  if (column.kind === 'duration')
    return row.startedAt === null || row.endedAt === null ? undefined : row.endedAt - row.startedAt;
  if (column.kind === 'metric') {
    const metric = row.metrics[column.name];
    const value = metric === undefined ? Number.NaN : fromWire(metric.value);
    return Number.isNaN(value) ? undefined : value;
  }
  const value = row.params[column.name];
  return value === undefined ? undefined : column.isNumeric ? Number(value) : value;
}

function compareRows(
  a: { getValue: (id: string) => unknown },
  b: { getValue: (id: string) => unknown },
  id: string,
): number {
  const [left, right] = [a.getValue(id), b.getValue(id)];
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left).localeCompare(String(right), 'en', { numeric: true });
}
