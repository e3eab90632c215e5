// One gate's verdict as people read it: «r2 0.934 ≥ 0.9», «rmse 44.1 > 42 (champion has 41.2)».
import type { Comparison, GateVerdict } from '../engine/domain/gate.ts';
import { formatNumber } from './format.ts';
import { t } from './l10n.ts';

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
