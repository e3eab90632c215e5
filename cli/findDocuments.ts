// Files that may be pipelines or model cards: below a folder, meant by a pattern, or named by a person.
import { glob, readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { nodePorts } from '../engine/node/ports.ts';
import { allDialects } from '../engine/pipeline/dialects/allDialects.ts';
import { skippedFolders } from '../engine/pipeline/walkProject.ts';
import { fileTrouble } from './fileTrouble.ts';
import { includedCards } from './includedCards.ts';
import { UsageError } from './verb.ts';

export type DocumentKind = 'pipeline' | 'card' | 'dialect';
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
  if (/^(MODEL_CARD|README)\.md$|\.card\.md$|^modelcard\.ya?ml$/i.test(name)) return 'card';
  return /\.ya?ml$/i.test(name) || allDialects.some(dialect => dialect.names.some(pattern => pattern.test(name)))
    ? 'dialect'
    : null;
}

/** `paths` as typed; none stands for `cwd`. Throws `UsageError` for what is not there. */
export async function findDocuments(paths: readonly string[], cwd: string): Promise<readonly FoundDocument[]> {
  const found = new Map<string, FoundDocument>();
  const markdown: string[] = [];
  const add = (path: string, kind: DocumentKind, isNamed: boolean) => {
    if (!found.has(path)) found.set(path, { kind, path, shown: shownPath(cwd, path), isNamed });
  };
  for (const typed of paths.length === 0 ? ['.'] : paths) {
    const path = resolve(cwd, typed);
    const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EACCES') throw new UsageError(`${typed} ${fileTrouble(error, 'read')}.`, 'check');
      return null;
    });
    if (info === null) for (const file of await matches(typed, cwd)) add(file, kindOf(file), false);
    else if (info.isDirectory()) {
      for (const file of await walk(path))
        if (file.kind === null) markdown.push(file.path);
        else add(file.path, file.kind, false);
    } else add(path, kindOf(path), true);
  }
  for (const path of await includedCards(nodePorts().files, markdown)) add(path, 'card', false);
  return [...found.values()];
}

/** What a file would be whose name says nothing; its content decides. */
const kindOf = (path: string): DocumentKind =>
  kindOfName(basename(path)) ?? (path.endsWith('.md') ? 'card' : 'dialect');

/** Files below `cwd` that a pattern means, for shells that leave patterns alone; in order. */
async function matches(pattern: string, cwd: string): Promise<readonly string[]> {
  const isPattern = /[*?[{]/.test(pattern);
  const found: string[] = [];
  const exclude = (name: string): boolean => skippedFolders.has(basename(name));
  if (isPattern) for await (const name of glob(pattern, { cwd, exclude })) found.push(resolve(cwd, name));
  const infos = await Promise.all(found.map(path => stat(path).catch(() => null)));
  const files = found.filter((path, i) => infos[i]?.isFile() === true && /\.(ya?ml|md)$/i.test(path)).sort();
  if (files.length > 0) return files;
  const nothing = isPattern
    ? `No YAML or Markdown file matches «${pattern}».`
    : `There is no file or folder «${pattern}».`;
  throw new UsageError(nothing, 'check');
}

/** Kind null: Markdown of any name, which settings may take for a card. */
async function walk(top: string): Promise<readonly { readonly path: string; readonly kind: DocumentKind | null }[]> {
  const found: { path: string; kind: DocumentKind | null }[] = [];
  const folders = [top];
  let seen = 0;
  for (let folder = folders.shift(); folder !== undefined && seen < entryLimit; folder = folders.shift()) {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      // Below, a folder that may not be read is left out like those of tools.
      if (folder === top) throw new UsageError(`${top} ${fileTrouble(error, 'read')}.`, 'check');
      return [];
    });
    seen += entries.length;
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const kind = entry.isFile() ? kindOfName(entry.name) : null;
      if (kind !== null || (entry.isFile() && entry.name.endsWith('.md')))
        found.push({ path: join(folder, entry.name), kind });
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
