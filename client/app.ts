// What every area of the extension gets: the projects of the window, the log and the extension's own context.
import type * as vscode from 'vscode';
import type { Projects } from './projects.ts';

export interface App {
  readonly context: vscode.ExtensionContext;
  /** The output «Trainyard». */
  readonly log: vscode.LogOutputChannel;
  readonly projects: Projects;
}

/** An area of the extension: registers what it shows and does, and gives back nothing. */
export type Area = (app: App) => void;
