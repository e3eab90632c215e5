// What the tracking worker answers: experiments, runs, curves, and MLflow's REST calls.
import type { Facts, RunFacts } from '../engine/domain/facts.ts';
import type { Gate, GateVerdict } from '../engine/domain/gate.ts';
import type { Millis, RunId } from '../engine/domain/ids.ts';
import type { ModelRegistry, RegisteredModel } from '../engine/domain/modelVersion.ts';
import { type Baseline, evaluateGates } from '../engine/registry/evaluateGates.ts';
import { handleMlflow, type MlflowAnswer, type MlflowCall } from '../engine/tracking/mlflow/handleMlflow.ts';
import { openModelRegistry } from '../engine/tracking/modelRegistry.ts';
import type { TrackingStore } from '../engine/tracking/trackingStore.ts';
import { experimentViews, runRows } from '../engine/tracking/views.ts';
import { type ExperimentView, type HistoryRequest, type RunRow, toWire, type WireCurve } from '../protocol/api.ts';
import { openEngine } from './enginePorts.ts';
import type { WorkerData } from './workerCalls.ts';

export interface RunsQuery {
  readonly experiment?: string | undefined;
  readonly level?: 'parents' | 'all' | undefined;
  readonly parent?: string | undefined;
  readonly limit?: number | undefined;
}

export async function trackingCalls(data: WorkerData) {
  const { engine, ports } = openEngine(data);
  const tracking = await engine.tracking();
  const registry = openModelRegistry(tracking, ports);
  return {
    experiments: (): readonly ExperimentView[] => experimentViews(tracking),
    runs({ experiment, level, parent, limit }: RunsQuery): readonly RunRow[] {
      const query = {
        ...(experiment === undefined ? {} : { experimentIds: [experiment] }),
        ...(level === undefined ? {} : { level }),
        ...(parent === undefined ? {} : { parentId: parent }),
        ...(limit === undefined ? {} : { limit }),
      };
      return runRows(tracking, tracking.runs(query));
    },
    run(
      id: string,
    ): { readonly row: RunRow; readonly artifactFolder: string | null; readonly children: readonly RunRow[] } | null {
      const run = tracking.run(id);
      const [row] = run === null ? [] : runRows(tracking, [run]);
      if (row === undefined) return null;
      return {
        row,
        artifactFolder: tracking.artifactFolder(id),
        children: runRows(tracking, tracking.runs({ parentId: id })),
      };
    },
    history: (request: HistoryRequest): readonly WireCurve[] => curves(tracking, request),
    /** The source's own problem with being read or written, as a code; null when all is well. */
    problem: (): string | null => tracking.info().problem,
    facts: (experiments: readonly string[]): Pick<Facts, 'lastRuns' | 'runs' | 'models'> => ({
      ...runFacts(tracking, new Set(experiments)),
      models: modelFacts(registry),
    }),
    /** Differs when versions or aliases do. */
    modelsMark: (): string =>
      JSON.stringify(
        registry
          .models()
          .map(({ name, aliases, versions }) => [name, aliases, versions.map(one => [one.version, one.tags])]),
      ),
    models: (): readonly RegisteredModel[] => registry.models(),
    verdicts: (asked: GateQuestion): readonly GateVerdict[] => judge(registry, asked, ports.clock.now()),
    mlflow: async (call: MlflowCall): Promise<MlflowAnswer> => handleMlflow(tracking, call),
    close: () => engine.close(),
  };
}
const modelFacts = (registry: ModelRegistry): NonNullable<Facts['models']> =>
  Object.fromEntries(
    registry
      .models()
      .map(({ name, aliases, versions }) => [name, { aliases, versions: versions.map(({ version }) => version) }]),
  );

/** What these gates say of that run now. `model` is the one whose aliases they name; null when none is declared. */
export interface GateQuestion {
  readonly run: RunId;
  readonly model: string | null;
  readonly gates: readonly Gate[];
}

/** None when there is no such run. */
function judge(registry: ModelRegistry, { run, model, gates }: GateQuestion, now: Millis): readonly GateVerdict[] {
  const metrics = registry.runMetrics(run);
  if (metrics === null) return [];
  const baseline = (alias: string): Baseline | null => {
    const found = model === null ? null : registry.version({ model, at: alias });
    return found === null ? null : { version: found.version, runId: found.runId, metrics: found.metrics };
  };
  return evaluateGates({ gates, runId: run, metrics, baseline, now });
}

export type TrackingCalls = Awaited<ReturnType<typeof trackingCalls>>;

function curves(tracking: TrackingStore, { runIds, keys, maxPoints }: HistoryRequest): readonly WireCurve[] {
  return tracking
    .history({ runIds, keys, ...(maxPoints === undefined ? {} : { maxPoints }) })
    .map(({ runId, key, total, points }) => ({
      runId,
      key,
      total,
      steps: points.map(point => point.step),
      values: points.map(point => toWire(point.value)),
      times: points.map(point => point.timestamp),
    }));
}

/** Newest finished run of each named experiment, and every recent run by id, for cards that cite them. */
function runFacts(tracking: TrackingStore, wanted: ReadonlySet<string>): Pick<Facts, 'lastRuns' | 'runs'> {
  const names = new Map(tracking.experiments().map(experiment => [experiment.id, experiment.name]));
  const lastRuns: Record<string, RunFacts> = {};
  const runs: Record<string, RunFacts> = {};
  for (const run of tracking.runs({ level: 'parents', limit: 500 })) {
    const metrics = Object.fromEntries(Object.values(run.metrics).map(({ key, value }) => [key, value]));
    const fact: RunFacts = { id: run.id, name: run.name, metrics };
    runs[run.id] = { ...fact, params: run.params };
    const name = names.get(run.experimentId);
    if (name !== undefined && wanted.has(name) && run.status === 'FINISHED') lastRuns[name] ??= fact;
  }
  return { lastRuns, runs };
}
