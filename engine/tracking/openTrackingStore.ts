// Opens a project's tracking store: its MLflow database, joined with what a file store in mlruns/ holds.
import type { Experiment, SourceInfo, TrackedRun } from '../domain/run.ts';
import { type ArtifactPaths, artifactPaths } from './artifactPaths.ts';
import { listExperiments } from './database/experimentRows.ts';
import { readAllPoints, readCurve } from './database/metricRows.ts';
import { findRun, listRuns } from './database/runRows.ts';
import { openTrackingDatabase, type TrackingDatabase, type TrackingPorts } from './database/trackingDatabase.ts';
import { createWriting } from './database/writing.ts';
import { downsample } from './downsample.ts';
import { type FileStore, openFileStore } from './fileStore/fileStore.ts';
import { schemaFor } from './schemas/knownSchemas.ts';
import type { RunQuery, TrackingStore } from './trackingStore.ts';

export interface OpenTrackingOptions {
  readonly ports: TrackingPorts;
  /** Absolute real path of the project. */
  readonly root: string;
  /** `read` makes and changes no file, not even beside a database. */
  readonly access: 'write' | 'read';
  /** Version of the MLflow that the pipeline's environment has; a new database suits it. Newest known when absent. */
  readonly mlflowVersion?: string | null;
}
interface Opened {
  readonly database: TrackingDatabase;
  readonly fileStore: FileStore;
  readonly artifacts: ArtifactPaths;
}

/** Nothing is made before the first write. A database that cannot be read is told by `info().problem`, not thrown. */
export async function openTrackingStore(options: OpenTrackingOptions): Promise<TrackingStore> {
  const { ports, root, access, mlflowVersion } = options;
  const artifacts = artifactPaths(ports.blockingFiles, root);
  const database = openTrackingDatabase({
    ports,
    access,
    path: `${root}/mlflow.db`,
    artifactRoot: artifacts.root,
    isNetwork: await ports.files.isNetwork(root).catch(() => false),
    newSchema: schemaFor(mlflowVersion),
  });
  const opened = { database, artifacts, fileStore: openFileStore(ports.blockingFiles, `${root}/mlruns`) };
  return {
    ...createWriting({ ports, database, artifacts }),
    ...createReading(opened),
    info: () => databaseInfo(database, access),
    sources: () => [databaseInfo(database, access), ...(opened.fileStore.isThere() ? [fileStoreInfo] : [])],
    version: () => database.version(),
    close: () => database.close(),
    backing: { ports, database, artifacts },
  };
}

const fileStoreInfo: SourceInfo = {
  id: 'mlruns',
  kind: 'mlruns',
  path: 'mlruns',
  writable: false,
  problem: 'file-store',
};

function databaseInfo(database: TrackingDatabase, access: 'write' | 'read'): SourceInfo {
  const { state } = database;
  return {
    id: 'mlflow.db',
    kind: 'mlflow-db',
    path: 'mlflow.db',
    writable: access === 'write' && (state === 'writable' || state === 'absent'),
    problem: state === 'unreadable' || state === 'foreign' ? 'tracking-schema' : null,
  };
}

type Reading = Pick<TrackingStore, 'experiments' | 'run' | 'runs' | 'history' | 'allPoints' | 'artifactFolder'>;

function createReading({ database, fileStore, artifacts }: Opened): Reading {
  const isKept = (run: TrackedRun): boolean => database.read(tables => findRun(tables, run.id)) === null;
  const run = (id: string): TrackedRun | null => database.read(tables => findRun(tables, id)) ?? fileStore.run(id);
  return {
    experiments: () => joinExperiments(database.read(listExperiments), fileStore, isKept),
    run,
    runs(query) {
      const rows = database.read(tables => listRuns(tables, query)) ?? [];
      const files = fileStore.isThere() ? fileStore.runs(query).filter(isKept) : [];
      return files.length === 0 ? rows : newestFirst([...rows, ...files], query);
    },
    history({ runIds, keys, maxPoints }) {
      return runIds.flatMap(runId =>
        keys.flatMap(key => {
          const rows = database.read(tables => readCurve(tables, runId, key)) ?? [];
          const all = rows.length > 0 ? rows : fileStore.curve(runId, key);
          if (all.length === 0) return [];
          return { runId, key, total: all.length, points: maxPoints === undefined ? all : downsample(all, maxPoints) };
        }),
      );
    },
    allPoints(id) {
      const points = database.read(tables => readAllPoints(tables, id)) ?? [];
      return points.length > 0 ? points : fileStore.allPoints(id);
    },
    artifactFolder(id) {
      const found = run(id);
      return found === null ? null : artifacts.folder(found.artifactUri);
    },
  };
}

const newestFirst = (runs: readonly TrackedRun[], query: RunQuery): readonly TrackedRun[] =>
  runs.toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0)).slice(0, query.limit ?? runs.length);

/** An experiment of the file store counts while it has runs that the database has not; without a database all do. */
function joinExperiments(
  rows: readonly Experiment[] | null,
  fileStore: FileStore,
  isKept: (run: TrackedRun) => boolean,
): readonly Experiment[] {
  if (rows === null) return fileStore.experiments();
  const ids = new Set(rows.map(({ id }) => id));
  const more = fileStore
    .experiments()
    .filter(({ id }) => !ids.has(id) && fileStore.runs({ experimentIds: [id] }).some(isKept));
  return [...rows, ...more];
}
