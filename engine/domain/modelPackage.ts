// A packaged model: files with a content hash, and what goes in and out.
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
}
