// A GitLab pipeline as its rules see it: stages in order, jobs with what they wait for and take over.
import type { TextRange } from '../../../domain/diagnostic.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, itemsOf, textOf, type YamlEntry, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Spot, spotsIn } from '../places.ts';
import type { IncludedDocument } from './gitlabIncludes.ts';

export interface GitlabPipeline {
  readonly root: YamlNode;
  readonly text: string;
  /** As written. */
  readonly stages: readonly { readonly name: string; readonly node: YamlNode }[];
  /** All stages, those that are always there included; null when another file may say. */
  readonly known: readonly string[] | null;
  /** For the graph: what is known of the order. */
  readonly order: readonly string[];
  readonly jobs: readonly GitlabJob[];
  /** Jobs of files that are included and known, with their files. */
  readonly elsewhere: ReadonlyMap<string, ProjectPath>;
  /** Jobs may come from files that are not known here. */
  readonly isOpen: boolean;
  /** `!reference [job, key]` */
  readonly references: readonly JobReference[];
  /** The value of a job's key, taken over from others where it has none; null when that cannot be known. */
  valueIn(job: string, key: string): YamlNode | undefined | null;
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
  readonly dependencies: readonly JobUse[];
  readonly extends: readonly JobUse[];
  /** Named for other reasons: to stop an environment, to make a child pipeline's file, in rules. */
  readonly others: readonly JobUse[];
}
export interface JobUse extends Pick<Spot, 'name' | 'range'> {
  readonly node: YamlNode;
  /** It may be absent, or lies in another pipeline. */
  readonly isOptional: boolean;
}
export interface JobReference extends Pick<Spot, 'name' | 'range'> {
  readonly keys: readonly Pick<Spot, 'name' | 'range'>[];
}

const globalKeys = new Set(
  'default include stages variables workflow spec image services cache before_script after_script types $schema'.split(
    ' ',
  ),
);
const usualStages = ['build', 'test', 'deploy'];

/** A list that stands for a value of another job. */
export const isReference = (node: YamlNode, text: string): boolean =>
  node.kind === 'list' && /!reference\s*$/.test(text.slice(Math.max(0, node.start - 100), node.start));

interface Around {
  readonly text: string;
  /** The file is the pipeline's own, not one that others include. */
  readonly isMain: boolean;
  /** Documents of the files that it includes; null when some are not known. */
  readonly included: readonly IncludedDocument[] | null;
}

export function readPipeline(root: YamlNode, { text, isMain, included }: Around): GitlabPipeline {
  const isOpen = included === null || !isMain;
  const roots = [...(included ?? []).map(one => one.root), root];
  const listed = itemsOf(childOf(root, 'stages'));
  const stages = listed.flatMap(node => {
    const name = textOf(node);
    return name === undefined ? [] : [{ name, node }];
  });
  const others =
    listed.length > 0 ? [] : itemsOf(roots.map(one => childOf(one, 'stages')).findLast(one => one !== undefined));
  const names = [...stages.map(({ name }) => name), ...others.flatMap(node => textOf(node) ?? [])];
  const isSure = listed.length > 0 ? isMain && stages.length === listed.length : !isOpen;
  const order = ['.pre', ...(names.length > 0 ? names : usualStages), '.post'];
  const entries = jobEntries(root);
  const byName = new Map<string, YamlEntry[]>();
  for (const entry of roots.flatMap(jobEntries))
    byName.set(entry.key.raw, [...(byName.get(entry.key.raw) ?? []), entry]);
  const valueIn = (job: string, key: string): YamlNode | undefined | null => inherited(byName, job, key, 0);
  const elsewhere = new Map(
    (included ?? []).flatMap(one => jobEntries(one.root).map(({ key }) => [key.raw, one.path] as const)),
  );
  return {
    ...{ root, text, stages, order, isOpen, elsewhere, valueIn },
    known: isSure ? order : null,
    jobs: entries.map(entry => toJob(entry, valueIn, text)),
    references: referencesIn(root, text),
  };
}

const jobEntries = (root: YamlNode): readonly YamlEntry[] =>
  entriesAt(root).filter(({ key }) => !globalKeys.has(key.raw));

/** A job of several files is one job; what it lacks comes from those it extends, the last one winning. */
function inherited(
  byName: ReadonlyMap<string, readonly YamlEntry[]>,
  job: string,
  key: string,
  depth: number,
): YamlNode | undefined | null {
  const entries = byName.get(job);
  if (entries === undefined || depth > 11) return null;
  const own = (name: string) => entries.map(({ value }) => childOf(value, name)).findLast(node => node !== undefined);
  const value = own(key);
  if (value !== undefined) return value;
  let isKnown = true;
  for (const parent of listOf(own('extends'))
    .flatMap(node => textOf(node) ?? [])
    .reverse()) {
    const found = inherited(byName, parent, key, depth + 1);
    if (found === null) isKnown = false;
    else if (found !== undefined) return isKnown ? found : null;
  }
  return isKnown ? undefined : null;
}

function toJob({ key, value }: YamlEntry, valueIn: GitlabPipeline['valueIn'], text: string): GitlabJob {
  const usesOf = (node: YamlNode | undefined): readonly JobUse[] =>
    node === undefined || isReference(node, text)
      ? []
      : listOf(node).flatMap(item => (isReference(item, text) ? [] : useOf(item)));
  const needs = childOf(value, 'needs');
  const stage = valueIn(key.raw, 'stage');
  const sure = stage === null ? null : stage === undefined ? 'test' : (textOf(stage) ?? null);
  const include = childOf(childOf(value, 'trigger'), 'include');
  return {
    name: key.raw,
    entry: { key, value },
    isHidden: key.raw.startsWith('.'),
    stage: sure ?? 'test',
    sureStage: sure,
    hasNeeds: needs !== undefined,
    needs: usesOf(needs),
    dependencies: usesOf(childOf(value, 'dependencies')),
    extends: usesOf(childOf(value, 'extends')),
    others: [
      ...usesOf(childOf(childOf(value, 'environment'), 'on_stop')),
      ...itemsOf(include).flatMap(item => (childOf(item, 'artifact') === undefined ? [] : useOf(item))),
      ...itemsOf(childOf(value, 'rules')).flatMap(rule => usesOf(childOf(rule, 'needs'))),
    ],
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
  return [{ name, node: item, range: { start: node.start, end: node.end }, isOptional }];
}

/** Tags are not part of the tree: `!reference [job, key]` is found in the text. */
function referencesIn(root: TextRange, text: string): readonly JobReference[] {
  return spotsIn(text, root, /^[^#\n]*?!reference\s*\[([^\]\n]*)\]/gm).flatMap(({ range }) => {
    const [first, ...keys] = spotsIn(text, range, /([^\s,"'][^,"']*[^\s,"']|[^\s,"'])/g);
    return first === undefined ? [] : [{ name: first.name, range: first.range, keys }];
  });
}
