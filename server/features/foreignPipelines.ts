// The pipeline that a text of a foreign format describes, for the extension's sidebar, graph panel and commands.
import { matchesAny } from '../../engine/domain/checkSettings.ts';
import { foreignPipeline } from '../../engine/pipeline/dialects/foreignPipeline.ts';
import { readDialectFile } from '../../engine/pipeline/dialects/readDialect.ts';
import type { ForeignPipelineAnswer, ForeignPipelineParams } from '../../protocol/lsp.ts';
import { type FactsStore, isPipelineText } from '../documents.ts';
import type { OpenFile } from '../openFile.ts';
import type { SettingsStore } from '../settings.ts';

/** Null for our own files, for those that settings leave alone and for other YAML. */
export function foreignPipelineOf(
  { facts, settings }: { readonly facts: FactsStore; readonly settings: SettingsStore },
  { uri, path, text, texts = {} }: ForeignPipelineParams,
  open: OpenFile | null,
): ForeignPipelineAnswer {
  const project = facts.of(uri);
  const known = project.root === null ? path : project.path;
  if (matchesAny(known, settings.current.checks.exclude) || isPipelineText(text)) return null;
  // Without a project what was sent along is all that is known of other files.
  const own = project.root === null ? { files: Object.keys(texts), texts } : project.facts;
  // An open file was read for its findings already.
  const isRead = project.root !== null && open?.kind === 'dialect' && open.document.getText() === text;
  const file = isRead ? open.read : readDialectFile(text, known, own);
  return file === null ? null : foreignPipeline(file, known);
}
