// Markdown files below a folder that their project takes for model cards by its setting `trainyard.files.include`.
import { dirname, relative, sep } from 'node:path';
import { matchesAny } from '../engine/domain/checkSettings.ts';
import { findProjectRoot } from '../engine/pipeline/findProjectRoot.ts';
import type { Files } from '../engine/ports.ts';
import { mapSome } from './mapSome.ts';
import { projectCheckSettings } from './readCheckSettings.ts';

/** Of `paths`, absolute, those that are meant; settings are read once for each project. */
export async function includedCards(files: Files, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const folders = [...new Set(paths.map(path => dirname(path)))];
  const roots = await mapSome(folders, 32, folder => findProjectRoot(files, folder));
  const rootOf = new Map(folders.map((folder, i) => [folder, roots[i] ?? folder]));
  const distinct = [...new Set(roots)];
  const settings = await mapSome(distinct, 8, root => projectCheckSettings(root));
  const patterns = new Map(distinct.map((root, i) => [root, settings[i]?.include ?? []]));
  const isMeant = async (path: string): Promise<boolean> => {
    const root = rootOf.get(dirname(path)) ?? dirname(path);
    const include = patterns.get(root) ?? [];
    if (include.length === 0) return false;
    const real = (await files.realPath(path)) ?? path;
    return matchesAny(relative(root, real).split(sep).join('/'), include);
  };
  const meant = await mapSome(paths, 32, isMeant);
  return new Set(paths.filter((_, i) => meant[i]));
}
