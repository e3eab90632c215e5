// Cuts a pipeline file into its stages by indents alone, so that an edit parses one stage again and not the file.

/** Offsets of the stages' texts; what is outside is the frame. */
export interface StageCut {
  /** Offset of the key `stages`. */
  readonly key: number;
  /** Start of each stage's first line, and last the end of all. */
  readonly starts: readonly number[];
}

/** Null when the text has no block of stages that can be cut safely: then it is parsed as a whole. */
export function cutStages(text: string): StageCut | null {
  const key = findStages(text);
  if (key === null || hasLoneReturn(text)) return null;
  const starts: number[] = [];
  let indent = -1;
  let at = nextLine(text, key);
  for (; at < text.length; at = nextLine(text, at)) {
    let column = at;
    while (text.charCodeAt(column) === 32) column++;
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
  return { key, starts: [...starts, Math.min(at, text.length)] };
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
