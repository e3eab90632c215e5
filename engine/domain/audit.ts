// The audit trail: one record for each thing that changed which model people get, chained by hashes.
import type { Actor, DeploymentId, Measurement, RolloutId } from './deployment.ts';
import type { GateVerdict } from './gate.ts';
import type { ContentHash, Millis, ProjectPath, RunId } from './ids.ts';
import type { GitProvenance } from './run.ts';

export type AuditKind =
  | 'train'
  | 'register'
  | 'alias'
  | 'deploy'
  | 'approve'
  | 'reject'
  | 'step'
  | 'hold'
  | 'resume'
  | 'promote'
  | 'rollback'
  | 'alert'
  | 'retrain'
  | 'stop';
export interface AuditEntry {
  readonly at: Millis;
  readonly kind: AuditKind;
  readonly who: Actor;
  /** A sentence, or a code of ours that `present` puts into words. */
  readonly why: string;
  readonly subject: {
    readonly pipeline?: ProjectPath;
    readonly runId?: RunId;
    readonly model?: string;
    readonly version?: number;
    /** Of the package. */
    readonly modelHash?: ContentHash;
    /** Versions before and after, by content hash: what was served, what is. */
    readonly before?: ContentHash | null;
    readonly after?: ContentHash | null;
    readonly deployment?: DeploymentId;
    readonly target?: string;
    readonly rollout?: RolloutId;
    readonly signal?: string;
    readonly alertId?: string;
  };
  readonly git: GitProvenance | null;
  /** Content hashes of what the model was trained on. */
  readonly data: Readonly<Record<ProjectPath, ContentHash>>;
  readonly verdicts: readonly GateVerdict[];
  readonly measurement: Measurement | null;
}
/** One line of `.trainyard/audit.jsonl`. `hash` is the SHA-256 of the line's JSON without `hash`, keys in the order written. */
export interface AuditRecord extends AuditEntry {
  readonly seq: number;
  /** `hash` of the record before; 64 zeros for the first. */
  readonly previous: ContentHash;
  readonly hash: ContentHash;
}
