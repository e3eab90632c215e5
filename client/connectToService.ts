// Finds or starts the project's service for this window, in the mode the workspace's trust allows.
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { type Connection, connectProject } from '../connect/connectProject.ts';
import { windowVariables } from './environment.ts';

interface ConnectOptions {
  readonly root: string;
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
}

export function connectToService({ root, context, log }: ConnectOptions): Promise<Connection> {
  return connectProject({
    root,
    trust: vscode.workspace.isTrusted ? 'trusted' : 'untrusted',
    env: windowVariables(process.env),
    home: homedir(),
    start: {
      nodePath: process.execPath,
      serviceFile: vscode.Uri.joinPath(context.extensionUri, 'dist', 'service.js').fsPath,
    },
    log: { write: (level, message) => log[level](message) },
  });
}
