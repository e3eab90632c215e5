// The project a path belongs to.
import type { Files } from '../ports.ts';
import { isOurFile, isPipelineName } from './findPipelines.ts';

/**
 * The nearest folder at or above `start` that holds `.trainyard/`; else the nearest with a pipeline file of ours;
 * else that of the git repository; else `start` itself (its folder when it is a file). A real path.
 */
export async function findProjectRoot(files: Files, start: string): Promise<string> {
  const real = (await files.realPath(start)) ?? start;
  const isFolder = (await files.stat(real))?.kind !== 'file';
  const above = foldersUp(isFolder ? real : parentOf(real));
  return (
    (await nearest(above, folder => isKind(files, `${folder}/.trainyard`, ['folder']))) ??
    (await nearest(above, folder => holdsPipeline(files, folder))) ??
    (await findRepository(files, above[0] ?? real)) ??
    above[0] ??
    real
  );
}

/** The nearest folder at or above `start` that holds `.git`: a folder, or a file in work trees and submodules. */
export const findRepository = (files: Files, start: string): Promise<string | null> =>
  nearest(foldersUp(start), folder => isKind(files, `${folder}/.git`, ['folder', 'file']));

function foldersUp(path: string): readonly string[] {
  const found = [path];
  for (let folder = path; parentOf(folder) !== folder; ) {
    folder = parentOf(folder);
    found.push(folder);
  }
  return found;
}

function parentOf(path: string): string {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  if (cut < 0) return path;
  if (cut === 0) return path.slice(0, 1);
  const parent = path.slice(0, cut);
  return /^[A-Za-z]:$/.test(parent) ? `${parent}\\` : parent;
}

async function nearest(folders: readonly string[], test: (folder: string) => Promise<boolean>): Promise<string | null> {
  for (const folder of folders) if (await test(folder)) return folder;
  return null;
}

const isKind = async (files: Files, path: string, kinds: readonly string[]): Promise<boolean> =>
  kinds.includes((await statSafely(files, path))?.kind ?? '');

async function holdsPipeline(files: Files, folder: string): Promise<boolean> {
  const entries = await files.list(folder).catch(() => []);
  for (const { name, kind } of entries) {
    if (kind === 'file' && isPipelineName(name) && (await isOurFile(files, `${folder}/${name}`).catch(() => false)))
      return true;
  }
  return false;
}

const statSafely = async (files: Files, path: string): ReturnType<Files['stat']> => files.stat(path).catch(() => null);
