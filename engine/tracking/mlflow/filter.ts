// MLflow's filter language: clauses joined by AND, each a name, an operator and a value; no OR, no brackets.
import { invalid } from '../database/mlflowError.ts';

export type Operator =
  | '='
  | '!='
  | '>'
  | '>='
  | '<'
  | '<='
  | 'LIKE'
  | 'ILIKE'
  | 'IN'
  | 'NOT IN'
  | 'IS NULL'
  | 'IS NOT NULL';
export type FilterValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number; readonly text: string }
  | { readonly kind: 'list'; readonly texts: readonly string[] }
  | { readonly kind: 'none' };
/** `metrics.loss < 1` is entity `metrics`, key `loss`. Without a dot the entity is `attribute`. */
export interface Clause {
  readonly entity: string;
  readonly key: string;
  readonly operator: Operator;
  readonly value: FilterValue;
}
type Token = { readonly kind: 'name' | 'text' | 'number' | 'operator' | 'mark'; readonly text: string };

/** Names are words with dots in which parts may be quoted: metrics.`f1 score`, params."p". */
const patterns: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /\s+/y],
  ['number', /-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?(?![\w.])|-?\.\d+(?:[eE][+-]?\d+)?(?![\w.])/y],
  ['text', /'(?:''|\\'|[^'])*'|"[^"]*"(?!\s*\.)/y],
  ['name', /(?:[\w][\w/-]*|`[^`]*`|"[^"]*")(?:\.(?:`[^`]*`|"[^"]*"|[\w][\w./-]*))*/y],
  ['operator', /!=|<>|>=|<=|=|>|</y],
  ['mark', /[(),]/y],
];

/** Throws INVALID_PARAMETER_VALUE with the place that is not understood. */
export function parseFilter(text: string | undefined): readonly Clause[] {
  if (text === undefined || text.trim() === '') return [];
  const tokens = tokenize(text);
  const clauses: Clause[] = [];
  let at = 0;
  while (at < tokens.length) {
    const [clause, next] = readClause(tokens, at, text);
    clauses.push(clause);
    at = next;
    if (at >= tokens.length) break;
    if (!isWord(tokens[at], 'AND')) throw wrong(text, tokens[at]);
    at++;
  }
  return clauses;
}

function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const found = patterns
      .map(([kind, pattern]) => {
        pattern.lastIndex = at;
        return { kind, match: pattern.exec(text)?.[0] };
      })
      .find(({ match }) => match !== undefined && match !== '');
    if (found?.match === undefined) throw invalid(`Invalid clause(s) in filter string: '${text.slice(at)}'`);
    if (found.kind !== 'space') tokens.push({ kind: found.kind, text: found.match });
    at += found.match.length;
  }
  return tokens;
}

const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'name' && token.text.toUpperCase() === word;
const wrong = (text: string, token: Token | undefined): Error =>
  invalid(`Invalid clause(s) in filter string: '${token?.text ?? text}'`);

function readClause(tokens: readonly Token[], start: number, text: string): readonly [Clause, number] {
  const name = tokens[start];
  if (name?.kind !== 'name') throw wrong(text, name);
  const { entity, key } = readIdentifier(name.text);
  const [operator, at] = readOperator(tokens, start + 1, text);
  if (operator === 'IS NULL' || operator === 'IS NOT NULL')
    return [{ entity, key, operator, value: { kind: 'none' } }, at];
  const [value, next] = readValue(tokens, at, text);
  return [{ entity, key, operator, value }, next];
}

/** The first dot splits; quotes around the key go. */
export function readIdentifier(text: string): { readonly entity: string; readonly key: string } {
  const dot = /^[`"]/.test(text) ? -1 : text.indexOf('.');
  const entity = dot < 0 ? 'attribute' : text.slice(0, dot);
  return { entity, key: unquote(dot < 0 ? text : text.slice(dot + 1)) };
}

const unquote = (text: string): string => (/^(`.*`|".*"|'.*')$/s.test(text) ? text.slice(1, -1) : text);

const words: readonly (readonly [Operator, readonly string[]])[] = [
  ['IS NOT NULL', ['IS', 'NOT', 'NULL']],
  ['IS NULL', ['IS', 'NULL']],
  ['NOT IN', ['NOT', 'IN']],
  ['IN', ['IN']],
  ['LIKE', ['LIKE']],
  ['ILIKE', ['ILIKE']],
];

function readOperator(tokens: readonly Token[], at: number, text: string): readonly [Operator, number] {
  const token = tokens[at];
  if (token?.kind === 'operator') return [token.text === '<>' ? '!=' : (token.text as Operator), at + 1];
  const found = words.find(([, parts]) => parts.every((part, index) => isWord(tokens[at + index], part)));
  if (found === undefined) throw wrong(text, token);
  return [found[0], at + found[1].length];
}

function readValue(tokens: readonly Token[], at: number, text: string): readonly [FilterValue, number] {
  const token = tokens[at];
  if (token?.kind === 'text') return [{ kind: 'text', text: unquote(token.text) }, at + 1];
  if (token?.kind === 'number') return [{ kind: 'number', number: Number(token.text), text: token.text }, at + 1];
  if (token?.kind === 'mark' && token.text === '(') return readList(tokens, at + 1, text);
  if (token?.kind === 'name')
    throw invalid(
      `Parameter value is either not quoted or unidentified quote types used for string value ${token.text}. Use either single or double quotes.`,
    );
  throw wrong(text, token);
}

function readList(tokens: readonly Token[], start: number, text: string): readonly [FilterValue, number] {
  const texts: string[] = [];
  for (let at = start; at < tokens.length; at += 2) {
    const [item, mark] = [tokens[at], tokens[at + 1]];
    if (item?.kind !== 'text')
      throw invalid(`While parsing a list in the query, expected string value, got ${item?.text ?? text}`);
    texts.push(unquote(item.text));
    if (mark?.text === ')') return [{ kind: 'list', texts }, at + 2];
    if (mark?.text !== ',') break;
  }
  throw invalid(`Invalid filter '${text}'. Could not be parsed.`);
}

/** Whether a value satisfies a clause; absent ones satisfy only IS NULL, NaN only `!=`. */
export function matches(value: string | number | undefined, { operator, value: wanted }: Clause): boolean {
  if (operator === 'IS NULL') return value === undefined;
  if (operator === 'IS NOT NULL') return value !== undefined;
  if (value === undefined) return false;
  const other = wanted.kind === 'number' ? wanted.number : wanted.kind === 'text' ? wanted.text : '';
  switch (operator) {
    case '=':
      return value === other;
    case '!=':
      return value !== other;
    case '>':
      return value > other;
    case '>=':
      return value >= other;
    case '<':
      return value < other;
    case '<=':
      return value <= other;
    case 'LIKE':
    case 'ILIKE':
      return likePattern(String(other), operator).test(String(value));
    case 'IN':
    case 'NOT IN':
      return (wanted.kind === 'list' && wanted.texts.includes(String(value))) === (operator === 'IN');
  }
}

const likePattern = (text: string, operator: 'LIKE' | 'ILIKE'): RegExp =>
  new RegExp(
    `^${text
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
    operator === 'LIKE' ? 's' : 'si',
  );
