// All stages of a dvc.yaml with their paths, expanded; those of other files of the project by what they make.
import type { Facts } from '../../../domain/facts.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { folderOf, joinPath } from '../../projectPath.ts';
import { readYaml } from '../../syntax/readYaml.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, textOf, type YamlEntry, type YamlNode } from '../../syntax/yamlTree.ts';
import { type DvcContext, extendContext } from './dvcContext.ts';
import { type DvcStage, pathsOf, readGroup, withRuns } from './dvcStages.ts';
import { type DvcWorld, dvcWorld } from './dvcWorld.ts';

export const readStages = (root: YamlNode, world: DvcWorld): readonly DvcStage[] =>
  entriesAt(childOf(root, 'stages')).map(entry => readStage(entry, world));

export function readStage(entry: YamlEntry, { context, file, files }: DvcWorld): DvcStage {
  const folder = folderOf(file);
  const body = childOf(entry.value, 'do') ?? entry.value;
  const wdir = joinPath(folder, textOf(childOf(body, 'wdir')) ?? '') ?? folder;
  const below: DvcContext = context.troubles.length === 0 ? context : { ...context, troubles: [] };
  const group = readGroup(entry, extendContext(below, childOf(body, 'vars'), { folder: wdir, files }));
  return withRuns(group, pathsOf(group, folder));
}

const kept = new WeakMap<object, { readonly files: Facts['files']; readonly outs: ReadonlyMap<ProjectPath, Outs> }>();
/** Null: not all that the file makes can be known. */
type Outs = readonly ProjectPath[] | null;

/** What stages of other files make; null when that cannot be known of one of them. */
export function outsElsewhere(facts: Facts, own: ProjectPath): readonly ProjectPath[] | null {
  const others = (facts.files ?? []).filter(path => /(^|\/)dvc\.yaml$/.test(path) && path !== own);
  if (others.length === 0) return [];
  const { texts } = facts;
  if (texts === undefined) return null;
  const last = kept.get(texts);
  const outs = last !== undefined && last.files === facts.files ? last.outs : readAll(facts, texts);
  kept.set(texts, { files: facts.files, outs });
  const found: ProjectPath[] = [];
  for (const path of others) {
    const made = outs.get(path) ?? null;
    if (made === null) return null;
    found.push(...made);
  }
  return found;
}

function readAll(facts: Facts, texts: NonNullable<Facts['texts']>): ReadonlyMap<ProjectPath, Outs> {
  const named = Object.entries(texts).filter(([path]) => /(^|\/)dvc\.yaml$/.test(path));
  return new Map(named.map(([path, text]) => [path, outsOf(path, text, facts)]));
}

function outsOf(file: ProjectPath, text: string, facts: Facts): Outs {
  const { documents, troubles } = readYaml(text);
  const root = documents[0]?.root;
  if (troubles.length > 0 || !root) return troubles.length > 0 ? null : [];
  const stages = readStages(root, dvcWorld({ root, file, facts }));
  return hasOpenOuts(stages)
    ? null
    : stages.flatMap(({ paths }) =>
        paths.flatMap(one => (one.role === 'out' ? one.paths.flatMap(path => path ?? []) : [])),
      );
}

/** Whether a stage may make more than is known. */
export const hasOpenOuts = (stages: readonly DvcStage[]): boolean => stages.some(({ isOpen }) => isOpen);
