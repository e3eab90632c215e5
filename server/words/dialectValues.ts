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
  const defined = definedFor(names, reference, cursor);
  const fitting = [
    ...offered.filter(one => one.reference === reference && fits(one, cursor.token.start)),
    ...defined.names.map(name => ({ name, detail: '' })),
  ].filter(({ name }) => !defined.own.has(name) && !isHidden(name, reference, cursor));
  const values = [...new Map(fitting.map(one => [one.name, one])).values()].map(
    ({ name, detail }): OfferedValue => ({ value: name, kind: reference === 'path' ? 'file' : 'stage', detail }),
  );
  return reference === 'path' ? [...values, ...projectFiles(file, cursor)] : values;
}

/** At the end of a place a name may just be begun. */
const fits = ({ within }: OfferedName, offset: number): boolean =>
  within === undefined || (within.start <= offset && offset <= within.end + 1);

/** Hidden jobs of GitLab never run: others only extend them. */
const isHidden = (name: string, reference: string, { path }: Cursor): boolean =>
  reference === 'job' && name.startsWith('.') && !path.includes('extends');

/** Names of the file for a kind of reference, and which of them the place itself defines: what waits does not wait for itself. */
function definedFor(
  places: readonly NamedPlace[],
  reference: string,
  { token, path }: Cursor,
): { readonly names: readonly string[]; readonly own: ReadonlySet<string> } {
  const isAround = ({ name, whole, range }: NamedPlace): boolean =>
    path.includes(name) || holds(whole ?? range, token.start);
  const fitting = places.filter(
    ({ kind, role }) => role === 'definition' && (kind === reference || kind.startsWith(`${reference} of `)),
  );
  const around = fitting.filter(isAround);
  // Kinds such as «task of main» hold within one template: the one that the place is in.
  const kind = around.find(place => place.kind !== reference)?.kind ?? reference;
  return {
    names: fitting.filter(place => place.kind === kind).map(({ name }) => name),
    own: new Set(/^(?:stage|job|task|node)$/.test(reference) ? around.map(({ name }) => name) : []),
  };
}

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
