// What a grid is given, how its cells are named and how large its parts are.
import type { ComponentChildren } from 'preact';
import type { GridPlace } from './gridKeys.ts';

export interface GridColumn {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly size: number;
  readonly isNumeric: boolean;
  readonly isDim: boolean;
  readonly extra?: ComponentChildren;
}
export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}
export interface GridProps {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rowIds: readonly string[];
  readonly chosen: ReadonlySet<string>;
  readonly sort: GridSort | null;
  /** What stands in the box of a row before its first cell: swatch or icon. */
  readonly mark: (row: number) => ComponentChildren;
  readonly cell: (row: number, column: string) => GridCell;
  readonly onChoose: (rowIds: readonly string[], isChosen: boolean) => void;
  readonly onOpen: (row: number) => void;
  readonly onSort: (column: string) => void;
  readonly onResize: (column: string, width: number) => void;
  readonly onCopy: (row: number, column: string | null) => void;
  readonly onActive: (row: number | null) => void;
}
export interface GridCell {
  readonly content: ComponentChildren;
  /** The whole value, shown on hover. */
  readonly title: string;
}

export const rowHeight = 22;
export const headHeight = 26;
export const boxWidth = 48;

/** Id of a cell for `aria-activedescendant`; column 0 is the box. */
export const cellId = ({ row, column }: GridPlace): string => `cell-${row}-${column}`;
