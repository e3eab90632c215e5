// Waits for an operation of the service in the window: progress in a view, its trouble thrown.
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Connection } from '../connect/connection.ts';
import type { Operation } from '../protocol/api.ts';

const pollMs = 150;

/** Shows the bar of the view while `begin` and what it began go on. Throws its trouble. */
export function operationEnd(
  viewId: string,
  service: Connection,
  begin: () => Promise<Operation>,
): Thenable<Operation> {
  return vscode.window.withProgress({ location: { viewId } }, async () => {
    let operation = await begin();
    while (operation.state === 'running') {
      await wait(pollMs);
      operation = await service.operation(operation.id);
    }
    if (operation.trouble !== null) throw operation.trouble;
    return operation;
  });
}
