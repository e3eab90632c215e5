// What the protocol's answers need to know of a served model, and the requests and answers themselves.
import type { VersionCounts } from '../../domain/deployment.ts';
import type { BackendKind, Signature } from '../../domain/modelPackage.ts';
import type { Tensor } from '../../domain/tensor.ts';

export type OipHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;
export interface OipRequest {
  readonly method: string;
  /** With its query, as it stands in the request line. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: OipHeaders;
  readonly body: Uint8Array;
}
export interface OipAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface OipVersion {
  readonly version: number;
  readonly state: 'loading' | 'ready' | 'failed' | 'draining';
  readonly reason: string | null;
  /** Null until the version was ready once. */
  readonly signature: Signature | null;
  readonly backend: BackendKind;
  readonly counts: VersionCounts;
}
/** The version that will answer a request. */
export interface OipChoice {
  readonly version: number;
  readonly signature: Signature;
}
export interface OipModel<Choice extends OipChoice = OipChoice> {
  readonly name: string;
  /** Of the server. */
  readonly serverVersion: string;
  /** Rows that one call of the model takes at most. */
  readonly batchRows: number;
  /** Every version with traffic answers. */
  isReady(): boolean;
  versions(): readonly OipVersion[];
  /** Throws `version-unknown`, `not-ready`. `version` null: by traffic, where a caller's key in the headers counts. */
  choose(version: number | null, headers: OipHeaders): Choice;
  /** An id for a request that has none. */
  newId(): string;
  /** Throws `model-input`, `model-failed`, `overloaded`, `deadline-passed`, `not-ready`. */
  predict(
    choice: Choice,
    request: { readonly id: string; readonly inputs: readonly Tensor[] },
  ): Promise<{ readonly version: number; readonly outputs: readonly Tensor[] }>;
  /** Counters as Prometheus text. */
  metrics(): string;
}
