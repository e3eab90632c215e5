// The field `tags` of a request as a map, its keys and values checked.
import type { Fields } from './fields.ts';
import { checkKey, checkLength } from './limits.ts';

/** A key that comes twice keeps its last value. */
export function readTags(fields: Fields, valueLimit: number, name = 'tags'): Record<string, string> {
  return Object.fromEntries(
    fields
      .list(name)
      .map((tag, index) => [
        checkKey('tag', tag.text('key'), `${name}[${index}].key`),
        checkLength('value', tag.text('value') ?? '', valueLimit),
      ]),
  );
}

/** The same where MLflow cuts long values instead of refusing them. */
export function readCutTags(fields: Fields, name = 'tags'): Record<string, string> {
  return Object.fromEntries(
    fields
      .list(name)
      .map((tag, index) => [
        checkKey('tag', tag.text('key'), `${name}[${index}].key`),
        (tag.text('value') ?? '').slice(0, 8000),
      ]),
  );
}
