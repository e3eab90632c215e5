// Rollouts in words: why one failed, what the judge compared, what a signal says; clauses without a full stop.
import type { DeployFailure, Rollout, RuleMeasurement } from '../engine/domain/deployment.ts';
import type { Comparison } from '../engine/domain/gate.ts';
import type { Alert, SignalResult } from '../engine/domain/monitor.ts';
import { formatDuration, formatNumber } from './format.ts';
import { t } from './l10n.ts';

export const comparisonSigns: Readonly<Record<Comparison, string>> = { '>=': '≥', '<=': '≤', '>': '>', '<': '<' };
const shortHash = (hash: string): string => hash.slice(0, 12);

/** Such as `v4 could not be started: …`. */
export function deployFailureText(failure: DeployFailure): string {
  switch (failure.code) {
    case 'start-failed':
      return t('v{version} could not be started: {reason}', failure);
    case 'not-ready':
      return t('v{version} was not ready within {time}: {reason}', { ...failure, time: formatDuration(failure.after) });
    case 'hash-differs': {
      const { version } = failure;
      const hashes = { asked: shortHash(failure.asked), served: shortHash(failure.served) };
      return t('v{version} is served with hash {served} where {asked} was asked for', { version, ...hashes });
    }
    case 'judge': {
      const bad = failure.measurement.rules.filter(({ outcome }) => outcome === 'bad');
      return t('the judge found it worse: {rules}', { rules: bad.map(judgedRuleText).join(', ') });
    }
    case 'package-missing':
      return t('the package of v{version} cannot be used: {reason}', failure);
    case 'router':
      return t('the router does not serve: {reason}', failure);
    case 'signal':
      return t('signal {signal} raised an alert', failure);
    case 'asked':
      return failure.why === '' ? t('{by} asked for it', failure) : t('{by} asked for it: {why}', failure);
    case 'internal':
      return failure.reason;
  }
}

/** `error_rate 0 % ≤ 1 %`, `latency_p95_ms 8.1 ms ≤ 1.5 × 7.2 ms`; the candidate's value first. */
export function judgedRuleText({ rule, stable, candidate, outcome }: RuleMeasurement): string {
  const { metric, max, maxRatio, maxDelta } = rule;
  const sign = outcome === 'bad' ? '>' : '≤';
  const value = (one: number | null): string => (one === null ? '–' : metricValue(metric, one));
  const measured = `${metric} ${value(candidate)}`;
  if (max !== undefined) return `${measured} ${sign} ${value(max)}`;
  if (maxRatio !== undefined) return `${measured} ${sign} ${formatNumber(maxRatio)} × ${value(stable)}`;
  return `${measured} ${sign} ${value(stable)} + ${value(maxDelta ?? 0)}`;
}

/** Shares as percent, times in milliseconds, others as numbers. */
function metricValue(metric: string, value: number): string {
  if (/(_rate|_share)$/.test(metric)) return `${formatNumber(value * 100)} %`;
  return /_ms$/.test(metric) ? `${formatNumber(value)} ms` : formatNumber(value);
}

/** Why a rollout waits; null when it does not. */
export function holdText({ state, holdReason }: Pick<Rollout, 'state' | 'holdReason'>): string | null {
  if (state !== 'holding') return null;
  switch (holdReason) {
    case 'alert':
      return t('an alert holds it');
    case 'undecided':
      return t('the judge cannot tell which version is better');
    default:
      return t('held by a person');
  }
}

/** `temp psi 0.34 > 0.25`, `rmse 41.2 ≤ 60`, `p95 8 ms ≤ 250 ms`, or why nothing can be said. `metric` is the signal's own. */
export function signalText(
  { type, value, op, level, warn, alert, features, unknownReason }: SignalResult,
  metric: string | null,
): string {
  if (value === null) return unknownReason === null ? t('unknown') : unknownTexts()[unknownReason];
  const bound = level === 'alert' ? alert : (warn ?? alert);
  const worst = features[0];
  const name = type === 'data_drift' || type === 'prediction_drift' ? worst : undefined;
  const shown = (one: number): string => (metric === null ? formatNumber(one) : metricValue(metric, one));
  const subject = name === undefined ? (metric?.replace(/_ms$/, '') ?? '') : `${name.feature} ${name.method}`;
  const measured = `${subject} ${shown(value)}`.trim();
  if (bound === null) return measured;
  const isOver = level === 'warn' || level === 'alert';
  return `${measured} ${isOver ? comparisonSigns[op] : opposite[op]} ${shown(bound)}`;
}
const opposite: Readonly<Record<Comparison, string>> = { '>=': '<', '<=': '>', '>': '≤', '<': '≥' };
const unknownTexts = (): Readonly<Record<NonNullable<SignalResult['unknownReason']>, string>> => ({
  'too-few-rows': t('too few rows'),
  'no-labels': t('no labels yet'),
  'no-profile': t('no reference profile'),
  'no-requests': t('no requests'),
});

/** What an alert set off, and what came of it. */
export function alertOutcomeText({ action, outcome, outcomeReason }: Alert): string {
  const reason = outcomeReason ?? '';
  switch (outcome) {
    case 'none':
      return t('nothing was set off');
    case 'started':
      return t('{action} is under way', { action });
    case 'done':
      return t('{action} is done', { action });
    case 'failed':
      return t('{action} failed: {reason}', { action, reason });
    case 'cooling-down':
      return t('no {action}: the last action was too recent', { action });
  }
}
