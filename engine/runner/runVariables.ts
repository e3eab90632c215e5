// The variables of whoever asked for a run: kept in a private file until the run has ended, never in the project.
import type { RunId } from '../domain/ids.ts';
import type { Files } from '../ports.ts';
import type { Variables } from './programs.ts';
import type { PrivateFolders } from './runnerContext.ts';

const fileOf = (folders: PrivateFolders, runId: RunId): string => `${folders.runs}/${runId}.json`;

export async function saveVariables(
  files: Files,
  folders: PrivateFolders,
  runId: RunId,
  variables: Variables,
): Promise<void> {
  await files.makeFolder(folders.runs, 0o700);
  await files.writeAtomic(fileOf(folders, runId), JSON.stringify(variables), 0o600);
}

/** Null when the file is gone: then nothing new can be started for the run. */
export async function readVariables(files: Files, folders: PrivateFolders, runId: RunId): Promise<Variables | null> {
  const text = await files.readText(fileOf(folders, runId));
  return text === null ? null : (JSON.parse(text) as Variables);
}

export const removeVariables = (files: Files, folders: PrivateFolders, runId: RunId): Promise<void> =>
  files.remove(fileOf(folders, runId));

/** Taken out, since the run's own stand in their place or they would break scripts that choose their experiment. */
const dropped = new Set([
  'MLFLOW_RUN_ID',
  'MLFLOW_EXPERIMENT_ID',
  'MLFLOW_TRACKING_USERNAME',
  'MLFLOW_TRACKING_PASSWORD',
  'MLFLOW_TRACKING_AUTH',
  'MLFLOW_TRACKING_SERVER_CERT_PATH',
]);
const loopback = ['127.0.0.1', 'localhost'];

/** The asking shell's variables, the stage's own, and ours on top. A proxy is never asked for loopback addresses. */
export function stageVariables(asked: Variables, own: Variables, ours: Variables): Record<string, string> {
  const kept = Object.fromEntries(Object.entries(asked).filter(([name]) => !dropped.has(name)));
  const merged: Record<string, string> = { PYTHONUNBUFFERED: '1', ...kept, ...own, ...ours };
  for (const name of ['NO_PROXY', 'no_proxy']) {
    const hosts = (merged[name] ?? '')
      .split(',')
      .map(host => host.trim())
      .filter(host => host !== '');
    merged[name] = [...new Set([...hosts, ...loopback])].join(',');
  }
  return merged;
}
