// Answers about a value of a model card: what an id stands for, and what the cited run measured.
import { citedRuns, wholeCardRun } from '../../engine/card/citedRuns.ts';
import { cardSchema } from '../../engine/domain/generated/cardSchema.ts';
import { formatNumber } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import type { PlaceHint } from '../openFile.ts';
import type { Cursor } from '../yaml/cursor.ts';
import { schemasAt, valuesOf } from '../yaml/schemaWalk.ts';
import { type CardInProject, isOfMetric, metricAround, runOfCard } from './cardPlaces.ts';
import { languageOf } from './cardWords.ts';

/** Lines of Markdown, the answer first; null when the value says all there is. */
export function cardAnswer(file: CardInProject, cursor: Cursor): readonly string[] | null {
  if (cursor.at === 'key') return null;
  const word = cursor.token.text;
  if (cursor.path[0] === 'language' && languageOf(word) !== '') return [`\`${word}\`: ${languageOf(word)}`];
  if (cursor.path.join('.') === 'trainyard.run') return runAnswer(file, word);
  if (isOfMetric(cursor.path, 'type') || isOfMetric(cursor.path, 'value')) {
    const measured = metricAnswer(file, cursor);
    if (measured !== null) return measured;
  }
  const listed = valuesOf(schemasAt(cardSchema, cursor.path)).find(({ value }) => value === word);
  return listed === undefined || listed.description === '' ? null : [`\`${word}\`: ${listed.description}`];
}

/** The metrics of the run, when they are known. */
function runAnswer(file: CardInProject, id: string): readonly string[] | null {
  const run = citedRuns(file.card).includes(id) ? file.project.facts.runs?.[id] : undefined;
  if (run === undefined) return null;
  const metrics = Object.entries(run.metrics).map(([name, value]) => `- \`${name}\` ${formatNumber(value)}`);
  return [t('Run {name}', { name: `**${run.name}**` }), metrics.join('\n')];
}

/** What the cited run measured, beside what the card says. */
function metricAnswer(file: CardInProject, cursor: Cursor): readonly string[] | null {
  const run = runOfCard(file);
  const metric = metricAround(file, cursor);
  const value = metric === null ? undefined : run?.metrics[metric];
  return run === null || value === undefined
    ? null
    : [
        t('{metric} = {value} in run {run}', {
          metric: `\`${metric}\``,
          value: `\`${formatNumber(value)}\``,
          run: run.name,
        }),
      ];
}

/** The name of the cited run, behind its id. */
export function cardHints(file: CardInProject): readonly PlaceHint[] {
  const cited = wholeCardRun(file.card);
  const run = cited === null || cited.id === null ? undefined : file.project.facts.runs?.[cited.id];
  return cited === null || run === undefined ? [] : [{ at: cited.node.end, text: `= ${run.name}` }];
}
