// What rules may know of the world beyond the document: pushed by the client, built read-only by the command line.
import type { DeploymentState } from './deployment.ts';
import type { GateVerdict } from './gate.ts';
import type { Millis, ProjectPath } from './ids.ts';
import type { SignalLevel } from './monitor.ts';
import type { ParamTree } from './pipeline.ts';

/** Every part may be absent: a rule that lacks its facts stays silent. */
export interface Facts {
  /** Project root as a file URI, no trailing slash. */
  readonly root?: string;
  /** Every file in the project that is there, ignored ones included where cheap; folders end in `/`. */
  readonly files?: readonly ProjectPath[];
  /** Folders (no slash at the end, '' is the root) of which not all files are in `files`. */
  readonly unlisted?: readonly ProjectPath[];
  /** Those that git tracks. */
  readonly tracked?: readonly ProjectPath[];
  /** Parsed params files by path. */
  readonly params?: Readonly<Record<ProjectPath, ParamTree>>;
  /** Texts by path: small files that are known by name, and what they refer to, such as params files and dvc.lock. */
  readonly texts?: Readonly<Record<ProjectPath, string>>;
  /** Last metric values by experiment (pipeline) name. */
  readonly lastRuns?: Readonly<Record<string, RunFacts>>;
  /** Runs that cards cite, by run id. */
  readonly runs?: Readonly<Record<string, RunFacts>>;
  /** State of stages as `pipeline file → stage → words for a lens`. */
  readonly stages?: Readonly<Record<ProjectPath, Readonly<Record<string, StageFacts>>>>;
  /** Registered models by name. */
  readonly models?: Readonly<Record<string, ModelFacts>>;
  /** Verdicts on the last run as `pipeline file → gate → verdict`. */
  readonly gates?: Readonly<Record<ProjectPath, Readonly<Record<string, GateVerdict>>>>;
  /** What is served as `pipeline file → target`. */
  readonly targets?: Readonly<Record<ProjectPath, Readonly<Record<string, TargetFacts>>>>;
  /** Last looks of the monitor as `pipeline file → signal`. */
  readonly signals?: Readonly<Record<ProjectPath, Readonly<Record<string, SignalFacts>>>>;
}
export interface ModelFacts {
  /** Version by alias. */
  readonly aliases: Readonly<Record<string, number>>;
  /** Newest first. */
  readonly versions: readonly number[];
}
export interface TargetFacts {
  readonly state: DeploymentState;
  readonly version: number | null;
  /** The version in a rollout and the percentage of requests that it answers. */
  readonly candidate: { readonly version: number; readonly traffic: number } | null;
  /** Inputs by name, as the reference profile of the served version has them. */
  readonly features?: Readonly<Record<string, 'numeric' | 'categorical'>>;
}
export interface SignalFacts {
  readonly level: SignalLevel;
  readonly value: number | null;
  readonly at: Millis;
  /** The worst feature, for drift. */
  readonly feature: string | null;
}
export interface RunFacts {
  readonly id: string;
  readonly name: string;
  readonly metrics: Readonly<Record<string, number>>;
  /** As logged; absent where only metrics are asked for. */
  readonly params?: Readonly<Record<string, string>>;
}
export interface StageFacts {
  readonly state: 'never-run' | 'queued' | 'running' | 'succeeded' | 'cached' | 'failed' | 'stale' | 'cancelled';
  readonly durationMs?: number;
}
