// Rules of bentofile.yaml: the service's module, patterns of files, what the image takes.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { joinPath } from '../../projectPath.ts';
import type { KnownFiles } from '../../rules/knownFiles.ts';
import { textAt } from '../../syntax/values.ts';
import { childOf, entryOf, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { unknownName } from '../places.ts';
import { ignoreMatcher } from './ignorePattern.ts';

/** `package.module:attribute` or a file; the module lies beside the build file. */
export function serviceFindings(root: YamlNode, folder: ProjectPath, files: KnownFiles | null): readonly Diagnostic[] {
  const node = childOf(root, 'service');
  const module = textOf(node)?.split(':')[0];
  if (node === undefined || module === undefined || files === null || !/^[A-Za-z_][\w.]*$/.test(module)) return [];
  const base = module.endsWith('.py') ? module.slice(0, -3) : module.replaceAll('.', '/');
  const candidates = [`${base}.py`, `${base}/__init__.py`, base].map(path => joinPath(folder, path) ?? path);
  const [first = ''] = candidates;
  if (candidates.some(path => files.has(path)) || !files.isComplete(first)) return [];
  const beside = files.beside(first).filter(path => path.endsWith('.py'));
  const names = beside.map(path =>
    path
      .slice(folder === '' ? 0 : folder.length + 1)
      .replace(/\.py$/, '')
      .replaceAll('/', '.'),
  );
  return [
    unknownName(
      'bento-service-missing',
      { name: module, range: { start: node.start, end: node.start + module.length } },
      names,
    ),
  ];
}

export function imageFindings(root: YamlNode): readonly Diagnostic[] {
  const docker = childOf(root, 'docker');
  if (childOf(docker, 'base_image') === undefined) return cudaFindings(docker);
  return ['distro', 'cuda_version', 'python_version', 'system_packages'].flatMap(key => {
    const entry = entryOf(docker, key);
    return entry === undefined ? [] : [finding('bento-base-image', entry.key, { key })];
  });
}

/** Images with CUDA are made of Debian and UBI alone. */
function cudaFindings(docker: YamlNode | undefined): readonly Diagnostic[] {
  const distro = textAt(docker, 'distro');
  const cuda = entryOf(docker, 'cuda_version');
  if (cuda === undefined || textOf(cuda.value) === undefined || (distro !== 'alpine' && distro !== 'amazonlinux'))
    return [];
  return [finding('bento-cuda-distro', cuda.key, { distro })];
}

/** Patterns that match no file of those that are there. */
export function includeFindings(
  root: YamlNode,
  folder: ProjectPath,
  { files, known }: { readonly files: readonly ProjectPath[]; readonly known: KnownFiles },
): readonly Diagnostic[] {
  if (!known.isComplete(folder)) return [];
  const prefix = folder === '' ? '' : `${folder}/`;
  const own = files.filter(path => path.startsWith(prefix)).map(path => path.slice(prefix.length));
  return itemsOf(childOf(root, 'include')).flatMap(item => {
    const pattern = textOf(item);
    const matches = pattern === undefined ? null : ignoreMatcher(pattern);
    if (pattern === undefined || matches === null || own.length === 0) return [];
    return own.some(matches) ? [] : [finding('bento-include-empty', item, { pattern })];
  });
}

/** Without locking, each build takes the newest version. */
export function packageFindings(root: YamlNode): readonly Diagnostic[] {
  const python = childOf(root, 'python');
  if (textAt(python, 'lock_packages') !== 'false') return [];
  return itemsOf(childOf(python, 'packages')).flatMap(item => {
    const text = textOf(item);
    const isPinned = text === undefined || /[=<>~!@]|:\/\/|^-|\.(?:whl|tar\.gz|zip)$|^\.?\//.test(text);
    return isPinned ? [] : [finding('bento-unpinned', item, { name: text })];
  });
}

export interface NamedFile {
  readonly node: YamlNode;
  readonly written: string;
  readonly path: ProjectPath;
}

/** Files that the build reads. */
export function namedFiles(root: YamlNode, folder: ProjectPath): readonly NamedFile[] {
  const docker = childOf(root, 'docker');
  const places = [
    childOf(childOf(root, 'python'), 'requirements_txt'),
    childOf(childOf(root, 'conda'), 'environment_yml'),
    childOf(docker, 'setup_script'),
    childOf(docker, 'dockerfile_template'),
  ];
  return places.flatMap(node => {
    const written = textOf(node);
    const path = written === undefined || written === '' || /[$~]/.test(written) ? null : joinPath(folder, written);
    return node === undefined || written === undefined || path === null ? [] : [{ node, written, path }];
  });
}

export const missingFiles = (files: readonly NamedFile[], known: KnownFiles | null): readonly Diagnostic[] =>
  files
    .filter(({ path }) => known !== null && !known.has(path) && known.isComplete(path))
    .map(({ node, written, path }) => {
      const folder = written.slice(0, written.lastIndexOf('/') + 1);
      const beside = known?.beside(path).map(other => folder + other.slice(other.lastIndexOf('/') + 1)) ?? [];
      return unknownName('bento-file-missing', { name: written, range: node }, beside);
    });
