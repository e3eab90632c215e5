// The expression `${{ … }}` around a cursor, closed or not.
import type { Word } from '../pipelineOutline.ts';

export interface ExpressionPlace {
  /** The dotted name, up to the cursor's word end; offsets in the text. */
  readonly name: Word;
  readonly isClosed: boolean;
}

/** The dotted name of the expression that `offset` lies in, or null. */
export function expressionAt(text: string, offset: number): ExpressionPlace | null {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const open = text.lastIndexOf('${' + '{', offset - 1);
  if (open < lineStart || open === -1) return null;
  const close = text.indexOf('}}', open);
  if (close !== -1 && close < offset) return null;
  let start = open + 3;
  while (start < offset && text[start] === ' ') start++;
  const length = /^[\w.-]*/.exec(text.slice(start))?.[0].length ?? 0;
  if (offset > start + length) return null;
  const lineEnd = text.indexOf('\n', open);
  const isClosed = close !== -1 && (lineEnd === -1 || close < lineEnd);
  return { name: { text: text.slice(start, start + length), range: { start, end: start + length } }, isClosed };
}
