// The filter box's language: `metrics.rmse < 45 and params.depth > 4`, `status = failed`, bare words look into names.
import type { RunRow } from '../../protocol/api.ts';

export type RunTest = (row: RunRow) => boolean;
/** Why a filter cannot be used; `at` is an offset in the text. */
export interface FilterProblem {
  readonly code: 'value-missing' | 'operator-missing' | 'unclosed' | 'unexpected' | 'not-a-number' | 'nothing-after';
  readonly word: string;
  readonly at: number;
}
export type FilterResult =
  | { readonly ok: true; readonly test: RunTest; readonly fields: readonly string[] }
  | { readonly ok: false; readonly error: FilterProblem };

/** Empty text lets every run through. `fields` are the metrics and params it names, such as `metrics.rmse`. */
export function parseFilter(text: string): FilterResult {
  const tokens = [...tokenize(text)];
  if (tokens.length === 0) return { ok: true, test: () => true, fields: [] };
  const reader: Reader = { tokens, at: 0, end: text.length, fields: [] };
  try {
    const test = readOr(reader);
    const rest = reader.tokens[reader.at];
    if (rest !== undefined) throw new Unreadable({ code: 'unexpected', word: rest.text, at: rest.at });
    return { ok: true, test, fields: reader.fields };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, error: error.problem };
    throw error;
  }
}

interface Token {
  readonly kind: 'word' | 'quoted' | 'operator' | 'bracket';
  readonly text: string;
  readonly at: number;
}
interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  readonly end: number;
  readonly fields: string[];
}
class Unreadable extends Error {
  readonly problem: FilterProblem;
  constructor(problem: FilterProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

const pattern =
  /\s*(?:("(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|(<=|>=|!=|==|=|<|>|~)|([()])|((?:[^\s()<>=!~"']|"[^"]*"|![^=])+))/y;

function* tokenize(text: string): Generator<Token> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [whole, quoted, operator, bracket, word] = match;
    const body = quoted ?? operator ?? bracket ?? word ?? '';
    const at = match.index + whole.length - body.length;
    if (quoted !== undefined) yield { kind: 'quoted', text: unquote(quoted), at };
    else if (operator !== undefined) yield { kind: 'operator', text: operator, at };
    else if (bracket !== undefined) yield { kind: 'bracket', text: bracket, at };
    else yield { kind: 'word', text: body.replaceAll('"', ''), at };
    if (pattern.lastIndex >= text.length) return;
  }
}

const unquote = (quoted: string): string => quoted.replace(/^["']|["']$/g, '').replace(/\\(.)/g, '$1');

function readOr(reader: Reader): RunTest {
  let left = readAnd(reader);
  while (takeWord(reader, 'or')) {
    const [before, after] = [left, readAnd(reader)];
    left = row => before(row) || after(row);
  }
  return left;
}

function readAnd(reader: Reader): RunTest {
  let left = readOne(reader);
  while (takeWord(reader, 'and') || startsOne(reader)) {
    const [before, after] = [left, readOne(reader)];
    left = row => before(row) && after(row);
  }
  return left;
}

function readOne(reader: Reader): RunTest {
  if (takeWord(reader, 'not')) {
    const inner = readOne(reader);
    return row => !inner(row);
  }
  const token = reader.tokens[reader.at];
  if (token === undefined) {
    const last = reader.tokens.at(-1);
    throw new Unreadable({ code: 'nothing-after', word: last?.text ?? '', at: reader.end });
  }
  if (token.kind === 'bracket' && token.text === '(') return readBracketed(reader, token);
  if (token.kind === 'operator' || token.kind === 'bracket' || isJoiner(token))
    throw new Unreadable({ code: 'unexpected', word: token.text, at: token.at });
  reader.at += 1;
  const field = token.kind === 'word' ? fieldOf(token.text) : null;
  return field === null ? nameContains(token.text) : readComparison(reader, token, field);
}

function readBracketed(reader: Reader, open: Token): RunTest {
  reader.at += 1;
  const inner = readOr(reader);
  const close = reader.tokens[reader.at];
  if (close?.text !== ')' || close.kind !== 'bracket')
    throw new Unreadable({ code: 'unclosed', word: '(', at: open.at });
  reader.at += 1;
  return inner;
}

function readComparison(reader: Reader, subject: Token, field: Field): RunTest {
  const operator = reader.tokens[reader.at];
  const isContains = operator?.kind === 'word' && operator.text.toLowerCase() === 'contains';
  if (operator === undefined || (operator.kind !== 'operator' && !isContains))
    throw new Unreadable({ code: 'operator-missing', word: subject.text, at: operator?.at ?? reader.end });
  reader.at += 1;
  const value = reader.tokens[reader.at];
  if (value === undefined || value.kind === 'operator' || value.kind === 'bracket' || isJoiner(value))
    throw new Unreadable({ code: 'value-missing', word: operator.text, at: value?.at ?? reader.end });
  reader.at += 1;
  if (field.kind === 'metrics' && Number.isNaN(Number(value.text)) && value.text.toLowerCase() !== 'nan')
    throw new Unreadable({ code: 'not-a-number', word: value.text, at: value.at });
  if (field.kind === 'metrics' || field.kind === 'params') reader.fields.push(`${field.kind}.${field.name}`);
  return compareTo(field, isContains ? '~' : operator.text, value.text);
}

const isJoiner = (token: Token): boolean => token.kind === 'word' && /^(and|or)$/i.test(token.text);

function takeWord(reader: Reader, word: string): boolean {
  const token = reader.tokens[reader.at];
  if (token?.kind !== 'word' || token.text.toLowerCase() !== word) return false;
  reader.at += 1;
  return true;
}

/** Two conditions side by side mean «and». */
function startsOne(reader: Reader): boolean {
  const token = reader.tokens[reader.at];
  if (token === undefined || token.kind === 'operator' || isJoiner(token)) return false;
  return token.kind !== 'bracket' || token.text === '(';
}

interface Field {
  readonly kind: 'metrics' | 'params' | 'tags' | 'name' | 'status' | 'id' | 'commit';
  readonly name: string;
}

function fieldOf(word: string): Field | null {
  const [, kind, name] = /^(metrics?|params?|tags?)\.(.+)$/.exec(word) ?? [];
  if (kind !== undefined && name !== undefined) {
    return { kind: kind.startsWith('m') ? 'metrics' : kind.startsWith('p') ? 'params' : 'tags', name };
  }
  return word === 'name' || word === 'status' || word === 'id' || word === 'commit' ? { kind: word, name: word } : null;
}

const nameContains =
  (text: string): RunTest =>
  row =>
    row.name.toLowerCase().includes(text.toLowerCase());

function compareTo(field: Field, operator: string, wanted: string): RunTest {
  const target = field.kind === 'status' ? statusWord(wanted) : wanted;
  return row => {
    const value = readValue(row, field);
    if (value === undefined) return operator === '!=';
    const [a, b] = [Number(value), Number(target)];
    const isNumeric = value !== '' && target !== '' && !Number.isNaN(a) && !Number.isNaN(b);
    return isNumeric && operator !== '~'
      ? compare(operator, a, b)
      : compare(operator, value.toLowerCase(), target.toLowerCase());
  };
}

function compare(operator: string, a: string | number, b: string | number): boolean {
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  if (operator === '>') return a > b;
  if (operator === '>=') return a >= b;
  if (operator === '!=') return a !== b;
  return operator === '~' ? String(a).includes(String(b)) : a === b;
}

function readValue(row: RunRow, field: Field): string | undefined {
  if (field.kind === 'metrics') {
    const metric = row.metrics[field.name];
    return metric === undefined ? undefined : String(metric.value);
  }
  if (field.kind === 'params') return row.params[field.name];
  if (field.kind === 'tags') return row.tags[field.name];
  if (field.kind === 'status') return statusWord(row.status);
  return field.kind === 'name' ? row.name : field.kind === 'id' ? row.id : (row.commit ?? undefined);
}

/** People write the words they see; MLflow's own are understood too. */
const statusWords: Readonly<Record<string, string>> = {
  finished: 'succeeded',
  killed: 'cancelled',
  scheduled: 'queued',
};
const statusWord = (status: string): string => statusWords[status.toLowerCase()] ?? status.toLowerCase();
