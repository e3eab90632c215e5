// Reads one file of a foreign format through the language server, with what lies beside it where no project tells that.
import * as vscode from 'vscode';
import type { ForeignPipeline } from '../../../engine/domain/foreignPipeline.ts';
import type { App } from '../../app.ts';
import { isNamed, mayBeForeign, textOf } from './findFiles.ts';

export interface ForeignFile {
  readonly uri: vscode.Uri;
  /** Below its workspace folder, for people. */
  readonly path: string;
  /** Null: the file has the name of a format and cannot be read. */
  readonly pipeline: ForeignPipeline | null;
}

/** Null for a file that is none, or gone. `before`: what it was when it was read last. */
export async function readForeign(app: App, uri: vscode.Uri, before: ForeignFile | null): Promise<ForeignFile | null> {
  const text = await textOf(uri);
  const path = vscode.workspace.asRelativePath(uri, (vscode.workspace.workspaceFolders?.length ?? 0) > 1);
  if (text === null) return isNamed(uri) ? { uri, path, pipeline: null } : null;
  if (text === undefined || !mayBeForeign(uri, text)) return null;
  const below = vscode.workspace.asRelativePath(uri, false);
  const asked = { uri: uri.toString(), path: below, text };
  const alone = await app.server.pipelineOf(asked);
  // In a project the server knows what lies beside the file.
  const isAlone = alone !== null && alone.companions.length > 0 && app.projects.of(uri) === null;
  const texts = isAlone ? await companionTexts(uri, alone.companions) : {};
  const pipeline = Object.keys(texts).length === 0 ? alone : await app.server.pipelineOf({ ...asked, texts });
  if (pipeline === null) return null;
  // While a line is being typed nothing of a file may be readable: what it was last stays in sight.
  const last = before?.pipeline ?? null;
  const isBlind = pipeline.problem !== null && pipeline.stages.length === 0 && last !== null;
  return { uri, path, pipeline: isBlind ? { ...last, problem: pipeline.problem } : pipeline };
}

const companionUri = (uri: vscode.Uri, path: string): vscode.Uri | null => {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder === undefined ? null : vscode.Uri.joinPath(folder.uri, path);
};

/** Those that are there. */
async function companionTexts(uri: vscode.Uri, paths: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const path of paths) {
    const companion = companionUri(uri, path);
    const text = companion === null ? null : await textOf(companion);
    if (text != null) found[path] = text;
  }
  return found;
}

/** Whether a file has a say in what another one is. */
export const isCompanion = (uri: vscode.Uri, { uri: own, pipeline }: ForeignFile): boolean =>
  pipeline?.companions.some(path => companionUri(own, path)?.path === uri.path) === true;
