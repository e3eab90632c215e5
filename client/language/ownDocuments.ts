// Which documents the language server is for: pipelines by their marker, model cards by name and front matter, known formats.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { isFormatName, mayBeFormat, pipelineLanguage } from '../../protocol/lsp.ts';
import { isPipelineName, isPipelineText } from '../projectRoots.ts';

const isCardName = (name: string): boolean =>
  name === 'MODEL_CARD.md' || name === 'README.md' || name.endsWith('.card.md');

export function needsServer(document: vscode.TextDocument): boolean {
  if (document.languageId === pipelineLanguage) return !isForeign(document);
  const name = basename(document.uri.path);
  if (document.languageId !== 'markdown')
    return (
      isFormatName(name) ||
      /^modelcard\.ya?ml$/.test(name) ||
      (document.languageId === 'yaml' && mayBeFormat(document.getText()))
    );
  return isCardName(name) && (name !== 'README.md' || document.lineAt(0).text.startsWith('---'));
}

/** Other tools have files of this name too: with content and without the marker it is plain YAML. */
const isForeign = (document: vscode.TextDocument): boolean =>
  document.getText().trim() !== '' && hasOtherContent(document.getText()) && !isPipelineText(document.getText());
/** Any key at all; a file that is being begun has none that says whose it is. */
const hasOtherContent = (text: string): boolean =>
  text.split('\n').filter(line => /^[\w$][\w.$-]*\s*:/.test(line)).length > 1;

export async function keepLanguageHonest(document: vscode.TextDocument): Promise<void> {
  if (!isPipelineName(basename(document.uri.path))) return;
  if (document.languageId === pipelineLanguage && isForeign(document))
    await vscode.languages.setTextDocumentLanguage(document, 'yaml');
  else if (document.languageId === 'yaml' && isPipelineText(document.getText()))
    await vscode.languages.setTextDocumentLanguage(document, pipelineLanguage);
}
