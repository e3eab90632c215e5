// What a person's word does to a deployment: pure, and a wrong one changes nothing.
import type { DeployFailure, Rollout, RouterState, ServedVersion } from '../../domain/deployment.ts';
import type { Millis } from '../../domain/ids.ts';
import { never, fail as no, ok, type Result } from '../../domain/result.ts';
import type { PackagePlace, StoredDeployment } from '../../store/deployStore.ts';
import type { ActRequest } from '../requests.ts';
import { fail } from './rollBack.ts';
import { audit, isUnfinished, type Move } from './rolloutMove.ts';
import { type ActiveRollout, freshWork, nextPhase } from './rolloutWork.ts';

export interface ActSituation {
  readonly deployment: StoredDeployment;
  /** The running or last one. */
  readonly last: ActiveRollout | null;
  readonly observed: RouterState | null;
  readonly request: ActRequest;
  /** For `rollback`: the version to go back to, found and whole. */
  readonly back: { readonly version: ServedVersion; readonly place: PackagePlace } | null;
  readonly now: Millis;
  /** For a rollout of its own. */
  readonly newId: string;
}
/** `move` is null where only the deployment changes. */
export interface ActOutcome {
  readonly move: Move | null;
  readonly deployment: Partial<StoredDeployment>;
  readonly effects: Move['effects'];
}
type Outcome = Result<ActOutcome, string>;

const moved = (move: Move): Outcome => ok({ move, deployment: move.deployment, effects: move.effects });

/** Fails with the part of a sentence that says why not. */
export function decideAct(situation: ActSituation): Outcome {
  const { act } = situation.request;
  switch (act) {
    case 'approve':
    case 'reject':
      return answerApproval(situation, act);
    case 'promote':
      return promoteNow(situation);
    case 'hold':
      return holdNow(situation);
    case 'resume':
      return resume(situation);
    case 'rollback':
      return rollBack(situation);
    case 'stop':
    case 'start':
    case 'remove':
      return changeWanted(situation, act);
    default:
      return never(act);
  }
}

const phase = ({ deployment, now, request }: ActSituation, { rollout, work }: ActiveRollout) => ({
  ...{ rollout, deployment, now },
  work: { ...work, decidedBy: request.by, decidedWhy: request.why === '' ? null : request.why },
});

function answerApproval(situation: ActSituation, act: 'approve' | 'reject'): Outcome {
  const { last, now, request } = situation;
  if (!isUnfinished(last) || last.rollout.state !== 'awaiting-approval') return no('nothing waits for an approval');
  if (request.by.kind !== 'person' || request.by.name.trim() === '') return no('only a person can say that');
  const effects = [audit(phase(situation, last), { kind: act, why: act })];
  const rollout: Rollout =
    act === 'approve' ? { ...last.rollout, state: 'starting' } : { ...last.rollout, state: 'rejected', endedAt: now };
  return moved({ rollout, work: nextPhase(last.work), deployment: {}, effects });
}

/** All that is left is left out: the remaining steps, or the rest of the bake. */
function promoteNow(situation: ActSituation): Outcome {
  const { last, now } = situation;
  if (!isUnfinished(last)) return no('no rollout is under way');
  const { rollout, work } = last;
  switch (rollout.state) {
    case 'awaiting-approval':
      return no('it waits for an approval first');
    case 'rolling-back':
      return no('it is being rolled back');
    case 'starting':
      return no('the new version is not ready yet');
    case 'baking':
    case 'holding':
    case 'running': {
      const strategy = { ...rollout.strategy, bake: 0 };
      const step = rollout.strategy.steps.length;
      const next: Rollout = {
        ...{ ...rollout, state: 'baking', strategy, step, stepStartedAt: now, holdReason: null },
        ...{ measurement: null, failure: null },
      };
      const { by, why } = situation.request;
      const asked = { decidedBy: by, decidedWhy: why === '' ? 'asked' : why };
      return moved({ rollout: next, work: nextPhase(work, asked), deployment: {}, effects: [] });
    }
    default:
      return no('no rollout is under way');
  }
}

function holdNow(situation: ActSituation): Outcome {
  const { last, request } = situation;
  if (!isUnfinished(last)) return no('no rollout is under way');
  const { rollout, work } = last;
  if (rollout.state === 'holding') return no('it is held already');
  if (rollout.state !== 'running' && rollout.state !== 'baking') return no('no version is being tried');
  const holdReason = request.by.kind === 'monitor' ? 'alert' : 'asked';
  const effects = [audit(phase(situation, last), { kind: 'hold', why: holdReason })];
  return moved({
    ...{ rollout: { ...rollout, state: 'holding', holdReason }, deployment: {}, effects },
    work: { ...work, heldFrom: rollout.state },
  });
}

/** The step begins anew, and with it what the judge looks at. */
function resume(situation: ActSituation): Outcome {
  const { last, now } = situation;
  if (!isUnfinished(last) || last.rollout.state !== 'holding') return no('nothing is held');
  const { rollout, work } = last;
  const state = work.heldFrom ?? 'running';
  const effects = [audit(phase(situation, last), { kind: 'resume', why: 'asked' })];
  return moved({
    rollout: { ...rollout, state, stepStartedAt: now, holdReason: null, failure: null, measurement: null },
    ...{ work: nextPhase(work), deployment: {}, effects },
  });
}

function rollBack(situation: ActSituation): Outcome {
  const { deployment, last, observed, request, back, now } = situation;
  const asked = { by: request.by, why: request.why };
  const failure: DeployFailure =
    request.alert === undefined
      ? { code: 'asked', by: request.by.name, why: request.why }
      : { code: 'signal', signal: request.alert.signal, alertId: request.alert.id };
  if (isUnfinished(last)) {
    const { state, to, from } = last.rollout;
    if (state === 'rolling-back') return no('it is being rolled back already');
    if (state === 'awaiting-approval') return no('the new version has not started: reject it instead');
    const goal = back?.version ?? from;
    if (goal === null) return no('nothing was served before: stop it instead');
    if (goal.version === to.version) return no(`version ${to.version} is the one that is being tried`);
    const move = fail({ ...last, deployment, observed, now }, failure, { ...asked, back: goal });
    const packages = back === null ? {} : { packages: withPlace(deployment, back) };
    return moved({ ...move, deployment: { ...move.deployment, ...packages } });
  }
  if (deployment.stable === null) return no('nothing is served');
  if (back === null) return no('no version was served before this one');
  if (back.version.version === deployment.stable.version)
    return no(`version ${back.version.version} is served already`);
  return moved(returnTo(situation, { from: deployment.stable, back, failure }));
}

const withPlace = ({ packages }: StoredDeployment, { version, place }: NonNullable<ActSituation['back']>) => ({
  ...packages,
  [version.version]: place,
});

/** A rollout of its own, from the version served to one of before. */
function returnTo(
  { deployment, observed, request, now, newId }: ActSituation,
  {
    from,
    back,
    failure,
  }: {
    readonly from: ServedVersion;
    readonly back: NonNullable<ActSituation['back']>;
    readonly failure: DeployFailure;
  },
): Move {
  const { spec, id } = deployment;
  const to = back.version;
  const isServing =
    observed?.versions.some(({ version, state }) => version === from.version && state === 'ready') === true;
  return {
    rollout: {
      ...{ id: newId, deployment: id, from, to, back: to, kind: 'rollback', state: 'rolling-back' },
      strategy: { ...spec.strategy, steps: [], bake: 0 },
      ...{ step: 0, startedAt: now, stepStartedAt: now, endedAt: null, holdReason: null, failure, measurement: null },
      ...{ by: request.by, why: request.why },
    },
    work: {
      ...freshWork,
      keepsOther: isServing && spec.strategy.type !== 'recreate',
      decidedBy: request.by,
      decidedWhy: request.why === '' ? null : request.why,
    },
    deployment: { packages: withPlace(deployment, back), wanted: 'running' },
    effects: [],
  };
}

function changeWanted(situation: ActSituation, act: 'stop' | 'start' | 'remove'): Outcome {
  const { deployment, last, request, now } = situation;
  const { wanted, stable, id, pipeline, target, model } = deployment;
  const isOn = isUnfinished(last);
  if (isOn && act !== 'stop' && last.rollout.from !== null) return no('a rollout is under way: stop it first');
  if (act === 'start' && wanted === 'running') return no('it is started already');
  if (act === 'start' && stable === null) return no('it has never served a version: deploy one');
  if (act === 'stop' && wanted === 'stopped') return no('it is stopped already');
  const failure: DeployFailure = { code: 'asked', by: request.by.name, why: request.why };
  const move: Move | null = isOn
    ? {
        rollout: { ...last.rollout, state: 'failed', endedAt: now, failure },
        ...{ work: last.work, deployment: {}, effects: [] },
      }
    : null;
  // What was to be left is not served again by the next start.
  const back = isOn ? (last.rollout.back ?? null) : null;
  const after = act === 'start' ? { before: null, after: stable } : { before: stable, after: null };
  const why = request.why === '' ? act : request.why;
  const note = { at: now, who: request.by, why, model, version: stable, pipeline, deployment: id, target, ...after };
  const states = { start: 'running', stop: 'stopped', remove: 'removed' } as const;
  return ok({
    move,
    deployment: {
      wanted: states[act],
      ...(act === 'stop' ? { state: 'stopped' as const, failure: null } : {}),
      ...(back === null ? {} : { stable: back }),
    },
    effects: [{ kind: 'audit', note: { kind: act === 'start' ? 'deploy' : 'stop', ...note } }],
  });
}
