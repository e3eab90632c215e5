// Gives disk space back: cached outputs, built environments, logs of ended runs.
import { isEnded } from '../domain/run.ts';
import type { Files } from '../ports.ts';
import { type PrivateFolders, type ProjectContext, runFolder } from './runnerContext.ts';

export type CleanTarget = 'cache' | 'environments' | 'logs';

/** Bytes given back. What an unfinished run needs stays: with one, environments and cache are left alone. Environments are shared by all projects of a person. */
export async function clean(
  context: ProjectContext & { readonly folders: PrivateFolders },
  what: readonly CleanTarget[],
): Promise<number> {
  const { store, root, ports } = context;
  const isRunning = store.pipelineRuns({ unfinished: true, limit: 1 }).length > 0;
  let bytes = 0;
  if (what.includes('cache') && !isRunning) bytes += await removeCounted(ports.files, `${root}/.trainyard/cache`);
  if (what.includes('environments') && !isRunning)
    bytes += await removeCounted(ports.files, context.folders.environments);
  if (what.includes('logs')) {
    for (const { name, kind } of await ports.files.list(`${root}/.trainyard/runs`)) {
      const run = store.pipelineRun(name);
      if (kind === 'folder' && (run === null || isEnded(run.state)))
        bytes += await removeCounted(ports.files, runFolder(root, name));
    }
  }
  return bytes;
}

async function removeCounted(files: Files, folder: string): Promise<number> {
  const bytes = await sizeOf(files, folder);
  await files.remove(folder);
  return bytes;
}

async function sizeOf(files: Files, folder: string): Promise<number> {
  let bytes = 0;
  for (const { name, kind, isLink } of await files.list(folder)) {
    if (isLink) continue;
    const path = `${folder}/${name}`;
    bytes += kind === 'folder' ? await sizeOf(files, path) : ((await files.stat(path))?.size ?? 0);
  }
  return bytes;
}
