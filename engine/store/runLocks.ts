// What each stage of a run consumed and made, kept with the run: later runs of the stage do not change it.
import type { ContentHash, ProjectPath, RunId, StageName } from '../domain/ids.ts';
import type { StageLock } from '../domain/pipeline.ts';
import type { PipelineRun } from '../domain/run.ts';
import type { StateStore } from './stateStore.ts';

const noteName = (stage: StageName): string => `lock:${stage}`;

/** Call in the transaction that ends the stage: the stage's newest lock becomes that of the run. */
export function keepRunLock(store: StateStore, run: PipelineRun, stage: StageName): void {
  const lock = store.stageLock(run.pipeline, stage);
  if (lock !== null) store.saveNote(run.id, noteName(stage), JSON.stringify(lock));
}

/** Null for stages that did not end well, and for runs from before these were kept. */
export function runLock(store: StateStore, runId: RunId, stage: StageName): StageLock | null {
  const text = store.note(runId, noteName(stage));
  return text === null ? null : (JSON.parse(text) as StageLock);
}

/** Content hashes of what the run read and no stage of it made: its data and code. */
export function runInputs(store: StateStore, run: PipelineRun): Readonly<Record<ProjectPath, ContentHash>> {
  const locks = run.stages.flatMap(({ stage }) => runLock(store, run.id, stage) ?? []);
  const made = new Set(locks.flatMap(({ outs }) => Object.keys(outs)));
  return Object.fromEntries(locks.flatMap(({ deps }) => Object.entries(deps).filter(([path]) => !made.has(path))));
}
