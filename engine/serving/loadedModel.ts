// A model that answers: in a process of its own, whichever backend runs it.
import type { ContentHash } from '../domain/ids.ts';
import type { BackendKind, Signature } from '../domain/modelPackage.ts';
import type { Tensor } from '../domain/tensor.ts';

export interface LoadedModel {
  readonly pid: number;
  readonly signature: Signature;
  /** Of the files that were loaded, computed by the process that loaded them. */
  readonly hash: ContentHash;
  /** Inputs and outputs have the batch as first dimension. Throws `model-failed`, `model-input`, `cancelled`. */
  predict(inputs: readonly Tensor[], signal?: AbortSignal): Promise<readonly Tensor[]>;
  /** Resolves when its process has ended, with why when nobody asked for it. */
  readonly ended: Promise<{ readonly reason: string | null }>;
  close(): Promise<void>;
}
export interface ModelBackend {
  readonly kind: BackendKind;
  /** Throws `model-unloadable` with the reason the model's own runtime gives. `folder`: a package. */
  open(request: {
    readonly folder: string;
    readonly python: string | null;
    readonly signal: AbortSignal;
  }): Promise<LoadedModel>;
}
