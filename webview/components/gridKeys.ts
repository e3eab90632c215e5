// What keys do in a grid: the ARIA grid pattern as a pure function from place and key to an intent.

/** `row` -1 is the header. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that fit in view. */
  readonly page: number;
}
export type GridIntent =
  | { readonly kind: 'move'; readonly to: GridPlace; readonly extend: boolean }
  | { readonly kind: 'toggle' | 'open' | 'sort' | 'copy' | 'selectAll' }
  | { readonly kind: 'resize'; readonly by: number };
interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Pixels per press of Alt+Left or Alt+Right on a header. */
const resizeStep = 12;

export function gridIntent(key: Key, place: GridPlace, size: GridSize): GridIntent | null {
  const isMain = key.ctrlKey || key.metaKey;
  const isHeader = place.row < 0;
  if (isHeader && key.altKey && (key.key === 'ArrowLeft' || key.key === 'ArrowRight'))
    return { kind: 'resize', by: key.key === 'ArrowRight' ? resizeStep : -resizeStep };
  if (key.altKey) return null;
  if (isMain && key.key.toLowerCase() === 'a') return { kind: 'selectAll' };
  if (isMain && key.key.toLowerCase() === 'c') return { kind: 'copy' };
  if (key.key === ' ') return { kind: isHeader ? 'sort' : 'toggle' };
  if (key.key === 'Enter') return { kind: isHeader ? 'sort' : 'open' };
  const to = moved(key.key, isMain, place, size);
  return to === null ? null : { kind: 'move', to: inside(to, size), extend: key.shiftKey };
}

function moved(key: string, isMain: boolean, { row, column }: GridPlace, size: GridSize): GridPlace | null {
  const moves: Readonly<Record<string, GridPlace>> = {
    ArrowDown: { row: isMain ? size.rows - 1 : row + 1, column },
    ArrowUp: { row: isMain ? 0 : row - 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    PageDown: { row: Math.max(row, 0) + size.page, column },
    PageUp: { row: Math.max(0, row - size.page), column },
    Home: { row: isMain ? 0 : row, column: 0 },
    End: { row: isMain ? size.rows - 1 : row, column: size.columns - 1 },
  };
  return moves[key] ?? null;
}

const inside = ({ row, column }: GridPlace, size: GridSize): GridPlace => ({
  row: Math.max(-1, Math.min(size.rows - 1, row)),
  column: Math.max(0, Math.min(size.columns - 1, column)),
});
