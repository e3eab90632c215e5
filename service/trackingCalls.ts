// What the tracking worker answers: experiments, runs, curves, and MLflow's REST calls.
import { createEngine } from '../engine/createEngine.ts';
import { fileLog } from '../engine/node/log.ts';
import { nodePorts } from '../engine/node/ports.ts';
import { handleMlflow, type MlflowAnswer, type MlflowCall } from '../engine/tracking/mlflow/handleMlflow.ts';
import type { TrackingStore } from '../engine/tracking/trackingStore.ts';
import { experimentViews, runRows } from '../engine/tracking/views.ts';
import { type ExperimentView, type HistoryRequest, type RunRow, toWire, type WireCurve } from '../protocol/api.ts';
import type { WorkerData } from './workerCalls.ts';

export interface RunsQuery {
  readonly experiment?: string | undefined;
  readonly level?: 'parents' | 'all' | undefined;
  readonly parent?: string | undefined;
  readonly limit?: number | undefined;
}

export async function trackingCalls({ root, access, folders, logFile }: WorkerData) {
  const ports = nodePorts({ log: fileLog(logFile) });
  const engine = await createEngine({ ports, root, access, folders });
  const { tracking, state } = engine;
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
    mlflow(call: Omit<MlflowCall, 'caller'> & { readonly stageRunId: string | null }): Promise<MlflowAnswer> {
      const { stageRunId, ...request } = call;
      const stage = stageRunId === null ? null : state.stageRun(stageRunId);
      const caller = stage === null ? { stageRunId } : { stageRunId, parentRunId: stage.runId };
      return Promise.resolve(handleMlflow(tracking, { ...request, caller }));
    },
    close: () => engine.close(),
  };
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
