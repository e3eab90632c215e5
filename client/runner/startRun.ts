// Starts a run: saved files first, commands shown once, then one request with the window's interpreter and variables.
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { RunRequest } from '../../protocol/api.ts';
import type { App } from '../app.ts';
import { windowVariables } from '../environment.ts';
import type { PipelineTarget } from '../pickers.ts';
import { isWithin } from '../projectRoots.ts';
import { tellUntrusted } from '../untrusted.ts';
import { agreeToRun } from './consent.ts';
import { findPython } from './python.ts';

type RunOptions = Pick<RunRequest, 'select' | 'force'>;
type Target = Pick<PipelineTarget, 'project' | 'file' | 'view'>;

export async function startRun(app: App, { project, file, view }: Target, options: RunOptions): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    await tellUntrusted();
    return;
  }
  const settings = vscode.workspace.getConfiguration('trainyard', project.uri(file));
  if (settings.get<boolean>('run.saveFirst', true)) await saveFiles(project.folder);
  if (!(await agreeToRun(app, { project, file, view }, options.select?.stages ?? null))) return;
  const parallel = settings.get<number>('run.parallel', 0);
  const python = await findPython(app, project.uri(file));
  const service = await project.connection();
  const request: RunRequest = {
    key: randomUUID(),
    pipeline: file,
    ...options,
    ...(parallel > 0 && { parallel }),
    ...(python !== null && { python }),
    env: windowVariables(process.env),
  };
  const operation = await service.startRun(request);
  app.log.info(`run ${operation.subject ?? operation.id} of ${file} started`);
}

async function saveFiles(folder: string): Promise<void> {
  const changed = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && uri.scheme === 'file' && isWithin(uri.fsPath, folder),
  );
  await Promise.all(changed.map(document => document.save()));
}
