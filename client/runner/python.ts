// The interpreter of the window: the setting, else the Python extension's choice, else none (the runner looks in the PATH).
import { resolve } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { App } from '../app.ts';

/** The part of the Python extension's interface that is used, checked before use. */
const pythonApi = v.looseObject({ environments: v.looseObject({ getActiveEnvironmentPath: v.function() }) });
const environmentPath = v.looseObject({ path: v.string() });

export async function findPython(app: App, resource: vscode.Uri): Promise<string | null> {
  const set = vscode.workspace.getConfiguration('trainyard', resource).get<string>('python', '').trim();
  if (set !== '') return absolute(set, resource);
  try {
    const extension = vscode.extensions.getExtension('ms-python.python');
    if (extension === undefined) return null;
    const api = v.safeParse(pythonApi, extension.isActive ? extension.exports : await extension.activate());
    if (!api.success) return null;
    const { environments } = api.output;
    const chosen = v.safeParse(environmentPath, environments.getActiveEnvironmentPath.call(environments, resource));
    return chosen.success ? chosen.output.path : null;
  } catch (error) {
    app.log.warn(`the Python extension did not answer: ${String(error)}`);
    return null;
  }
}

function absolute(path: string, resource: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(resource)?.uri.fsPath ?? '';
  const filled = path.replace(/\$\{workspaceFolder\}/g, () => folder);
  return filled.includes('/') || filled.includes('\\') ? resolve(folder, filled) : filled;
}
