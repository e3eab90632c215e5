// A pipeline of another tool, as tree, graph and commands show it: stages, edges, and how its own program carries it out.
import type { TextRange } from './diagnostic.ts';
import type { ProjectPath, StageName } from './ids.ts';
import type { PipelineEdge } from './pipeline.ts';

/** What a file says of a stage beyond its edges. `repeated`: one stage here, several when it runs. */
export type StageMark = 'frozen' | 'always' | 'manual' | 'may-fail' | 'conditional' | 'repeated';

export interface ForeignPipeline {
  /** Id of the format, such as `dvc`. */
  readonly format: string;
  /** What people call the format, such as «DVC pipeline»; English. */
  readonly title: string;
  /** False: it is known and can be carried out, but describes no pipeline that a list of them would show. */
  readonly isListed: boolean;
  /** In file order; what one place of the file is expanded to is one stage here. */
  readonly stages: readonly ForeignStage[];
  /** Between `stages`; at most some paths are named by each. */
  readonly edges: readonly PipelineEdge[];
  /** Between members and plain stages; null where there are too many to draw. */
  readonly memberEdges: readonly PipelineEdge[] | null;
  /** A circle among `stages`, which ends where it began; null when there is none. */
  readonly circle: readonly StageName[] | null;
  /** Why the file, or some of it, could not be read; `line` counts from 1. */
  readonly problem: {
    readonly line: number;
    readonly rule: string;
    readonly args: Readonly<Record<string, string | number>>;
  } | null;
  /** Files that may have a say in what it is, such as params files: it is read anew when they change. */
  readonly companions: readonly ProjectPath[];
  /** Null where no program of this machine carries the format out. */
  readonly tool: OutsideTool | null;
}

export interface ForeignStage {
  readonly name: StageName;
  /** Where its name stands. */
  readonly range: TextRange;
  /** Its command, image or component. */
  readonly does: string;
  readonly deps: readonly ProjectPath[];
  readonly outs: readonly ProjectPath[];
  readonly params: readonly string[];
  readonly marks: readonly StageMark[];
  /** What it is expanded to, such as `train@low`: the first ones of `memberCount`. Empty for a plain stage. */
  readonly members: readonly ForeignMember[];
  readonly memberCount: number;
}
export interface ForeignMember {
  readonly name: StageName;
  readonly deps: readonly ProjectPath[];
  readonly outs: readonly ProjectPath[];
}

/** Programs with their arguments, started in the file's folder. For a stage, its name is added at the end. */
export interface OutsideTool {
  /** Carries out all of the file; null where a stage has to be named. */
  readonly file: readonly string[] | null;
  /** Carries out a stage with what it waits for. */
  readonly upTo: readonly string[] | null;
  /** Carries out a stage alone. */
  readonly only: readonly string[] | null;
  /** What it changes beyond this machine: agreed to once. */
  readonly changes: 'cluster' | 'cloud' | 'feature-store' | null;
  /** Values that have to be given, as `flag name=value`. `stage` null: whatever is carried out. */
  readonly asks: readonly OutsideAsk[];
}
export interface OutsideAsk {
  readonly stage: StageName | null;
  readonly flag: string;
  readonly name: string;
  /** As the file calls it, such as `float`. */
  readonly type: string;
}
