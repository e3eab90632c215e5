// What the runner needs of the tracking store; `engine/tracking` satisfies it, `createEngine` joins the two.
import type { ExperimentId, Millis } from '../domain/ids.ts';
import type { MetricPoint, TrackedStatus } from '../domain/run.ts';

export interface RunTracking {
  ensureExperiment(name: string): { readonly id: ExperimentId };
  /** Creating a run that is there already changes nothing. */
  createRun(run: {
    readonly id: string;
    readonly experimentId: ExperimentId;
    readonly name: string;
    readonly userId: string;
    readonly startedAt: Millis;
    readonly tags: Readonly<Record<string, string>>;
  }): unknown;
  updateRun(id: string, change: { readonly status?: TrackedStatus; readonly endedAt?: Millis | null }): void;
  /** An identical point or param again is no error. */
  logBatch(
    runId: string,
    batch: {
      readonly metrics?: readonly MetricPoint[];
      readonly params?: Readonly<Record<string, string>>;
      readonly tags?: Readonly<Record<string, string>>;
    },
  ): void;
  run(id: string): { readonly params: Readonly<Record<string, string>> } | null;
  allPoints(runId: string): readonly MetricPoint[];
  /** Absolute, when artifacts are local. */
  artifactFolder(runId: string): string | null;
  /** Moves when another process wrote. */
  version(): number;
}
