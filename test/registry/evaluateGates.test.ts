// Verdicts of gates: values, baselines with tolerance, and what cannot be judged.
import { describe, expect, test } from 'vitest';
import type { Comparison, Gate, GateBound } from '../../engine/domain/gate.ts';
import { type Baseline, evaluateGates, type Metrics } from '../../engine/registry/evaluateGates.ts';

const gate = (op: Comparison, against: GateBound, key = 'r2'): Gate => ({
  name: 'quality',
  metric: { stage: 'evaluate', file: 'metrics.json', key },
  op,
  against,
  onFail: 'block',
});
const champion = (tolerance = 0, toleranceKind: 'absolute' | 'relative' = 'absolute'): GateBound => ({
  ...{ kind: 'baseline', alias: 'champion', tolerance, toleranceKind },
});
const judge = (one: Gate, metrics: Metrics, baseline: Baseline | null = null) =>
  evaluateGates({ gates: [one], runId: 'r', metrics, baseline: () => baseline, now: 5 })[0];

describe('a gate with a value', () => {
  const atLeast = (metrics: Metrics) => judge(gate('>=', { kind: 'value', value: 0.9 }), metrics);

  test('passes at the bound and says what was measured', () =>
    expect(atLeast({ r2: 0.9 })).toEqual({
      ...{ gate: 'quality', state: 'passed', onFail: 'block', runId: 'r', at: 5, metric: 'r2', op: '>=' },
      ...{ measured: 0.9, bound: 0.9, baseline: null, reason: null },
    }));
  test('fails below it', () => expect(atLeast({ r2: 0.899 })).toMatchObject({ state: 'failed', measured: 0.899 }));
  test('fails for what is no number', () =>
    expect(atLeast({ r2: Number.NaN })).toMatchObject({ state: 'failed', reason: 'metric-not-finite' }));
  test('is unknown without the metric', () =>
    expect(atLeast({ rmse: 3 })).toMatchObject({ state: 'unknown', reason: 'metric-missing', measured: null }));
  test('takes the metric of its own stage where several have the name', () =>
    expect(atLeast({ r2: 0.1, 'evaluate.r2': 0.95 })).toMatchObject({ state: 'passed', measured: 0.95 }));
  test.each([
    ['<', 1, false],
    ['<=', 1, true],
    ['>', 1, false],
    ['>=', 1, true],
  ] as const)('1 %s %d is %s', (op, value, isPassed) =>
    expect(judge(gate(op, { kind: 'value', value }), { r2: 1 })?.state).toBe(isPassed ? 'passed' : 'failed'),
  );
});

describe('a gate with a baseline', () => {
  const v3: Baseline = { version: 3, runId: 'old', metrics: { r2: 0.9, rmse: 40 } };

  test('passes while no version has the alias', () =>
    expect(judge(gate('>=', champion()), { r2: 0.1 })).toMatchObject({
      ...{ state: 'passed', reason: 'no-baseline-yet', bound: null, baseline: { alias: 'champion', version: null } },
    }));
  test('fails when worse than the champion', () =>
    expect(judge(gate('>=', champion()), { r2: 0.89 }, v3)).toMatchObject({
      ...{ state: 'failed', bound: 0.9, baseline: { alias: 'champion', version: 3, runId: 'old', value: 0.9 } },
    }));
  test('gives the tolerance downwards where high is better', () => {
    expect(judge(gate('>=', champion(0.02)), { r2: 0.885 }, v3)).toMatchObject({ state: 'passed', bound: 0.88 });
    expect(judge(gate('>=', champion(0.02)), { r2: 0.875 }, v3)?.state).toBe('failed');
  });
  test('gives the tolerance upwards where low is better', () => {
    expect(judge(gate('<=', champion(2), 'rmse'), { rmse: 42 }, v3)).toMatchObject({ state: 'passed', bound: 42 });
    expect(judge(gate('<=', champion(2), 'rmse'), { rmse: 42.1 }, v3)?.state).toBe('failed');
  });
  test('takes a relative tolerance as a share of the baseline, negative ones too', () => {
    expect(judge(gate('<=', champion(0.1, 'relative'), 'rmse'), { rmse: 44 }, v3)?.bound).toBe(44);
    const negative = { ...v3, metrics: { r2: -10 } };
    expect(judge(gate('>=', champion(0.1, 'relative')), { r2: -11 }, negative)).toMatchObject({
      ...{ state: 'passed', bound: -11 },
    });
  });
  test('is unknown when the baseline’s run lacks the metric or is gone', () => {
    expect(judge(gate('>=', champion(), 'auc'), { auc: 1 }, v3)).toMatchObject({ reason: 'baseline-metric-missing' });
    expect(judge(gate('>=', champion()), { r2: 1 }, { ...v3, metrics: null })).toMatchObject({ state: 'unknown' });
  });
});
