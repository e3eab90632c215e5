// What every area of the extension gets: the projects of the window, the log and the extension's own context.
import type * as vscode from 'vscode';
import type { TreeNode } from './nodes.ts';
import type { Projects } from './projects.ts';
import type { ServerLink } from './serverLink.ts';

export interface App {
  readonly context: vscode.ExtensionContext;
  /** The output «Trainyard». */
  readonly log: vscode.LogOutputChannel;
  readonly projects: Projects;
  /** The language server, started when something needs it. */
  readonly server: ServerLink;
  /** Tree views by id, as the suite inside the editor reads them. */
  readonly trees: Map<string, vscode.TreeDataProvider<TreeNode>>;
  /** Requests that this window sent to deployments, the newest first. */
  readonly sentRequests: SentRequest[];
}

export interface SentRequest {
  /** Of the project. */
  readonly root: string;
  readonly target: string;
  readonly id: string;
  /** UTC milliseconds. */
  readonly at: number;
}

/** An area of the extension: registers what it shows and does, and gives back nothing. */
export type Area = (app: App) => void;
