// What fits at a place of a foreign format: names that the file defines, files, names inside expressions.
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import type { JsonSchema } from '../../engine/domain/jsonSchema.ts';
import type { OfferedName } from '../../engine/pipeline/dialects/dialect.ts';
import type { OpenDialect } from '../openFile.ts';
import type { Cursor } from '../yaml/cursor.ts';
import { projectFiles } from './filesBelow.ts';
import type { OfferedValue } from './offeredValue.ts';

export function dialectValues(
  file: OpenDialect,
  cursor: Cursor,
  schemas: readonly JsonSchema[],
): readonly OfferedValue[] {
  const reference = schemas.map(schema => schema['x-reference']).find(value => typeof value === 'string');
  if (reference === undefined) return [];
  const { names, offered = [] } = file.read?.reading ?? { names: [] };
  const defined = names.filter(({ kind, role }) => kind === reference && role === 'definition');
  const fitting = [
    ...offered.filter(one => one.reference === reference && fits(one, cursor.token.start)),
    ...defined.map(({ name }) => ({ name, detail: '' })),
  ];
  const own = [...new Map(fitting.map(one => [one.name, one])).values()].map(({ name, detail }): OfferedValue => {
    return { value: name, kind: reference === 'path' ? 'file' : 'stage', detail };
  });
  return reference === 'path' ? [...own, ...projectFiles(file, cursor)] : own;
}

/** At the end of a place a name may just be begun. */
const fits = ({ within }: OfferedName, offset: number): boolean =>
  within === undefined || (within.start <= offset && offset <= within.end + 1);

/** Names for the expression that an offset stands in, or null outside of one. */
export function dialectExpression(
  file: OpenDialect,
  text: string,
  offset: number,
): { readonly values: readonly OfferedValue[]; readonly token: TextRange & { readonly text: string } } | null {
  const marks = file.read?.dialect.expression;
  if (marks === undefined) return null;
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(line, offset);
  const open = before.lastIndexOf(marks.open);
  if (open < 0 || before.indexOf(marks.close, open + marks.open.length) >= 0) return null;
  const typed = before.slice(open + marks.open.length);
  const start = offset - typed.trimStart().length;
  const rest = /^[\w.[\]-]*/.exec(text.slice(offset))?.[0] ?? '';
  const isClosed = text.startsWith(marks.close, offset + rest.length + leading(text, offset + rest.length));
  const names = (file.read?.reading.expressionNames ?? []).filter(one => fits(one, offset));
  if (names.length === 0) return null;
  const byName = new Map(names.map(one => [one.name, one]));
  return {
    values: [...byName.values()].map(({ name, detail }) => ({
      value: isClosed ? name : `${name}${marks.close}`,
      kind: 'param',
      detail,
      isExpression: true,
    })),
    token: { start, end: offset + rest.length, text: text.slice(start, offset + rest.length) },
  };
}

const leading = (text: string, at: number): number => /^[ \t]*/.exec(text.slice(at, at + 20))?.[0].length ?? 0;
