// The card against its pipeline: gates of the run that it cites, and newer runs.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import type { Facts } from '../../domain/facts.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { endsInMetric, plainMetric } from '../../domain/metricRange.ts';
import type { CardDocument } from '../cardDocument.ts';
import { type CardScalar, entryOf } from '../cardTree.ts';
import type { CardWorld } from '../cardWorld.ts';
import { wholeCardRun } from '../citedRuns.ts';
import { modelResults } from '../modelIndex.ts';

export function projectRules(card: CardDocument, { facts }: CardWorld): readonly Diagnostic[] {
  const cited = wholeCardRun(card);
  const pipeline = entryOf(entryOf(card.root, 'trainyard')?.value, 'pipeline')?.value;
  if (cited === null || cited.id === null || pipeline?.kind !== 'scalar') return [];
  const run = { node: cited.node, id: cited.id };
  const path = String(pipeline.value);
  return [...gateFindings(card, run, facts.gates?.[path] ?? {}), ...newerRun(run, path, facts)];
}

interface CitedRun {
  readonly node: CardScalar;
  readonly id: string;
}

/** Verdicts on other runs say nothing of this card. */
function gateFindings(
  card: CardDocument,
  { node, id }: CitedRun,
  verdicts: NonNullable<Facts['gates']>[string],
): readonly Diagnostic[] {
  const reported = modelResults(card).flatMap(result => result.metrics);
  return Object.values(verdicts).flatMap(({ gate, state, runId, metric, op, measured, bound }) => {
    if (runId !== id) return [];
    const wanted = plainMetric(metric);
    const own = reported.find(({ type, name }) =>
      [type, name].map(plainMetric).some(one => one !== '' && (wanted === one || endsInMetric(metric, one))),
    );
    if (state === 'failed' && measured !== null && bound !== null)
      return [finding('card-gate-failed', own?.value ?? node, { gate, metric, op, bound, measured })];
    return reported.length > 0 && own === undefined ? [finding('card-gate-unreported', node, { gate, metric })] : [];
  });
}

/** The newest finished run of the pipeline, where both it and the cited one are known. */
function newerRun({ node, id }: CitedRun, path: string, facts: Facts): readonly Diagnostic[] {
  const name = /^name:[ \t]*["']?([^"'\s#]+)/m.exec(facts.texts?.[path] ?? '')?.[1];
  const newest = name === undefined ? undefined : facts.lastRuns?.[name];
  const cited = facts.runs?.[id];
  if (newest === undefined || cited === undefined || newest.id === id) return [];
  const args = { run: cited.name, newest: newest.name };
  return [finding('card-run-older', node, args, { fixes: [replaceFix(node, newest.id, newest.name)] })];
}
