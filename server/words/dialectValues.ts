// What fits at a place of a foreign format: names that the file defines, files, names inside expressions.
import type { JsonSchema } from '../../engine/domain/jsonSchema.ts';
import type { NamedPlace, OfferedName } from '../../engine/pipeline/dialects/dialect.ts';
import type { OpenDialect } from '../openFile.ts';
import { type Cursor, cursorAt } from '../yaml/cursor.ts';
import { projectFiles } from './filesBelow.ts';
import type { OfferedExpression, OfferedValue } from './offeredValue.ts';
import { holds } from './pipelinePlace.ts';

type DialectText = Pick<OpenDialect, 'read' | 'project'>;

export function dialectValues(
  file: DialectText,
  cursor: Cursor,
  schemas: readonly JsonSchema[],
): readonly OfferedValue[] {
  const reference = schemas.map(schema => schema['x-reference']).find(value => typeof value === 'string');
  if (reference === undefined) return [];
  const { names, offered = [] } = file.read?.reading ?? { names: [] };
  const defined = names.filter(({ role }) => role === 'definition');
  const fitting = [
    ...offered.filter(one => one.reference === reference && fits(one, cursor.token.start)),
    ...namesFor(defined, reference, cursor).map(name => ({ name, detail: '' })),
  ];
  const own = [...new Map(fitting.map(one => [one.name, one])).values()].map(
    ({ name, detail }): OfferedValue => ({ value: name, kind: reference === 'path' ? 'file' : 'stage', detail }),
  );
  if (reference === 'path') return [...own, ...projectFiles(file, cursor)];
  return own.length > 0 || reference !== 'param' ? own : paramNames(file);
}

/** At the end of a place a name may just be begun. */
const fits = ({ within }: OfferedName, offset: number): boolean =>
  within === undefined || (within.start <= offset && offset <= within.end + 1);

/** What the place itself defines is left out, and so is what only others may extend. */
function namesFor(names: readonly NamedPlace[], reference: string, { token, path }: Cursor): readonly string[] {
  const isAround = ({ name, whole, range }: NamedPlace): boolean =>
    path.includes(name) || holds(whole ?? range, token.start);
  const wanted = kindsOf(names, reference, isAround);
  const extended = path.includes('extends');
  return [
    ...new Set(
      names
        .filter(place => place.kind === wanted && !isAround(place) && (extended || !place.name.startsWith('.')))
        .map(({ name }) => name),
    ),
  ];
}

/** Kinds such as «task of main» hold within one template: the one that the place is in. */
const kindsOf = (names: readonly NamedPlace[], reference: string, isAround: (place: NamedPlace) => boolean): string => {
  const inner = names.find(place => place.kind.startsWith(`${reference} of `) && isAround(place));
  return inner?.kind ?? reference;
};

/** Names that expressions know, without those of a loop. */
const paramNames = ({ read }: DialectText): readonly OfferedValue[] =>
  (read?.reading.expressionNames ?? [])
    .filter(({ name }) => !/^(?:item|key)\b/.test(name))
    .map(({ name, detail }) => ({ value: name, kind: 'param', detail }));

/** Names for the expression that an offset stands in, or null outside of one. */
export function dialectExpression({ read }: DialectText, text: string, offset: number): OfferedExpression | null {
  const marks = read?.dialect.expression;
  if (marks === undefined) return null;
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(line, offset);
  const open = before.lastIndexOf(marks.open);
  if (open < 0 || before.indexOf(marks.close, open + marks.open.length) >= 0) return null;
  if (marks.open === '{' && isBrace(text, line + open + 1)) return null;
  const typed = before.slice(open + marks.open.length);
  const start = offset - typed.trimStart().length;
  const rest = /^[\w.[\]-]*/.exec(text.slice(offset))?.[0] ?? '';
  const isClosed = text.startsWith(marks.close, offset + rest.length + leading(text, offset + rest.length));
  const names = (read?.reading.expressionNames ?? []).filter(one => fits(one, offset));
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

/** A brace of YAML itself, not one within a text. */
function isBrace(text: string, behind: number): boolean {
  const cursor = cursorAt(text, behind);
  return cursor?.isFlow === true && cursor.quote === '';
}

const leading = (text: string, at: number): number => /^[ \t]*/.exec(text.slice(at, at + 20))?.[0].length ?? 0;
