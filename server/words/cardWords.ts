// Values that fit into a model card: licences and tasks by schema, languages by ISO 639.
import { isLanguage, languageName, languages } from '../../engine/card/vocabulary.ts';
import type { JsonSchema } from '../../engine/domain/jsonSchema.ts';
import type { Cursor } from '../yaml/cursor.ts';
import type { OfferedValue } from './offeredValue.ts';

/** Language codes with their names where the schema says that a language stands. */
export function cardValues(_cursor: Cursor, schemas: readonly JsonSchema[]): readonly OfferedValue[] {
  if (!schemas.some(schema => schema['x-vocabulary'] === 'language')) return [];
  const codes = ['en', ...[...languages].filter(code => code !== 'en'), 'multilingual', 'code'];
  return codes.map(code => ({ value: code, kind: 'enum', detail: languageOf(code) }));
}

/** English name of a code, or what the Hub means by its two own words. */
export function languageOf(code: string): string {
  if (code === 'multilingual') return 'several languages';
  if (code === 'code') return 'source code';
  return isLanguage(code) ? languageName(code) : '';
}
