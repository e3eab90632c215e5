// The values that `${…}` of a dvc.yaml may name: params.yaml, `vars` files and inline values, merged in DVC's order.
import type { Facts } from '../../../domain/facts.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import type { ParamTree, ParamValue } from '../../../domain/pipeline.ts';
import { isTree, parseParams } from '../../params.ts';
import { joinPath } from '../../projectPath.ts';
import { toData } from '../../syntax/toData.ts';
import { follow, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';

export interface DvcContext {
  readonly values: ParamTree;
  /** Files that values come from, for messages. */
  readonly sources: readonly string[];
  /** False when a file could not be read: nothing can be said of what is absent. */
  readonly isComplete: boolean;
}

/** Params files by path from the root, read once. */
export interface ParamsFiles {
  /** The values of a file; null when its text is not known; undefined when it is known not to be there. */
  read(path: ProjectPath): ParamTree | null | undefined;
}

export function paramsFiles(facts: Facts): ParamsFiles {
  const read = new Map<ProjectPath, ParamTree | null>();
  return {
    read(path) {
      const known = read.get(path);
      if (known !== undefined) return known;
      const text = facts.texts?.[path];
      if (text === undefined)
        return facts.files === undefined || facts.files.includes(path) || (facts.unlisted ?? []).length > 0
          ? null
          : undefined;
      const parsed = /\.(ya?ml|json)$/i.test(path) ? parseParams(text, path) : null;
      const values = parsed?.ok === true ? parsed.value : null;
      read.set(path, values);
      return values;
    },
  };
}

/** `folder`: where paths of files start. `vars`: the node of that key. */
export function extendContext(
  base: DvcContext,
  vars: YamlNode | undefined,
  { folder, files }: { readonly folder: ProjectPath; readonly files: ParamsFiles },
): DvcContext {
  let context = base;
  for (const item of itemsOf(vars)) {
    const written = textOf(item);
    if (written === undefined) {
      const solid = follow(item);
      const data = solid === null ? undefined : toData(solid);
      context = isTree(data) ? merged(context, data, null) : { ...context, isComplete: false };
      continue;
    }
    const [file = '', keys] = written.split(':');
    const path = joinPath(folder, file);
    const values = path === null || written.includes('${') ? null : files.read(path);
    if (values === null || values === undefined) context = { ...context, isComplete: false };
    else context = merged(context, keys === undefined ? values : picked(values, keys.split(',')), file);
  }
  return context;
}

/** `params.yaml` beside the file is read unasked. */
export function rootContext(folder: ProjectPath, files: ParamsFiles, vars: YamlNode | undefined): DvcContext {
  const path = joinPath(folder, 'params.yaml') ?? 'params.yaml';
  const values = files.read(path);
  const base: DvcContext =
    values === undefined
      ? { values: {}, sources: [], isComplete: true }
      : { values: values ?? {}, sources: ['params.yaml'], isComplete: values !== null };
  return extendContext(base, vars, { folder, files });
}

const picked = (values: ParamTree, keys: readonly string[]): ParamTree =>
  Object.fromEntries(keys.flatMap(key => (Object.hasOwn(values, key) ? [[key, values[key] ?? null]] : [])));

function merged(context: DvcContext, values: ParamTree, source: string | null): DvcContext {
  return {
    values: mergeTrees(context.values, values),
    sources: source === null ? [...new Set([...context.sources, 'vars'])] : [...context.sources, source],
    isComplete: context.isComplete,
  };
}

function mergeTrees(below: ParamTree, above: ParamTree): ParamTree {
  const result = new Map<string, ParamValue>(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const old = result.get(key);
    result.set(key, isTree(old) && isTree(value) ? mergeTrees(old, value) : value);
  }
  return Object.fromEntries(result);
}
