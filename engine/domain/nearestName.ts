// The known name that a misspelt one most likely means, or none when nothing is near.

/** Nearest of `known` to `name`: one letter off from three letters on, two from six on. Case, `-`, `_` and spaces do not count. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  const wanted = plain(name);
  let best: string | null = null;
  let bestDistance = wanted.length < 3 ? 1 : wanted.length < 6 ? 2 : 3;
  for (const candidate of known) {
    // Letters that do not count are only left out: what is too short stays so.
    if (candidate === name || candidate.length <= wanted.length - bestDistance) continue;
    if (bestDistance <= 1 && endsOtherwise(candidate, wanted)) continue;
    const distance = editDistance(wanted, plain(candidate), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Then the two are not the same but for what does not count. */
function endsOtherwise(candidate: string, wanted: string): boolean {
  const last = candidate.charCodeAt(candidate.length - 1);
  const counts = (last >= 97 && last <= 122) || (last >= 48 && last <= 57);
  return counts && last !== wanted.charCodeAt(wanted.length - 1);
}

const plain = (name: string): string => (uncounted.test(name) ? name.toLowerCase().replace(/[-_\s]/g, '') : name);
const uncounted = /[^a-z0-9.]/;

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment); stops counting at `limit`. */
export function editDistance(left: string, right: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  // What both begin and end with costs nothing.
  const most = Math.min(left.length, right.length);
  let front = 0;
  while (front < most && left.charCodeAt(front) === right.charCodeAt(front)) front++;
  let back = 0;
  while (back < most - front && left.charCodeAt(left.length - 1 - back) === right.charCodeAt(right.length - 1 - back))
    back++;
  // Whatever is left differs by one at least.
  if (limit <= 1 && front + back < Math.max(left.length, right.length)) return limit;
  const a = left.slice(front, left.length - back);
  const b = right.slice(front, right.length - back);
  // With one of them empty, the rest of the other is what differs.
  if (a === '' || b === '') return Math.max(a.length, b.length);
  let before: number[] = [];
  let last: number[] = [];
  for (let j = 0; j <= b.length; j++) last.push(j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least >= limit) return limit;
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
