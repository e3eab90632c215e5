// One gate's verdict as people read it: «r2 0.934 ≥ 0.9», «rmse 44.1 > 42 (champion has 41.2)».
import type { Comparison, Gate, GateVerdict } from '../engine/domain/gate.ts';
import { formatNumber } from './format.ts';
import { t } from './l10n.ts';
import type { StateName } from './states.ts';

const signs: Readonly<Record<Comparison, string>> = { '>=': '≥', '<=': '≤', '>': '>', '<': '<' };
/** What holds where the comparison does not. */
const opposites: Readonly<Record<Comparison, string>> = { '>=': '<', '<=': '>', '>': '≤', '<': '≥' };

export function gateText(verdict: GateVerdict): string {
  const { metric, measured, bound, baseline, op, state, reason } = verdict;
  const value = numberText(measured);
  const alias = baseline?.alias ?? '';
  switch (reason) {
    case 'metric-missing':
      return t('the run has no metric {metric}', { metric });
    case 'metric-not-finite':
      return t('{metric} is {value}, no finite number', { metric, value: String(measured) });
    case 'baseline-metric-missing':
      return t('{alias} has no metric {metric}', { metric, alias });
    case 'no-baseline-yet':
      return t('{metric} {value}, and there is no {alias} yet', { metric, value, alias });
    case null: {
      const text = `${metric} ${value} ${state === 'passed' ? signs[op] : opposites[op]} ${numberText(bound)}`;
      if (baseline === null) return text;
      return t('{comparison} ({alias} has {value})', { comparison: text, alias, value: numberText(baseline.value) });
    }
  }
}

const numberText = (value: number | null): string => (value === null ? '–' : formatNumber(value));

/** What the gate asks for: `r2 ≥ 0.8`, `rmse ≤ champion`. */
export function gateAsked({ metric, op, against }: Gate): string {
  return `${metric.key} ${signs[op]} ${against.kind === 'value' ? formatNumber(against.value) : against.alias}`;
}

/** The state under which a gate is drawn: one that only warns is no failure. */
export function gateState(verdict: GateVerdict | null): StateName {
  if (verdict === null) return 'never-run';
  if (verdict.state === 'passed') return 'succeeded';
  if (verdict.onFail === 'warn') return 'stale';
  return verdict.state === 'failed' ? 'failed' : 'unknown';
}

/** `2 of 3 passed`. */
export function gatesText(verdicts: readonly (GateVerdict | null)[]): string {
  const judged = verdicts.filter(verdict => verdict !== null);
  if (judged.length === 0) return t('not judged yet');
  const passed = judged.filter(({ state }) => state === 'passed').length;
  return t('{passed} of {count} passed', { passed, count: verdicts.length });
}
