// The replicas of one version and the requests that wait for them: batched, bounded, each with its deadline.
import type { PlannedVersion, RouterPlan } from '../../engine/domain/deployment.ts';
import type { Signature } from '../../engine/domain/modelPackage.ts';
import type { Tensor } from '../../engine/domain/tensor.ts';
import { isTrouble, type TrainyardError, trouble } from '../../engine/errors.ts';
import type { LoadedModel } from '../../engine/serving/loadedModel.ts';
import { canMerge, mergeInputs, rowsOf, splitOutputs, takesBatches } from './mergeTensors.ts';
import { type Replica, type ReplicaWorld, startReplica } from './replica.ts';

export interface PoolWorld extends Pick<ReplicaWorld, 'sleep' | 'now' | 'onChange' | 'say'> {
  readonly open: (planned: PlannedVersion, signal: AbortSignal) => Promise<LoadedModel>;
}
/** Calls exactly one of its ends, once. */
export interface PoolRequest {
  readonly inputs: readonly Tensor[];
  /** Of the pool's clock. */
  readonly deadline: number;
  /** Another version would answer instead: it does not wait for processes that are away. */
  readonly hasOther: boolean;
  readonly done: (outputs: readonly Tensor[]) => void;
  /** `model-input`, `model-failed`, `overloaded`, `deadline-passed`, `not-ready`. */
  readonly failed: (error: TrainyardError) => void;
}
export interface VersionPool {
  readonly planned: () => PlannedVersion;
  /** Null before the first replica was ready. */
  readonly signature: () => Signature | null;
  readonly isReady: () => boolean;
  readonly wasReady: () => boolean;
  readonly replicas: () => readonly Replica[];
  readonly waiting: () => number;
  submit(request: PoolRequest): void;
  change(planned: PlannedVersion, limits: RouterPlan['limits']): void;
  /** Resolves when the requests under way are answered and its processes have ended. */
  close(): Promise<void>;
}

interface Job extends PoolRequest {
  readonly rows: number;
  attempts: number;
  isOver: boolean;
  isAlone: boolean;
}
/** While one call computes, the next is already on its way. */
const callsAtOnce = 2;
const sweepMs = 25;
/** A request that itself ends processes must not end all of them. */
const mostAttempts = 3;
const defaultMemory = 8 * 1024 ** 3;

export function openVersionPool(
  world: PoolWorld,
  first: PlannedVersion,
  firstLimits: RouterPlan['limits'],
): VersionPool {
  let planned = first;
  let limits = firstLimits;
  let signature: Signature | null = null;
  let batches = false;
  let replicas: Replica[] = [];
  /** Every unfinished request in the order of arrival: the order of deadlines. */
  let live: Job[] = [];
  let queue: Job[] = [];
  let isScheduled = false;
  let isClosing = false;
  let drained: (() => void) | null = null;

  const end = (job: Job): boolean => {
    if (job.isOver) return false;
    job.isOver = true;
    return true;
  };
  const fail = (job: Job, error: TrainyardError): void => {
    if (end(job)) job.failed(error);
  };
  const schedule = (): void => {
    if (isScheduled || queue.length === 0) return;
    isScheduled = true;
    setImmediate(flush);
  };
  const flush = (): void => {
    isScheduled = false;
    while (queue.length > 0) {
      const replica = leastBusy(replicas);
      if (replica === null) return;
      const batch = takeBatch();
      if (batch.length > 0) call(replica, batch);
    }
  };
  const takeBatch = (): Job[] => {
    const batch: Job[] = [];
    let rows = 0;
    let taken = 0;
    for (const job of queue) {
      const [head] = batch;
      const fits =
        head === undefined ||
        (isMergeable(head) &&
          isMergeable(job) &&
          rows + job.rows <= limits.batchRows &&
          canMerge(head.inputs, job.inputs));
      if (!job.isOver && !fits) break;
      taken++;
      if (job.isOver) continue;
      batch.push(job);
      rows += job.rows;
    }
    queue = taken === queue.length ? [] : queue.slice(taken);
    return batch;
  };
  const isMergeable = (job: Job): boolean => batches && job.rows > 0 && !job.isAlone;

  const call = (replica: Replica, batch: Job[]): void => {
    const model = replica.model();
    if (model === null) {
      queue = [...batch, ...queue];
      return;
    }
    if (replica.calls === 0) replica.oldest = world.now();
    replica.calls++;
    for (const job of batch) job.attempts++;
    const over = (): void => {
      // Of a process that has been replaced meanwhile: the count began anew.
      if (replica.model() === model) {
        replica.calls--;
        replica.oldest = world.now();
        if (replica.isRetiring && replica.calls === 0) replica.retire();
      }
    };
    model.predict(mergeInputs(batch.map(job => job.inputs))).then(
      outputs => {
        over();
        deliver(batch, outputs);
        settle();
      },
      (error: unknown) => {
        over();
        if (isTrouble(error) && error.args.gone === 1) replica.forget(model);
        retry(batch, error);
        settle();
      },
    );
  };
  const deliver = (batch: readonly Job[], outputs: readonly Tensor[]): void => {
    const parts =
      batch.length === 1
        ? [outputs]
        : splitOutputs(
            outputs,
            batch.map(({ rows }) => rows),
          );
    if (parts === null) {
      batches = false;
      requeue(batch, true);
      return;
    }
    for (const [index, job] of batch.entries()) if (end(job)) job.done(parts[index] ?? []);
  };
  /** A process that went away is no fault of the request; one request's fault is not that of the others in its batch. */
  const retry = (batch: readonly Job[], error: unknown): void => {
    const told = isTrouble(error) ? error : trouble('model-failed', { reason: String(error) }, { cause: error });
    const isGone = told.args.gone === 1;
    if (batch.length > 1 && !isGone) {
      requeue(batch, true);
      return;
    }
    const canWait = (job: Job): boolean => !job.hasOther || replicas.some(isUsable);
    const again = isGone ? batch.filter(job => job.attempts < mostAttempts && canWait(job)) : [];
    requeue(again, false);
    for (const job of batch) if (!again.includes(job)) fail(job, told);
  };
  const requeue = (jobs: readonly Job[], alone: boolean): void => {
    for (const job of jobs) {
      if (!alone) continue;
      job.isAlone = true;
      job.attempts--;
    }
    queue = [...jobs.filter(({ isOver }) => !isOver), ...queue];
  };
  const settle = (): void => {
    if (queue.length > 0) flush();
    if (isClosing && live.every(({ isOver }) => isOver)) drained?.();
  };
  const sweep = (): void => {
    const now = world.now();
    let passed = 0;
    for (const job of live) {
      if (!job.isOver && job.deadline > now) break;
      passed++;
      // Nearly all of them are answered: no error is made for those.
      if (!job.isOver) fail(job, trouble('deadline-passed', { after: limits.deadline }));
    }
    if (passed > 0) live = live.slice(passed);
    for (const replica of replicas) {
      if (replica.calls === 0 || now - replica.oldest < limits.deadline) continue;
      world.say(`version ${planned.version}: a process has not answered for ${limits.deadline} ms and is ended`);
      replica.calls = 0;
      replica.kill();
    }
    if (passed > 0) settle();
  };
  const timer = setInterval(sweep, sweepMs);

  const changed = (): void => {
    for (const replica of replicas) {
      const model = replica.model();
      if (model === null || signature === model.signature) continue;
      signature = model.signature;
      batches = limits.batchRows > 1 && takesBatches(signature);
    }
    if (!replicas.some(isUsable)) {
      const leaving = queue.filter(({ hasOther }) => hasOther);
      queue = queue.filter(({ hasOther }) => !hasOther);
      for (const job of leaving) fail(job, trouble('not-ready', { version: planned.version }));
    }
    world.onChange();
    schedule();
  };
  const resize = (): void => {
    while (replicas.length < planned.replicas)
      replicas.push(
        startReplica({ ...world, planned, onChange: changed, open: signal => world.open(planned, signal) }),
      );
    const surplus = replicas.slice(planned.replicas);
    replicas = replicas.slice(0, planned.replicas);
    for (const replica of surplus) void closeIdle(replica, world);
  };
  resize();
  return {
    planned: () => planned,
    signature: () => signature,
    isReady: () => replicas.some(isUsable),
    wasReady: () => signature !== null,
    replicas: () => replicas,
    waiting: () => queue.length,
    submit(request) {
      if (isClosing) return request.failed(trouble('not-ready', { version: planned.version }));
      if (queue.length >= limits.queue) return request.failed(trouble('overloaded', { waiting: queue.length }));
      const job: Job = Object.assign(request, {
        rows: rowsOf(request.inputs),
        attempts: 0,
        isOver: false,
        isAlone: false,
      });
      live.push(job);
      queue.push(job);
      schedule();
    },
    change(next, nextLimits) {
      planned = next;
      limits = nextLimits;
      resize();
    },
    async close() {
      isClosing = true;
      if (live.some(({ isOver }) => !isOver)) await new Promise<void>(resolve => (drained = resolve));
      clearInterval(timer);
      await Promise.all(replicas.map(replica => replica.close()));
    },
  };
}

const isUsable = (replica: Replica): boolean => replica.model() !== null && !replica.isRetiring;

function leastBusy(replicas: readonly Replica[]): Replica | null {
  let best: Replica | null = null;
  for (const replica of replicas)
    if (isUsable(replica) && replica.calls < callsAtOnce && (best === null || replica.calls < best.calls))
      best = replica;
  return best;
}

async function closeIdle(replica: Replica, { sleep }: PoolWorld): Promise<void> {
  replica.isRetiring = true;
  const never = new AbortController().signal;
  while (replica.calls > 0) await sleep(sweepMs, never);
  await replica.close();
}

/** Replicas above their memory are started afresh, one after another. */
export function endLarge(pool: VersionPool, memoryOf: (pid: number) => number, limit = defaultMemory): void {
  const replicas = pool.replicas();
  if (replicas.some(({ isRetiring }) => isRetiring)) return;
  const large = replicas.find(replica => memoryOf(replica.model()?.pid ?? 0) > limit);
  large?.retire();
}
