// Follows a path of keys through a JSON Schema: what may stand there, with its words.
import type { JsonSchema } from '../../engine/domain/jsonSchema.ts';
import type { YamlPath } from './cursor.ts';

/** Every schema that may hold at `path`; several where the schema offers alternatives. */
export function schemasAt(root: JsonSchema, path: YamlPath): readonly JsonSchema[] {
  let here = alternatives(root, root);
  for (const step of path) here = unique(here.flatMap(schema => stepInto(root, schema, step)));
  return here;
}

/** Keys that may stand in a mapping of these schemas; the first schema that knows a key describes it. */
export function keysOf(root: JsonSchema, schemas: readonly JsonSchema[]): ReadonlyMap<string, JsonSchema> {
  const keys = new Map<string, JsonSchema>();
  for (const schema of schemas) {
    for (const [key, value] of Object.entries(schema.properties ?? {}))
      if (!keys.has(key)) keys.set(key, described(root, value));
  }
  return keys;
}

export interface SchemaValue {
  readonly value: string;
  readonly description: string;
}
/** Values that a schema lists: enums, constants, booleans, defaults and examples. */
export function valuesOf(schemas: readonly JsonSchema[]): readonly SchemaValue[] {
  const values = new Map<string, string>();
  const add = (value: unknown, description = ''): void => {
    if (['string', 'number', 'boolean'].includes(typeof value) && !values.has(String(value)))
      values.set(String(value), description);
  };
  for (const schema of schemas) {
    schema.enum?.forEach((value, i) => {
      add(value, schema.enumDescriptions?.[i]);
    });
    if (schema.const !== undefined) add(schema.const);
    if (typesOf(schema).includes('boolean'))
      [true, false].forEach(value => {
        add(value);
      });
    add(schema.default);
    for (const example of schema.examples ?? []) add(example);
  }
  return [...values].map(([value, description]) => ({ value, description }));
}

/** The text that explains what stands here: the first one of its alternatives. */
export const descriptionOf = (schemas: readonly JsonSchema[]): string =>
  schemas.find(schema => schema.description !== undefined)?.description ?? '';

/** What kind of value is written here most simply. */
export function shapeOf(root: JsonSchema, schema: JsonSchema): 'mapping' | 'list' | 'scalar' {
  const kinds = alternatives(root, schema).flatMap((one): readonly ('mapping' | 'list' | 'scalar')[] => {
    const [type, ...others] = typesOf(one);
    if (one.properties !== undefined) return ['mapping'];
    if (type === undefined) return one.enum === undefined ? [] : ['scalar'];
    return [others.length > 0 ? 'scalar' : (shapes[type] ?? 'scalar')];
  });
  return kinds.includes('scalar') ? 'scalar' : (kinds[0] ?? 'scalar');
}
const shapes: Readonly<Record<string, 'mapping' | 'list'>> = { object: 'mapping', array: 'list' };

/** Null is no value to write: a key that may be empty is written for its other types. */
const typesOf = ({ type = [] }: JsonSchema): readonly string[] =>
  (typeof type === 'string' ? [type] : type).filter(one => one !== 'null');

/** What a list of these schemas holds; empty where no list may stand. */
export const itemsAt = (root: JsonSchema, schemas: readonly JsonSchema[]): readonly JsonSchema[] =>
  unique(schemas.flatMap(({ items }) => (items === undefined ? [] : alternatives(root, items))));

function stepInto(root: JsonSchema, schema: JsonSchema, step: string | number): readonly JsonSchema[] {
  if (typeof step === 'number') return itemsAt(root, [schema]);
  const own = schema.properties && Object.hasOwn(schema.properties, step) ? schema.properties[step] : undefined;
  if (own !== undefined) return alternatives(root, own);
  const matching = Object.entries(schema.patternProperties ?? {}).filter(([pattern]) =>
    new RegExp(pattern, 'u').test(step),
  );
  if (matching.length > 0) return matching.flatMap(([, value]) => alternatives(root, value));
  const others = schema.additionalProperties;
  return typeof others === 'object' ? alternatives(root, others) : [];
}

/** A schema with all it refers to or chooses between; the description nearest to the key comes first. */
function alternatives(root: JsonSchema, schema: JsonSchema, depth = 0): readonly JsonSchema[] {
  if (depth > 12) return [];
  const target = schema.$ref === undefined ? undefined : resolve(root, schema.$ref);
  const branches = [
    ...(target === undefined ? [] : [target]),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.allOf ?? []),
  ];
  return [schema, ...branches.flatMap(branch => alternatives(root, branch, depth + 1))];
}

function described(root: JsonSchema, schema: JsonSchema): JsonSchema {
  if (schema.description !== undefined || schema.$ref === undefined) return schema;
  const description = descriptionOf(alternatives(root, schema));
  return description === '' ? schema : { ...schema, description };
}

function resolve(root: JsonSchema, ref: string): JsonSchema | undefined {
  let here: unknown = root;
  for (const part of ref.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[part] : undefined;
  }
  return here as JsonSchema | undefined;
}

const unique = (schemas: readonly JsonSchema[]): readonly JsonSchema[] => [...new Set(schemas)];
