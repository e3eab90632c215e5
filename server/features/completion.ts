// Completion: keys by schema at the cursor's indent, and the names and values that fit there.
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type Position,
} from 'vscode-languageserver';
import type { JsonSchema } from '../../engine/domain/jsonSchema.ts';
import { isShared, lspRange, type OpenFile, yamlPart } from '../openFile.ts';
import { dialectExpression, dialectValues } from '../words/dialectValues.ts';
import type { OfferedValue } from '../words/offeredValue.ts';
import { expressionValues } from '../words/paramWords.ts';
import { pipelineValues } from '../words/pipelineValues.ts';
import { starters } from '../words/starters.ts';
import { type Cursor, cursorAt } from '../yaml/cursor.ts';
import { keysOf, schemasAt, shapeOf, valuesOf } from '../yaml/schemaWalk.ts';
import { keysBeside } from '../yaml/siblings.ts';

export interface CompletionOptions {
  readonly snippets: boolean;
  /** Another server offers the schema's keys and values of formats that it knows. */
  readonly leavesSchemas: boolean;
}
/** More than this and the editor is told to ask again as the word grows. */
const mostItems = 300;

export function completion(file: OpenFile, position: Position, options: CompletionOptions): CompletionList {
  const offset = file.document.offsetAt(position);
  const part = yamlPart(file, offset);
  if (part === null || offset < part.start || offset > part.end) return { isIncomplete: false, items: [] };
  const yaml = part.text;
  const at = offset - part.start;
  const expression =
    file.kind === 'pipeline'
      ? expressionValues(file, yaml, at)
      : file.kind === 'dialect'
        ? dialectExpression(file, yaml, at)
        : null;
  if (expression !== null)
    return list(expression.values.map(value => valueItem(file, part.start, value, expression.token, '')));
  const cursor = cursorAt(yaml, at);
  if (cursor === null) return { isIncomplete: false, items: [] };
  const withSchema = !(options.leavesSchemas && isShared(file));
  const keys = cursor.at === 'value' || !withSchema ? [] : keyItems(file, part, cursor, options);
  const values = cursor.at === 'key' ? [] : valueItems(file, part, cursor, withSchema);
  return list([...values, ...keys]);
}

const list = (items: readonly CompletionItem[]): CompletionList => ({
  isIncomplete: items.length > mostItems,
  items: items.slice(0, mostItems),
});

type Part = NonNullable<ReturnType<typeof yamlPart>>;

function keyItems(file: OpenFile, part: Part, cursor: Cursor, options: CompletionOptions): readonly CompletionItem[] {
  const schemas = schemasAt(part.schema, cursor.path);
  const present = keysBeside(part.text, cursor);
  const required = new Set(schemas.flatMap(schema => schema.required ?? []));
  const items = [...keysOf(part.schema, schemas)]
    .filter(([key, schema]) => !present.has(key) && schema.deprecated !== true)
    .map(([key, schema], i) => keyItem(file, part, cursor, { key, schema, isRequired: required.has(key), order: i }));
  return cursor.hasColon || !options.snippets ? items : [...items, ...starterItems(file, part, cursor)];
}

interface OfferedKey {
  readonly key: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
  readonly order: number;
}

function keyItem(
  file: OpenFile,
  part: Part,
  cursor: Cursor,
  { key, schema, isRequired, order }: OfferedKey,
): CompletionItem {
  const newText = cursor.hasColon ? key : `${key}:${afterColon(part.schema, schema, cursor)}`;
  return {
    label: key,
    kind: CompletionItemKind.Property,
    ...(isRequired ? { detail: 'required' } : {}),
    ...documented(schema.description),
    sortText: `${isRequired ? 'b' : 'c'}${String(order).padStart(3, '0')}`,
    filterText: key,
    insertTextMode: InsertTextMode.asIs,
    textEdit: { range: lspRange(file, part.start, cursor.token), newText },
    ...(cursor.hasColon ? {} : { command: { title: '', command: 'editor.action.triggerSuggest' } }),
  };
}

/** What follows a key: a value on the line, or a line below for mappings and lists. */
function afterColon(root: JsonSchema, schema: JsonSchema, cursor: Cursor): string {
  const shape = shapeOf(root, schema);
  if (cursor.isFlow || shape === 'scalar') return ' ';
  const indent = ' '.repeat(cursor.indent + 2);
  return shape === 'list' ? `\n${indent}- ` : `\n${indent}`;
}

/** Whole entries where names are free: a stage, a data set, a gate, a target. */
function starterItems(file: OpenFile, part: Part, cursor: Cursor): readonly CompletionItem[] {
  if (cursor.isFlow || file.kind !== 'pipeline') return [];
  return starters(cursor.path).map(starter => ({
    label: starter.label,
    kind: CompletionItemKind.Snippet,
    ...documented(starter.documentation),
    sortText: 'a',
    filterText: cursor.token.text === '' ? starter.label : cursor.token.text,
    insertTextFormat: InsertTextFormat.Snippet,
    insertTextMode: InsertTextMode.asIs,
    textEdit: {
      range: lspRange(file, part.start, cursor.token),
      newText: starter.lines.join(`\n${' '.repeat(cursor.indent)}`),
    },
  }));
}

function valueItems(file: OpenFile, part: Part, cursor: Cursor, withSchema: boolean): readonly CompletionItem[] {
  const schemas = schemasAt(part.schema, cursor.path);
  const own = namedValues(file, cursor, schemas);
  // Where names of this file fit, the schema's examples are only examples.
  const isNamed = own.length > 0 && schemas.some(schema => schema['x-reference'] !== undefined);
  const listed: readonly OfferedValue[] =
    isNamed || !withSchema
      ? []
      : valuesOf(schemas).map(({ value, description }) => ({ value, description, kind: 'enum' }));
  const seen = new Set<string>();
  return [...own, ...listed]
    .filter(({ value }) => !seen.has(value) && seen.add(value))
    .map((value, i) => ({
      ...valueItem(file, part.start, value, cursor.token, cursor.quote),
      sortText: `a${String(i).padStart(4, '0')}`,
    }));
}

/** Names of the file and of its project that fit. */
function namedValues(file: OpenFile, cursor: Cursor, schemas: readonly JsonSchema[]): readonly OfferedValue[] {
  switch (file.kind) {
    case 'pipeline':
      return pipelineValues(file, cursor, schemas);
    case 'card':
      return file.values(cursor, schemas);
    case 'dialect':
      return dialectValues(file, cursor, schemas);
  }
}

const kinds: Readonly<Record<OfferedValue['kind'], CompletionItemKind>> = {
  stage: CompletionItemKind.Module,
  dataset: CompletionItemKind.Struct,
  environment: CompletionItemKind.Module,
  param: CompletionItemKind.Variable,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  enum: CompletionItemKind.EnumMember,
  gate: CompletionItemKind.Constant,
  metric: CompletionItemKind.Field,
  target: CompletionItemKind.Interface,
  signal: CompletionItemKind.Event,
};

function valueItem(
  file: OpenFile,
  base: number,
  offered: OfferedValue,
  token: Cursor['token'],
  quote: string,
): CompletionItem {
  const { value, description, detail, kind } = offered;
  const newText = quote === '' && offered.isExpression !== true ? plainOrQuoted(value) : value;
  return {
    label: value.trim(),
    kind: kinds[kind],
    ...(detail === undefined || detail === '' ? {} : { detail }),
    ...documented(description),
    filterText: value.trim(),
    textEdit: { range: lspRange(file, base, token), newText },
  };
}

/** Text that YAML would read otherwise is put in quotes: `no`, `3.11`, `a: b`, `dataset:x` in a flow list is fine. */
const plainOrQuoted = (value: string): string =>
  /^(true|false)$/.test(value) || !/^(no|yes|on|off|null|~|[\d.]+)$|: |^[-?:,[\]{}#&*!|>'"%@`]| #/i.test(value)
    ? value
    : `"${value}"`;

const documented = (text: string | undefined): Pick<CompletionItem, 'documentation'> =>
  text === undefined || text === '' ? {} : { documentation: { kind: MarkupKind.Markdown, value: text } };
