// Completion and hover of text protocol buffers: fields by schema, with the braces that they want, and their values.
import type { JsonSchema } from '../../engine/domain/jsonSchema.ts';
import type { PlaceAnswer } from '../openFile.ts';
import { descriptionOf, keysOf, schemasAt, shapeOf, valuesOf } from '../yaml/schemaWalk.ts';
import type { OfferedText } from './offeredValue.ts';
import { pbtxtPlace } from './pbtxtPlace.ts';

export function pbtxtOffer(text: string, offset: number, schema: JsonSchema): OfferedText | null {
  const place = pbtxtPlace(text, offset, schema);
  if (place === null) return null;
  const schemas = schemasAt(schema, place.path);
  if (place.at === 'value') {
    const values = valuesOf(schemas).map(({ value, description }) => ({ value, description, kind: 'enum' as const }));
    const bare = new Set(schemas.flatMap(({ enum: listed = [] }) => listed.map(String)));
    const isText = (value: string): boolean => !bare.has(value) && !/^(?:true|false|[-+.\d]+)$/.test(value);
    return {
      values: values.map(value => ({
        ...value,
        text: place.isQuoted || !isText(value.value) ? value.value : `"${value.value}"`,
      })),
      token: place.token,
    };
  }
  const required = new Set(schemas.flatMap(({ required: keys = [] }) => keys));
  return {
    values: [...keysOf(schema, schemas)].map(([key, own]) => ({
      value: key,
      kind: 'field',
      text: `${key}${behind(schema, own)}`,
      ...(own.description === undefined ? {} : { description: own.description }),
      ...(required.has(key) ? { detail: 'required' } : {}),
    })),
    token: place.token,
  };
}

/** What a field of this shape goes on with. */
function behind(root: JsonSchema, schema: JsonSchema): string {
  if (schema.items !== undefined) return shapeOf(root, schema.items) === 'mapping' ? ' [ { ' : ': [ ';
  return shapeOf(root, schema) === 'mapping' ? ' { ' : ': ';
}

/** What the schema says of the field, or of the field that the value belongs to. */
export function pbtxtAnswer(text: string, offset: number, schema: JsonSchema): PlaceAnswer | null {
  const place = pbtxtPlace(text, offset, schema);
  if (place === null || place.token.text === '') return null;
  const path = place.at === 'key' ? [...place.path, place.token.text] : place.path;
  const description = descriptionOf(schemasAt(schema, path)) || descriptionOf(schemasAt(schema, path.slice(0, -1)));
  return description === '' ? null : { lines: [description], range: place.token };
}
