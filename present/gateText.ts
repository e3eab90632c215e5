// Gates in words: `r2 0.934 ≥ 0.8`, `rmse 44.1 > champion 41.2`; what was measured, and what it was held against.
import type { Comparison, Gate, GateVerdict } from '../engine/domain/gate.ts';
import { formatNumber } from './format.ts';
import { t } from './l10n.ts';
import type { StateName } from './states.ts';

const signs: Readonly<Record<Comparison, string>> = { '>=': '≥', '<=': '≤', '>': '>', '<': '<' };
/** What is so when the comparison does not hold. */
const opposite: Readonly<Record<Comparison, string>> = { '>=': '<', '<=': '>', '>': '≤', '<': '≥' };

/** What the gate asks for: `r2 ≥ 0.8`, `rmse ≤ champion`. */
export function gateText({ metric, op, against }: Gate): string {
  return `${metric.key} ${signs[op]} ${against.kind === 'value' ? formatNumber(against.value) : against.alias}`;
}

/** What it found, or why it could not tell. */
export function verdictText({ metric, op, state, measured, bound, baseline, reason }: GateVerdict): string {
  const value = measured === null ? '' : ` ${formatNumber(measured)}`;
  switch (reason) {
    case 'metric-missing':
      return t('no metric {metric}', { metric });
    case 'baseline-metric-missing':
      return t('{alias} has no metric {metric}', { alias: baseline?.alias ?? '', metric });
    case 'no-baseline-yet':
      return `${metric}${value} · ${t('no {alias} yet', { alias: baseline?.alias ?? '' })}`;
    case 'metric-not-finite':
    case null: {
      const sign = (state === 'passed' ? signs : opposite)[op];
      const held = baseline === null ? '' : `${baseline.alias} `;
      return bound === null ? `${metric}${value}` : `${metric}${value} ${sign} ${held}${formatNumber(bound)}`;
    }
  }
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
