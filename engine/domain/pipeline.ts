// What a pipeline is once read: stages with DVC's words, params, datasets and environments.
import type { TargetSpec } from './deployment.ts';
import type { Gate } from './gate.ts';
import type { ContentHash, ProjectPath, StageName } from './ids.ts';
import type { MonitorSpec, Trigger } from './monitor.ts';

export type ParamValue =
  | string
  | number
  | boolean
  | null
  | readonly ParamValue[]
  | { readonly [key: string]: ParamValue };
export type ParamTree = { readonly [key: string]: ParamValue };

/** An output, a metrics file or a plot of a stage. `path` is relative to the pipeline file's folder, as written. */
export interface Out {
  readonly path: string;
  /** False: the file stays in the folder and is not kept in the cache. */
  readonly cache: boolean;
}
export interface Plot extends Out {
  readonly x?: string;
  readonly y?: string;
}
export interface Retry {
  /** Further attempts after the first. */
  readonly limit: number;
  /** Milliseconds before the first further attempt; doubled each time. */
  readonly backoff: number;
}
/** `shell`: one line for `sh -c`, expressions not yet replaced. `exec`: program and arguments, no shell. */
export type Command =
  | { readonly kind: 'shell'; readonly line: string }
  | { readonly kind: 'exec'; readonly argv: readonly string[] };

export interface Stage {
  readonly name: StageName;
  readonly description?: string;
  readonly cmd: Command;
  /** Paths, or `dataset:NAME`. */
  readonly deps: readonly string[];
  /** Dotted names of params; a name of a mapping stands for all in it. */
  readonly params: readonly string[];
  readonly outs: readonly Out[];
  readonly metrics: readonly Out[];
  readonly plots: readonly Plot[];
  /** Stages that must end first without a data edge. */
  readonly needs: readonly StageName[];
  readonly environment?: string;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly retry?: Retry;
  /** Variables of the stage's process; values may hold expressions. */
  readonly env: Readonly<Record<string, string>>;
  /** True: never skipped. */
  readonly always: boolean;
}
export interface Dataset {
  readonly name: string;
  readonly path: string;
  readonly role?: 'train' | 'test' | 'reference';
  readonly description?: string;
}
export interface Environment {
  readonly name: string;
  /** A Python version such as `3.11`; the interpreter of the run request decides when absent. */
  readonly python?: string;
  /** A requirements file, relative to the pipeline file's folder. */
  readonly requirements?: string;
}
export interface Pipeline {
  readonly name: string;
  /** The pipeline file. Everything written in it is relative to its folder. */
  readonly file: ProjectPath;
  readonly description?: string;
  readonly owner?: string;
  readonly params: { readonly file?: string; readonly values: ParamTree };
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly environments: ReadonlyMap<string, Environment>;
  readonly stages: ReadonlyMap<StageName, Stage>;
  readonly gates: ReadonlyMap<string, Gate>;
  readonly model: ModelSection | null;
  readonly targets: ReadonlyMap<string, TargetSpec>;
  readonly monitor: MonitorSpec | null;
  readonly triggers: readonly Trigger[];
}
/** What is registered from a run of the pipeline, and how it is packaged. */
export interface ModelSection {
  readonly name: string;
  /** The stage output that is the model: a file such as `build/model.onnx`, or an MLflow model folder. */
  readonly artifact: string;
  readonly card?: string;
  /** Set on each new version. */
  readonly alias?: string;
  /** Gates that must pass; warnings among them do not block. */
  readonly requires: readonly string[];
  readonly package: PackageSection;
}
export interface PackageSection {
  /** `auto`: by the artifact. */
  readonly format: 'auto' | 'onnx' | 'mlflow';
  /** CSV, Parquet or JSON file, or `dataset:NAME`, whose columns become the reference profile. */
  readonly reference?: string;
  /** Column of the reference data that holds what is predicted; not a feature. */
  readonly target?: string;
  /** Environment for a Python model. */
  readonly environment?: string;
}

export interface PipelineGraph {
  /** In file order. */
  readonly stages: readonly StageName[];
  readonly edges: readonly PipelineEdge[];
}
/** `to` waits for `from`. `paths` are the files that make the edge; empty for `needs`. */
export interface PipelineEdge {
  readonly from: StageName;
  readonly to: StageName;
  readonly paths: readonly string[];
}

/** A stage ready to run: expressions replaced, defaults applied, paths relative to the project root. */
export interface ResolvedStage {
  readonly name: StageName;
  readonly cmd: Command;
  /** Working folder: the pipeline file's folder; '' is the root. */
  readonly cwd: ProjectPath;
  /** Files and folders read, datasets included. */
  readonly deps: readonly ProjectPath[];
  /** Values of the listed params, flattened to dotted names. */
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly outs: readonly ResolvedOut[];
  readonly env: Readonly<Record<string, string>>;
  readonly environment: ResolvedEnvironment | null;
  readonly timeout: number | null;
  readonly retry: Retry | null;
  readonly always: boolean;
  /** Direct predecessors, data and `needs` alike. */
  readonly after: readonly StageName[];
}
export interface ResolvedOut {
  readonly path: ProjectPath;
  readonly role: 'out' | 'metrics' | 'plot';
  readonly cache: boolean;
}
export interface ResolvedEnvironment {
  readonly name: string;
  readonly python: string | null;
  readonly requirements: ProjectPath | null;
}

/** One reason why a stage would run again. `subject` is the path, param or stage it is about. */
export interface StaleReason {
  readonly code:
    | 'never-run'
    | 'always'
    | 'command-changed'
    | 'environment-changed'
    | 'dep-changed'
    | 'dep-missing'
    | 'param-changed'
    | 'out-missing'
    | 'out-changed'
    | 'upstream'
    | 'forced';
  readonly subject?: string;
  /** Old and new value where they say something (params). */
  readonly before?: string;
  readonly after?: string;
}
/** What a stage's last good run consumed and made; compared to decide whether it may be skipped. */
export interface StageLock {
  /** Hash over everything below but `outs`: the key of the stage's cache entry. */
  readonly key: ContentHash;
  readonly cmd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly environment: ContentHash | null;
  readonly deps: Readonly<Record<ProjectPath, ContentHash>>;
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly outs: Readonly<Record<ProjectPath, ContentHash>>;
}
