// What one look at a deployment needs to know, and what it finds; no more than this, so that a look can be made anywhere.
import type { Label, LoggedRequest } from '../domain/deployment.ts';
import type { Millis } from '../domain/ids.ts';
import type { ReferenceProfile, Signature } from '../domain/modelPackage.ts';
import type { MonitorSpec, SignalResult, SignalSpec } from '../domain/monitor.ts';

export interface LookInput {
  readonly deployment: string;
  readonly spec: MonitorSpec;
  /** The version that is watched; requests that another one answered are left out. */
  readonly version: number;
  /** Of that version's package; null: none was packaged. */
  readonly profile: ReferenceProfile | null;
  readonly signature: Signature;
  /** Newest first, copies of a shadow left out. */
  readonly requests: readonly LoggedRequest[];
  readonly labels: readonly Label[];
  /** The newest result of each signal. */
  readonly previous: readonly SignalResult[];
  readonly now: Millis;
}

/** What a signal says of its window, before it is put in a row with earlier windows. */
export type Finding = Pick<SignalResult, 'level' | 'value' | 'features' | 'unknownReason' | 'interval'> & {
  /** Rows or requests that were used. */
  readonly rows: number;
};
export type Unknown = NonNullable<SignalResult['unknownReason']>;

export const unknown = (unknownReason: Unknown, rows: number): Finding => ({
  ...{ level: 'unknown', value: null, features: [], interval: null },
  ...{ unknownReason, rows },
});

/** One signal over the requests of its window. */
export interface SignalLook {
  readonly input: LookInput;
  readonly signal: SignalSpec;
  readonly requests: readonly LoggedRequest[];
}
