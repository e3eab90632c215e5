// Cuts a pipeline file into its stages by indents alone, so that an edit parses one stage again and not the file.

/** Offsets of the stages' texts; what is outside is the frame. */
export interface StageCut {
  /** Offset of the key `stages`. */
  readonly key: number;
  /** Start of each stage's first line, and last the end of all. */
  readonly starts: readonly number[];
}

/** Stands for the stages that are left out, so that what ends before them and what begins after them differ. */
const seam = '#\n';

export interface FrameText {
  /** Everything but the stages. */
  readonly text: string;
  /** An offset in it as one of the whole. */
  at(offset: number): number;
}

export function frameTextOf(text: string, { starts }: StageCut): FrameText {
  const first = starts[0] ?? 0;
  const last = starts.at(-1) ?? first;
  return {
    text: text.slice(0, first) + seam + text.slice(last),
    at: offset => (offset <= first ? offset : offset + last - first - seam.length),
  };
}

/** How a text differs from the one before: equal up to `from`, and from `to` on equal to what followed `lastTo` there. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly lastTo: number;
}

/** Null when the text has no block of stages that can be cut safely: then it is parsed as a whole. */
export function cutStages(text: string): StageCut | null {
  const key = findStages(text);
  return key === null || hasLoneReturn(text) ? null : cutFrom(text, { key, indent: -1 }, nextLine(text, key));
}

/** The answer of `cutStages`, at the cost of the stages that a change touches. */
export function cutChanged(text: string, last: StageCut, change: TextChange): StageCut | null {
  const { from, to, lastTo } = change;
  const delta = to - lastTo;
  const first = last.starts[0] ?? 0;
  const end = last.starts.at(-1) ?? 0;
  if (text.includes('\r')) return cutStages(text);
  // Above the stages, the line of their key left out: all of them have moved.
  if (lastTo < last.key) {
    const frame = `${text.slice(0, first + delta)}${text.slice(end + delta)}`;
    if (findStages(frame) !== last.key + delta) return cutStages(text);
    return delta === 0 ? last : { key: last.key + delta, starts: last.starts.map(start => start + delta) };
  }
  const touched = lastIndexBefore(last.starts, from);
  if (touched < 0 || lastTo >= end) return cutStages(text);
  const indent = indentAt(text, first);
  const known = new Set<number>();
  for (let i = touched + 1; i < last.starts.length && known.size < 4; i++) {
    const start = last.starts[i] ?? 0;
    if (start > lastTo) known.add(start + delta);
  }
  const before = last.starts.slice(0, touched);
  const cut = cutFrom(text, { key: last.key, indent }, last.starts[touched] ?? 0, known);
  // The first stage sets the indent: where its line is no stage any more, or is indented otherwise, all may differ.
  if (cut === null || cut.stopped === null || (before[0] ?? cut.starts[0]) !== first) return cutStages(text);
  if (cut.stopped !== end + delta && indentAt(text, cut.stopped) !== indent) return cutStages(text);
  const rest = last.starts.slice(last.starts.indexOf(cut.stopped - delta, touched));
  return { key: last.key, starts: before.concat(cut.starts, delta === 0 ? rest : rest.map(start => start + delta)) };
}

const block = 4096;

/** The shortest change that turns one text into the other. */
export function changeBetween(last: string, text: string): TextChange {
  const most = Math.min(last.length, text.length);
  let from = 0;
  while (from + block <= most && last.slice(from, from + block) === text.slice(from, from + block)) from += block;
  while (from < most && last.charCodeAt(from) === text.charCodeAt(from)) from++;
  let back = 0;
  const left = most - from;
  const equalBlock = (): boolean =>
    last.slice(last.length - back - block, last.length - back) ===
    text.slice(text.length - back - block, text.length - back);
  while (back + block <= left && equalBlock()) back += block;
  while (back < left && last.charCodeAt(last.length - back - 1) === text.charCodeAt(text.length - back - 1)) back++;
  return { from, to: text.length - back, lastTo: last.length - back };
}

/** Index of the last start before an offset; the line that a change begins in must not be a start itself. */
function lastIndexBefore(starts: readonly number[], offset: number): number {
  let low = -1;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) < offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function indentAt(text: string, at: number): number {
  let column = at;
  while (text.charCodeAt(column) === 32) column++;
  return column - at;
}

interface CutSoFar {
  readonly key: number;
  /** Of the names of stages; -1 while there is none. */
  readonly indent: number;
}

/** The stages from a line on; at one of `stops` it ends, and `starts` is without the end. */
function cutFrom(
  text: string,
  { key, indent: known }: CutSoFar,
  from: number,
  stops: ReadonlySet<number> = new Set(),
): { readonly key: number; readonly starts: number[]; readonly stopped: number | null } | null {
  const starts: number[] = [];
  let indent = known;
  let at = from;
  // Deeper lines need no more than one look, unless a tab may be hidden in their indent.
  const hasTab = text.includes('\t');
  for (; at < text.length; at = nextLine(text, at)) {
    if (stops.has(at)) return { key, starts, stopped: at };
    const most = hasTab || indent < 0 ? text.length : at + indent + 1;
    let column = at;
    while (column < most && text.charCodeAt(column) === 32) column++;
    if (column - at > indent && indent >= 0 && !hasTab) continue;
    const first = text.charCodeAt(column);
    // Blank lines and comments belong to what is above them.
    if (first === 10 || first === 13 || first === 35 || Number.isNaN(first)) continue;
    const width = column - at;
    if (width === 0 && first !== 9) break;
    if (indent < 0) indent = width;
    if (first === 9 || width < indent) return null;
    if (width > indent) continue;
    // Lists and explicit keys are no stages.
    if ((first === 45 || first === 63) && /[\s]/.test(text[column + 1] ?? ' ')) return null;
    starts.push(at);
  }
  if (starts.length === 0) return null;
  starts.push(Math.min(at, text.length));
  return { key, starts, stopped: null };
}

/** The one line `stages:` at the left edge. */
function findStages(text: string): number | null {
  const line = /^stages[ \t]*:[ \t]*(?:#[^\r\n]*)?\r?$/gm;
  const first = line.exec(text);
  return first === null || line.exec(text) !== null ? null : first.index;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

const hasLoneReturn = (text: string): boolean => text.includes('\r') && /\r(?!\n)/.test(text);
