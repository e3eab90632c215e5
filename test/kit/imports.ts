// Reads who imports whom from source text, so that the import table and circles can be checked.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';

export interface Import {
  readonly from: string;
  /** A path from the project root for our own files, else the name of a package or of a `node:` module. */
  readonly to: string;
  readonly own: boolean;
  readonly typeOnly: boolean;
}
export interface SourceFile {
  /** From the project root, with `/`. */
  readonly path: string;
  readonly text: string;
}

const statement = /^\s*(?:import|export)\s+(type\s+)?(?:[\w*${}\s,]+?\s+from\s+)?['"]([^'"]+)['"]/gm;
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every import and re-export of a file, dynamic ones included. */
export function importsOf(file: SourceFile): readonly Import[] {
  // Comments and template texts may hold what only looks like an import.
  const text = file.text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/`(?:\\.|[^`\\])*`/g, '``');
  const found = [...text.matchAll(statement)].map(([, type, target]) =>
    toImport(file.path, target ?? '', type !== undefined),
  );
  return [...found, ...[...text.matchAll(dynamic)].map(([, target]) => toImport(file.path, target ?? '', false))];
}

function toImport(from: string, target: string, typeOnly: boolean): Import {
  const own = target.startsWith('.');
  return { from, to: own ? posix.normalize(posix.join(posix.dirname(from), target)) : target, own, typeOnly };
}

/** All TypeScript sources below the given folders. */
export function readSources(root: string, folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.(ts|tsx)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
      .map(entry => {
        const path = join(entry.parentPath, entry.name);
        return { path: relative(root, path).split('\\').join('/'), text: readFileSync(path, 'utf8') };
      }),
  );
}

/** The first import circle found as a path of files that ends where it began, or null. */
export function findCircle(imports: readonly Import[]): readonly string[] | null {
  const targets = new Map<string, string[]>();
  for (const { from, to, own } of imports) if (own) targets.set(from, [...(targets.get(from) ?? []), to]);
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): readonly string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    path.push(file);
    for (const next of targets.get(file) ?? []) {
      const circle = visit(next);
      if (circle !== null) return circle;
    }
    path.pop();
    done.add(file);
    return null;
  };
  for (const file of targets.keys()) {
    const circle = visit(file);
    if (circle !== null) return circle;
  }
  return null;
}
