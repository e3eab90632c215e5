// The stages of a dvc.yaml: `foreach` and `matrix` expanded, paths resolved from their working folder.
import type { TextRange } from '../../../domain/diagnostic.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import type { ParamTree, ParamValue } from '../../../domain/pipeline.ts';
import { isTree } from '../../params.ts';
import { joinPath } from '../../projectPath.ts';
import type { Writing } from '../../rules/outsIndex.ts';
import { toData } from '../../syntax/toData.ts';
import { entriesAt } from '../../syntax/values.ts';
import {
  childOf,
  follow,
  itemsOf,
  textOf,
  type YamlEntry,
  type YamlNode,
  type YamlScalar,
} from '../../syntax/yamlTree.ts';
import type { DvcContext } from './dvcContext.ts';
import { fillTemplates, findTemplates, valueAt } from './dvcTemplate.ts';

/** A stage as written. */
export interface DvcGroup {
  readonly name: string;
  readonly key: YamlScalar;
  readonly whole: TextRange;
  /** The node with `cmd`: that of the stage, or of `do`. */
  readonly body: YamlNode;
  readonly foreach: YamlEntry | undefined;
  readonly matrix: YamlEntry | undefined;
  readonly context: DvcContext;
  /** What it stands for; null when the items cannot be known. Empty name parts for a plain stage. */
  readonly runs: readonly DvcRun[] | null;
  /** `${key}` is that of the item: in a matrix, and with the items of a mapping. */
  readonly hasKey: boolean;
  /** Why `foreach` or an axis of `matrix` cannot be expanded. */
  readonly wrongItems: readonly {
    readonly range: TextRange;
    readonly key: string;
    readonly text: string;
    readonly found: string;
  }[];
}
/** One expanded stage: `train@low`, or the stage itself. */
export interface DvcRun {
  readonly name: string;
  readonly values: ParamTree;
}
/** A path of a stage: as written, and what each run makes of it. */
export interface DvcPath {
  readonly range: TextRange;
  readonly written: string;
  readonly role: 'dep' | 'out';
  /** The key it stands under, such as `outs`. */
  readonly list: string;
  readonly isCached: boolean;
  /** By run; null where it has no value, or lies outside the project. */
  readonly paths: readonly (ProjectPath | null)[];
  /** An address, an absolute path or one with a remote: not a file of the project. */
  readonly isElsewhere: boolean;
}

/** A stage with its paths. */
export interface DvcStage {
  readonly group: DvcGroup;
  readonly paths: readonly DvcPath[];
  /** What each run reads and writes; none where the runs are not known. */
  readonly runs: readonly Writing[];
  /** It may write more than is known. */
  readonly isOpen: boolean;
  /** The key `wdir` is there. */
  readonly hasFolder: boolean;
}

export function withRuns(group: DvcGroup, paths: readonly DvcPath[]): DvcStage {
  const of = (role: DvcPath['role'], i: number) =>
    paths.filter(path => path.role === role).flatMap(path => path.paths[i] ?? []);
  return {
    group,
    paths,
    runs: (group.runs ?? []).map(({ name }, i) => ({
      name,
      paths: { graph: { deps: of('dep', i), outs: of('out', i), needs: [] }, outs: [] },
    })),
    isOpen: paths.some(
      ({ role, isElsewhere, paths: own }) =>
        role === 'out' && !isElsewhere && (group.runs === null || own.includes(null)),
    ),
    hasFolder: childOf(group.body, 'wdir') !== undefined,
  };
}

export function readGroup({ key, value }: YamlEntry, context: DvcContext): DvcGroup {
  const own = follow(value);
  const foreach = own?.kind === 'map' ? own.entries.find(entry => entry.key.raw === 'foreach') : undefined;
  const matrix = own?.kind === 'map' ? own.entries.find(entry => entry.key.raw === 'matrix') : undefined;
  const body = foreach === undefined ? value : (childOf(value, 'do') ?? value);
  const expanded =
    foreach !== undefined
      ? expandForeach(key.raw, foreach, context)
      : matrix !== undefined
        ? expandMatrix(key.raw, matrix, context)
        : plain(key.raw, context);
  return {
    name: key.raw,
    key,
    whole: { start: key.start, end: Math.max(key.end, value.end) },
    body,
    foreach,
    matrix,
    context,
    ...expanded,
  };
}

type Expansion = Pick<DvcGroup, 'runs' | 'hasKey' | 'wrongItems'>;
const plain = (name: string, context: DvcContext): Expansion => ({
  runs: [{ name, values: context.values }],
  hasKey: false,
  wrongItems: [],
});

/** Lists of scalars are named by their values, lists with groups by their places, mappings by their keys. */
function expandForeach(name: string, { key, value }: YamlEntry, context: DvcContext): Expansion {
  const items = itemsValue(value, context);
  if (items.kind === 'unknown') return { runs: null, hasKey: true, wrongItems: [] };
  if (items.kind === 'wrong')
    return {
      runs: null,
      hasKey: true,
      wrongItems: [{ range: value, key: key.raw, text: items.text, found: items.found }],
    };
  const run = (label: string, item: ParamValue, itemKey: string | null): DvcRun => ({
    name: `${name}@${label}`,
    values: { ...context.values, item, ...(itemKey === null ? {} : { key: itemKey }) },
  });
  if (isTree(items.value))
    return {
      runs: Object.entries(items.value).map(([itemKey, item]) => run(itemKey, item, itemKey)),
      hasKey: true,
      wrongItems: [],
    };
  const list = items.value as readonly ParamValue[];
  const isFlat = list.every(item => typeof item !== 'object' || item === null);
  const runs = list.map((item, i) => run(isFlat ? nameOf(item, items.isWritten) : String(i), item, null));
  return { runs: distinct(runs), hasKey: false, wrongItems: [] };
}

/** The product of all axes, the last one turning fastest; values that are groups are named by axis and place. */
function expandMatrix(name: string, { value }: YamlEntry, context: DvcContext): Expansion {
  const wrongItems: DvcGroup['wrongItems'][number][] = [];
  let isKnown = entriesAt(value).length > 0;
  let combos: readonly { readonly label: string; readonly item: ParamTree }[] = [{ label: '', item: {} }];
  for (const axis of entriesAt(value)) {
    const items = itemsValue(axis.value, context);
    if (items.kind === 'wrong')
      wrongItems.push({ range: axis.value, key: axis.key.raw, text: items.text, found: items.found });
    if (items.kind !== 'items') {
      isKnown = false;
      continue;
    }
    // Of a mapping the keys are gone through.
    const list = isTree(items.value) ? Object.keys(items.value) : (items.value as readonly ParamValue[]);
    combos = combos.flatMap(combo =>
      list.map((item, i) => {
        const part = typeof item === 'object' && item !== null ? `${axis.key.raw}${i}` : nameOf(item, items.isWritten);
        return {
          label: combo.label === '' ? part : `${combo.label}-${part}`,
          item: { ...combo.item, [axis.key.raw]: item },
        };
      }),
    );
    if (combos.length > mostRuns) return { runs: null, hasKey: true, wrongItems };
  }
  const runs = combos.map(({ label, item }) => ({
    name: `${name}@${label}`,
    values: { ...context.values, item, key: label },
  }));
  return { runs: isKnown ? distinct(runs) : null, hasKey: true, wrongItems };
}

/** Items that are there twice make one stage. */
const distinct = (runs: readonly DvcRun[]): readonly DvcRun[] => [
  ...new Map(runs.map(run => [run.name, run])).values(),
];

/** More are not spelled out. */
const mostRuns = 10_000;
/** Values that are written in the list are named in YAML's words, those of params in Python's. */
const nameOf = (item: ParamValue, isWritten: boolean): string => {
  if (item === null) return 'None';
  if (typeof item !== 'boolean' || isWritten) return String(item);
  return item ? 'True' : 'False';
};

type Items =
  | { readonly kind: 'items'; readonly value: ParamTree | readonly ParamValue[]; readonly isWritten: boolean }
  | { readonly kind: 'wrong'; readonly text: string; readonly found: string }
  | { readonly kind: 'unknown' };

function itemsValue(node: YamlNode, context: DvcContext): Items {
  const solid = follow(node);
  if (solid === null) return { kind: 'unknown' };
  if (solid.kind !== 'scalar') {
    const data = toData(solid);
    const value = data === undefined ? undefined : filledData(data, context);
    return value === undefined || typeof value !== 'object' || value === null
      ? { kind: 'unknown' }
      : { kind: 'items', value, isWritten: true };
  }
  const [template, more] = findTemplates(solid.raw);
  if (template === undefined && solid.value !== null)
    return { kind: 'wrong', text: solid.raw, found: typeof solid.value === 'string' ? 'text' : 'one value' };
  const isWhole = template !== undefined && more === undefined && template.end - template.start === solid.raw.length;
  if (!isWhole || template.steps === null) return { kind: 'unknown' };
  const value = valueAt(context.values, template.steps);
  if (value === undefined) return { kind: 'unknown' };
  if (typeof value === 'object' && value !== null) return { kind: 'items', value, isWritten: false };
  return { kind: 'wrong', text: template.inner, found: value === null ? 'empty' : `«${String(value)}»` };
}

/** Data with its templates replaced; a template that is a whole value keeps its kind. */
function filledData(data: ParamValue, context: DvcContext): ParamValue | undefined {
  if (typeof data === 'string') {
    const [template] = findTemplates(data);
    if (template === undefined) return data;
    if (template.start === 0 && template.end === data.length && template.steps !== null)
      return valueAt(context.values, template.steps);
    return fillTemplates(data, context.values) ?? undefined;
  }
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) {
    const items = data.map(item => filledData(item, context));
    return items.some(item => item === undefined) ? undefined : (items as ParamValue[]);
  }
  const entries = Object.entries(data).map(([key, value]) => [key, filledData(value, context)] as const);
  return entries.some(([, value]) => value === undefined) ? undefined : (Object.fromEntries(entries) as ParamTree);
}

/** Deps and outs of a stage, metrics and plots among the outs. `folder`: of the dvc.yaml. */
export function pathsOf(group: DvcGroup, folder: ProjectPath): readonly DvcPath[] {
  const { body } = group;
  const lists = [
    ...itemsOf(childOf(body, 'deps')).map(node => ({ node, list: 'deps', role: 'dep' as const })),
    ...['outs', 'metrics', 'plots'].flatMap(list =>
      listOf(childOf(body, list)).map(node => ({ node, list, role: 'out' as const })),
    ),
  ];
  return lists.flatMap(({ node, role, list }) => {
    const place = pathNode(node);
    return place === null ? [] : [resolved(group, folder, { ...place, role, list })];
  });
}

/** One path may stand without a list. */
const listOf = (node: YamlNode | undefined): readonly YamlNode[] =>
  node === undefined ? [] : textOf(node) !== undefined ? [node] : itemsOf(node);

/** A path, or a mapping from one path to its options. */
function pathNode(node: YamlNode): { readonly node: YamlScalar; readonly isCached: boolean } | null {
  const solid = follow(node);
  if (solid?.kind === 'scalar' && solid.value !== null) return { node: solid, isCached: true };
  const entry = solid?.kind === 'map' && solid.entries.length === 1 ? solid.entries[0] : undefined;
  return entry === undefined ? null : { node: entry.key, isCached: textOf(childOf(entry.value, 'cache')) !== 'false' };
}

function resolved(
  group: DvcGroup,
  folder: ProjectPath,
  place: { readonly node: YamlScalar } & Pick<DvcPath, 'isCached' | 'role' | 'list'>,
): DvcPath {
  const { node, role, isCached, list } = place;
  const wdir = textOf(childOf(group.body, 'wdir')) ?? '';
  const isElsewhere = /^([a-z][\w+.-]*:|\/|~|#|\\)/i.test(node.raw);
  const paths = (group.runs ?? []).map(({ values }) => {
    const own = fillTemplates(node.raw, values);
    const inFolder = fillTemplates(wdir, values);
    const base = inFolder === null ? null : joinPath(folder, inFolder);
    return own === null || base === null || isElsewhere ? null : joinPath(base, own);
  });
  return { range: { start: node.start, end: node.end }, written: node.raw, role, list, isCached, paths, isElsewhere };
}

/** The command of a stage as written; several are joined. */
export const commandOf = (body: YamlNode): string =>
  textOf(childOf(body, 'cmd')) ??
  itemsOf(childOf(body, 'cmd'))
    .map(item => textOf(item) ?? '')
    .join(' && ');
