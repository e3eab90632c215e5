// Shows an error as one sentence with its log one click away.
import * as vscode from 'vscode';
import { errorText } from '../present/texts.ts';
import { asTrouble, troubleOf } from '../present/troubleOf.ts';

interface WithLog {
  readonly log: vscode.LogOutputChannel;
}

export const problemText = (error: unknown): string => errorText(asTrouble(error));

/** Cancelled work is no error. */
function isCancelled(error: unknown): boolean {
  return (
    troubleOf(error)?.code === 'cancelled' ||
    (error instanceof Error && (error.name === 'AbortError' || error instanceof vscode.CancellationError))
  );
}

/** Needs the log alone, so that whatever has one can call it. */
export function showProblem({ log }: WithLog, error: unknown): void {
  if (isCancelled(error)) return;
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  void offerLog(log, problemText(error));
}

async function offerLog(log: vscode.LogOutputChannel, text: string): Promise<void> {
  const showLog = vscode.l10n.t('Show Log');
  if ((await vscode.window.showErrorMessage(text, showLog)) === showLog) log.show();
}
