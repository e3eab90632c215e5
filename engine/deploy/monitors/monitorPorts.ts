// What watching a deployment needs of the statistics; `engine/monitor` satisfies it, `createEngine` joins the two.
import type { Label, LoggedRequest, RouterState } from '../../domain/deployment.ts';
import type { Millis } from '../../domain/ids.ts';
import type { ReferenceProfile, Signature } from '../../domain/modelPackage.ts';
import type { MonitorSpec, SignalResult } from '../../domain/monitor.ts';

export interface LookInput {
  readonly deployment: string;
  readonly spec: MonitorSpec;
  /** The version that is stable. */
  readonly version: number;
  /** Of that version's package; null: none was packaged. */
  readonly profile: ReferenceProfile | null;
  readonly signature: Signature;
  /** Newest first, copies of a shadow left out; of the window and, for late labels, of the time before it. */
  readonly requests: readonly LoggedRequest[];
  readonly labels: readonly Label[];
  /** The newest result of each signal. */
  readonly previous: readonly SignalResult[];
  readonly observed: RouterState | null;
  readonly now: Millis;
}
export interface RaisedAlert {
  readonly signal: string;
  readonly value: number;
  readonly bound: number;
  readonly feature: string | null;
}
/** Results in the file's order; `raise`: signals that were bad for as many windows as they ask. Pure. */
export type MonitorLook = (input: LookInput) => {
  readonly results: readonly SignalResult[];
  readonly raise: readonly RaisedAlert[];
};
