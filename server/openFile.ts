// One open document as features see it: its text, its finding, and its outline or card; made once per version.
import type { Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CardDocument } from '../engine/card/cardDocument.ts';
import type { Diagnostic, TextRange } from '../engine/domain/diagnostic.ts';
import { cardSchema } from '../engine/domain/generated/cardSchema.ts';
import { pipelineSchema } from '../engine/domain/generated/pipelineSchema.ts';
import type { JsonSchema } from '../engine/domain/jsonSchema.ts';
import type { ProjectFile } from './documents.ts';
import type { PipelineOutline } from './pipelineOutline.ts';

interface OpenDocument {
  readonly document: TextDocument;
  readonly project: ProjectFile;
  /** False: the file has the name but not the content; features stay silent. */
  readonly isOurs: boolean;
  readonly diagnostics: readonly Diagnostic[];
}
export interface OpenPipeline extends OpenDocument {
  readonly kind: 'pipeline';
  readonly outline: PipelineOutline;
}
export interface OpenCard extends OpenDocument {
  readonly kind: 'card';
  readonly card: CardDocument;
}
export type OpenFile = OpenPipeline | OpenCard;

/** The YAML in a file: all of a pipeline, the front matter of a card. Offsets from `start`. */
export interface YamlPart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly schema: JsonSchema;
}

export function yamlPart(file: OpenFile): YamlPart | null {
  if (!file.isOurs) return null;
  if (file.kind === 'pipeline') {
    const text = file.document.getText();
    return { text, start: 0, end: text.length, schema: pipelineSchema };
  }
  const front = file.card.front;
  if (front === null) return null;
  const { start, end } = front.yaml;
  return { text: file.card.text.slice(start, end), start, end, schema: cardSchema };
}

/** An offset range, counted from `base`, as an LSP range. */
export const lspRange = (file: OpenFile, base: number, range: TextRange): Range => ({
  start: file.document.positionAt(base + range.start),
  end: file.document.positionAt(base + range.end),
});
