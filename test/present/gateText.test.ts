// A verdict in words: what was measured, what it was held against, and why it could not be judged.
import { expect, test } from 'vitest';
import type { GateVerdict } from '../../engine/domain/gate.ts';
import { gateText } from '../../present/gateText.ts';

const verdict = (change: Partial<GateVerdict>): GateVerdict => ({
  ...{ gate: 'quality', state: 'passed', onFail: 'block', runId: 'a', at: 0, metric: 'rmse', op: '<=' },
  ...{ measured: 41.2, bound: 60, baseline: null, reason: null, ...change },
});
const champion = { alias: 'champion', version: 3, runId: 'b', value: 41.2 };

test.each<[string, Partial<GateVerdict>]>([
  ['rmse 41.2 ≤ 60', {}],
  ['rmse 61 > 60', { state: 'failed', measured: 61 }],
  ['r2 0.8 < 0.9', { state: 'failed', metric: 'r2', op: '>=', measured: 0.8, bound: 0.9 }],
  ['r2 0.934 ≥ 0.9', { metric: 'r2', op: '>=', measured: 0.934, bound: 0.9 }],
  ['rmse 44.1 > 42 (champion has 41.2)', { state: 'failed', measured: 44.1, bound: 42, baseline: champion }],
  ['rmse 41.2, and there is no champion yet', { reason: 'no-baseline-yet', baseline: { ...champion, version: null } }],
  ['the run has no metric rmse', { state: 'unknown', measured: null, reason: 'metric-missing' }],
  ['rmse is NaN, no finite number', { state: 'failed', measured: Number.NaN, reason: 'metric-not-finite' }],
  [
    'champion has no metric rmse',
    { state: 'unknown', bound: null, baseline: champion, reason: 'baseline-metric-missing' },
  ],
])('%s', (text, change) => expect(gateText(verdict(change))).toBe(text));
