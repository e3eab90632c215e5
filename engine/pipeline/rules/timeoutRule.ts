// Timeouts that would have cut off the last good run of their stage.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import type { StageFacts } from '../../domain/facts.ts';
import { finding } from '../../domain/finding.ts';
import { parseDuration } from '../duration.ts';
import { slot } from '../slot.ts';
import { numberAt, textAt } from '../syntax/values.ts';
import { childOf, type YamlNode } from '../syntax/yamlTree.ts';
import { type CheckedStage, type RuleContext, rangeIn, rangeInFrame, stagesToLookAt } from './ruleContext.ts';

/** One finding for the default, with the slowest of its stages, and one for each timeout of a stage. */
export function timeoutRule(context: RuleContext): readonly Diagnostic[] {
  const { document, facts, scope } = context;
  const known = facts.stages?.[scope.file];
  if (known === undefined || document.isBroken) return [];
  const defaults = limitOf(childOf(document.frame.root, 'defaults'));
  const found: Diagnostic[] = [];
  let slowest: { readonly stage: string; readonly took: number } | null = null;
  const { root } = document.frame;
  const last = quiet.get(known);
  for (const stage of stagesToLookAt(context, last?.root === root ? last.stages : undefined)) {
    const took = tookOf(known[stage.name]);
    if (took === null) continue;
    const own = ownLimit(stage);
    if (own.isRetried || (own.retry === null && defaults.isRetried)) continue;
    if (own.timeout !== null) {
      if (took > own.timeout.limit) found.push(tooShort(rangeIn(stage, own.timeout.node), stage.name, took));
    } else if (defaults.timeout !== null && took > defaults.timeout.limit && took > (slowest?.took ?? 0))
      slowest = { stage: stage.name, took };
  }
  if (found.length === 0 && slowest === null) quiet.set(known, { root, stages: context.stages });
  else quiet.delete(known);
  if (slowest === null || defaults.timeout === null) return found;
  return [...found, tooShort(rangeInFrame(context, defaults.timeout.node), slowest.stage, slowest.took)];
}

/** Under what nothing was found. */
const quiet = new WeakMap<object, { readonly root: YamlNode | null; readonly stages: RuleContext['stages'] }>();

const tooShort = (range: { readonly start: number; readonly end: number }, stage: string, took: number): Diagnostic =>
  finding('timeout-short', range, { stage, took: inWords(took) });

/** Of a run that ended well; whether a failed one was cut off is not known. */
const tookOf = (stage: StageFacts | undefined): number | null =>
  stage?.state === 'succeeded' || stage?.state === 'stale' ? (stage.durationMs ?? null) : null;

interface Limit {
  readonly timeout: { readonly node: YamlNode; readonly limit: number } | null;
  readonly retry: number | null;
  /** Then a duration may be that of several attempts. */
  readonly isRetried: boolean;
}

function limitOf(node: YamlNode | undefined): Limit {
  const timeout = childOf(node, 'timeout');
  const limit = parseDuration(textAt(node, 'timeout') ?? '');
  const retry = numberAt(childOf(node, 'retry'), 'limit') ?? null;
  return {
    timeout: timeout === undefined || limit === null ? null : { node: timeout, limit },
    retry,
    isRetried: retry !== null && retry > 0,
  };
}

const kept = slot<YamlNode, Limit>('limit');
function ownLimit({ syntax }: CheckedStage): Limit {
  const known = kept.get(syntax.value) ?? limitOf(syntax.value);
  kept.set(syntax.value, known);
  return known;
}

/** As timeouts are written, rounded up. */
function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return `${minutes}m`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}h${rest === 0 ? '' : `${rest}m`}`;
}
