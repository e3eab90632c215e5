// Which values our sources export and who imports them, read from source text.
import { posix } from 'node:path';
import type { SourceFile } from './imports.ts';

const exported = /^export\s+(?:async\s+)?(?:function\*?|const|let|class)\s+(\w+)/gm;
const named =
  /(?:import|export)\s+(?:type\s+)?(?:\w+\s*,\s*)?(?:\{([^}]*)\}|\*(?:\s+as\s+\w+)?)\s+from\s+['"](\.[^'"]+)['"]/g;
const dynamic = /\bimport\(\s*['"](\.[^'"]+)['"]\s*\)/g;

/** `path: name` of each exported value that no other file imports. Types are left out: they are part of signatures. */
export function unusedExports(sources: readonly SourceFile[]): readonly string[] {
  const used = new Set(sources.flatMap(importedNames));
  return sources.flatMap(({ path, text }) =>
    [...text.matchAll(exported)]
      .map(([, name = '']) => name)
      .filter(name => !used.has(`${path}: ${name}`) && !used.has(`${path}: *`))
      .map(name => `${path}: ${name}`),
  );
}

function importedNames({ path, text }: SourceFile): readonly string[] {
  const at = (target: string): string => posix.normalize(posix.join(posix.dirname(path), target));
  const byName = [...text.matchAll(named)].flatMap(([, names = '*', target = '']) =>
    names.split(',').map(item => {
      const name = item
        .trim()
        .replace(/^type\s+/, '')
        .split(/\s+as\s+/, 1)[0];
      return `${at(target)}: ${name}`;
    }),
  );
  return [...byName, ...[...text.matchAll(dynamic)].map(([, target = '']) => `${at(target)}: *`)];
}
