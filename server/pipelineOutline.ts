// What features ask of a pipeline: its stages, what they read and make, and where each name is defined.
import type { TextRange } from '../engine/domain/diagnostic.ts';

/** A word of the file with its place, quotes excluded. */
export interface Word {
  readonly text: string;
  readonly range: TextRange;
}
export interface Definition {
  readonly name: Word;
  /** Name and all that belongs to it. */
  readonly whole: TextRange;
}
export interface StageOutline extends Definition {
  readonly description: string;
  readonly cmd: string;
  readonly deps: readonly Word[];
  readonly params: readonly Word[];
  readonly needs: readonly Word[];
  readonly environment: Word | null;
  /** Outs, metrics and plots. */
  readonly makes: readonly (Word & { readonly role: 'out' | 'metrics' | 'plot' })[];
}
export interface DatasetOutline extends Definition {
  readonly path: Word | null;
  readonly description: string;
}
export interface EnvironmentOutline extends Definition {
  readonly requirements: Word | null;
  readonly python: string;
}
export interface ParamOutline extends Definition {
  /** As written; empty for a group. */
  readonly value: string;
}
/** The parts of `stage:file#key`. */
export interface MetricWords {
  readonly stage: Word;
  readonly file: Word | null;
  readonly key: Word;
}
export interface GateOutline extends Definition {
  readonly metric: MetricWords | null;
  readonly op: string;
  readonly value: number | null;
  readonly baseline: Word | null;
}
export interface TargetOutline extends Definition {
  readonly needs: readonly Word[];
  readonly strategy: string;
}
export interface SignalOutline extends Definition {
  readonly type: string;
}
/** What follows the stages. */
export interface SectionOutline {
  readonly gates: ReadonlyMap<string, GateOutline>;
  readonly targets: ReadonlyMap<string, TargetOutline>;
  readonly signals: ReadonlyMap<string, SignalOutline>;
  readonly model: {
    readonly name: Word | null;
    readonly artifact: Word | null;
    readonly card: Word | null;
    readonly alias: Word | null;
    readonly requires: readonly Word[];
  };
  readonly package: { readonly reference: Word | null; readonly environment: Word | null };
  readonly monitorTarget: Word | null;
  readonly triggers: { readonly signals: readonly Word[]; readonly datasets: readonly Word[] };
}
export interface PipelineOutline extends SectionOutline {
  readonly name: Word | null;
  readonly stages: ReadonlyMap<string, StageOutline>;
  readonly datasets: ReadonlyMap<string, DatasetOutline>;
  readonly environments: ReadonlyMap<string, EnvironmentOutline>;
  readonly paramsFile: Word | null;
  /** Params written in the file itself, by dotted name, groups included. */
  readonly params: ReadonlyMap<string, ParamOutline>;
  readonly defaultEnvironment: Word | null;
  /** Top-level keys in file order. */
  readonly sections: readonly Definition[];
}

const datasetPrefix = 'dataset:';
/** Name in `dataset:NAME`, or null. */
export const datasetName = (dep: string): string | null =>
  dep.startsWith(datasetPrefix) ? dep.slice(datasetPrefix.length) : null;

/** The stage that makes a path, or a folder around or inside it; `./a` and `a/` are `a`. */
export function makerOf(
  outline: PipelineOutline,
  path: string,
): { readonly stage: StageOutline; readonly out: Word } | null {
  const wanted = plainPath(path);
  let around: { readonly stage: StageOutline; readonly out: Word } | null = null;
  for (const stage of outline.stages.values()) {
    for (const out of stage.makes) {
      const made = plainPath(out.text);
      if (made === wanted) return { stage, out };
      if (around === null && (wanted.startsWith(`${made}/`) || made.startsWith(`${wanted}/`))) around = { stage, out };
    }
  }
  return around;
}

/** Stages that read what a stage makes. */
export function readersOf(outline: PipelineOutline, stage: StageOutline): readonly string[] {
  const readers = [...outline.stages.values()].filter(
    other =>
      other.needs.some(need => need.text === stage.name.text) ||
      other.deps.some(dep => stage.makes.some(out => plainPath(out.text) === plainPath(dep.text))),
  );
  return readers.map(reader => reader.name.text);
}

/** Without `./` and the slash at the end. */
export const plainPath = (path: string): string => path.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
