// Completion: keys by schema at the cursor's indent, and the names and values that fit there.
import type { CompletionItem, CompletionList, Position, Range, TextEdit } from 'vscode-languageserver';
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import type { JsonSchema } from '../../engine/domain/jsonSchema.ts';
import { suggestCommand } from '../../protocol/lsp.ts';
import { CompletionItemKind, InsertTextFormat, InsertTextMode, MarkupKind } from '../lspValues.ts';
import { isShared, lspRange, type OpenFile, type YamlPart, yamlPart } from '../openFile.ts';
import type { OfferedValue } from '../words/offeredValue.ts';
import { expressionValues } from '../words/paramWords.ts';
import { pipelineValues } from '../words/pipelineValues.ts';
import { type Starter, starters, wholePipeline } from '../words/starters.ts';
import { type Cursor, cursorAt } from '../yaml/cursor.ts';
import { itemsAt, keysOf, schemasAt, shapeOf, valuesOf } from '../yaml/schemaWalk.ts';
import { itemsBeside, keysBeside } from '../yaml/siblings.ts';

export interface CompletionOptions {
  readonly snippets: boolean;
  /** The editor can be told to ask again when a key has been taken. */
  readonly asksAgain: boolean;
  /** Another server offers the schema's keys and values of formats that it knows. */
  readonly leavesSchemas: boolean;
}
/** More than this and the editor is told to ask again as the word grows. */
const mostItems = 300;

export function completion(file: OpenFile, position: Position, options: CompletionOptions): CompletionList {
  const offset = file.document.offsetAt(position);
  const text = file.kind === 'dialect' ? file.ownOffer(offset) : null;
  if (text !== null) return list(text.values.map(value => valueItem(file, 0, value, text.token, '')));
  const part = yamlPart(file, offset);
  if (part === null || offset < part.start || offset > part.end) return list(firstItems(file, options));
  const yaml = part.text;
  const at = offset - part.start;
  const expression =
    file.kind === 'pipeline'
      ? expressionValues(file, yaml, at)
      : file.kind === 'dialect'
        ? file.expression(yaml, at)
        : null;
  if (expression !== null)
    return list(expression.values.map(value => valueItem(file, part.start, value, expression.token, '')));
  const cursor = cursorAt(yaml, at);
  if (cursor === null) return list([]);
  const place = { file, part, cursor, options, withSchema: !(options.leavesSchemas && isShared(file)) };
  const values = cursor.at === 'key' ? [] : valueItems(place, { before: '', after: '' });
  const keys = cursor.at === 'value' ? [] : keyItems(place, '');
  const items = [...values, ...keys];
  return list(items.length > 0 ? items : itemsOfList(place));
}

/** A place of a file that something is offered for. */
interface Place {
  readonly file: OpenFile;
  readonly part: YamlPart;
  readonly cursor: Cursor;
  readonly options: CompletionOptions;
  /** False where another server offers what the schema says. */
  readonly withSchema: boolean;
}

/** A file that has only its name so far. */
function firstItems(file: OpenFile, { snippets }: CompletionOptions): readonly CompletionItem[] {
  const text = file.document.getText();
  if (file.kind !== 'pipeline' || file.isOurs || !snippets || !/^\uFEFF?[\w ]*\s*$/.test(text)) return [];
  const range = lspRange(file, 0, { start: text.startsWith('\uFEFF') ? 1 : 0, end: text.trimEnd().length });
  return [starterItem(wholePipeline, range, text.trim(), '')];
}

/** Behind a key that wants a list, or below it, where no dash is yet: an item with what it needs around it. */
function itemsOfList(place: Place): readonly CompletionItem[] {
  const { part, cursor } = place;
  if (cursor.isFlow || cursor.quote !== '' || cursor.at === 'item' || cursor.hasColon !== (cursor.at === 'value'))
    return [];
  if (itemsAt(part.schema, schemasAt(part.schema, cursor.path)).length === 0) return [];
  const inList = { ...place, cursor: { ...cursor, path: [...cursor.path, 0] } };
  if (cursor.at === 'value')
    return /^\[/.test(cursor.token.text) ? [] : valueItems(inList, { before: '[', after: ']' });
  return [...valueItems(inList, { before: '- ', after: '' }), ...keyItems(inList, '- ')];
}

const list = (items: readonly CompletionItem[]): CompletionList => ({
  isIncomplete: items.length > mostItems,
  items: items.slice(0, mostItems),
});

function keyItems(place: Place, before: string): readonly CompletionItem[] {
  const { file, part, cursor, options, withSchema } = place;
  const schemas = schemasAt(part.schema, cursor.path);
  const present = before === '' ? keysBeside(part.text, cursor) : new Set<string>();
  const required = new Set(schemas.flatMap(schema => schema.required ?? []));
  const keys = withSchema ? [...keysOf(part.schema, schemas)] : [];
  const items = keys
    .filter(([key, schema]) => !present.has(key) && schema.deprecated !== true)
    .map(([key, schema], i) => keyItem(place, { key, schema, isRequired: required.has(key), order: i, before }));
  return cursor.hasColon || cursor.isFlow || !options.snippets
    ? items
    : [...items, ...starterItems(file, part, cursor)];
}

interface OfferedKey {
  readonly key: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
  readonly order: number;
  /** What has to stand in front of it. */
  readonly before: string;
}

function keyItem(
  { file, part, cursor, options }: Place,
  { key, schema, isRequired, order, before }: OfferedKey,
): CompletionItem {
  const indent = cursor.indent + before.length;
  const newText = cursor.hasColon ? key : `${before}${key}:${afterColon(part.schema, schema, { ...cursor, indent })}`;
  return {
    label: key,
    kind: CompletionItemKind.Property,
    ...(isRequired ? { detail: 'required' } : {}),
    ...documented(schema.description),
    sortText: `${isRequired ? 'b' : 'c'}${String(order).padStart(3, '0')}`,
    filterText: key,
    insertTextMode: InsertTextMode.asIs,
    textEdit: { range: lspRange(file, part.start, cursor.token), newText },
    ...(cursor.hasColon || !options.asksAgain ? {} : { command: { title: '', command: suggestCommand } }),
  };
}

/** What follows a key: a value on the line, or a line below for mappings and lists. */
function afterColon(root: JsonSchema, schema: JsonSchema, { isFlow, indent }: Cursor): string {
  const shape = shapeOf(root, schema);
  if (isFlow || shape === 'scalar') return ' ';
  const below = ' '.repeat(indent + 2);
  return shape === 'list' ? `\n${below}- ` : `\n${below}`;
}

/** Whole entries where names are free: a stage, a data set, a gate, a target, a job. */
function starterItems(file: OpenFile, part: YamlPart, cursor: Cursor): readonly CompletionItem[] {
  const offered =
    file.kind === 'pipeline' ? starters(cursor.path) : file.kind === 'dialect' ? file.starters(cursor) : [];
  const range = lspRange(file, part.start, cursor.token);
  return offered.map(starter => starterItem(starter, range, cursor.token.text, ' '.repeat(cursor.indent)));
}

const starterItem = (
  { label, documentation, lines }: Starter,
  range: Range,
  typed: string,
  indent: string,
): CompletionItem => ({
  label,
  kind: CompletionItemKind.Snippet,
  ...documented(documentation),
  sortText: 'a',
  filterText: typed === '' ? label : typed,
  insertTextFormat: InsertTextFormat.Snippet,
  insertTextMode: InsertTextMode.asIs,
  textEdit: { range, newText: lines.join(`\n${indent}`) },
});

/** `around`: what has to stand before and behind a value here. */
function valueItems(
  { file, part, cursor, withSchema }: Place,
  around: { readonly before: string; readonly after: string },
): readonly CompletionItem[] {
  const schemas = schemasAt(part.schema, cursor.path);
  const own = namedValues(file, cursor, schemas);
  // Where names of this file fit, the schema's examples are only examples.
  const isNamed = own.length > 0 && schemas.some(schema => schema['x-reference'] !== undefined);
  const listed: readonly OfferedValue[] =
    isNamed || !withSchema
      ? []
      : valuesOf(schemas).map(({ value, description }) => ({ value, description, kind: 'enum' }));
  // Right behind the colon, where the space that YAML wants is not there yet.
  const space = cursor.at === 'value' && !cursor.isFlow && part.text[cursor.token.start - 1] === ':' ? ' ' : '';
  const seen = new Set(cursor.at === 'item' ? itemsBeside(part.text, cursor) : []);
  return [...own, ...listed]
    .filter(({ value }) => !seen.has(value) && seen.add(value))
    .map((value, i) => {
      const item = valueItem(file, part.start, value, cursor.token, cursor.quote);
      const { newText } = item.textEdit;
      return {
        ...{ ...item, sortText: `a${String(i).padStart(4, '0')}` },
        textEdit: { ...item.textEdit, newText: `${space}${around.before}${newText}${around.after}` },
      };
    });
}

/** Names of the file and of its project that fit. */
function namedValues(file: OpenFile, cursor: Cursor, schemas: readonly JsonSchema[]): readonly OfferedValue[] {
  switch (file.kind) {
    case 'pipeline':
      return pipelineValues(file, cursor, schemas);
    case 'card':
      return file.values(cursor, schemas);
    case 'dialect':
      return file.values(cursor, schemas);
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
  field: CompletionItemKind.Property,
  gate: CompletionItemKind.Constant,
  metric: CompletionItemKind.Field,
  target: CompletionItemKind.Interface,
  signal: CompletionItemKind.Event,
};

function valueItem(
  file: OpenFile,
  base: number,
  offered: OfferedValue,
  token: TextRange,
  quote: string,
): CompletionItem & { readonly textEdit: TextEdit } {
  const { value, description, detail, kind } = offered;
  const plain =
    quote === '' && offered.isExpression !== true && offered.isNumber !== true ? plainOrQuoted(value) : value;
  const newText = offered.text ?? plain;
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
