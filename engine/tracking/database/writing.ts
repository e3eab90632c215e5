// What our own parts write: experiments, runs and batches, each call in one transaction, refusals as our troubles.
import type { ExperimentId } from '../../domain/ids.ts';
import type { Experiment, TrackedRun } from '../../domain/run.ts';
import type { ArtifactPaths } from '../artifactPaths.ts';
import type { NewRun, RunChange, TrackingStore } from '../trackingStore.ts';
import { findExperimentByName, insertExperiment, needExperiment, setExperimentStage } from './experimentRows.ts';
import { insertMetrics, insertParams } from './metricRows.ts';
import { MlflowError } from './mlflowError.ts';
import { changeRun, insertRun, needActiveRun, needRun, setTag } from './runRows.ts';
import type { OpenTables, TrackingDatabase, TrackingPorts } from './trackingDatabase.ts';

interface WritingOptions {
  readonly ports: TrackingPorts;
  readonly database: TrackingDatabase;
  readonly artifacts: ArtifactPaths;
}

export function createWriting({
  ports,
  database,
  artifacts,
}: WritingOptions): Pick<TrackingStore, 'ensureExperiment' | 'createRun' | 'updateRun' | 'logBatch'> {
  const write = <T>(work: (tables: OpenTables) => T): T => asTrouble(() => database.write(work));
  return {
    ensureExperiment: name =>
      write(tables => ensureExperiment(tables, { name, artifactRoot: artifacts.root, now: ports.clock.now() })),
    createRun: run => write(tables => createRun(tables, artifacts, run)),
    updateRun: (id, change) =>
      write(tables => {
        needRun(tables, id);
        changeRun(tables, id, withPlace(tables, artifacts, id, change));
      }),
    logBatch: (runId, { metrics, params, tags }) =>
      write(tables => {
        needActiveRun(tables, runId);
        if (params !== undefined) insertParams(tables, runId, params);
        if (metrics !== undefined) insertMetrics(tables, runId, metrics);
        for (const [key, value] of Object.entries(tags ?? {})) setTag(tables, runId, { key, value });
      }),
  };
}

/** A deleted experiment of that name is brought back: names are unique, deleted ones included. */
function ensureExperiment(
  tables: OpenTables,
  { name, artifactRoot, now }: { readonly name: string; readonly artifactRoot: string; readonly now: number },
): Experiment {
  const found = findExperimentByName(tables, name);
  if (found?.lifecycleStage === 'active') return found;
  if (found !== null) setExperimentStage(tables, found.id, { stage: 'active', now, withRuns: false });
  const id = found?.id ?? insertExperiment(tables, { name, artifactLocation: null, artifactRoot, tags: {}, now });
  return needExperiment(tables, id);
}

function createRun(tables: OpenTables, artifacts: ArtifactPaths, run: NewRun): TrackedRun {
  insertRun(tables, { ...run, artifactUri: artifactUri(tables, artifacts, run) });
  return needRun(tables, run.id);
}

/** Where a new run of an experiment keeps its artifacts. */
export function artifactUri(
  tables: OpenTables,
  artifacts: ArtifactPaths,
  run: { readonly id: string; readonly experimentId: ExperimentId },
): string {
  const { artifactLocation } = needExperiment(tables, run.experimentId);
  const base = artifacts.present(artifactLocation || `${artifacts.root}/${run.experimentId}`);
  return `${base.replace(/\/$/, '')}/${run.id}/artifacts`;
}

/** A run that moves to another experiment before it has artifacts gets its folder there. */
export function withPlace(
  tables: OpenTables,
  artifacts: ArtifactPaths,
  id: string,
  change: RunChange,
): RunChange & { readonly artifactUri?: string } {
  if (change.experimentId === undefined) return change;
  const run = needRun(tables, id);
  if (run.experimentId === change.experimentId || artifacts.hasFiles(run.artifactUri)) return change;
  return { ...change, artifactUri: artifactUri(tables, artifacts, { id, experimentId: change.experimentId }) };
}

function asTrouble<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof MlflowError ? error.trouble : error;
  }
}
