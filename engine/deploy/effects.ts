// What has to happen outside the state database, exactly once: kept there in the transaction that decides it, carried out after.
import type { AuditEntry, AuditKind } from '../domain/audit.ts';
import type { Actor, Measurement, RolloutId, ServedVersion } from '../domain/deployment.ts';
import type { ModelVersion } from '../domain/modelVersion.ts';
import { never } from '../domain/result.ts';
import { runInputs } from '../store/runLocks.ts';
import type { DeployContext } from './deployContext.ts';

export type Effect =
  /** Moves the alias; with `ifAt` only while it stands there. */
  | {
      readonly kind: 'alias';
      readonly model: string;
      readonly alias: string;
      readonly version: number;
      readonly ifAt: number | null;
    }
  | { readonly kind: 'audit'; readonly note: AuditNote };
/** An audit entry without what the registry and the runs know of the version. */
export interface AuditNote {
  readonly at: number;
  readonly kind: AuditKind;
  readonly who: Actor;
  readonly why: string;
  readonly model: string;
  /** The version it is about. */
  readonly version: ServedVersion | null;
  readonly before?: ServedVersion | null;
  readonly after?: ServedVersion | null;
  readonly pipeline: string;
  readonly deployment: string;
  readonly target: string;
  readonly rollout?: RolloutId;
  readonly signal?: string;
  readonly alertId?: string;
  readonly measurement?: Measurement | null;
}

/** Carries out what waits, oldest first. Doing one again after a kill changes nothing. Returns whether models changed. */
export async function carryOutEffects(context: DeployContext): Promise<boolean> {
  const store = context.state.deployments;
  const stuck = new Set<string>();
  let hasMoved = false;
  for (const { id, deployment, doc } of store.effects()) {
    if (stuck.has(deployment)) continue;
    try {
      const effect = JSON.parse(doc) as Effect;
      await carryOut(context, effect);
      hasMoved ||= effect.kind === 'alias';
      store.removeEffect(id);
      await context.checkpoint?.('effect:removed');
    } catch (error) {
      // It stays and is tried again with the next tick; what follows it in this deployment waits, so that the order holds.
      stuck.add(deployment);
      context.ports.log.write('error', 'an effect of a deployment could not be carried out', {
        doc,
        error: String(error),
      });
    }
  }
  return hasMoved;
}

async function carryOut(context: DeployContext, effect: Effect): Promise<void> {
  switch (effect.kind) {
    case 'alias': {
      const { model, alias, version, ifAt } = effect;
      const at = context.registry.model(model)?.aliases[alias];
      if (at !== version && (ifAt === null || at === ifAt)) context.registry.setAlias(model, alias, version);
      return context.checkpoint?.('alias:moved');
    }
    case 'audit':
      await context.audit.append(auditEntry(context, effect.note));
      return context.checkpoint?.('audit:written');
    default:
      return never(effect);
  }
}

/** With commit, data and gates of the run behind the version. */
function auditEntry({ registry, state }: DeployContext, note: AuditNote): AuditEntry {
  const { at, kind, who, why, model, version, pipeline, deployment, target } = note;
  const known: ModelVersion | null = version === null ? null : registry.version({ model, at: version.version });
  const runId = known?.runId ?? null;
  const run = runId === null ? null : state.pipelineRun(runId);
  return {
    ...{ at, kind, who, why },
    subject: {
      ...{ pipeline, model, deployment, target },
      ...(runId === null ? {} : { runId }),
      ...(version === null ? {} : { version: version.version, modelHash: version.hash }),
      ...(note.before === undefined ? {} : { before: note.before?.hash ?? null }),
      ...(note.after === undefined ? {} : { after: note.after?.hash ?? null }),
      ...(note.rollout === undefined ? {} : { rollout: note.rollout }),
      ...(note.signal === undefined ? {} : { signal: note.signal }),
      ...(note.alertId === undefined ? {} : { alertId: note.alertId }),
    },
    git: run?.git ?? null,
    data: run === null ? {} : runInputs(state, run),
    verdicts: known?.verdicts ?? [],
    measurement: note.measurement ?? null,
  };
}
