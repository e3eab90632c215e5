// Values that fit into a model card: licences and tasks by schema, languages by ISO 639, runs and what they measured.
import { isLanguage, languageName, languages } from '../../engine/card/vocabulary.ts';
import type { JsonSchema } from '../../engine/domain/jsonSchema.ts';
import { formatNumber } from '../../present/format.ts';
import type { Cursor } from '../yaml/cursor.ts';
import { type CardInProject, isOfMetric, metricAround, runOfCard } from './cardPlaces.ts';
import { projectFiles } from './filesBelow.ts';
import type { OfferedValue } from './offeredValue.ts';

/** Of the project where a run or a file is meant, else language codes with their names where the schema wants one. */
export function cardValues(
  file: CardInProject,
  cursor: Cursor,
  schemas: readonly JsonSchema[],
): readonly OfferedValue[] {
  const path = cursor.path.join('.');
  if (path === 'trainyard.run') return runs(file);
  if (path === 'trainyard.pipeline') return projectFiles(file, cursor, /pipeline\.ya?ml$/);
  if (isOfMetric(cursor.path, 'type') || isOfMetric(cursor.path, 'value')) return measured(file, cursor);
  if (!schemas.some(schema => schema['x-vocabulary'] === 'language')) return [];
  const codes = ['en', ...[...languages].filter(code => code !== 'en'), 'multilingual', 'code'];
  return codes.map(code => ({ value: code, kind: 'enum', detail: languageOf(code) }));
}

/** Runs that are known: the last ones of the project's pipelines, and those that cards cite. */
function runs({ project: { facts } }: CardInProject): readonly OfferedValue[] {
  return [...Object.values(facts.lastRuns ?? {}), ...Object.values(facts.runs ?? {})].map(({ id, name, metrics }) => ({
    value: id,
    kind: 'enum',
    detail: name,
    description: Object.entries(metrics)
      .slice(0, 12)
      .map(([metric, value]) => `- \`${metric}\` ${formatNumber(value)}`)
      .join('\n'),
  }));
}

/** What the cited run measured: names for a type, the one number for a value. */
function measured(file: CardInProject, cursor: Cursor): readonly OfferedValue[] {
  const run = runOfCard(file);
  if (run === null) return [];
  const detail = `run ${run.name}`;
  if (cursor.path.at(-1) === 'type')
    return Object.entries(run.metrics).map(([value, number]) => ({
      value,
      kind: 'metric',
      detail: `${formatNumber(number)}, ${detail}`,
    }));
  const value = run.metrics[metricAround(file, cursor) ?? ''];
  return value === undefined ? [] : [{ value: String(value), kind: 'metric', detail, isNumber: true }];
}

/** English name of a code, or what the Hub means by its two own words. */
export function languageOf(code: string): string {
  if (code === 'multilingual') return 'several languages';
  if (code === 'code') return 'source code';
  return isLanguage(code) ? languageName(code) : '';
}
