// Context keys about pipelines of other tools: whether there are any, and which files have a graph or a program.
import * as vscode from 'vscode';
import type { App } from '../../app.ts';
import type { ForeignPipelines } from './foreignPipelines.ts';
import type { ForeignFile } from './readForeign.ts';

export function registerForeignContext(app: App, foreign: ForeignPipelines): void {
  const known = new Map<string, string>();
  const set = (key: string, value: boolean | readonly string[]) => {
    const text = JSON.stringify(value);
    if (known.get(key) === text) return;
    known.set(key, text);
    void vscode.commands.executeCommand('setContext', `trainyard.${key}`, value);
  };
  const update = () => {
    const { all, known: files } = foreign;
    set('searched', foreign.isSearched);
    set('hasForeign', all.length > 0);
    // As `resourcePath` names a file, on this machine and seen from afar.
    const having = (test: (file: ForeignFile) => boolean) =>
      files.filter(test).flatMap(({ uri }) => [...new Set([uri.fsPath, uri.path])]);
    set(
      'graphFiles',
      having(({ pipeline }) => (pipeline?.stages.length ?? 0) > 0),
    );
    set(
      'outsideFiles',
      having(({ pipeline }) => pipeline?.tool != null),
    );
  };
  app.context.subscriptions.push(foreign.onDidChange(update));
  update();
}
