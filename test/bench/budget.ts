// A figure and the bound it has to keep.

interface Bounded {
  readonly what: string;
  readonly value: number;
}
export type Budget = Bounded & ({ readonly least: number } | { readonly most: number });

export const isKept = (budget: Budget): boolean =>
  'least' in budget ? budget.value >= budget.least : budget.value <= budget.most;

/** For people: what was measured, what was asked for, and whether that holds. */
export function budgetLine(budget: Budget): string {
  const bound = 'least' in budget ? `at least ${short(budget.least)}` : `at most ${short(budget.most)}`;
  return `  ${isKept(budget) ? 'kept  ' : 'MISSED'} ${budget.what.padEnd(46)} ${short(budget.value).padStart(7)}, ${bound}`;
}

const short = (value: number): string => value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3);
