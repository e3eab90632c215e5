// A virtualised table after the ARIA grid pattern: chosen rows, one active cell, sortable and resizable columns.
// biome-ignore-all lint/a11y/useSemanticElements: rows are drawn where they are scrolled to, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names the active cell
// biome-ignore-all lint/a11y/noStaticElementInteractions: roles are given by column
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are handled by the grid
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { GridHead } from './gridHead.tsx';
import { type GridPlace, gridIntent } from './gridKeys.ts';
import { boxWidth, cellId, type GridProps, headHeight, rowHeight } from './gridModel.ts';
import { useVirtualRows } from './virtualRows.ts';

export function Grid(props: GridProps): VNode {
  const { columns, rowIds, chosen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<GridPlace>({ row: 0, column: 1 });
  const rows = useVirtualRows(scroller, rowIds.length, rowHeight, headHeight);
  const anchor = useRef(0);
  const width = boxWidth + columns.reduce((sum, column) => sum + column.size, 0);
  const active: GridPlace = {
    row: Math.min(place.row, rowIds.length - 1),
    column: Math.min(place.column, columns.length),
  };
  useKeepInView(scroller, active);

  const go = (to: GridPlace): void => {
    setPlace(to);
    if (to.row >= 0) rows.reveal(to.row);
    props.onActive(to.row >= 0 ? to.row : null);
  };
  const choose = (row: number, isRange: boolean): void => {
    const id = rowIds[row];
    if (id === undefined) return;
    const [from, to] = isRange ? [Math.min(anchor.current, row), Math.max(anchor.current, row)] : [row, row];
    props.onChoose(rowIds.slice(from, to + 1), isRange || !chosen.has(id));
    anchor.current = row;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const intent = gridIntent(event, active, { rows: rowIds.length, columns: columns.length + 1, page: rows.page });
    if (intent === null) return;
    event.preventDefault();
    const column = columns[active.column - 1];
    if (intent.kind === 'move') {
      if (intent.extend && intent.to.row >= 0) choose(intent.to.row, true);
      else if (intent.to.row >= 0) anchor.current = intent.to.row;
      go(intent.to);
    } else if (intent.kind === 'selectAll') props.onChoose(rowIds, chosen.size < rowIds.length);
    else if (intent.kind === 'sort')
      column === undefined ? props.onChoose(rowIds, chosen.size === 0) : props.onSort(column.id);
    else if (intent.kind === 'resize' && column !== undefined) props.onResize(column.id, column.size + intent.by);
    else if (intent.kind === 'toggle') choose(active.row, event.shiftKey);
    else if (intent.kind === 'open') props.onOpen(active.row);
    else if (intent.kind === 'copy' && active.row >= 0) props.onCopy(active.row, column?.id ?? null);
  };

  return (
    <div
      class="ty-grid"
      role="grid"
      tabIndex={0}
      ref={scroller}
      aria-label={props.label}
      aria-multiselectable="true"
      aria-rowcount={rowIds.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={cellId(active)}
      onKeyDown={onKeyDown}
    >
      <div class="ty-grid-body" style={{ width: `${width}px`, height: `${rows.height}px` }}>
        <GridHead
          {...props}
          active={active.row === -1 ? active.column : null}
          onActive={column => go({ row: -1, column })}
        />
        <div role="rowgroup">
          {rows.items.map(({ index, start }) => (
            <GridRow
              key={rowIds[index] ?? index}
              grid={props}
              index={index}
              top={start}
              activeColumn={active.row === index ? active.column : null}
              onPoint={(column, event) => {
                go({ row: index, column });
                if (column === 0 || event.ctrlKey || event.metaKey || event.shiftKey) choose(index, event.shiftKey);
                else anchor.current = index;
              }}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface GridRowProps {
  readonly grid: GridProps;
  readonly index: number;
  readonly top: number;
  readonly activeColumn: number | null;
  readonly onPoint: (column: number, event: MouseEvent) => void;
}

function GridRow({ grid, index, top, activeColumn, onPoint }: GridRowProps): VNode {
  const isChosen = grid.chosen.has(grid.rowIds[index] ?? '');
  const look = (column: number): string => (activeColumn === column ? ' ty-cell-active' : '');
  return (
    <div
      class={`ty-row${isChosen ? ' ty-row-chosen' : ''}${activeColumn === null ? '' : ' ty-row-active'}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div
        class={`ty-cell ty-cell-box${look(0)}`}
        role="gridcell"
        id={cellId({ row: index, column: 0 })}
        onClick={event => onPoint(0, event)}
      >
        <span class={`ty-box codicon${isChosen ? ' codicon-check ty-box-on' : ''}`} aria-hidden="true" />
        {grid.mark(index)}
      </div>
      {grid.columns.map((column, at) => {
        const { content, title } = grid.cell(index, column.id);
        const kind = `${column.isNumeric ? ' ty-cell-number' : ''}${column.isDim ? ' ty-cell-dim' : ''}${at === 0 ? ' ty-cell-name' : ''}`;
        return (
          <div
            key={column.id}
            class={`ty-cell${kind}${look(at + 1)}`}
            role={at === 0 ? 'rowheader' : 'gridcell'}
            id={cellId({ row: index, column: at + 1 })}
            title={title}
            style={{ width: `${column.size}px` }}
            onClick={event => onPoint(at + 1, event)}
            onDblClick={() => grid.onOpen(index)}
          >
            {content}
          </div>
        );
      })}
    </div>
  );
}

/** Scrolls sideways until the active cell is in view, past the two columns that stay. */
function useKeepInView(scroller: { readonly current: HTMLElement | null }, { row, column }: GridPlace): void {
  useLayoutEffect(() => {
    const [element, cell] = [scroller.current, document.getElementById(cellId({ row, column }))];
    if (element === null || cell === null || column < 2 || document.activeElement !== element) return;
    const staying =
      (cell.parentElement?.children[1]?.getBoundingClientRect().right ?? 0) - element.getBoundingClientRect().left;
    const [left, right] = [cell.offsetLeft, cell.offsetLeft + cell.offsetWidth];
    if (left - staying < element.scrollLeft) element.scrollLeft = left - staying;
    else if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth;
  }, [scroller, row, column]);
}
