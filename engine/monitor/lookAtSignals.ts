// One look at a deployment: every signal over its window, how many bad windows in a row, and the alerts that follow.
import type { SignalResult, SignalSpec, SignalType } from '../domain/monitor.ts';
import { lookAtDrift } from './driftSignal.ts';
import { driftBounds } from './levels.ts';
import type { Finding, LookInput, SignalLook } from './lookInput.ts';
import { lookAtPerformance } from './performanceSignal.ts';
import { lookAtQuality } from './qualitySignal.ts';
import { spanOf, windowOf } from './requestWindow.ts';
import { lookAtService } from './serviceSignal.ts';

export interface RaisedAlert {
  readonly signal: string;
  readonly value: number;
  readonly bound: number;
  /** The worst feature, for drift and data quality. */
  readonly feature: string | null;
}

const looks: Readonly<Record<SignalType, (look: SignalLook) => Finding>> = {
  data_drift: look => lookAtDrift(look, 'inputs'),
  prediction_drift: look => lookAtDrift(look, 'outputs'),
  data_quality: lookAtQuality,
  performance: lookAtPerformance,
  service: lookAtService,
};

/**
 * Results in the order of the file. `raise`: signals that are bad in as many windows in a row as they ask for; whether
 * such an alert is open already is the caller's to know. Pure: the same input gives the same answer.
 */
export function lookAtSignals(input: LookInput): {
  readonly results: readonly SignalResult[];
  readonly raise: readonly RaisedAlert[];
} {
  const results = input.spec.signals.map(signal => lookAt(input, signal));
  const raise = input.spec.signals.flatMap((signal, i): readonly RaisedAlert[] => {
    const result = results[i];
    if (result === undefined || result.level !== 'alert' || result.streak < signal.consecutive) return [];
    if (result.value === null || result.alert === null) return [];
    const { value, alert: bound, features } = result;
    return [{ signal: signal.name, value, bound, feature: features[0]?.feature ?? null }];
  });
  return { results, raise };
}

function lookAt(input: LookInput, signal: SignalSpec): SignalResult {
  const requests = windowOf(input, signal);
  const { rows, ...found } = looks[signal.type]({ input, signal, requests });
  const isDrift = signal.type === 'data_drift' || signal.type === 'prediction_drift';
  const { op, warn, alert } = isDrift ? driftBounds(signal) : signal;
  const result: SignalResult = {
    ...{ deployment: input.deployment, signal: signal.name, type: signal.type, at: input.now },
    window: { ...spanOf(requests, input.spec, { signal, now: input.now }), rows },
    ...{ ...found, op, warn, alert, streak: 0 },
  };
  return {
    ...result,
    streak: streakOf(
      result,
      input.previous.find(each => each.signal === signal.name),
    ),
  };
}

/** A look at the very same rows is no further evidence. */
function streakOf(now: SignalResult, before: SignalResult | undefined): number {
  if (now.level !== 'alert') return 0;
  const { to, rows } = now.window;
  const isSame = before?.window.to === to && before.window.rows === rows && before.value === now.value;
  return (before?.streak ?? 0) + (isSame && before.level === 'alert' ? 0 : 1);
}
