// Stage runs are folded into their pipeline run: what they measure shows on its row while it still runs; pure.
import type { RunRow } from '../../protocol/api.ts';

/** A run whose parent is listed too. */
export function isStageRun(row: RunRow, known: ReadonlySet<string>): boolean {
  return row.parentId !== null && known.has(row.parentId);
}

/**
 * A pipeline run gets its stages' params and metrics when they end; until then they are lent to its row.
 * Names that two stages share are left out: the ended run has them with the stage's name before.
 */
export function lendFromStages(rows: readonly RunRow[]): readonly RunRow[] {
  const children = childrenOf(rows);
  return rows.map(row => {
    const stages = children.get(row.id);
    if (row.status !== 'RUNNING' || stages === undefined) return row;
    return {
      ...row,
      params: { ...unshared(stages.map(stage => stage.params)), ...row.params },
      metrics: { ...unshared(stages.map(stage => stage.metrics)), ...row.metrics },
    };
  });
}

/** Stage runs by the id of their pipeline run; found once per list. */
export function childrenOf(rows: readonly RunRow[]): ReadonlyMap<string, readonly RunRow[]> {
  const known = found.get(rows);
  if (known !== undefined) return known;
  const children = new Map<string, RunRow[]>();
  for (const row of rows) {
    if (row.parentId === null) continue;
    const siblings = children.get(row.parentId) ?? [];
    siblings.push(row);
    children.set(row.parentId, siblings);
  }
  found.set(rows, children);
  return children;
}

const found = new WeakMap<readonly RunRow[], ReadonlyMap<string, readonly RunRow[]>>();

function unshared<T>(records: readonly Readonly<Record<string, T>>[]): Record<string, T> {
  const values = new Map<string, T[]>();
  for (const record of records)
    for (const [name, value] of Object.entries(record)) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(
    [...values].flatMap(([name, [value, ...others]]) =>
      value === undefined || others.length > 0 ? [] : [[name, value]],
    ),
  );
}
