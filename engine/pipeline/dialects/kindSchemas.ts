// One schema file that describes several kinds of files: each of its definitions as a schema of its own.
import type { JsonSchema } from '../../domain/jsonSchema.ts';

/** By name of the definition; references among them keep their meaning. */
export function kindSchemas({ definitions = {} }: JsonSchema): ReadonlyMap<string, JsonSchema> {
  return new Map(Object.entries(definitions).map(([name, schema]) => [name, { ...schema, definitions }]));
}
