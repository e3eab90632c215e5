// Answers about a value of a model card: what an id stands for, and what the cited run measured.
import { citedRuns } from '../../engine/card/citedRuns.ts';
import { cardSchema } from '../../engine/domain/generated/cardSchema.ts';
import { formatNumber } from '../../present/format.ts';
import type { OpenCard } from '../openFile.ts';
import type { Cursor } from '../yaml/cursor.ts';
import { schemasAt, valuesOf } from '../yaml/schemaWalk.ts';
import { languageOf } from './cardWords.ts';

type CardInProject = Pick<OpenCard, 'card' | 'project'>;

/** Lines of Markdown, the answer first; null when the value says all there is. */
export function cardAnswer(file: CardInProject, cursor: Cursor): readonly string[] | null {
  if (cursor.at === 'key') return null;
  const word = cursor.token.text;
  if (cursor.path[0] === 'language' && languageOf(word) !== '') return [`\`${word}\`: ${languageOf(word)}`];
  if (cursor.path.join('.') === 'trainyard.run') return runAnswer(file, word);
  const listed = valuesOf(schemasAt(cardSchema, cursor.path)).find(({ value }) => value === word);
  return listed === undefined || listed.description === '' ? null : [`\`${word}\`: ${listed.description}`];
}

/** The metrics of the run, when they are known. */
function runAnswer(file: CardInProject, id: string): readonly string[] | null {
  const run = citedRuns(file.card).includes(id) ? file.project.facts.runs?.[id] : undefined;
  if (run === undefined) return null;
  const metrics = Object.entries(run.metrics).map(([name, value]) => `- \`${name}\` ${formatNumber(value)}`);
  return [`Run **${run.name}**`, metrics.join('\n')];
}
