// A command is a value; one wrapper logs it, times it and shows its errors with their log.
import * as vscode from 'vscode';
import type { App } from './app.ts';
import { showProblem } from './problems.ts';

export interface Command {
  readonly id: string;
  readonly run: (app: App, ...args: readonly unknown[]) => unknown;
}

/** Arguments come from menus, links and other extensions: a command checks those it uses. */
export const command = (id: string, run: Command['run']): Command => ({ id, run });

export function registerCommands(app: App, commands: readonly Command[]): void {
  for (const { id, run } of commands) {
    app.context.subscriptions.push(
      vscode.commands.registerCommand(id, (...args: unknown[]) => carryOut(app, id, () => run(app, ...args))),
    );
  }
}

async function carryOut(app: App, id: string, work: () => unknown): Promise<unknown> {
  const started = performance.now();
  app.log.debug(`${id} started`);
  try {
    const result = await work();
    app.log.debug(`${id} ended after ${Math.round(performance.now() - started)} ms`);
    return result;
  } catch (error) {
    app.log.error(`${id} failed after ${Math.round(performance.now() - started)} ms`);
    showProblem(app, error);
    return undefined;
  }
}
