// Triggers on data: a data set whose content is no longer what the stable version was trained on starts a retraining, once for each content.
import { isRolloutOver } from '../../domain/deployment.ts';
import type { ContentHash } from '../../domain/ids.ts';
import type { Pipeline } from '../../domain/pipeline.ts';
import { isTrouble } from '../../errors.ts';
import type { StoredDeployment } from '../../store/deployStore.ts';
import { runInputs } from '../../store/runLocks.ts';
import type { DeployContext } from '../deployContext.ts';
import { beginRetrain } from './retraining.ts';

/** As that of a monitor whose file names none. */
const fallbackCooldown = 21_600_000;

/** Begins a retraining when one is due; true when it did. Shares the cooldown with the actions of signals. */
export async function retrainForData(context: DeployContext, stored: StoredDeployment): Promise<boolean> {
  const store = context.state.deployments;
  const pipeline = await readable(context, stored);
  if (pipeline === null || !isIdle(context, stored)) return false;
  const changed = await changedData(context, stored, pipeline);
  if (changed === null || !isIdle(context, stored)) return false;
  const { id: deployment, target } = stored;
  const cooldown = stored.monitor?.cooldown ?? fallbackCooldown;
  store.transaction(() => {
    const { lastLook } = store.monitorState(deployment);
    store.saveMonitorState(deployment, { lastLook, coolingUntil: context.ports.clock.now() + cooldown });
    beginRetrain(context, {
      ...{ pipeline: stored.pipeline, target, deployment, alertId: null, by: changed.dataset, data: changed },
      why: `data set ${changed.dataset} has changed`,
    });
  });
  return true;
}

/** Null while the file cannot be read, as when it is just being edited. */
async function readable(context: DeployContext, { pipeline, target }: StoredDeployment): Promise<Pipeline | null> {
  try {
    const found = await context.loadPipeline(pipeline);
    return found.targets.has(target) && found.triggers.some(({ kind }) => kind === 'data') ? found : null;
  } catch (error) {
    if (isTrouble(error)) return null;
    throw error;
  }
}

/** Nothing of the deployment is under way, and the last action is long enough ago. */
function isIdle({ state, ports }: DeployContext, { id }: StoredDeployment): boolean {
  const store = state.deployments;
  const stored = store.deployment(id);
  const { coolingUntil } = store.monitorState(id);
  if (stored?.wanted !== 'running' || stored.stable === null) return false;
  if (coolingUntil !== null && coolingUntil > ports.clock.now()) return false;
  const rollout = store.lastRollout(id)?.rollout ?? null;
  if (rollout !== null && !isRolloutOver(rollout.state)) return false;
  return store.retrains({ deployment: id, unfinished: true }).length === 0;
}

type Changed = { readonly dataset: string; readonly hash: ContentHash };

/** The first one that is another content than what was trained on, and that no retraining was begun for yet. */
async function changedData(
  { state, registry, hashOfDataset }: DeployContext,
  { id, model, stable }: StoredDeployment,
  pipeline: Pipeline,
): Promise<Changed | null> {
  const runId = stable === null ? null : (registry.version({ model, at: stable.version })?.runId ?? null);
  const run = runId === null ? null : state.pipelineRun(runId);
  if (run === null) return null;
  const trainedOn = runInputs(state, run);
  const tried = new Set(state.deployments.retrains({ deployment: id }).flatMap(({ data }) => data?.hash ?? []));
  for (const trigger of pipeline.triggers) {
    if (trigger.kind !== 'data') continue;
    const now = await hashOfDataset(pipeline, trigger.dataset);
    const before = now === null ? undefined : trainedOn[now.path];
    if (now === null || before === undefined || before === now.hash || tried.has(now.hash)) continue;
    return { dataset: trigger.dataset, hash: now.hash };
  }
  return null;
}
