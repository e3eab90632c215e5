// Files of the project as values that fit at a place.
import { resolvePath } from '../documents.ts';
import type { OpenFile } from '../openFile.ts';
import { plainPath } from '../pipelineOutline.ts';
import type { Cursor } from '../yaml/cursor.ts';
import type { OfferedValue } from './offeredValue.ts';

/** Files of the project below the folder typed so far, folders first; relative to the file itself. */
export function projectFiles(file: Pick<OpenFile, 'project'>, cursor: Cursor, only?: RegExp): readonly OfferedValue[] {
  const folder = /^(.*\/)?/.exec(cursor.token.text)?.[0] ?? '';
  const base = resolvePath(file.project.path, folder === '' ? '.' : folder);
  if (base === null) return [];
  const prefix = base === '' ? '' : `${base}/`;
  const found = new Map<string, OfferedValue>();
  for (const path of file.project.facts.files ?? []) {
    if (!path.startsWith(prefix) || path === prefix || path === file.project.path) continue;
    const below = path.slice(prefix.length);
    const slash = below.indexOf('/');
    const name = slash === -1 ? below : below.slice(0, slash + 1);
    const isFolder = slash !== -1;
    if (name.startsWith('.') || (!isFolder && only !== undefined && !only.test(name))) continue;
    found.set(name, { value: `${folder}${name}`, kind: isFolder ? 'folder' : 'file' });
  }
  return [...found.values()].sort((a, b) =>
    a.kind === b.kind ? plainPath(a.value).localeCompare(plainPath(b.value)) : a.kind === 'folder' ? -1 : 1,
  );
}
