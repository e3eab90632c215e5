// Whether a value is good, worth a warning or an alert.
import type { Comparison } from '../domain/gate.ts';
import type { SignalLevel } from '../domain/monitor.ts';

export interface Bounds {
  readonly op: Comparison;
  readonly warn: number | null;
  readonly alert: number | null;
}

export function levelOf(value: number, { op, warn, alert }: Bounds): SignalLevel {
  if (alert !== null && compare(value, op, alert)) return 'alert';
  return warn !== null && compare(value, op, warn) ? 'warn' : 'ok';
}

function compare(value: number, op: Comparison, bound: number): boolean {
  if (op === '>') return value > bound;
  if (op === '>=') return value >= bound;
  return op === '<' ? value < bound : value <= bound;
}

const ranks: Readonly<Record<SignalLevel, number>> = { alert: 3, warn: 2, ok: 1, unknown: 0 };
/** For sorting, the worst first. */
export const byLevel = (a: { readonly level: SignalLevel }, b: { readonly level: SignalLevel }): number =>
  ranks[b.level] - ranks[a.level];
