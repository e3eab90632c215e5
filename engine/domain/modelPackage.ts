// A packaged model: files with a content hash, what goes in and out, and the profile of the data it learned from.
import type { ContentHash } from './ids.ts';

/** Datatypes of the Open Inference Protocol v2. */
export type Datatype =
  | 'BOOL'
  | 'UINT8'
  | 'UINT16'
  | 'UINT32'
  | 'UINT64'
  | 'INT8'
  | 'INT16'
  | 'INT32'
  | 'INT64'
  | 'FP16'
  | 'FP32'
  | 'FP64'
  | 'BYTES';
export interface TensorSpec {
  readonly name: string;
  readonly datatype: Datatype;
  /** -1: any size. The first is the batch. */
  readonly shape: readonly number[];
}
export interface Signature {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
}

/** `onnx`: one file for onnxruntime. `python`: an MLflow model folder that a Python worker loads. */
export type BackendKind = 'onnx' | 'python';

/** `trainyard.json` in a package's folder. All paths are relative to that folder. */
export interface PackageManifest {
  readonly schema: 1;
  /** Name of the registered model. */
  readonly model: string;
  readonly backend: BackendKind;
  /** The `.onnx` file, or the folder of the MLflow model (`.`). */
  readonly entry: string;
  readonly signature: Signature;
  /** SHA-256 of every file but this one. */
  readonly files: Readonly<Record<string, ContentHash>>;
  /** SHA-256 over the sorted lines `path\0sha256\n` of `files`: the same input gives the same hash. */
  readonly hash: ContentHash;
  /** The environment in which a Python worker runs; null for ONNX. */
  readonly environment: { readonly python: string | null; readonly requirements: string } | null;
  /** What packaging changed in the model file. */
  readonly changes: readonly 'zipmap-stripped'[];
  /** File of the reference profile; null when no reference data was named. */
  readonly profile: string | null;
}

/** How one column was distributed in the reference data. */
export type ColumnProfile = NumericProfile | CategoricalProfile;
export interface NumericProfile {
  readonly kind: 'numeric';
  readonly name: string;
  /** Values that are numbers. */
  readonly count: number;
  /** Empty, NaN and infinite ones. */
  readonly missing: number;
  readonly mean: number;
  /** Of the population. */
  readonly std: number;
  readonly min: number;
  readonly max: number;
  /** Different values, at most 1,000 are counted. */
  readonly distinct: number;
  /** At 0, 1, … 100 %. */
  readonly quantiles: readonly number[];
  /** n + 1 ascending edges and n counts. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** At most 2,000 order statistics, evenly spaced, ascending: for two-sample tests. */
  readonly sample: readonly number[];
}
export interface CategoricalProfile {
  readonly kind: 'categorical';
  readonly name: string;
  readonly count: number;
  readonly missing: number;
  /** The 200 most frequent ones with their counts. */
  readonly categories: Readonly<Record<string, number>>;
  /** Count of all others together. */
  readonly other: number;
}
/** `profile.json` in a package's folder. */
export interface ReferenceProfile {
  readonly schema: 1;
  readonly rows: number;
  readonly features: readonly ColumnProfile[];
  /** What the model itself predicted for those rows. */
  readonly predictions: readonly ColumnProfile[];
}
