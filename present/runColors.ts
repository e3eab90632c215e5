// The colour, dash and marker of a run: the same everywhere, told from its id alone.

export type Marker = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'star';
export interface RunLook {
  /** `#rrggbb`. */
  readonly color: string;
  /** Lengths of strokes and gaps in pixels; empty is a full line. */
  readonly dash: readonly number[];
  readonly marker: Marker;
}

/**
 * Twelve colours with a contrast of at least 3:1 on white and on #1e1e1e, chosen by search for the largest smallest
 * distance (Oklab) between any two as seen with normal sight, protanopia, deuteranopia and tritanopia
 * (matrices of Machado, Oliveira and Fernandes 2009).
 */
export const runPalette = [
  '#0097ff',
  '#c6851a',
  '#139f70',
  '#de031a',
  '#a30dfd',
  '#8f5e62',
  '#0c76bb',
  '#f75b83',
  '#2d7a11',
  '#c52f9d',
  '#ab83b7',
  '#e753ee',
] as const;
const dashes: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [9, 3, 2, 3]];
const markers: readonly Marker[] = ['circle', 'square', 'triangle', 'diamond', 'cross', 'star'];

/** Dash and marker do not follow the colour: two runs that share one still differ in another, most of the time. */
export function runColor(runId: string): RunLook {
  const hash = fnv1a(runId);
  return {
    color: pick(runPalette, hash),
    dash: pick(dashes, Math.floor(hash / 12)),
    marker: pick(markers, Math.floor(hash / 48)),
  };
}

function pick<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new RangeError('an empty list has nothing to pick');
  return item;
}

/** FNV-1a, 32 bits, with a last mixing step: run ids that differ in one digit land apart. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
