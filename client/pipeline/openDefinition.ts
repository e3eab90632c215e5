// Shows a pipeline file, at the stage or gate asked for or at its first mistake.
import * as vscode from 'vscode';
import type { PipelineTarget } from '../pickers.ts';

/** A stage or gate, with its offsets in the file as saved. */
export interface NamedPlace {
  readonly name: string;
  readonly range: { readonly start: number; readonly end: number } | null;
}

export async function openDefinition({ project, file, view }: PipelineTarget, named: NamedPlace | null): Promise<void> {
  const document = await vscode.workspace.openTextDocument(project.uri(file));
  const editor = await vscode.window.showTextDocument(document, { preview: true, preserveFocus: false });
  const place = placeOf(document, view, named);
  if (place === null) return;
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** A file at a line from 1; the last line where there are fewer. */
export async function openAtLine(uri: vscode.Uri, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const at = document.lineAt(Math.min(Math.max(0, Math.trunc(line) - 1), document.lineCount - 1));
  const place = new vscode.Position(at.lineNumber, at.firstNonWhitespaceCharacterIndex);
  await vscode.window.showTextDocument(document, { preview: true, selection: new vscode.Range(place, place) });
}

function placeOf(
  document: vscode.TextDocument,
  view: PipelineTarget['view'],
  named: NamedPlace | null,
): vscode.Position | null {
  if (named === null) return view.problem === null ? null : new vscode.Position(Math.max(0, view.problem.line - 1), 0);
  return rangeOf(document, named)?.start ?? null;
}

/** The service's offsets are of the file as saved: they are used when the name stands there, else the name is looked for. */
function rangeOf(document: vscode.TextDocument, { name, range }: NamedPlace): vscode.Range | null {
  if (range !== null) {
    const told = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
    if (document.getText(told).includes(name)) return told;
  }
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found = new RegExp(`^( +)(["']?)(${escaped})\\2 *:`, 'm').exec(document.getText());
  if (found === null) return null;
  const start = found.index + (found[1]?.length ?? 0) + (found[2]?.length ?? 0);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + name.length));
}
