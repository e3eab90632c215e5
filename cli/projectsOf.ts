// Which projects files belong to.
import { dirname } from 'node:path';
import { findProjectRoot } from '../engine/pipeline/findProjectRoot.ts';
import type { Files } from '../engine/ports.ts';
import { mapSome } from './mapSome.ts';

/** The files by the root of their project, in order; each folder is asked for once. Paths are absolute. */
export async function projectsOf<T extends { readonly path: string }>(
  files: Files,
  items: readonly T[],
): Promise<ReadonlyMap<string, readonly T[]>> {
  const folders = [...new Set(items.map(({ path }) => dirname(path)))];
  const roots = await mapSome(folders, 32, folder => findProjectRoot(files, folder));
  const rootOf = new Map(folders.map((folder, i) => [folder, roots[i] ?? folder]));
  return Map.groupBy(items, ({ path }) => rootOf.get(dirname(path)) ?? dirname(path));
}
