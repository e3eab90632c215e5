// Reads runs from a file store, `mlruns/` with one folder per experiment and run: MLflow's default before 3.7.
import type { Experiment, MetricPoint, SourceInfo, TrackedRun } from '../../domain/run.ts';
import type { Ports } from '../../ports.ts';
import type { RunQuery } from '../trackingStore.ts';
import { readExperiments, type StoredRun } from './readExperiments.ts';

export interface FileStore {
  /** Reads what is there now; cheap when there is no file store. */
  refresh(): Promise<void>;
  sources(): readonly SourceInfo[];
  experiments(): readonly Experiment[];
  run(id: string): TrackedRun | null;
  runs(query: RunQuery): readonly TrackedRun[];
  /** Ascending by key, step, time. */
  allPoints(runId: string): readonly MetricPoint[];
}

export const fileStoreFolder = 'mlruns';

export function openFileStore({
  ports,
  root,
}: {
  readonly ports: Pick<Ports, 'files' | 'log'>;
  readonly root: string;
}): FileStore {
  let experiments: readonly Experiment[] = [];
  let runs: ReadonlyMap<string, StoredRun> = new Map();
  const active = (): readonly TrackedRun[] =>
    [...runs.values()].map(({ run }) => run).filter(run => run.lifecycleStage === 'active');
  return {
    async refresh() {
      const read = await readExperiments(ports.files, `${root}/${fileStoreFolder}`);
      experiments = read.experiments;
      runs = new Map(read.runs.map(stored => [stored.run.id, stored]));
    },
    sources: () =>
      experiments.length === 0
        ? []
        : [{ id: fileStoreFolder, kind: 'mlruns', path: fileStoreFolder, writable: false, problem: null }],
    experiments: () => experiments,
    run: id => runs.get(id)?.run ?? null,
    runs: query =>
      active()
        .filter(run => query.experimentIds === undefined || query.experimentIds.includes(run.experimentId))
        .filter(run => query.level !== 'parents' || run.parentId === null)
        .filter(run => query.parentId === undefined || run.parentId === query.parentId)
        .sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0))
        .slice(0, query.limit ?? 1_000),
    allPoints: runId => runs.get(runId)?.points ?? [],
  };
}
