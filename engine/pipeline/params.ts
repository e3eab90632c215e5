// Params: read from a file, merged with the pipeline's own values and a request's, looked up by dotted names.
import type { ParamTree, ParamValue, Pipeline } from '../domain/pipeline.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { readYaml } from './syntax/readYaml.ts';
import { toData } from './syntax/toData.ts';

/** Reads a params file by its ending: JSON or YAML. The error is a clause that says what is wrong. */
export function parseParams(text: string, path: string): Result<ParamTree, string> {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const parsed = path.toLowerCase().endsWith('.json') ? parseJson(clean) : parseYaml(clean);
  if (!parsed.ok) return parsed;
  if (parsed.value === null) return ok({});
  return isTree(parsed.value) ? ok(parsed.value) : fail('it holds no «name: value» pairs');
}

function parseJson(text: string): Result<ParamValue, string> {
  try {
    return ok(JSON.parse(text) as ParamValue);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function parseYaml(text: string): Result<ParamValue, string> {
  const { documents, troubles } = readYaml(text);
  const [trouble] = troubles;
  if (trouble !== undefined) {
    const line = text.slice(0, trouble.start).split('\n').length;
    return fail(`${trouble.reason} (line ${line})`);
  }
  const root = documents[0]?.root;
  if (!root) return ok(null);
  const data = toData(root);
  return data === undefined ? fail('its aliases stand for too many values') : ok(data);
}

export const isTree = (value: ParamValue | undefined): value is ParamTree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The params of a run: the file's, then the pipeline's own values, then the overrides by dotted name;
 * groups are merged name by name, lists are replaced.
 */
export function mergeParams(
  pipeline: Pick<Pipeline, 'params'>,
  fileParams: ParamTree | null,
  overrides: Readonly<Record<string, ParamValue>> = {},
): ParamTree {
  const base = mergeTrees(fileParams ?? {}, pipeline.params.values);
  return Object.entries(overrides).reduce((tree, [name, value]) => setParam(tree, name.split('.'), value), base);
}

function mergeTrees(below: ParamTree, above: ParamTree): ParamTree {
  const merged = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const old = merged.get(key);
    merged.set(key, isTree(old) && isTree(value) ? mergeTrees(old, value) : value);
  }
  return Object.fromEntries(merged);
}

function setParam(tree: ParamTree, [name = '', ...rest]: readonly string[], value: ParamValue): ParamTree {
  const inner = ownValue(tree, name);
  const next = rest.length === 0 ? value : setParam(isTree(inner) ? inner : {}, rest, value);
  return Object.fromEntries(new Map(Object.entries(tree)).set(name, next));
}

const ownValue = (tree: ParamTree, key: string): ParamValue | undefined =>
  Object.hasOwn(tree, key) ? tree[key] : undefined;

/** The value of a dotted name; a key that itself holds dots is found too. */
export function paramAt(tree: ParamTree, name: string): ParamValue | undefined {
  const whole = ownValue(tree, name);
  if (whole !== undefined) return whole;
  for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
    const inner = ownValue(tree, name.slice(0, dot));
    const value = isTree(inner) ? paramAt(inner, name.slice(dot + 1)) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Dotted names of all values, groups excluded; `prefix` is put in front. Empty groups stand for themselves. */
export function flattenParams(value: ParamValue, prefix: string): Readonly<Record<string, ParamValue>> {
  if (!isTree(value) || Object.keys(value).length === 0) return { [prefix]: value };
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inner]) => flattenParams(inner, prefix === '' ? key : `${prefix}.${key}`)),
  );
}

/** Dotted names of all values and groups, for completion and near misses. */
export function paramNames(tree: ParamTree, prefix = ''): readonly string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    return isTree(value) ? [name, ...paramNames(value, name)] : [name];
  });
}
