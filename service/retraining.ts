// An operation's view of a retraining: where it goes, how far it is, and what stopped it.
import { setTimeout as wait } from 'node:timers/promises';
import type { DeployPart } from '../engine/createEngine.ts';
import type { ProjectPath } from '../engine/domain/ids.ts';
import { trouble } from '../engine/errors.ts';
import { loadPipeline } from '../engine/pipeline/loadPipeline.ts';
import type { WorkEnd } from './operations.ts';

const pollMs = 250;

/** The target that is watched, else the only one. Throws `target-unknown`. */
export async function retrainTarget({ project }: DeployPart, file: ProjectPath): Promise<string> {
  const { pipeline } = await loadPipeline(project.ports.files, project.root, file);
  const names = [...(pipeline?.targets.keys() ?? [])];
  const wanted = pipeline?.monitor?.target ?? (names.length === 1 ? names[0] : undefined);
  if (wanted !== undefined) return wanted;
  throw trouble('target-unknown', { pipeline: pipeline?.name ?? file, target: '', known: names.join(', ') || 'none' });
}

/** Until its rollout has begun. Throws `retrain-stopped`; leaving it does not stop it. */
export async function followRetrain(
  { project }: Pick<DeployPart, 'project'>,
  id: string,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (message: string) => void },
): Promise<WorkEnd> {
  const store = project.store.deployments;
  let told = '';
  for (;;) {
    const found = store.retrain(id);
    if (found === null) throw trouble('not-found', { what: 'retraining', id });
    const { state, pipeline, runId, deployment, rollout, version } = found;
    if (state === 'stopped')
      throw trouble('retrain-stopped', { pipeline, reason: found.detail ?? found.reason ?? 'no reason is known' });
    if (state === 'rolling-out' || state === 'done')
      return { subject: runId, result: { deployment, rollout: rollout ?? '', version: version ?? 0, retrain: id } };
    if (state !== told) onProgress(state);
    told = state;
    if (signal.aborted) throw trouble('cancelled');
    await wait(pollMs);
  }
}
