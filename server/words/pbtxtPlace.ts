// Where in a text protocol buffer a cursor stands, told from its braces alone, so that half-typed text has an answer too.
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import type { JsonSchema } from '../../engine/domain/jsonSchema.ts';
import type { YamlPath } from '../yaml/cursor.ts';
import { schemasAt } from '../yaml/schemaWalk.ts';

export interface PbtxtPlace {
  /** At a value its own path; at a field name that of the message around it. */
  readonly path: YamlPath;
  readonly at: 'key' | 'value';
  readonly token: TextRange & { readonly text: string };
  readonly isQuoted: boolean;
}

/** Null in comments. A repeated field may stand without brackets, so the schema tells when its items are meant. */
export function pbtxtPlace(text: string, offset: number, schema: JsonSchema): PbtxtPlace | null {
  const { stack, key, quote, isComment } = scan(text, offset);
  if (isComment) return null;
  const path: (string | number)[] = [];
  for (const name of stack) {
    if (name !== '') path.push(name);
    if (isList(schema, path)) path.push(0);
  }
  const token = wordAt(text, offset, quote);
  if (key === null) return { path, at: 'key', token, isQuoted: false };
  const own = key === '' ? path : [...path, key];
  return { path: isList(schema, own) ? [...own, 0] : own, at: 'value', token, isQuoted: quote !== null };
}

const isList = (schema: JsonSchema, path: YamlPath): boolean =>
  schemasAt(schema, path).some(({ items }) => items !== undefined);

interface Scan {
  /** Fields whose braces or brackets are open; '' for a message in a list. */
  readonly stack: readonly string[];
  /** The field whose value stands here, '' in a list of values; null where a field name is wanted. */
  readonly key: string | null;
  /** Where an open text begins, behind its quote. */
  readonly quote: number | null;
  readonly isComment: boolean;
}

const part = /#[^\n]*|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[A-Za-z_]\w*|[-+.\w]+|[^\s]/g;

function scan(text: string, offset: number): Scan {
  const stack: { readonly name: string; readonly isList: boolean }[] = [];
  let name = '';
  let isValue = false;
  part.lastIndex = 0;
  for (let match = part.exec(text); match !== null && match.index < offset; match = part.exec(text)) {
    const [word] = match;
    const end = match.index + word.length;
    const isOpen = end > offset || (end === offset && !/^(["']).*\1$/s.test(word));
    if (word.startsWith('#') && end >= offset) return { stack: [], key: null, quote: null, isComment: true };
    if (/^["']/.test(word) && isOpen) return found(isValue ? name : null, match.index + 1);
    if (/^[-+.\w]/.test(word) && end >= offset) break;
    if (word === ':') isValue = true;
    else if (word === '{' || word === '<' || word === '[') {
      stack.push({ name, isList: word === '[' });
      [name, isValue] = ['', word === '['];
    } else if (word === '}' || word === '>' || word === ']') {
      stack.pop();
      [name, isValue] = ['', stack.at(-1)?.isList === true];
    } else if (word === ',' || word === ';') isValue = stack.at(-1)?.isList === true;
    else if (!isValue) name = /^[A-Za-z_]/.test(word) ? word : name;
    else if (stack.at(-1)?.isList !== true) isValue = false;
  }
  return found(isValue ? name : null, null);

  function found(key: string | null, quote: number | null): Scan {
    return { stack: stack.map(one => one.name), key, quote, isComment: false };
  }
}

function wordAt(text: string, offset: number, quote: number | null): PbtxtPlace['token'] {
  let start = quote ?? offset;
  while (quote === null && start > 0 && /\w/.test(text[start - 1] ?? '')) start--;
  let end = offset;
  while (end < text.length && (quote === null ? /\w/ : /[^"'\n]/).test(text[end] ?? '')) end++;
  return { start, end, text: text.slice(start, end) };
}
