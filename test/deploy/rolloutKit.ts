// Situations of a rollout for tests of its pure steps: a deployment, a router that does what the plan says, and time.

import { advanceRollout } from '../../engine/deploy/rollout/advanceRollout.ts';
import { isUnfinished, type Move } from '../../engine/deploy/rollout/rolloutMove.ts';
import { freshWork, type RolloutWork } from '../../engine/deploy/rollout/rolloutWork.ts';
import { wantedSlots } from '../../engine/deploy/rollout/wantedSlots.ts';
import { localPlan } from '../../engine/deploy/targets/local.ts';
import {
  type DeployFailure,
  latencyBounds,
  type Measurement,
  type Rollout,
  type RouterPlan,
  type RouterState,
  type ServedVersion,
  type Strategy,
} from '../../engine/domain/deployment.ts';
import type { StoredDeployment } from '../../engine/store/deployStore.ts';

export const v1: ServedVersion = { version: 1, hash: '1'.repeat(64) };
export const v2: ServedVersion = { version: 2, hash: '2'.repeat(64) };
export const canary: Strategy = {
  type: 'canary',
  steps: [
    { traffic: 10, mirror: 0, hold: 1_000, minRequests: 100 },
    { traffic: 50, mirror: 0, hold: 1_000, minRequests: 100 },
    { traffic: 100, mirror: 0, hold: 0, minRequests: 0 },
  ],
  bake: 5_000,
  onFailure: 'rollback',
  judge: { rules: [{ metric: 'error_rate', maxDelta: 0.01 }], alpha: 0.05, maxRequests: 1_000 },
};

export interface Scene {
  rollout: Rollout;
  work: RolloutWork;
  deployment: StoredDeployment;
  now: number;
  /** What each version does when it is loaded; absent: it is ready with the right content. */
  readonly faults: Map<number, { readonly state?: 'loading' | 'failed'; readonly hash?: string }>;
  /** Requests that each version has answered. */
  readonly requests: Map<number, number>;
  isRouterDown: boolean;
  readonly effects: Move['effects'][number][];
}

export function scene(strategy: Strategy, change: { readonly from?: ServedVersion | null } = {}): Scene {
  const from = change.from === undefined ? v1 : change.from;
  const place = { folder: '/nowhere', backend: 'onnx' as const, python: null };
  return {
    rollout: {
      ...{ id: 'r1', deployment: 'd1', from, to: v2, state: 'starting', strategy, step: 0, startedAt: 0 },
      ...{ stepStartedAt: 0, endedAt: null, holdReason: null, failure: null, measurement: null },
      ...{ by: { kind: 'person', name: 'Ada' }, why: '' },
    },
    work: freshWork,
    deployment: {
      ...{ id: 'd1', pipeline: 'pipeline.yaml', pipelineName: 'demand', target: 'local', model: 'bike', createdAt: 0 },
      ...{ stable: from, previous: null, wanted: 'running', port: 8080, plan: null, monitor: null },
      ...{ movesChampion: true, restarts: [], state: from === null ? 'pending' : 'live', failure: null },
      packages: { 1: place, 2: place },
      spec: { name: 'local', platform: 'local', replicas: 1, approval: 'none', strategy, needs: [], port: null },
    },
    now: 0,
    faults: new Map(),
    requests: new Map(),
    isRouterDown: false,
    effects: [],
  };
}

export function planOf(scene: Scene): RouterPlan {
  const slots = wantedSlots(scene.deployment, scene);
  if (slots === null) throw new Error('nothing is to run');
  const plan = localPlan(scene.deployment, slots);
  scene.deployment = { ...scene.deployment, plan };
  return plan;
}

export function observe(scene: Scene, plan: RouterPlan): RouterState | null {
  if (scene.isRouterDown) return null;
  const zeros = latencyBounds.map(() => 0);
  return {
    ...{ generation: plan.generation, pid: 1, startedAt: 1, unlogged: 0 },
    versions: plan.versions.map(({ version, hash, traffic, mirror }) => {
      const fault = scene.faults.get(version);
      const requests = scene.requests.get(version) ?? 0;
      return {
        ...{
          version,
          traffic,
          mirror,
          state: fault?.state ?? 'ready',
          reason: fault?.state === 'failed' ? 'boom' : null,
        },
        ...{ hash: fault?.hash ?? hash, replicas: [] },
        counts: {
          ...{ requests, errors: 0, mirrored: requests, mirrorErrors: 0, inFlight: 0 },
          ...{ latency: zeros, mirrorLatency: zeros },
        },
      };
    }),
  };
}

/** One look, `after` milliseconds later. */
export function step(scene: Scene, after = 100, outcome?: Measurement['outcome']): Scene {
  scene.now += after;
  const plan = planOf(scene);
  const measurement: Measurement | null =
    outcome === undefined
      ? null
      : { at: scene.now, step: scene.rollout.step, requests: { stable: 1, candidate: 1 }, rules: [], outcome };
  const { rollout, work, deployment, now } = scene;
  const move = advanceRollout({
    ...{ rollout, work, deployment, plan, observed: observe(scene, plan), measurement, now },
    ...{ elapsed: after, patience: 10_000, routerTrouble: null },
  });
  if (move !== null) take(scene, move);
  return scene;
}

export function take(scene: Scene, move: Move): void {
  scene.rollout = move.rollout;
  scene.work = JSON.parse(JSON.stringify(move.work));
  scene.deployment = { ...scene.deployment, ...move.deployment };
  scene.effects.push(...move.effects);
}

/** Looks until nothing is under way or `limit` looks have passed. */
export function run(scene: Scene, limit = 500, outcome?: Measurement['outcome']): Scene {
  for (let i = 0; i < limit && isUnfinished(scene); i++) step(scene, 100, outcome);
  return scene;
}

/** Weights asked for now, by version. */
export const weights = (scene: Scene): Record<number, number> =>
  Object.fromEntries(planOf(scene).versions.map(({ version, traffic }) => [version, traffic]));
export const failureCode = (scene: Scene): DeployFailure['code'] | null => scene.rollout.failure?.code ?? null;
export const told = (scene: Scene): readonly string[] =>
  scene.effects.map(effect =>
    effect.kind === 'alias' ? `${effect.alias} → ${effect.version}` : `${effect.note.kind}: ${effect.note.why}`,
  );
