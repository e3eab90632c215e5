// Paths relative to the project root, joined and compared as text.
import type { ProjectPath } from '../domain/ids.ts';

/** `path` as seen from `folder` ('' is the root), without `.` and `..`; null when it leaves the project. The root itself is ''. */
export function joinPath(folder: ProjectPath, path: string): ProjectPath | null {
  if (plain.test(path)) return folder === '' ? path : `${folder}/${path}`;
  if (
    path.startsWith('/') ||
    path.includes('\\') ||
    path.includes('\0') ||
    /^[A-Za-z]:|^[A-Za-z][\w+.-]*:\/\//.test(path)
  )
    return null;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** Names alone: nothing in them goes up, stays or means a drive. */
const plain = /^\w[\w-]*(?:\.[\w-]+)*(?:\/\w[\w-]*(?:\.[\w-]+)*)*$/;

/** The folder a path lies in; '' for one at the top. */
export const folderOf = (path: ProjectPath): ProjectPath => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** How `path` is written in a file that lies in `folder`. */
export function relativePath(folder: ProjectPath, path: ProjectPath): string {
  const from = folder === '' ? [] : folder.split('/');
  const to = path.split('/');
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}

/** True for a path in the folder `outer`, and for `outer` itself. */
export const isWithin = (path: ProjectPath, outer: ProjectPath): boolean =>
  outer === '' || path === outer || (path.startsWith(outer) && path[outer.length] === '/');

/** Whether two paths are the same or one lies in the other: what reads one then reads of the other. */
export const overlaps = (a: ProjectPath, b: ProjectPath): boolean => isWithin(a, b) || isWithin(b, a);

/** Every folder around a path, the nearest first, the root left out. */
export function foldersAround(path: ProjectPath): readonly ProjectPath[] {
  const folders: ProjectPath[] = [];
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) folders.push(folder);
  return folders;
}

/** Whether any of `foldersAround` passes; they are not made where the nearest one does. */
export function hasFolderAround(path: ProjectPath, passes: (folder: ProjectPath) => boolean): boolean {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) if (passes(folder)) return true;
  return false;
}

const mayBeReserved = /^\.trainyard|^ml|\.git/;

/** True for what no stage may write as a whole: the project, the pipeline file, git's folder, the stores. */
export function isReservedOut(path: ProjectPath, pipelineFile: ProjectPath): boolean {
  if (!mayBeReserved.test(path) && !isWithin(pipelineFile, path)) return false;
  const parts = path.split('/');
  return (
    isWithin(pipelineFile, path) || parts.includes('.git') || /^(\.trainyard|mlruns|mlflow\.db.*)$/.test(parts[0] ?? '')
  );
}
