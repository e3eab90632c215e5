// Which version answers: by weight, and the same one for the same key as long as weights only grow.

export interface Share {
  /** Percent. */
  readonly traffic: number;
  readonly role: 'stable' | 'candidate' | 'warm';
}

const order = { candidate: 0, stable: 1, warm: 2 } as const;

/** Candidates lie at the beginning of the scale: while their share grows, nobody who is on them leaves. */
export const inOrder = <T extends Share>(shares: readonly T[]): readonly T[] =>
  shares.filter(({ traffic }) => traffic > 0).sort((a, b) => order[a.role] - order[b.role]);

/** `shares` as `inOrder` gives them; `at` from 0 to below 1. Null when there are none. */
export function pick<T extends Share>(shares: readonly T[], at: number): T | null {
  let total = 0;
  for (const { traffic } of shares) total += traffic;
  let end = 0;
  for (const share of shares) {
    end += share.traffic / total;
    if (at < end) return share;
  }
  return shares.at(-1) ?? null;
}

/** Evenly spread over 0 to below 1 and the same on every machine: FNV-1a of the UTF-16 units, finished as MurmurHash3 does. */
export function placeOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
