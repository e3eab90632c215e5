// Registered models and their versions, in MLflow's words; and what is asked of the registry that keeps them.
import type { GateVerdict } from './gate.ts';
import type { ContentHash, Millis, RunId } from './ids.ts';

export interface ModelVersion {
  readonly model: string;
  readonly version: number;
  readonly aliases: readonly string[];
  readonly createdAt: Millis | null;
  readonly description: string | null;
  readonly runId: RunId | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Absolute folder of its files; null when they are not on this machine. */
  readonly folder: string | null;
  /** Content hash of its package; null for versions that were not packaged by us. */
  readonly hash: ContentHash | null;
  /** Of the run it was registered from. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly verdicts: readonly GateVerdict[];
}
export interface RegisteredModel {
  readonly name: string;
  readonly description: string | null;
  readonly aliases: Readonly<Record<string, number>>;
  /** Newest first. */
  readonly versions: readonly ModelVersion[];
}
export interface NewModelVersion {
  readonly model: string;
  readonly runId: RunId;
  /** Absolute folder of the finished package; its files become the artifacts of an MLflow logged model. */
  readonly packageFolder: string;
  readonly hash: ContentHash;
  readonly description: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly verdicts: readonly GateVerdict[];
  /** Set in the same transaction; null sets none. */
  readonly alias: string | null;
}

/** `bike-demand@champion`, `bike-demand@3`; without the second part the newest version. */
export interface VersionSelector {
  readonly model: string;
  readonly at: number | string | null;
}

/** The registry of a project. Synchronous as the store beneath; throws the troubles of the tracking store. */
export interface ModelRegistry {
  models(): readonly RegisteredModel[];
  model(name: string): RegisteredModel | null;
  /** Null when there is no such version or alias. */
  version(selector: VersionSelector): ModelVersion | null;
  /** Copies the package's files to their place and writes model, version, run link, tags and alias. */
  register(version: NewModelVersion): Promise<ModelVersion>;
  setAlias(model: string, alias: string, version: number): void;
  deleteAlias(model: string, alias: string): void;
  /** Last metric values of a run; null when there is no such run. */
  runMetrics(runId: RunId): Readonly<Record<string, number>> | null;
}

/** Tag of a version whose signature differs from that of the one before: JSON, a list of `SignatureChange`. */
export const signatureTag = 'trainyard.signature_changes';
export interface SignatureChange {
  readonly side: 'input' | 'output';
  readonly name: string;
  /** Datatype and shape, such as `FP32 [-1, 1]`; null where there was none. */
  readonly before: string | null;
  readonly after: string | null;
}
