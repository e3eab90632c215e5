// Opens the project's tracking store: MLflow's database first, and a file store beside it to read.
import type { Experiment, SourceInfo, TrackedRun } from '../domain/run.ts';
import { trouble } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { downsample } from './downsample.ts';
import {
  changeExperiment,
  experimentById,
  experimentByName,
  insertExperiment,
  listExperiments,
} from './experimentRows.ts';
import { type FileStore, openFileStore } from './fileStore/openFileStore.ts';
import { localFolder } from './localFolder.ts';
import { logBatch } from './logBatch.ts';
import { allPoints, pointsOf } from './metricRows.ts';
import { databaseName, type MlflowDatabase, openMlflowDatabase } from './mlflowDatabase.ts';
import { insertRun, listRuns, readRuns, updateRun } from './runRows.ts';
import type { HistoryQuery, MetricCurve, RunQuery, TrackingStore } from './trackingStore.ts';

export interface OpenTrackingOptions {
  readonly ports: Pick<Ports, 'databases' | 'files' | 'log' | 'clock' | 'ids'>;
  /** Absolute real path of the project. */
  readonly root: string;
  readonly access: 'write' | 'read';
  /** Of the MLflow that stages use, when known: a new database is made at its revision. */
  readonly mlflowVersion?: string | null;
}
/** With the parts that MLflow's REST API needs beyond reading and logging. */
export interface OpenTrackingStore extends TrackingStore {
  readonly root: string;
  readonly ports: OpenTrackingOptions['ports'];
  readonly database: MlflowDatabase;
  /** Folder below which new experiments keep their artifacts. */
  readonly artifactRoot: string;
}

export async function openTrackingStore({
  ports,
  root,
  access,
  mlflowVersion = null,
}: OpenTrackingOptions): Promise<OpenTrackingStore> {
  const isNetwork = await ports.files.isNetwork(root);
  const database = openMlflowDatabase({ ports, root, access, mlflowVersion, isNetwork });
  const files = openFileStore({ ports, root });
  await files.refresh();
  const parts = { database, files, root, ports, artifactRoot: `${root}/mlruns` };
  return { ...parts, ...reading(parts), ...writing(parts), close: () => database.close() };
}

interface Parts {
  readonly database: MlflowDatabase;
  readonly files: FileStore;
  readonly root: string;
  readonly ports: OpenTrackingOptions['ports'];
  readonly artifactRoot: string;
}
type Reading = Omit<TrackingStore, 'ensureExperiment' | 'createRun' | 'updateRun' | 'logBatch' | 'close'>;

function reading({ database, files, root }: Parts): Reading {
  const info = (): SourceInfo => {
    const problem = database.problem();
    return {
      id: databaseName,
      kind: 'mlflow-db',
      path: databaseName,
      writable: problem === null,
      problem: problem?.code ?? null,
    };
  };
  const run = (id: string): TrackedRun | null => {
    const mlflow = database.read();
    return (mlflow === null ? undefined : readRuns(mlflow, [id])[0]) ?? files.run(id);
  };
  return {
    info,
    sources: () => [...(database.read() === null ? [] : [info()]), ...files.sources()],
    experiments() {
      const mlflow = database.read();
      const own = mlflow === null ? [] : listExperiments(mlflow);
      const ids = new Set(own.map(({ id }) => id));
      return [...own, ...files.experiments().filter(({ id }) => !ids.has(id))];
    },
    databaseExperimentIds() {
      const mlflow = database.read();
      return mlflow === null ? [] : listExperiments(mlflow).map(({ id }) => id);
    },
    refresh: () => files.refresh(),
    run,
    runs: query => joinRuns(database, files, query),
    history: query => history(database, files, query),
    allPoints(runId) {
      const mlflow = database.read();
      const own = mlflow === null ? [] : allPoints(mlflow, runId);
      return own.length > 0 ? own : files.allPoints(runId);
    },
    artifactFolder(runId) {
      const found = run(runId);
      return found === null ? null : localFolder(found.artifactUri, root);
    },
    version: () => Number(database.read()?.sql.prepare('PRAGMA data_version').get()?.data_version ?? 0),
  };
}

/** Newest first over both; an experiment id that both have is the database's. */
function joinRuns(database: MlflowDatabase, files: FileStore, query: RunQuery): readonly TrackedRun[] {
  const mlflow = database.read();
  const own = mlflow === null ? [] : listRuns(mlflow, query);
  const known = new Set(own.map(({ id }) => id));
  const others = files.runs(query).filter(({ id }) => !known.has(id));
  if (others.length === 0) return own;
  return [...own, ...others].sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0)).slice(0, query.limit ?? 1_000);
}

function history(
  database: MlflowDatabase,
  files: FileStore,
  { runIds, keys, maxPoints }: HistoryQuery,
): readonly MetricCurve[] {
  const mlflow = database.read();
  return runIds.flatMap(runId =>
    keys.flatMap((key): MetricCurve[] => {
      const own = mlflow === null ? [] : pointsOf(mlflow, runId, key);
      const points = own.length > 0 ? own : files.allPoints(runId).filter(point => point.key === key);
      if (points.length === 0) return [];
      return [
        { runId, key, total: points.length, points: maxPoints === undefined ? points : downsample(points, maxPoints) },
      ];
    }),
  );
}

type Writing = Pick<TrackingStore, 'ensureExperiment' | 'createRun' | 'updateRun' | 'logBatch'>;

function writing({ database, ports, artifactRoot }: Parts): Writing {
  return {
    ensureExperiment(name): Experiment {
      const mlflow = database.write();
      return mlflow.sql.transaction(() => {
        const now = ports.clock.now();
        const found = experimentByName(mlflow, name);
        // The name stays taken in MLflow while a deleted experiment has it: it is brought back.
        if (found?.lifecycleStage === 'deleted') changeExperiment(mlflow, found.id, { lifecycleStage: 'active', now });
        const id = found?.id ?? insertExperiment(mlflow, { name, artifactRoot, now });
        return known(experimentById(mlflow, id), 'experiment', id);
      });
    },
    createRun(run) {
      const mlflow = database.write();
      const experiment = known(experimentById(mlflow, run.experimentId), 'experiment', run.experimentId);
      insertRun(mlflow, run, experiment.artifactLocation);
      return known(readRuns(mlflow, [run.id])[0] ?? null, 'run', run.id);
    },
    updateRun(id, change) {
      const mlflow = database.write();
      known(readRuns(mlflow, [id])[0] ?? null, 'run', id);
      updateRun(mlflow, id, change);
    },
    logBatch: (runId, batch) => logBatch(database.write(), runId, batch),
  };
}

function known<T>(value: T | null, what: string, id: string): T {
  if (value === null) throw trouble('not-found', { what, id });
  return value;
}
