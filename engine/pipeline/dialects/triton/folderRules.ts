// A model's folder in a repository: its name, and the numbered folders of its versions.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import type { Facts } from '../../../domain/facts.ts';
import { finding, replaceFix } from '../../../domain/finding.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { folderOf } from '../../projectPath.ts';
import { knownFiles } from '../../rules/knownFiles.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';

export function folderFindings(root: YamlNode, file: ProjectPath, facts: Facts): readonly Diagnostic[] {
  const folder = folderOf(file);
  const isModel = versionedFolders(facts.files).has(folder);
  return isModel ? nameFindings(root, folder) : versionFindings(root, folder, facts);
}

/** Folders with numbered folders in them; lists are long and seldom change, so each is looked through once. */
const kept = new WeakMap<readonly ProjectPath[], ReadonlySet<ProjectPath>>();

function versionedFolders(files: readonly ProjectPath[] = []): ReadonlySet<ProjectPath> {
  const known = kept.get(files);
  if (known !== undefined) return known;
  const found = new Set(files.flatMap(path => /^(.+)\/\d+\//.exec(path)?.[1] ?? []));
  kept.set(files, found);
  return found;
}

function nameFindings(root: YamlNode, folder: string): readonly Diagnostic[] {
  const node = childOf(root, 'name');
  const name = textOf(node);
  const nearest = folder.slice(folder.lastIndexOf('/') + 1);
  if (
    node === undefined ||
    name === undefined ||
    name === '' ||
    nearest === '' ||
    name === nearest ||
    name.includes('$')
  )
    return [];
  return [finding('triton-name', node, { name, nearest }, { fixes: [replaceFix(node, nearest)] })];
}

/** Silent unless other models of the same repository have versions: weights are often brought later. */
function versionFindings(root: YamlNode, folder: ProjectPath, facts: Facts): readonly Diagnostic[] {
  const place = childOf(root, 'name');
  const known = knownFiles(facts);
  const isEnsemble =
    childOf(root, 'ensemble_scheduling') !== undefined || textOf(childOf(root, 'platform')) === 'ensemble';
  if (place === undefined || isEnsemble || folder === '' || known?.isComplete(`${folder}/1`) !== true) return [];
  const repository = folderOf(folder);
  const others = [...versionedFolders(facts.files)].filter(other => folderOf(other) === repository);
  return others.length === 0 ? [] : [finding('triton-version-missing', place, { folder })];
}
