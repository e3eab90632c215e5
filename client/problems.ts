// Shows an error as one sentence with its log one click away.
import * as vscode from 'vscode';
import { errorText } from '../present/texts.ts';
import type { Trouble } from '../protocol/api.ts';

interface WithLog {
  readonly log: vscode.LogOutputChannel;
}

/** Expected troubles carry a code and arguments, wherever they were thrown. */
export function asTrouble(error: unknown): Trouble | null {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('args' in error)) return null;
  const { code, args } = error;
  return typeof code === 'string' && typeof args === 'object' && args !== null
    ? { code, args: args as Trouble['args'] }
    : null;
}

export function problemText(error: unknown): string {
  const trouble = asTrouble(error) ?? {
    code: 'internal',
    args: { reason: error instanceof Error ? error.message : String(error) },
  };
  return errorText(trouble);
}

/** Cancelled work is no error. */
export function isCancelled(error: unknown): boolean {
  return (
    asTrouble(error)?.code === 'cancelled' ||
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
