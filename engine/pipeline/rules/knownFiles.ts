// The lists of files among the facts, made ready for look-ups.
import type { Facts } from '../../domain/facts.ts';
import type { ProjectPath } from '../../domain/ids.ts';
import { folderOf, hasFolderAround } from '../projectPath.ts';

/** Files and folders that are there. */
export interface KnownFiles {
  has(path: ProjectPath): boolean;
  /** False where the list is not complete: nothing can be said about what is absent there. */
  isComplete(path: ProjectPath): boolean;
  /** Paths in the same folder, to find what a misspelt one means. */
  beside(path: ProjectPath): readonly ProjectPath[];
}

/** Lists are long and seldom change: each is prepared once. */
const kept = new WeakMap<
  readonly ProjectPath[],
  { readonly of: Pick<Facts, 'tracked' | 'unlisted'>; readonly known: KnownFiles }
>();

/** Null when the facts have no files. */
export function knownFiles({ files, tracked, unlisted }: Facts): KnownFiles | null {
  if (files === undefined) return null;
  const last = kept.get(files);
  if (last !== undefined && last.of.tracked === tracked && last.of.unlisted === unlisted) return last.known;
  const known = prepare(files, tracked ?? [], unlisted ?? []);
  kept.set(files, { of: { ...(tracked && { tracked }), ...(unlisted && { unlisted }) }, known });
  return known;
}

function prepare(
  files: readonly ProjectPath[],
  tracked: readonly ProjectPath[],
  unlisted: readonly ProjectPath[],
): KnownFiles {
  const all = new Set<ProjectPath>();
  const inside = new Map<ProjectPath, ProjectPath[]>();
  const add = (path: ProjectPath): void => {
    if (path === '' || all.has(path)) return;
    all.add(path);
    const folder = folderOf(path);
    const siblings = inside.get(folder);
    if (siblings === undefined) inside.set(folder, [path]);
    else siblings.push(path);
    add(folder);
  };
  for (const path of files) add(withoutSlash(path));
  for (const path of tracked) add(path);
  const open = new Set(unlisted.map(withoutSlash));
  return {
    has: path => path === '' || all.has(path),
    isComplete: path =>
      open.size === 0 || (!open.has(path) && !open.has('') && !hasFolderAround(path, folder => open.has(folder))),
    beside: path => inside.get(folderOf(path)) ?? [],
  };
}

const withoutSlash = (path: ProjectPath): ProjectPath => (path.endsWith('/') ? path.slice(0, -1) : path);
