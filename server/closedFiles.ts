// What is known of files that are not open: findings and symbols, kept without text or tree until the world changes.
import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { symbols } from './features/symbols.ts';
import { toLspDiagnostic } from './lspText.ts';
import { analyseOnce, type World } from './sessions.ts';
import { type FlatSymbol, flatSymbols } from './words/flatSymbols.ts';

export interface ClosedFile {
  readonly uri: string;
  /** Path below its project. */
  readonly path: string;
  readonly diagnostics: readonly LspDiagnostic[];
  /** Equal as long as the findings are. */
  readonly resultId: string;
  readonly symbols: readonly FlatSymbol[];
}

/** Reads nothing itself: the texts are those that the facts hold. */
export function createClosedFiles(
  world: World,
  isOpen: (uri: string) => boolean,
): () => Promise<readonly ClosedFile[]> {
  let kept: { readonly generation: number; readonly files: readonly ClosedFile[] } | null = null;
  return async () => {
    const { facts, settings, formats } = world;
    const generation = facts.generation + settings.generation;
    if (kept?.generation !== generation) {
      await formats.load();
      kept = { generation, files: facts.texts().flatMap(file => readClosed(world, file) ?? []) };
    }
    return kept.files.filter(({ uri }) => !isOpen(uri));
  };
}

function readClosed(
  world: World,
  { uri, path, text }: { readonly uri: string; readonly path: string; readonly text: string },
): ClosedFile | null {
  const file = analyseOnce(world, TextDocument.create(uri, path.endsWith('.md') ? 'markdown' : 'yaml', 0, text));
  if (file === null) return null;
  const diagnostics = file.diagnostics.map(diagnostic => toLspDiagnostic(file.document, diagnostic));
  return {
    uri,
    path,
    diagnostics,
    resultId: shortHash(JSON.stringify(diagnostics)),
    symbols: flatSymbols(symbols(file)),
  };
}

/** FNV-1a: enough to tell a file's findings from its earlier ones. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${text.length.toString(36)}.${(hash >>> 0).toString(36)}`;
}
