// BentoML's bentofile.yaml: the service, what goes into its Bento, and the image.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { folderOf, joinPath } from '../../projectPath.ts';
import { type KnownFiles, knownFiles } from '../../rules/knownFiles.ts';
import { childOf, entryOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectDocument, type DialectReading, nothingRead } from '../dialect.ts';
import { bentoSchema } from '../generated/bentoSchema.ts';
import { namedBy, unknownName } from '../places.ts';

export const bento: Dialect = {
  id: 'bento',
  title: 'BentoML build file',
  names: [/^bentofile\.ya?ml$/],
  recognise: () => false,
  schemaOf: () => bentoSchema,
  isDynamic: () => false,
  read,
  isShared: false,
};

function read({ root, file, facts }: DialectDocument): DialectReading {
  const folder = folderOf(file);
  const requirements = childOf(childOf(root, 'python'), 'requirements_txt');
  const path = joinPath(folder, textOf(requirements) ?? '');
  return {
    ...nothingRead,
    findings: [...serviceFindings(root, folder, knownFiles(facts)), ...imageFindings(root)],
    names: namedBy('service', childOf(root, 'name') ?? childOf(root, 'service'), root),
    files:
      requirements === undefined || path === null
        ? []
        : [{ range: { start: requirements.start, end: requirements.end }, path }],
  };
}

/** `package.module:attribute` or a file; the module lies beside the build file. */
function serviceFindings(root: YamlNode, folder: ProjectPath, files: KnownFiles | null): readonly Diagnostic[] {
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

function imageFindings(root: YamlNode): readonly Diagnostic[] {
  const docker = childOf(root, 'docker');
  if (childOf(docker, 'base_image') === undefined) return [];
  return ['distro', 'cuda_version', 'python_version'].flatMap(key => {
    const entry = entryOf(docker, key);
    return entry === undefined ? [] : [finding('bento-base-image', entry.key, { key })];
  });
}
