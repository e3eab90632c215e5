// A GitLab pipeline as its rules see it: stages in order, jobs with what they wait for.
import { entriesAt } from '../../syntax/values.ts';
import { childOf, itemsOf, textOf, type YamlEntry, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Spot, spotsIn } from '../places.ts';

export interface GitlabPipeline {
  /** As written. */
  readonly stages: readonly { readonly name: string; readonly node: YamlNode }[];
  /** All stages, those that are always there included; null when another file may say. */
  readonly known: readonly string[] | null;
  /** For the graph: what is known of the order. */
  readonly order: readonly string[];
  readonly jobs: readonly GitlabJob[];
  /** Jobs may come from files that are not known here. */
  readonly isOpen: boolean;
  /** `!reference [job, …]` */
  readonly references: readonly Spot[];
}
export interface GitlabJob {
  readonly name: string;
  readonly entry: YamlEntry;
  readonly isHidden: boolean;
  /** Its own, or taken over from a job here; `test` when none says. */
  readonly stage: string;
  /** Null: a job that is not known here may say. */
  readonly sureStage: string | null;
  readonly hasNeeds: boolean;
  readonly needs: readonly JobUse[];
  readonly extends: readonly JobUse[];
}
export interface JobUse extends Pick<Spot, 'name' | 'range'> {
  /** It may be absent, or lies in another pipeline. */
  readonly isOptional: boolean;
}

const globalKeys = new Set(
  'default include stages variables workflow spec image services cache before_script after_script types'.split(' '),
);
const usualStages = ['build', 'test', 'deploy'];

/** `isMain`: the file is the pipeline's own, not one that others include. */
export function readPipeline(
  root: YamlNode,
  { text, isMain }: { readonly text: string; readonly isMain: boolean },
): GitlabPipeline {
  const isOpen = childOf(root, 'include') !== undefined || !isMain;
  const own = itemsOf(childOf(root, 'stages'));
  const stages = own.flatMap(node => {
    const name = textOf(node);
    return name === undefined ? [] : [{ name, node }];
  });
  const isSure = own.length > 0 ? isMain && stages.length === own.length : !isOpen;
  const order = ['.pre', ...(stages.length > 0 ? stages.map(({ name }) => name) : usualStages), '.post'];
  const entries = entriesAt(root).filter(({ key }) => !globalKeys.has(key.raw));
  const byName = new Map(entries.map(entry => [entry.key.raw, entry]));
  return {
    stages,
    known: isSure ? order : null,
    order,
    jobs: entries.map(entry => toJob(entry, byName)),
    isOpen,
    references: spotsIn(text, root, /!reference\s*\[\s*["']?([^,"'\]\s]+)["']?\s*,/g),
  };
}

function toJob(entry: YamlEntry, byName: ReadonlyMap<string, YamlEntry>): GitlabJob {
  const needs = childOf(entry.value, 'needs');
  const found = stageOf(entry, byName);
  return {
    name: entry.key.raw,
    entry,
    isHidden: entry.key.raw.startsWith('.'),
    stage: found ?? 'test',
    sureStage: found,
    hasNeeds: needs !== undefined,
    needs: [needs, childOf(entry.value, 'dependencies')].flatMap(node => listOf(node).flatMap(useOf)),
    extends: listOf(childOf(entry.value, 'extends')).flatMap(useOf),
  };
}

const listOf = (node: YamlNode | undefined): readonly YamlNode[] =>
  node === undefined ? [] : textOf(node) !== undefined || node.kind === 'map' ? [node] : itemsOf(node);

function useOf(item: YamlNode): readonly JobUse[] {
  const node = textOf(item) === undefined ? childOf(item, 'job') : item;
  const name = textOf(node);
  if (node === undefined || name === undefined || node.kind === 'alias') return [];
  const isOptional =
    ['pipeline', 'project'].some(key => childOf(item, key) !== undefined) ||
    textOf(childOf(item, 'optional')) === 'true';
  return [{ name, range: { start: node.start, end: node.end }, isOptional }];
}

/** The stage of a job: its own, else that of what it extends, the last one winning. Null when that is not known. */
function stageOf({ value }: YamlEntry, byName: ReadonlyMap<string, YamlEntry>, depth = 0): string | null {
  const own = childOf(value, 'stage');
  if (own !== undefined) return textOf(own) ?? null;
  const parents = listOf(childOf(value, 'extends')).flatMap(node => textOf(node) ?? []);
  if (depth > 11) return null;
  let found: string | null = 'test';
  for (const parent of parents) {
    const entry = byName.get(parent);
    if (entry === undefined) return null;
    const stage = stageOf(entry, byName, depth + 1);
    if (stage === null) return null;
    if (childOf(entry.value, 'stage') !== undefined || childOf(entry.value, 'extends') !== undefined) found = stage;
  }
  return found;
}
