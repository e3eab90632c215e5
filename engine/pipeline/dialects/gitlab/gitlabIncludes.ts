// Local files that a GitLab pipeline includes, read from the facts.
import type { TextRange } from '../../../domain/diagnostic.ts';
import type { Facts } from '../../../domain/facts.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { joinPath } from '../../projectPath.ts';
import { readYaml } from '../../syntax/readYaml.ts';
import { childOf, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';

/** A file of the repository that is included: where it is named, and its path from the root. */
export interface LocalInclude {
  readonly range: TextRange;
  readonly written: string;
  readonly path: ProjectPath;
}

/** Those with a plain path; `isAll` tells whether there are no others. */
export function localIncludes(root: YamlNode): { readonly files: readonly LocalInclude[]; readonly isAll: boolean } {
  const include = childOf(root, 'include');
  if (include === undefined) return { files: [], isAll: true };
  const items = include.kind === 'list' ? include.items : [include];
  const files = items.flatMap(item => {
    const node = textOf(item) === undefined ? childOf(item, 'local') : item;
    const written = textOf(node);
    if (node === undefined || written === undefined || /^\w+:|[$*]/.test(written)) return [];
    const path = joinPath('', written.replace(/^\/+/, ''));
    return path === null ? [] : [{ range: { start: node.start, end: node.end }, written, path }];
  });
  const isPlain = items.every(item => childOf(item, 'rules') === undefined);
  return { files, isAll: isPlain && files.length === items.length };
}

/** Files seldom change: what they hold is read once. */
const kept = new WeakMap<object, Map<ProjectPath, readonly YamlNode[] | null>>();
const deepest = 20;

/** A document of a file that is included. */
export interface IncludedDocument {
  readonly path: ProjectPath;
  readonly root: YamlNode;
}

/** Documents of all local includes, those of their own first; null when something cannot be known here. */
export function includedRoots(
  root: YamlNode,
  { texts }: Pick<Facts, 'texts'>,
  around: readonly ProjectPath[] = [],
): readonly IncludedDocument[] | null {
  const { files, isAll } = localIncludes(root);
  if (files.length === 0 && isAll) return [];
  if (!isAll || texts === undefined || around.length > deepest) return null;
  const found: IncludedDocument[] = [];
  for (const { path } of files) {
    if (around.includes(path)) continue;
    const roots = rootsOf(path, texts);
    for (const one of roots ?? []) {
      const inner = includedRoots(one, { texts }, [...around, path]);
      if (inner === null) return null;
      found.push(...inner, { path, root: one });
    }
    if (roots === null) return null;
  }
  return found;
}

function rootsOf(path: ProjectPath, texts: NonNullable<Facts['texts']>): readonly YamlNode[] | null {
  const read = kept.get(texts) ?? new Map<ProjectPath, readonly YamlNode[] | null>();
  kept.set(texts, read);
  const known = read.get(path);
  if (known !== undefined) return known;
  const text = texts[path];
  // Inputs may make names that are not written in the file.
  const yaml = text === undefined || text.includes('$[[') ? null : readYaml(text);
  const isSound = yaml !== null && yaml.troubles.length === 0;
  const roots = isSound ? yaml.documents.flatMap(({ root }) => root ?? []) : null;
  read.set(path, roots);
  return roots;
}

/** Paths of local includes, found in text that may be half written. */
export const includePaths = (text: string): readonly ProjectPath[] => {
  const [document] = readYaml(text).documents.filter(({ root }) => itemsOrMap(root));
  return document?.root == null ? [] : localIncludes(document.root).files.map(({ path }) => path);
};
const itemsOrMap = (root: YamlNode | null): boolean =>
  root !== null && (childOf(root, 'include') !== undefined || itemsOf(root).length > 0);
