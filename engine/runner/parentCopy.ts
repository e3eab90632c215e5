// Copies what stages tracked to the pipeline's parent run; a stage's name goes in front only where two stages use one key.
import type { RunId, StageName, StageRunId } from '../domain/ids.ts';
import type { ParamValue } from '../domain/pipeline.ts';
import type { MetricPoint } from '../domain/run.ts';
import type { StateStore } from '../store/stateStore.ts';
import type { RunTracking } from './trackingPort.ts';

/** Copies for one pipeline run. Safe to repeat: points keep their times, names once given are remembered in the store. */
export interface ParentCopy {
  /** Points of a stage run that were not copied yet by this process. Returns their number. */
  metrics(stage: StageName, stageRunId: StageRunId): number;
  params(stage: StageName, params: Readonly<Record<string, string>>): void;
}

const batchSize = 1_000;
const ownersNote = 'metric-owners';

export function createParentCopy(tracking: RunTracking, store: StateStore, runId: RunId): ParentCopy {
  const owners = new Map<string, StageName>(
    Object.entries(JSON.parse(store.note(runId, ownersNote) ?? '{}') as Record<string, StageName>),
  );
  const copied = new Map<StageName, Set<string>>();
  return {
    metrics(stage, stageRunId) {
      const done = copied.get(stage) ?? new Set<string>();
      copied.set(stage, done);
      const fresh = tracking.allPoints(stageRunId).filter(point => !done.has(identity(point)));
      if (fresh.length === 0) return 0;
      if (claimKeys(owners, stage, fresh))
        store.saveNote(runId, ownersNote, JSON.stringify(Object.fromEntries(owners)));
      for (let at = 0; at < fresh.length; at += batchSize) {
        const batch = fresh.slice(at, at + batchSize);
        tracking.logBatch(runId, {
          metrics: batch.map(point => ({
            ...point,
            key: owners.get(point.key) === stage ? point.key : `${stage}.${point.key}`,
          })),
        });
        for (const point of batch) done.add(identity(point));
      }
      return fresh.length;
    },
    params(stage, params) {
      const there = tracking.run(runId)?.params ?? {};
      const named = Object.entries(params).map(([key, value]) => {
        const found = there[key];
        return [found === undefined || isSameParam(found, value) ? key : `${stage}.${key}`, value] as const;
      });
      const missing = named.filter(([key]) => there[key] === undefined);
      if (missing.length > 0) tracking.logBatch(runId, { params: Object.fromEntries(missing) });
    },
  };
}

const identity = (point: MetricPoint): string => `${point.key}\0${point.step}\0${point.timestamp}\0${point.value}`;

/** The stage that logs a key first has it without prefix. True when a key was given. */
function claimKeys(owners: Map<string, StageName>, stage: StageName, points: readonly MetricPoint[]): boolean {
  const before = owners.size;
  for (const { key } of points) if (!owners.has(key)) owners.set(key, stage);
  return owners.size > before;
}

/** `3` and `3.0`, `true` and `True` are one value written by two programs. */
function isSameParam(one: string, other: string): boolean {
  if (one.toLowerCase() === other.toLowerCase()) return true;
  return one.trim() !== '' && other.trim() !== '' && Number(one) === Number(other);
}

/** Texts as MLflow's Python client writes them, so that one value looks the same whoever logged it. */
export function paramTexts(params: Readonly<Record<string, ParamValue>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key.replace(/[^\w\-. :/]/g, '_').slice(0, 250),
      paramText(value).slice(0, 6000),
    ]),
  );
}

function paramText(value: ParamValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Python turns to exponents below 1e-4. */
function numberText(value: number): string {
  if (value === 0 || Math.abs(value) >= 1e-4) return String(value);
  return value.toExponential().replace(/e-(\d)$/, 'e-0$1');
}
