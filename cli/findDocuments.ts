// Files that may be pipelines or model cards below a folder, or that a person named.
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { skippedFolders } from '../engine/pipeline/walkProject.ts';
import { UsageError } from './verb.ts';

export type DocumentKind = 'pipeline' | 'card';
export interface FoundDocument {
  readonly kind: DocumentKind;
  /** Absolute. */
  readonly path: string;
  /** As shown: relative to the folder the command was called in. */
  readonly shown: string;
  /** A person typed this very file. */
  readonly isNamed: boolean;
}

/** Deep or huge trees are left after this many entries, so that `check` in a home folder ends. */
const entryLimit = 200_000;

function kindOfName(name: string): DocumentKind | null {
  if (/^pipeline\.ya?ml$|\.pipeline\.ya?ml$/.test(name)) return 'pipeline';
  return /^(MODEL_CARD|README)\.md$|\.card\.md$/i.test(name) ? 'card' : null;
}

/** `paths` as typed; none stands for `cwd`. Throws `UsageError` for a path that is not there. */
export async function findDocuments(paths: readonly string[], cwd: string): Promise<readonly FoundDocument[]> {
  const found = new Map<string, FoundDocument>();
  const add = (path: string, kind: DocumentKind, isNamed: boolean) => {
    if (!found.has(path)) found.set(path, { kind, path, shown: shownPath(cwd, path), isNamed });
  };
  for (const typed of paths.length === 0 ? ['.'] : paths) {
    const path = resolve(cwd, typed);
    const info = await stat(path).catch(() => null);
    if (info === null) throw new UsageError(`There is no file or folder «${typed}».`, 'check');
    if (info.isDirectory()) for (const file of await walk(path)) add(file.path, file.kind, false);
    else add(path, kindOfName(basename(path)) ?? (path.endsWith('.md') ? 'card' : 'pipeline'), true);
  }
  return [...found.values()];
}

async function walk(top: string): Promise<readonly { readonly path: string; readonly kind: DocumentKind }[]> {
  const found: { path: string; kind: DocumentKind }[] = [];
  const folders = [top];
  let seen = 0;
  for (let folder = folders.shift(); folder !== undefined && seen < entryLimit; folder = folders.shift()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    seen += entries.length;
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const kind = entry.isFile() ? kindOfName(entry.name) : null;
      if (kind !== null) found.push({ path: join(folder, entry.name), kind });
      if (entry.isDirectory() && !skippedFolders.has(entry.name)) folders.push(join(folder, entry.name));
    }
  }
  return found;
}

/** With `/` on every platform; absolute where the file is not below `cwd`. */
function shownPath(cwd: string, path: string): string {
  const short = relative(cwd, path);
  return (short === '' || short.startsWith('..') ? path : short).split(sep).join('/');
}
