// The values that `${…}` of a dvc.yaml may name: params.yaml, `vars` files and inline values, merged in DVC's order.
import type { Diagnostic, TextRange } from '../../../domain/diagnostic.ts';
import type { Facts } from '../../../domain/facts.ts';
import { finding } from '../../../domain/finding.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import type { ParamTree, ParamValue } from '../../../domain/pipeline.ts';
import { isTree, parseParams } from '../../params.ts';
import { joinPath } from '../../projectPath.ts';
import { knownFiles } from '../../rules/knownFiles.ts';
import { toData } from '../../syntax/toData.ts';
import { entryOf, follow, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { scalarsIn, unknownName } from '../places.ts';
import { findTemplates } from './dvcTemplate.ts';

export interface DvcContext {
  readonly values: ParamTree;
  /** What the values come from, in order. */
  readonly layers: readonly Layer[];
  /** Files that are loaded: whole (null), or some of their keys. */
  readonly imports: ReadonlyMap<ProjectPath, readonly string[] | null>;
  /** False when a file could not be read: nothing can be said of what is absent. */
  readonly isComplete: boolean;
  /** Troubles of the last `vars` that were read. */
  readonly troubles: readonly Diagnostic[];
}
interface Layer {
  /** A file, or `vars`. */
  readonly source: string;
  readonly values: ParamTree;
}

/** Where values come from, for messages. */
export const sourcesOf = ({ layers }: DvcContext): readonly string[] => [
  ...new Set(layers.map(({ source }) => source)),
];

/** Params files by path from the root, read once. */
export interface ParamsFiles {
  /** The values of a file; null when its text is not known; undefined when it is known not to be there. */
  read(path: ProjectPath): ParamTree | null | undefined;
}

const kept = new WeakMap<Facts, ParamsFiles>();

export function paramsFiles(facts: Facts): ParamsFiles {
  const known = kept.get(facts) ?? makeParamsFiles(facts);
  kept.set(facts, known);
  return known;
}

function makeParamsFiles(facts: Facts): ParamsFiles {
  const read = new Map<ProjectPath, ParamTree | null | undefined>();
  const files = knownFiles(facts);
  const readNow = (path: ProjectPath): ParamTree | null | undefined => {
    const text = facts.texts?.[path];
    if (text === undefined) return files === null || files.has(path) || !files.isComplete(path) ? null : undefined;
    const parsed = /\.(ya?ml|json)$/i.test(path) ? parseParams(text, path) : null;
    return parsed?.ok === true ? parsed.value : null;
  };
  return {
    read(path) {
      if (!read.has(path)) read.set(path, readNow(path));
      return read.get(path);
    },
  };
}

interface Around {
  /** Where paths of files start. */
  readonly folder: ProjectPath;
  readonly files: ParamsFiles;
}

/** `vars`: the node of that key (Context.load_from_vars of dvc/parsing/context.py). */
export function extendContext(base: DvcContext, vars: YamlNode | undefined, around: Around): DvcContext {
  let context: DvcContext = base.troubles.length === 0 ? base : { ...base, troubles: [] };
  for (const item of itemsOf(vars)) {
    const expression = expressionIn(item);
    if (expression !== null)
      context = {
        ...context,
        isComplete: false,
        troubles: [...context.troubles, finding('dvc-vars-expression', expression)],
      };
    else if (textOf(item) === undefined) context = withValues(context, item);
    else context = withFile(context, item, around);
  }
  return context;
}

const expressionIn = (item: YamlNode): TextRange | null =>
  [...scalarsIn(item)].find(({ raw }) => findTemplates(raw).length > 0) ?? null;

function withValues(context: DvcContext, item: YamlNode): DvcContext {
  const solid = follow(item);
  const data = solid === null ? undefined : toData(solid);
  if (!isTree(data)) return { ...context, isComplete: false };
  return merged(context, { source: 'vars', values: data }, path => placeOf(item, path));
}

/** `file` or `file:key1,key2`. */
function withFile(context: DvcContext, item: YamlNode, { folder, files }: Around): DvcContext {
  const [file = '', list] = (textOf(item) ?? '').split(':');
  const keys = list === undefined ? null : list.split(',').filter(key => key !== '');
  const path = joinPath(folder, file);
  const values = path === null ? null : files.read(path);
  const trouble = (found: Diagnostic): DvcContext => ({
    ...context,
    isComplete: false,
    troubles: [...context.troubles, found],
  });
  if (path === null || values === null) return { ...context, isComplete: false };
  if (values === undefined) return trouble(finding('dvc-vars-file-missing', item, { file }));
  const loaded = context.imports.get(path);
  if (loaded === null && keys === null) return context;
  if (loaded !== undefined && (loaded === null || keys === null || keys.some(key => loaded.includes(key))))
    return trouble(finding('dvc-vars-loaded', item, { file }));
  const absent = keys?.find(key => !Object.hasOwn(values, key));
  if (absent !== undefined)
    return trouble(
      unknownName('dvc-param-missing', { name: absent, range: item }, Object.keys(values), { param: absent, file }),
    );
  const imports = new Map(context.imports).set(path, keys === null ? null : [...(loaded ?? []), ...keys]);
  const layer = { source: file, values: keys === null ? values : picked(values, keys) };
  return merged({ ...context, imports }, layer, () => item);
}

/** `params.yaml` beside the file is read unasked. */
export function rootContext(vars: YamlNode | undefined, around: Around): DvcContext {
  const path = joinPath(around.folder, 'params.yaml') ?? 'params.yaml';
  const values = around.files.read(path);
  const nothing: DvcContext = { values: {}, layers: [], imports: new Map(), isComplete: true, troubles: [] };
  const base: DvcContext =
    values === undefined
      ? nothing
      : {
          ...nothing,
          values: values ?? {},
          layers: [{ source: 'params.yaml', values: values ?? {} }],
          imports: new Map([[path, null]]),
          isComplete: values !== null,
        };
  return extendContext(base, vars, around);
}

const picked = (values: ParamTree, keys: readonly string[]): ParamTree =>
  Object.fromEntries(keys.flatMap(key => (Object.hasOwn(values, key) ? [[key, values[key] ?? null]] : [])));

/** `placeOf` tells where the value of a path is written. */
function merged(context: DvcContext, layer: Layer, place: (path: readonly string[]) => TextRange): DvcContext {
  const path = conflict(context.values, layer.values, []);
  const first = path === null ? undefined : context.layers.find(one => hasPath(one.values, path));
  const found =
    path === null || first === undefined
      ? []
      : [finding('dvc-vars-redefined', place(path), { name: path.join('.'), source: first.source })];
  return {
    ...context,
    values: mergeTrees(context.values, layer.values),
    layers: [...context.layers, layer],
    troubles: [...context.troubles, ...found],
  };
}

/** The first path that has a value in both, groups apart. */
function conflict(below: ParamTree, above: ParamTree, path: readonly string[]): readonly string[] | null {
  for (const [key, value] of Object.entries(above)) {
    if (!Object.hasOwn(below, key)) continue;
    const old = below[key];
    const inner = isTree(old) && isTree(value) ? conflict(old, value, [...path, key]) : [...path, key];
    if (inner !== null) return inner;
  }
  return null;
}

function hasPath(values: ParamTree, path: readonly string[]): boolean {
  let here: ParamValue | undefined = values;
  for (const key of path) {
    if (!isTree(here) || !Object.hasOwn(here, key)) return false;
    here = here[key];
  }
  return true;
}

/** The key of a path in an inline mapping, as deep as it is written here. */
function placeOf(item: YamlNode, path: readonly string[]): TextRange {
  let place: TextRange = item;
  let node: YamlNode | undefined = item;
  for (const key of path) {
    const entry = entryOf(node, key);
    if (entry === undefined) break;
    place = entry.key;
    node = entry.value;
  }
  return place;
}

function mergeTrees(below: ParamTree, above: ParamTree): ParamTree {
  const result = new Map<string, ParamValue>(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const old = result.get(key);
    result.set(key, isTree(old) && isTree(value) ? mergeTrees(old, value) : value);
  }
  return Object.fromEntries(result);
}
