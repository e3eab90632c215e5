// One open document as features see it: its text, its finding, and its outline or card; made once per version.
import type { Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CardDocument } from '../engine/card/cardDocument.ts';
import type { Diagnostic, TextRange } from '../engine/domain/diagnostic.ts';
import { pipelineSchema } from '../engine/domain/generated/pipelineSchema.ts';
import type { JsonSchema } from '../engine/domain/jsonSchema.ts';
import type { DialectFile } from '../engine/pipeline/dialects/readDialect.ts';
import type { YamlNode } from '../engine/pipeline/syntax/yamlTree.ts';
import type { ProjectFile } from './documents.ts';
import type { PipelineOutline } from './pipelineOutline.ts';
import type { OfferedExpression, OfferedText, OfferedValue } from './words/offeredValue.ts';
import type { Starter } from './words/starters.ts';
import type { Cursor } from './yaml/cursor.ts';

interface OpenDocument {
  readonly document: TextDocument;
  readonly project: ProjectFile;
  /** False: the file has the name but not the content; features stay silent. */
  readonly isOurs: boolean;
  readonly diagnostics: readonly Diagnostic[];
}
export interface OpenPipeline extends OpenDocument {
  readonly kind: 'pipeline';
  readonly root: YamlNode | null;
  readonly outline: PipelineOutline;
}
export interface OpenCard extends OpenDocument {
  readonly kind: 'card';
  readonly card: CardDocument;
  readonly schema: JsonSchema;
  /** Values that fit where the schemas hold. */
  values(cursor: Cursor, schemas: readonly JsonSchema[]): readonly OfferedValue[];
  /** What is known of the value under a cursor: lines of Markdown, the answer first. */
  answer(cursor: Cursor): readonly string[] | null;
  /** Files of the project that it names. */
  readonly files: readonly { readonly range: TextRange; readonly path: string }[];
  readonly hints: readonly PlaceHint[];
}
/** A short text that the editor shows behind a place. */
export interface PlaceHint {
  readonly at: number;
  readonly text: string;
}
/** A file of a foreign format. */
export interface OpenDialect extends OpenDocument {
  readonly kind: 'dialect';
  /** Null when it is of no known format. */
  readonly read: DialectFile | null;
  /** Values that fit where the schemas hold. */
  values(cursor: Cursor, schemas: readonly JsonSchema[]): readonly OfferedValue[];
  /** What fits in the expression around an offset; null outside of one. */
  expression(text: string, offset: number): OfferedExpression | null;
  /** Whole entries that fit where a name is free to choose. */
  starters(cursor: Cursor): readonly Starter[];
  /** What fits where the file is no YAML; null for all that are. */
  ownOffer(offset: number): OfferedText | null;
  /** What is known of the name or value at an offset: lines of Markdown, and what they are about. */
  answer(offset: number, cursor: Cursor | null): PlaceAnswer | null;
}
export interface PlaceAnswer {
  readonly lines: readonly string[];
  readonly range: TextRange;
}

/** Whether other YAML servers have a schema for the file as well. */
export const isShared = (file: OpenFile): boolean => file.kind === 'dialect' && file.read?.dialect.isShared === true;

export type OpenFile = OpenPipeline | OpenCard | OpenDialect;

/** The YAML around an offset: all of a pipeline, the front matter of a card, one document of another format. */
export interface YamlPart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly schema: JsonSchema;
}

export function yamlPart(file: OpenFile, offset: number): YamlPart | null {
  if (!file.isOurs) return null;
  if (file.kind === 'dialect') return documentPart(file, offset);
  if (file.kind === 'pipeline') {
    const text = file.document.getText();
    return { text, start: 0, end: text.length, schema: pipelineSchema };
  }
  const front = file.card.front;
  if (front === null) return null;
  const { start, end } = front.yaml;
  return { text: file.card.text.slice(start, end), start, end, schema: file.schema };
}

/** The schema is that of the last document that begins before the offset; nothing is offered where it is no YAML. */
function documentPart({ read, document }: OpenDialect, offset: number): YamlPart | null {
  if (read === null || read.dialect.readTree !== undefined) return null;
  const text = document.getText();
  const around = read.documents.findLast(({ root }) => root.start <= offset) ?? read.documents[0];
  const isEmpty = around === undefined && !/^\s*[^\s#]/m.test(text);
  const schema = isEmpty ? read.dialect.schemaOf(nothingYet) : (around?.schema ?? null);
  return schema === null ? null : { text, start: 0, end: text.length, schema };
}
const nothingYet: YamlNode = { kind: 'map', entries: [], flow: false, start: 0, end: 0 };

/** An offset range, counted from `base`, as an LSP range. */
export const lspRange = (file: OpenFile, base: number, range: TextRange): Range => ({
  start: file.document.positionAt(base + range.start),
  end: file.document.positionAt(base + range.end),
});
