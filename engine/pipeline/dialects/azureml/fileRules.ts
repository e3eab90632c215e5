// Local files that Azure ML uploads or reads: components, folders of code, conda files, scoring scripts.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { folderOf, joinPath, relativePath } from '../../projectPath.ts';
import type { KnownFiles } from '../../rules/knownFiles.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { unknownName } from '../places.ts';
import { localPath } from './azurePipeline.ts';

export interface LocalFile {
  readonly node: YamlNode;
  readonly written: string;
  readonly path: ProjectPath;
  /** False for data: a script may bring it before the job starts. */
  readonly isNeeded: boolean;
}

/** Files of one job, component, asset or deployment. */
export function localFiles(node: YamlNode, folder: ProjectPath): readonly LocalFile[] {
  const environment = childOf(node, 'environment');
  const trial = childOf(node, 'trial');
  const own = [node, environment, trial, childOf(trial, 'environment')];
  const code = childOf(node, 'code_configuration');
  return [
    ...['component', 'trial', 'environment', 'create_job'].flatMap(key => explicit(childOf(node, key), folder)),
    ...explicit(childOf(childOf(node, 'create_job'), 'job'), folder),
    ...own.flatMap(part => [
      ...plain(childOf(part, 'code'), folder),
      ...plain(childOf(part, 'conda_file'), folder),
      ...plain(childOf(childOf(part, 'build'), 'path'), folder),
    ]),
    ...plain(childOf(code, 'code'), folder),
    ...scoringScript(code, folder),
    ...[childOf(node, 'path'), childOf(childOf(node, 'model'), 'path')].flatMap(place => dataFile(place, folder)),
    ...entriesAt(childOf(node, 'inputs')).flatMap(({ value }) => dataFile(childOf(value, 'path'), folder)),
  ];
}

/** A text that may also name an asset: only what looks like a path is one. */
function explicit(node: YamlNode | undefined, folder: ProjectPath): readonly LocalFile[] {
  const written = textOf(node);
  const path = localPath(written, folder);
  return node?.kind !== 'scalar' || written === undefined || path === null
    ? []
    : [{ node, written, path, isNeeded: true }];
}

/** A text that is a path unless it says otherwise. */
function plain(node: YamlNode | undefined, folder: ProjectPath): readonly LocalFile[] {
  const written = textOf(node);
  if (node?.kind !== 'scalar' || node.style === 'block' || written === undefined || written === '') return [];
  const path = /^\w+:|^git\+|[${*?<\n]/.test(written) ? null : joinPath(folder, written);
  return path === null ? [] : [{ node, written, path, isNeeded: true }];
}

const dataFile = (node: YamlNode | undefined, folder: ProjectPath): readonly LocalFile[] =>
  /^\.{1,2}\//.test(textOf(node) ?? '') ? plain(node, folder).map(file => ({ ...file, isNeeded: false })) : [];

function scoringScript(code: YamlNode | undefined, folder: ProjectPath): readonly LocalFile[] {
  const base = textOf(childOf(code, 'code'));
  const inner = base === undefined || /[${:<]/.test(base) ? null : joinPath(folder, base);
  return inner === null ? [] : plain(childOf(code, 'scoring_script'), inner);
}

export function missingFiles(files: readonly LocalFile[], known: KnownFiles | null): readonly Diagnostic[] {
  if (known === null) return [];
  return files
    .filter(({ path, isNeeded }) => isNeeded && path !== '' && !known.has(path) && known.isComplete(path))
    .map(({ node, written, path }) => {
      const beside = known.beside(path).map(other => withFolder(written, relativePath(folderOf(path), other)));
      return unknownName('azureml-file-missing', { name: written, range: node }, beside);
    });
}

/** A neighbour, written as the missing file was. */
const withFolder = (written: string, name: string): string => written.slice(0, written.lastIndexOf('/') + 1) + name;
