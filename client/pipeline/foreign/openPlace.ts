// Shows a file of a foreign format, at the stage asked for or where it cannot be read.
import * as vscode from 'vscode';
import type { ForeignFile } from './readForeign.ts';

/** `stage`: its name; null for the file itself. */
export async function openPlace({ uri, pipeline }: ForeignFile, stage: string | null): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const range = stage === null ? undefined : pipeline?.stages.find(({ name }) => name === stage)?.range;
  const line = stage === null ? (pipeline?.problem?.line ?? null) : null;
  const place =
    range !== undefined
      ? document.positionAt(range.start)
      : line === null
        ? null
        : new vscode.Position(Math.min(line, document.lineCount) - 1, 0);
  await vscode.window.showTextDocument(document, {
    preview: true,
    ...(place === null ? {} : { selection: new vscode.Range(place, place) }),
  });
}
