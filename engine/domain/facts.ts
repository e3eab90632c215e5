// What rules may know of the world beyond the document: pushed by the client, built read-only by the command line.
import type { ProjectPath } from './ids.ts';
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
  /** Last metric values by experiment (pipeline) name. */
  readonly lastRuns?: Readonly<Record<string, RunFacts>>;
  /** Runs that cards cite, by run id. */
  readonly runs?: Readonly<Record<string, RunFacts>>;
  /** State of stages as `pipeline file → stage → words for a lens`. */
  readonly stages?: Readonly<Record<ProjectPath, Readonly<Record<string, StageFacts>>>>;
}
export interface RunFacts {
  readonly id: string;
  readonly name: string;
  readonly metrics: Readonly<Record<string, number>>;
}
export interface StageFacts {
  readonly state: 'never-run' | 'queued' | 'running' | 'succeeded' | 'cached' | 'failed' | 'stale' | 'cancelled';
  readonly durationMs?: number;
}
