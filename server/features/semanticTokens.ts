// Semantic tokens: the expressions of a pipeline or a foreign format, told apart from the text around them.
import type { SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver';
import { SemanticTokensBuilder } from '../lspValues.ts';
import type { OpenFile } from '../openFile.ts';

export const semanticTokensLegend: SemanticTokensLegend = {
  tokenTypes: ['operator', 'namespace', 'variable'],
  tokenModifiers: [],
};
const [operator, namespace, variable] = [0, 1, 2] as const;

export function semanticTokens(file: OpenFile): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  const { document } = file;
  const push = (start: number, length: number, type: number): void => {
    const { line, character } = document.positionAt(start);
    if (length > 0) builder.push(line, character, length, type, 0);
  };
  for (const { open, inner, close, start } of expressionsIn(file)) {
    const lead = /^\s*/.exec(inner)?.[0].length ?? 0;
    const name = inner.trim();
    // What computes something has braces alone: its parts are no names of ours.
    const isName = /^[\w.[\]-]+$/.test(name);
    const dot = isName ? name.indexOf('.') : -1;
    push(start, open.length, operator);
    const at = start + open.length + lead;
    if (dot > 0) push(at, dot, namespace);
    if (isName) push(at + Math.max(dot, 0), name.length - Math.max(dot, 0), variable);
    push(start + open.length + inner.length, close.length, operator);
  }
  return builder.build();
}

interface FoundExpression {
  readonly open: string;
  readonly inner: string;
  readonly close: string;
  readonly start: number;
}

/** On one line each, comments left out. */
function expressionsIn(file: OpenFile): readonly FoundExpression[] {
  if (!file.isOurs || file.kind === 'card') return [];
  const marks = file.kind === 'pipeline' ? { open: '$' + '{{', close: '}}' } : file.read?.dialect.expression;
  if (marks === undefined) return [];
  const { open, close } = marks;
  const text = file.document.getText();
  const found: FoundExpression[] = [];
  for (let start = text.indexOf(open); start >= 0; start = text.indexOf(open, start + open.length)) {
    const end = text.indexOf(close, start + open.length);
    const inner = end < 0 ? '' : text.slice(start + open.length, end);
    if (end < 0 || inner.includes('\n') || isInComment(text, start) || text[start - 1] === '\\') continue;
    if (open === '{' && !isPlaceholder(text, start, inner)) continue;
    found.push({ open, inner, close, start });
  }
  return found;
}

const isInComment = (text: string, at: number): boolean =>
  /^[ \t]*#/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));

/** Braces of YAML and doubled ones, which stand for themselves, are none. */
const isPlaceholder = (text: string, start: number, inner: string): boolean =>
  /^[A-Za-z_]\w*$/.test(inner) &&
  text[start - 1] !== '{' &&
  !/[:,[-]\s*$/.test(text.slice(Math.max(0, start - 20), start));
