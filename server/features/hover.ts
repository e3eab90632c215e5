// Hover: first line the answer, then the schema's text, then a link.
import type { Hover, Position } from 'vscode-languageserver';
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import { docsBase } from '../../present/docsLinks.ts';
import { MarkupKind } from '../lspValues.ts';
import { isShared, lspRange, type OpenDialect, type OpenFile, type YamlPart, yamlPart } from '../openFile.ts';
import { pipelineAnswer } from '../words/pipelineHover.ts';
import { placeInPipeline } from '../words/placeInPipeline.ts';
import { type Cursor, cursorAt, type YamlPath } from '../yaml/cursor.ts';
import { descriptionOf, schemasAt, valuesOf } from '../yaml/schemaWalk.ts';

const cardReference = 'https://huggingface.co/docs/hub/model-cards';

export interface HoverOptions {
  /** Another server shows the schema's words of formats that it knows. */
  readonly leavesSchemas: boolean;
}

export function hover(file: OpenFile, position: Position, { leavesSchemas }: HoverOptions): Hover | null {
  const offset = file.document.offsetAt(position);
  if (file.kind === 'dialect') return dialectHover(file, offset, !(leavesSchemas && isShared(file)));
  const part = yamlPart(file, offset);
  if (part === null || offset < part.start || offset > part.end) return null;
  const place = file.kind === 'pipeline' ? placeInPipeline(file, offset) : null;
  const cursor = cursorAt(part.text, offset - part.start);
  const path = cursor === null ? null : pathOf(cursor);
  const answer =
    file.kind === 'card'
      ? cursor && file.answer(cursor)
      : place === null
        ? cursor && listedValue(part, cursor)
        : pipelineAnswer(file, place);
  const text = path === null ? '' : descriptionOf(schemasAt(part.schema, path));
  const range = place?.range ?? (cursor === null ? null : shifted(cursor.token, part));
  if (range === null || (answer === null && text === '')) return null;
  const first = answer ?? [`\`${String(path?.findLast(step => typeof step === 'string') ?? '')}\``];
  return {
    contents: {
      kind: MarkupKind.Markdown,
      value: [...first, text, link(file, path)].filter(line => line !== '').join('\n\n'),
    },
    range: lspRange(file, 0, range),
  };
}

/** What one of several values means. */
function listedValue({ schema }: YamlPart, { at, path, token }: Cursor): readonly string[] | null {
  const listed = at === 'key' ? undefined : valuesOf(schemasAt(schema, path)).find(({ value }) => value === token.text);
  return listed === undefined || listed.description === '' ? null : [`\`${listed.value}\`: ${listed.description}`];
}

/** What the format says of the place, then what its schema says of the key. */
function dialectHover(file: OpenDialect, offset: number, withSchema: boolean): Hover | null {
  if (file.read === null) return null;
  const part = yamlPart(file, offset);
  const cursor = part === null ? null : cursorAt(part.text, offset);
  const answer = file.answer(offset, cursor);
  const text =
    !withSchema || part === null || cursor === null ? '' : descriptionOf(schemasAt(part.schema, pathOf(cursor)));
  const range = answer?.range ?? (text === '' ? undefined : cursor?.token);
  if (range === undefined) return null;
  const link = `[${file.read.dialect.title}](${docsBase}/formats/${file.read.dialect.id}.md)`;
  const value = [...(answer?.lines ?? []), text, link].filter(line => line !== '').join('\n\n');
  return { contents: { kind: MarkupKind.Markdown, value }, range: lspRange(file, 0, range) };
}

const pathOf = (cursor: Cursor): YamlPath => (cursor.at === 'key' ? [...cursor.path, cursor.token.text] : cursor.path);

const shifted = (token: TextRange, part: YamlPart): TextRange => ({
  start: token.start + part.start,
  end: token.end + part.start,
});

/** The section of the key in the reference; names that people chose have none, so the key above them is taken. */
function link(file: OpenFile, path: YamlPath | null): string {
  if (file.kind === 'card')
    return path?.[0] === 'trainyard'
      ? `[Model cards](${docsBase}/model-cards.md#trainyard)`
      : `[Model cards on the Hub](${cardReference})`;
  const section = path?.[0];
  return typeof section === 'string' ? `[Reference: ${section}](${docsBase}/pipeline.md#${section.toLowerCase()})` : '';
}
