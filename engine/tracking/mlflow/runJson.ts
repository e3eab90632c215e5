// A run as MLflow's API gives it: info, data, inputs and outputs.
import type { TrackedRun } from '../../domain/run.ts';
import { readInputs, readOutputs } from '../database/inputRows.ts';
import type { OpenTables } from '../database/trackingDatabase.ts';
import type { MlflowRequest } from './family.ts';
import { type Json, metricNumber, pairs } from './wire.ts';

export const runInfo = ({ artifacts }: MlflowRequest, run: TrackedRun): Json => ({
  run_id: run.id,
  run_uuid: run.id,
  run_name: run.name,
  experiment_id: run.experimentId,
  user_id: run.userId,
  status: run.status,
  start_time: run.startedAt ?? undefined,
  end_time: run.endedAt ?? undefined,
  artifact_uri: artifacts.present(run.artifactUri),
  lifecycle_stage: run.lifecycleStage,
});

/** In the order of `runs`. */
export function runsJson(request: MlflowRequest, tables: OpenTables, runs: readonly TrackedRun[]): readonly Json[] {
  const ids = runs.map(({ id }) => id);
  const inputs = readInputs(tables, ids);
  const outputs = readOutputs(tables, ids);
  return runs.map(run => ({
    info: runInfo(request, run),
    data: {
      metrics: Object.values(run.metrics).map(({ key, value, timestamp, step }) => ({
        key,
        value: metricNumber(value),
        timestamp,
        step,
        run_id: run.id,
      })),
      params: pairs(run.params),
      tags: pairs(run.tags),
    },
    inputs: {
      dataset_inputs: (inputs.datasets.get(run.id) ?? []).map(({ dataset, tags }) => ({
        tags: pairs(tags),
        dataset: {
          name: dataset.name,
          digest: dataset.digest,
          source_type: dataset.sourceType,
          source: dataset.source,
          schema: dataset.schema ?? undefined,
          profile: dataset.profile ?? undefined,
        },
      })),
      model_inputs: (inputs.models.get(run.id) ?? []).map(model_id => ({ model_id })),
    },
    outputs: { model_outputs: (outputs.get(run.id) ?? []).map(({ modelId, step }) => ({ model_id: modelId, step })) },
  }));
}
