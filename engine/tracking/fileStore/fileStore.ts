// Reads MLflow's file store, `mlruns/`: experiments, runs and curves straight from its folders, never writing there.
import type { ExperimentId } from '../../domain/ids.ts';
import type { Experiment, MetricPoint, TrackedRun } from '../../domain/run.ts';
import type { BlockingFiles } from '../../ports.ts';
import type { RunQuery } from '../trackingStore.ts';
import { metaText, metaTime, readMeta, readTexts } from './readMeta.ts';
import { readMetricFile, readRun, runStamp } from './readRun.ts';

export interface FileStore {
  /** True when at least one experiment of a file store lies there. */
  isThere(): boolean;
  experiments(): readonly Experiment[];
  /** Active runs, newest first. */
  runs(query: RunQuery): readonly TrackedRun[];
  run(id: string): TrackedRun | null;
  /** Ascending by step, time. */
  curve(runId: string, key: string): readonly MetricPoint[];
  /** Ascending by key, step, time. */
  allPoints(runId: string): readonly MetricPoint[];
}
interface KnownRun {
  readonly stamp: string;
  readonly run: TrackedRun;
}

/**
 * Ids of file stores have 18 digits; the short ones of old stores and of `Default` would be taken for the database's,
 * so they get `mlruns:` in front.
 */
const toId = (folder: string): ExperimentId => (folder.length >= 15 ? folder : `mlruns:${folder}`);
const toFolder = (id: ExperimentId): string => id.replace(/^mlruns:/, '');

export function openFileStore(files: BlockingFiles, root: string): FileStore {
  const known = new Map<string, KnownRun>();
  const experimentFolders = (): readonly string[] =>
    files
      .list(root)
      .filter(({ name, kind }) => kind === 'folder' && /^\d+$/.test(name) && hasMeta(files, `${root}/${name}`))
      .map(({ name }) => name);
  const load = (folder: string): TrackedRun | null => {
    const stamp = runStamp(files, folder);
    if (stamp === null) return null;
    const found = known.get(folder);
    if (found?.stamp === stamp) return found.run;
    const run = readRun(files, folder, toId);
    if (run !== null) known.set(folder, { stamp, run });
    return run;
  };
  const folderOf = (runId: string): string | null => {
    if (!/^[A-Za-z0-9][\w-]{0,255}$/.test(runId)) return null;
    const experiment = experimentFolders().find(name => hasMeta(files, `${root}/${name}/${runId}`));
    return experiment === undefined ? null : `${root}/${experiment}/${runId}`;
  };
  const runsOf = (experiment: string): readonly TrackedRun[] =>
    files
      .list(`${root}/${experiment}`)
      .filter(({ name, kind }) => kind === 'folder' && !notRuns.has(name))
      .flatMap(({ name }) => load(`${root}/${experiment}/${name}`) ?? [])
      .filter(run => run.lifecycleStage === 'active');
  return {
    isThere: () => experimentFolders().length > 0,
    experiments: () => experimentFolders().flatMap(name => readExperiment(files, `${root}/${name}`, toId(name)) ?? []),
    runs(query) {
      const wanted = query.experimentIds?.map(toFolder);
      const runs = experimentFolders()
        .filter(name => wanted === undefined || (wanted.includes(name) && query.experimentIds?.includes(toId(name))))
        .flatMap(runsOf)
        .filter(run => query.level !== 'parents' || run.parentId === null)
        .filter(run => query.parentId === undefined || run.parentId === query.parentId)
        .sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
      return runs.slice(0, query.limit ?? runs.length);
    },
    run(id) {
      const folder = folderOf(id);
      return folder === null ? null : load(folder);
    },
    curve(runId, key) {
      const folder = folderOf(runId);
      if (folder === null || key.split('/').includes('..')) return [];
      return readMetricFile(files, `${folder}/metrics/${key}`, key);
    },
    allPoints(runId) {
      const folder = folderOf(runId);
      const run = folder === null ? null : load(folder);
      if (folder === null || run === null) return [];
      const keys = Object.keys(run.metrics).sort();
      return keys.flatMap(key => readMetricFile(files, `${folder}/metrics/${key}`, key));
    },
  };
}

/** Folders beside the runs of an experiment. */
const notRuns: ReadonlySet<string> = new Set(['tags', 'datasets', 'models', 'traces']);

const hasMeta = (files: BlockingFiles, folder: string): boolean => files.stat(`${folder}/meta.yaml`)?.kind === 'file';

function readExperiment(files: BlockingFiles, folder: string, id: ExperimentId): Experiment | null {
  const meta = readMeta(files, folder);
  if (meta === null) return null;
  return {
    id,
    name: metaText(meta.name) || id,
    artifactLocation: metaText(meta.artifact_location),
    lifecycleStage: meta.lifecycle_stage === 'deleted' ? 'deleted' : 'active',
    createdAt: metaTime(meta.creation_time),
    updatedAt: metaTime(meta.last_update_time),
    tags: readTexts(files, `${folder}/tags`),
    source: 'mlruns',
  };
}
