// What the rules of a dvc.yaml look at beside its stages: the project's files, params, the lock, what the file's top says.
import type { Facts } from '../../../domain/facts.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { folderOf } from '../../projectPath.ts';
import { childOf, type YamlEntry, type YamlNode } from '../../syntax/yamlTree.ts';
import { type DvcContext, type ParamsFiles, paramsFiles, rootContext } from './dvcContext.ts';

export interface DvcWorld {
  readonly file: ProjectPath;
  readonly facts: Facts;
  readonly files: ParamsFiles;
  /** The file's top; its mapping of stages may be empty. */
  readonly root: YamlNode;
  /** Values that every stage may name. */
  readonly context: DvcContext;
}

export function dvcWorld({ root, file, facts }: Pick<DvcWorld, 'root' | 'file' | 'facts'>): DvcWorld {
  const files = paramsFiles(facts);
  return { file, facts, files, root, context: rootContext(childOf(root, 'vars'), { folder: folderOf(file), files }) };
}

/** Keys at the top that say nothing to a single stage. */
const ofNoStage = new Set(['stages', 'plots', 'artifacts', 'datasets']);

/** Equal for tops that stages read alike; places do not count, the findings about them are those of the file. */
export const topSignature = (root: YamlNode): string =>
  root.kind === 'map'
    ? root.entries
        .filter(({ key }) => !ofNoStage.has(key.raw))
        .map(signatureOf)
        .join('\n')
    : '';

const signatureOf = ({ key, value }: YamlEntry): string => `${key.raw}:${nodeSignature(value)}`;

function nodeSignature(node: YamlNode): string {
  switch (node.kind) {
    case 'scalar':
      return JSON.stringify([node.raw, node.style]);
    case 'alias':
      return `*${node.name}`;
    case 'list':
      return `[${node.items.map(nodeSignature).join(',')}]`;
    case 'map':
      return `{${node.entries.map(signatureOf).join(',')}}`;
  }
}
