// `${{ params.x }}` and `${{ datasets.NAME.path }}`: found in text, read, looked up.
import type { ParamTree, ParamValue, Pipeline } from '../domain/pipeline.ts';
import { paramAt } from './params.ts';

/** One expression as found in a text. */
export interface Expression {
  /** Offsets of the whole `${{ … }}` in the text searched. */
  readonly start: number;
  readonly end: number;
  /** What stands between the braces, without blanks around it. */
  readonly inner: string;
  /** Offset of `inner`. */
  readonly innerStart: number;
  readonly read: ExpressionRead;
}
export type ExpressionRead =
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'dataset'; readonly name: string; readonly nameStart: number }
  | { readonly kind: 'scope'; readonly scope: string }
  | { readonly kind: 'syntax' };

export const scopes = ['params', 'datasets'] as const;
const opening = '${{';

/** Expressions of a text in order. One that is not closed reaches to the end of its line. */
export function findExpressions(text: string): readonly Expression[] {
  const found: Expression[] = [];
  for (let start = text.indexOf(opening); start >= 0; start = text.indexOf(opening, found.at(-1)?.end ?? start + 3)) {
    found.push(readExpression(text, start));
  }
  return found;
}

/** What is longer is no expression. */
const longest = 500;
/** As almost all are written. */
const usual = /\$\{\{( ?)(params\.([\w-]+(?:\.[\w-]+)*)) ?\}\}/y;

function readExpression(whole: string, start: number): Expression {
  usual.lastIndex = start;
  const [all, blank = '', inner = '', name = ''] = usual.exec(whole) ?? [];
  return all === undefined || all.length > longest
    ? readAnyExpression(whole, start)
    : { start, end: start + all.length, inner, innerStart: start + 3 + blank.length, read: { kind: 'param', name } };
}

function readAnyExpression(whole: string, start: number): Expression {
  const text = whole.slice(start, start + longest);
  const close = text.indexOf('}}', 3);
  const isClosed = close >= 0 && !/[\r\n]|\$\{\{/.test(text.slice(3, close));
  const end = isClosed ? close + 2 : text.search(/[\r\n]|$/);
  const body = text.slice(3, isClosed ? close : end);
  const inner = body.trim();
  const innerStart = start + 3 + (body.length - body.trimStart().length);
  return { start, end: start + end, inner, innerStart, read: isClosed ? readInner(inner) : { kind: 'syntax' } };
}

function readInner(inner: string): ExpressionRead {
  const match = /^([A-Za-z_]\w*)((?:\.[\p{L}\p{N}_-]+)*)$/u.exec(inner);
  const [, scope = '', rest = ''] = match ?? [];
  if (match === null) return { kind: 'syntax' };
  if (scope === 'params') return rest === '' ? { kind: 'syntax' } : { kind: 'param', name: rest.slice(1) };
  if (scope !== 'datasets') return { kind: 'scope', scope };
  const [, name = '', field = 'path', ...more] = rest.split('.');
  return name === '' || field !== 'path' || more.length > 0
    ? { kind: 'syntax' }
    : { kind: 'dataset', name, nameStart: 'datasets.'.length };
}

/** Undefined: there is nothing of that name. */
export function lookUp(
  { read }: Expression,
  pipeline: Pick<Pipeline, 'datasets'>,
  params: ParamTree,
): ParamValue | undefined {
  if (read.kind === 'param') return paramAt(params, read.name);
  return read.kind === 'dataset' ? pipeline.datasets.get(read.name)?.path : undefined;
}

/** Text with every expression replaced by what `valueFor` gives. */
export function replaceExpressions(text: string, valueFor: (expression: Expression) => string): string {
  let result = '';
  let last = 0;
  for (const expression of findExpressions(text)) {
    result += text.slice(last, expression.start) + valueFor(expression);
    last = expression.end;
  }
  return result + text.slice(last);
}

export const hasExpression = (text: string): boolean => text.includes(opening);

/** How a value reads in a command; undefined for lists and groups. */
export function scalarText(value: ParamValue): string | undefined {
  if (value === null) return '';
  return typeof value === 'object' ? undefined : String(value);
}

/** The same text with every expression written alike. */
export const tidyExpressions = (text: string): string =>
  replaceExpressions(text, expression => `${opening} ${expression.inner} }}`);
