// One look of a monitor at all its signals: a result for each, and the alerts that are due.
import type { LoggedRequest } from '../domain/deployment.ts';
import type { SignalResult, SignalSpec, SignalType } from '../domain/monitor.ts';
import { lookAtDrift } from './driftSignal.ts';
import type { Found, Look, LookInput } from './lookInput.ts';
import { lookAtPerformance } from './performanceSignal.ts';
import { lookAtQuality } from './qualitySignal.ts';
import { lookAtService } from './serviceSignal.ts';

const looks: Readonly<Record<SignalType, Look>> = {
  data_drift: lookAtDrift,
  prediction_drift: lookAtDrift,
  data_quality: lookAtQuality,
  performance: lookAtPerformance,
  service: lookAtService,
};

interface RaisedAlert {
  readonly signal: string;
  readonly value: number;
  readonly bound: number;
  /** The worst one, for signals about features. */
  readonly feature: string | null;
}

/**
 * Results in the file's order. `raise` holds the signals that have been at the level of an alert for as many windows as
 * they ask; it names them again at each further look, so that whoever keeps alerts raises one where none is open. Pure.
 */
export function lookAtSignals(input: LookInput): {
  readonly results: readonly SignalResult[];
  readonly raise: readonly RaisedAlert[];
} {
  const results = input.spec.signals.map(signal => resultOf(signal, input));
  return { results, raise: results.flatMap((result, i) => raised(input.spec.signals[i], result)) };
}

function resultOf(signal: SignalSpec, input: LookInput): SignalResult {
  const { deployment, now } = input;
  const { rows, ...found } = looks[signal.type](signal, input, windowOf(signal, input));
  return {
    ...{ deployment, signal: signal.name, type: signal.type, at: now, op: signal.op },
    window: { ...spanOf(signal, input), rows },
    ...found,
    streak: streakOf(signal, found.level, input),
  };
}

/** Labels that come late are waited for: the window then ends earlier. */
const endOf = ({ type, labelDelay }: SignalSpec, now: number): number =>
  type === 'performance' ? now - labelDelay : now;

function windowOf(signal: SignalSpec, { spec, requests, now }: LookInput): readonly LoggedRequest[] {
  const end = endOf(signal, now);
  if (spec.window.kind === 'time') {
    const from = end - spec.window.span;
    return requests.filter(({ at }) => at > from && at <= end);
  }
  const known = end === now ? requests : requests.filter(({ at }) => at <= end);
  return known.slice(0, spec.window.count);
}

function spanOf(signal: SignalSpec, input: LookInput): { readonly from: number; readonly to: number } {
  const to = endOf(signal, input.now);
  if (input.spec.window.kind === 'time') return { from: to - input.spec.window.span, to };
  const window = windowOf(signal, input);
  return { from: window.reduce((least, { at }) => Math.min(least, at), to), to };
}

/** A look at nothing new is no further window. */
function streakOf(signal: SignalSpec, level: Found['level'], { previous, requests, labels, now }: LookInput): number {
  if (level !== 'alert') return 0;
  const last = previous.find(({ signal: name }) => name === signal.name);
  if (last === undefined) return 1;
  const lastEnd = endOf(signal, last.at);
  const isNews =
    signal.type === 'service' ||
    requests.some(({ at }) => at > lastEnd && at <= endOf(signal, now)) ||
    (signal.type === 'performance' && labels.some(({ at }) => at > last.at));
  return isNews ? last.streak + 1 : Math.max(1, last.streak);
}

function raised(signal: SignalSpec | undefined, result: SignalResult): readonly RaisedAlert[] {
  const { value, alert, level, streak, features } = result;
  if (signal === undefined || level !== 'alert' || value === null || streak < signal.consecutive) return [];
  return [{ signal: signal.name, value, bound: alert ?? value, feature: features[0]?.feature ?? null }];
}
