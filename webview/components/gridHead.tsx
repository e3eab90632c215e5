// The header row of a grid: sorts on click, resizes by its edge.
// biome-ignore-all lint/a11y/useSemanticElements: rows are drawn where they are scrolled to, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names the active cell
// biome-ignore-all lint/a11y/noStaticElementInteractions: roles are given by column
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are handled by the grid
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '../../present/l10n.ts';
import { cellId, type GridColumn, type GridProps } from './gridModel.ts';
import { Icon } from './icon.tsx';

type GridHeadProps = Omit<GridProps, 'onActive'> & {
  /** Column whose header is active, 0 is the box; null when a row is. */
  readonly active: number | null;
  readonly onActive: (column: number) => void;
};

export function GridHead(props: GridHeadProps): VNode {
  const { columns, rowIds, chosen } = props;
  const shown = rowIds.filter(id => chosen.has(id)).length;
  const mark = shown === 0 ? '' : shown === rowIds.length ? ' codicon-check ty-box-on' : ' codicon-dash ty-box-on';
  const words = shown === 0 ? t('Select all runs') : t('Select no run');
  return (
    <div role="rowgroup" class="ty-head">
      <div role="row" aria-rowindex={1} class="ty-head-row">
        <div
          class={`ty-cell ty-cell-box${props.active === 0 ? ' ty-cell-active' : ''}`}
          role="columnheader"
          id={cellId({ row: -1, column: 0 })}
          aria-label={words}
          title={words}
          onClick={() => props.onChoose(rowIds, shown === 0)}
        >
          <span class={`ty-box codicon${mark}`} aria-hidden="true" />
        </div>
        {columns.map((column, at) => (
          <HeadCell key={column.id} head={props} column={column} at={at + 1} />
        ))}
      </div>
    </div>
  );
}

interface HeadCellProps {
  readonly head: GridHeadProps;
  readonly column: GridColumn;
  readonly at: number;
}

function HeadCell({ head, column, at }: HeadCellProps): VNode {
  const isSorted = head.sort?.column === column.id;
  const order = !isSorted ? 'none' : head.sort?.descending ? 'descending' : 'ascending';
  const kind = `${column.isNumeric ? ' ty-cell-number' : ''}${column.isDim ? ' ty-cell-dim' : ''}${at === 1 ? ' ty-cell-name' : ''}`;
  return (
    <div
      class={`ty-cell ty-head-cell${kind}${head.active === at ? ' ty-cell-active' : ''}`}
      role="columnheader"
      id={cellId({ row: -1, column: at })}
      aria-sort={order}
      title={column.title}
      style={{ width: `${column.size}px` }}
      onClick={() => {
        head.onActive(at);
        head.onSort(column.id);
      }}
    >
      <span class="ty-head-label">{column.label}</span>
      {column.extra}
      {isSorted && <Icon id={order === 'descending' ? 'chevron-down' : 'chevron-up'} />}
      <Edge width={column.size} onResize={width => head.onResize(column.id, width)} />
    </div>
  );
}

/** The right edge of a header, dragged with the pointer; keys resize by Alt+Left and Alt+Right. */
function Edge({ width, onResize }: { readonly width: number; readonly onResize: (width: number) => void }): VNode {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  return (
    <span
      class="ty-edge"
      aria-hidden="true"
      onClick={event => event.stopPropagation()}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={event => {
        if (start.current !== null) onResize(start.current.width + event.clientX - start.current.x);
      }}
      onPointerUp={() => {
        start.current = null;
      }}
    />
  );
}
