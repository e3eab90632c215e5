// Facts for rules, built read-only from the folder and its tracking store, without a service.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Facts, RunFacts } from '../engine/domain/facts.ts';
import type { TrackedRun } from '../engine/domain/run.ts';
import { collectFacts } from '../engine/pipeline/collectFacts.ts';
import { findPipelines } from '../engine/pipeline/findPipelines.ts';
import type { Ports } from '../engine/ports.ts';
import { openTrackingStore } from '../engine/tracking/openTrackingStore.ts';
import type { TrackingStore } from '../engine/tracking/trackingStore.ts';
import { errorText } from '../present/texts.ts';
import { asTrouble } from '../present/troubleOf.ts';

export interface CheckFacts {
  readonly facts: Facts;
  /** Sentences: what could not be checked, and why. */
  readonly missing: readonly string[];
}

/** `cited`: run ids that cards name. Nothing is written, and git starts no program of the repository. */
export async function checkFacts(ports: Ports, root: string, cited: readonly string[]): Promise<CheckFacts> {
  const known = await collectFacts(ports, root, await findPipelines(ports.files, root));
  const noGit = known.tracked === undefined ? [`Which files git tracks: ${root} is in no git repository.`] : [];
  const tracked = await runFacts(ports, root, cited);
  return { facts: { ...known, ...tracked.facts }, missing: [...noGit, ...tracked.missing] };
}

async function runFacts(ports: Ports, root: string, cited: readonly string[]): Promise<CheckFacts> {
  const found = await Promise.all(['mlflow.db', 'mlruns'].map(name => stat(join(root, name)).catch(() => null)));
  const none = { facts: {}, missing: [`Metrics of earlier runs: ${root} has neither mlflow.db nor mlruns/.`] };
  if (found.every(entry => entry === null)) return none;
  try {
    const store = await openTrackingStore({ ports, root, access: 'read' });
    try {
      return readRuns(store, cited);
    } finally {
      store.close();
    }
  } catch (error) {
    return { facts: {}, missing: [`Metrics of earlier runs: ${errorText(asTrouble(error))}`] };
  }
}

function readRuns(store: TrackingStore, cited: readonly string[]): CheckFacts {
  const lastRuns: Record<string, RunFacts> = {};
  for (const experiment of store.experiments()) {
    const [newest] = store
      .runs({ experimentIds: [experiment.id], level: 'parents', limit: 20 })
      .filter(run => run.status === 'FINISHED');
    if (newest !== undefined) lastRuns[experiment.name] = toRunFacts(newest);
  }
  const runs: Record<string, RunFacts> = {};
  const missing: string[] = [];
  for (const id of cited) {
    const run = store.run(id);
    if (run === null) missing.push(`Numbers of run ${id}: it is not in this project’s store.`);
    else runs[id] = toRunFacts(run);
  }
  return { facts: { lastRuns, runs }, missing };
}

const toRunFacts = (run: TrackedRun): RunFacts => ({
  id: run.id,
  name: run.name,
  metrics: Object.fromEntries(Object.values(run.metrics).map(({ key, value }) => [key, value])),
  params: run.params,
});
