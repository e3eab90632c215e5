// Formatting of pipelines and other YAML: blanks alone change, comments and scalars stay as they are written.
import type { TextEdit } from 'vscode-languageserver';
import { formatYaml } from '../../engine/pipeline/syntax/formatYaml.ts';
import { toRange } from '../lspText.ts';
import type { OpenFile } from '../openFile.ts';

/** Null for what cannot be laid out safely: a file with syntax errors, a card, a format that is no YAML. */
export function formatting(file: OpenFile): TextEdit[] | null {
  if (!file.isOurs || file.kind === 'card') return null;
  if (file.kind === 'dialect' && (file.read === null || file.read.documents.length === 0 || file.read.dialect.readTree))
    return null;
  const { document } = file;
  return (
    formatYaml(document.getText())?.map(({ range, text }) => ({ range: toRange(document, range), newText: text })) ??
    null
  );
}
