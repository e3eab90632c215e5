// What watching a deployment needs of the statistics; `engine/monitor` satisfies it, `createEngine` joins the two.
import type { Label, LoggedRequest, VersionCounts } from '../../domain/deployment.ts';
import type { Millis } from '../../domain/ids.ts';
import type { ReferenceProfile, Signature } from '../../domain/modelPackage.ts';
import type { MonitorSpec, SignalResult } from '../../domain/monitor.ts';

export interface LookInput {
  readonly deployment: string;
  readonly spec: MonitorSpec;
  /** Null: none was packaged. */
  readonly profile: ReferenceProfile | null;
  readonly signature: Signature;
  /** Of the window, newest first, mirrored copies left out. */
  readonly requests: readonly LoggedRequest[];
  readonly labels: readonly Label[];
  /** The newest result of each signal. */
  readonly previous: readonly SignalResult[];
  readonly now: Millis;
  readonly counts: VersionCounts | null;
}
export interface MonitorLook {
  look(input: LookInput): readonly SignalResult[];
}
