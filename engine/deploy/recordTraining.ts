// Each successful run that makes a model is told in the audit trail, once.
import type { AuditEntry } from '../domain/audit.ts';
import type { Actor } from '../domain/deployment.ts';
import type { PipelineRun } from '../domain/run.ts';
import { runInputs } from '../store/runLocks.ts';
import type { StateStore } from '../store/stateStore.ts';
import type { DeployContext } from './deployContext.ts';

const noteName = 'audit';
/** Runs that one look goes back. */
const lookedAt = 20;

interface TrainingContext {
  readonly state: StateStore;
  readonly audit: { append(entry: AuditEntry): Promise<unknown> };
}

export async function recordTraining(
  { state, audit }: TrainingContext,
  run: PipelineRun,
  model: string,
): Promise<void> {
  if (run.state !== 'succeeded' || state.note(run.id, noteName) !== null) return;
  const retrain = state.deployments.retrains().find(({ runId }) => runId === run.id);
  const who: Actor =
    retrain === undefined
      ? { kind: 'service', name: run.pipelineName }
      : { kind: retrain.alertId === null ? 'person' : 'monitor', name: retrain.by };
  await audit.append({
    ...{ at: run.endedAt ?? run.createdAt, kind: 'train', who, why: retrain?.why ?? run.name },
    subject: { pipeline: run.pipeline, runId: run.id, model },
    ...{ git: run.git, data: runInputs(state, run), verdicts: [], measurement: null },
  });
  state.saveNote(run.id, noteName, 'train');
}

/** Runs that ended since the last look; those of pipelines without a model are no training. */
export async function recordTrainings(context: DeployContext): Promise<void> {
  const { state } = context;
  const ended = state.pipelineRuns({ limit: lookedAt }).filter(run => run.state === 'succeeded');
  for (const run of ended.toReversed()) {
    if (state.note(run.id, noteName) !== null) continue;
    const model = await modelOf(context, run);
    if (model === null) state.saveNote(run.id, noteName, 'none');
    else await recordTraining(context, run, model);
  }
}

async function modelOf({ loadPipeline }: DeployContext, { pipeline }: PipelineRun): Promise<string | null> {
  try {
    return (await loadPipeline(pipeline)).model?.name ?? null;
  } catch {
    // A file that is gone or cannot be read names no model.
    return null;
  }
}
