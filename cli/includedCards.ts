// Markdown files below a folder that their project takes for model cards by its setting `trainyard.files.include`.
import { relative, sep } from 'node:path';
import { matchesAny } from '../engine/domain/checkSettings.ts';
import type { Files } from '../engine/ports.ts';
import { mapSome } from './mapSome.ts';
import { projectsOf } from './projectsOf.ts';
import { projectCheckSettings } from './readCheckSettings.ts';

/** Of `paths`, absolute, those that are meant; settings are read once for each project. */
export async function includedCards(files: Files, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const projects = await projectsOf(
    files,
    paths.map(path => ({ path })),
  );
  const meant = await mapSome([...projects], 8, async ([root, members]) => {
    const { include } = await projectCheckSettings(root);
    if (include.length === 0) return [];
    const real = await mapSome(members, 32, async ({ path }) => (await files.realPath(path)) ?? path);
    return members.filter((_, i) =>
      matchesAny(
        relative(root, real[i] ?? '')
          .split(sep)
          .join('/'),
        include,
      ),
    );
  });
  return new Set(meant.flat().map(({ path }) => path));
}
