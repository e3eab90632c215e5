// What one look of a monitor starts from.
import type { Label, LoggedRequest } from '../domain/deployment.ts';
import type { Millis } from '../domain/ids.ts';
import type { ReferenceProfile, Signature } from '../domain/modelPackage.ts';
import type { MonitorSpec, SignalResult, SignalSpec } from '../domain/monitor.ts';

export interface LookInput {
  readonly deployment: string;
  readonly spec: MonitorSpec;
  /** The version that is stable: performance, predictions and service are about its answers alone. */
  readonly version: number;
  /** Of that version's package; null: none was packaged. */
  readonly profile: ReferenceProfile | null;
  readonly signature: Signature;
  /** Newest first, copies of a shadow left out; of the window and, for late labels, of the time before it. */
  readonly requests: readonly LoggedRequest[];
  readonly labels: readonly Label[];
  /** The newest result of each signal. */
  readonly previous: readonly SignalResult[];
  readonly now: Millis;
}

/** What a kind of signal says of a window; level, streak and the rest follow from it. */
export interface Found extends Pick<SignalResult, 'level' | 'value' | 'features' | 'unknownReason' | 'interval'> {
  readonly rows: number;
  readonly warn: number | null;
  readonly alert: number | null;
}
export type Look = (signal: SignalSpec, input: LookInput, window: readonly LoggedRequest[]) => Found;

export const unknown = (
  unknownReason: NonNullable<SignalResult['unknownReason']>,
  { warn, alert }: Pick<SignalSpec, 'warn' | 'alert'>,
  rows: number,
): Found => ({
  ...{ level: 'unknown', value: null, features: [], interval: null },
  ...{ unknownReason, rows, warn, alert },
});
