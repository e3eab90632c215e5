// Which parts of a text are those of the text before: what lies before or behind a change is not read again.
import type { TextChange } from './cutStages.ts';

/** A piece of a file that is read on its own; offsets in it count from the start of `text`. */
interface Part {
  readonly text: string;
}
export interface PartsNow<P> {
  readonly parts: readonly P[];
  /** Parts of the last text that are not there any more, and those that took their place. */
  readonly gone: readonly P[];
  readonly come: readonly P[];
}
export interface LastText<P> {
  /** Start of each part, and last the end of all. */
  readonly starts: readonly number[];
  readonly parts: readonly P[];
}

/** Parts between `starts`; around a change they are looked for by their text. `change` is null without a last text. */
export function partsOf<P extends Part>(
  text: string,
  starts: readonly number[],
  { last, change, read }: { last: LastText<P> | null; change: TextChange | null; read: (text: string) => P },
): PartsNow<P> {
  const count = starts.length - 1;
  const readAt = (i: number): P => read(detach(text.slice(starts[i], starts[i + 1])));
  if (last === null || change === null) {
    const parts: P[] = [];
    for (let i = 0; i < count; i++) parts.push(readAt(i));
    return { parts, gone: [], come: parts };
  }
  const { starts: lastStarts, parts: before } = last;
  const delta = change.to - change.lastTo;
  let front = 0;
  const isBefore = (i: number): boolean =>
    i < count && i < before.length && starts[i] === lastStarts[i] && starts[i + 1] === lastStarts[i + 1];
  while (isBefore(front) && (starts[front + 1] ?? 0) <= change.from) front++;
  let back = 0;
  const isBehind = (i: number): boolean =>
    count - i > front &&
    before.length - i > front &&
    (starts[count - 1 - i] ?? 0) >= change.to &&
    starts[count - 1 - i] === (lastStarts[before.length - 1 - i] ?? 0) + delta &&
    starts[count - i] === (lastStarts[before.length - i] ?? 0) + delta;
  while (isBehind(back)) back++;
  const gone = before.slice(front, before.length - back);
  const known = new Map(gone.map(part => [part.text, part]));
  const come: P[] = [];
  for (let i = front; i < count - back; i++) come.push(known.get(text.slice(starts[i], starts[i + 1])) ?? readAt(i));
  const parts = before.slice(0, front).concat(come, before.slice(before.length - back));
  return { parts, gone, come };
}

/** A text of its own: a slice would keep the whole text it comes from in memory. */
export const detach = (text: string): string => ` ${text}`.slice(1);
