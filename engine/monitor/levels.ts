// Levels of measured values: which side of warn and alert they are on.
import type { Comparison } from '../domain/gate.ts';
import type { SignalLevel, SignalSpec } from '../domain/monitor.ts';
import { never } from '../domain/result.ts';

export type Bounds = Pick<SignalSpec, 'op' | 'warn' | 'alert'>;

/** `op` says what is bad: with `>` a value above `alert` is an alert. A bound that is not given is never reached. */
export function levelOf(value: number, { op, warn, alert }: Bounds): Exclude<SignalLevel, 'unknown'> {
  if (alert !== null && isBeyond(value, op, alert)) return 'alert';
  return warn !== null && isBeyond(value, op, warn) ? 'warn' : 'ok';
}

function isBeyond(value: number, op: Comparison, bound: number): boolean {
  switch (op) {
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    default:
      return never(op);
  }
}

const severity = { ok: 0, unknown: 0, warn: 1, alert: 2 } as const;

/** For sorting: what is worse comes first; at the same level what is further in the bad direction. */
export function worseFirst(op: Comparison) {
  const sign = op === '>' || op === '>=' ? -1 : 1;
  return (
    a: { readonly level: SignalLevel; readonly value: number },
    b: { readonly level: SignalLevel; readonly value: number },
  ): number => severity[b.level] - severity[a.level] || sign * (a.value - b.value);
}

/** Those of drift, where the file gives none: the usual reading of PSI, and of Evidently's 0.1 as the point to look. */
export const driftBounds = (signal: SignalSpec): Bounds =>
  signal.warn === null && signal.alert === null && (signal.op === '>' || signal.op === '>=')
    ? { op: signal.op, warn: 0.1, alert: 0.25 }
    : signal;
