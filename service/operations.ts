// Long work with an id that outlives connection and service: runs as the state store tells them, other work as it goes.
import { randomBytes } from 'node:crypto';
import { isEnded, type PipelineRun } from '../engine/domain/run.ts';
import { isTrouble, trouble } from '../engine/errors.ts';
import type { StoredOperation } from '../engine/store/stateStore.ts';
import type { CleanRequest, Operation, RunRequest } from '../protocol/api.ts';
import type { EventHub } from './eventHub.ts';
import type { ProjectCalls } from './projectCalls.ts';
import type { Remote } from './workerCalls.ts';

/** What work tells of itself while it goes on. */
export interface WorkHandle {
  /** Of the operation. */
  readonly id: string;
  /** Fires when a person cancels it. */
  readonly signal: AbortSignal;
  progress(progress: NonNullable<Operation['progress']>): void;
  /** What it makes is known before its end. */
  subject(id: string): Promise<void>;
}
export interface WorkEnd {
  readonly subject: string | null;
  readonly result: Operation['result'];
}
export interface Work {
  readonly kind: Exclude<Operation['kind'], 'run'>;
  readonly key: string;
  /** Known before the work begins. */
  readonly subject?: string;
  carryOut(handle: WorkHandle): Promise<WorkEnd>;
}
export interface Operations {
  startRun(request: RunRequest): Promise<Operation>;
  clean(request: CleanRequest): Promise<Operation>;
  /** Begins the work unless its key was used; the answer does not wait for its end. */
  begin(work: Work): Promise<Operation>;
  cancel(id: string): Promise<Operation>;
  get(id: string): Promise<Operation>;
  /** Running ones and the newest ended ones. */
  list(): Promise<readonly Operation[]>;
  /**
   * Work of a service that is gone cannot be going on, unless `resume` has something to carry on with by kind and subject;
   * runs can, in their own processes. Call once at the start.
   */
  endAbandoned(resume: (operation: StoredOperation) => Work['carryOut'] | null): Promise<void>;
  /** Tells listeners what became of a run's operation. */
  runChanged(run: PipelineRun): Promise<void>;
}

interface OperationsOptions {
  readonly project: Remote<ProjectCalls>;
  readonly hub: EventHub;
  readonly spawnRunner: (runId: string) => void;
  /** Trouble with work that goes on after its answer. */
  readonly report: (error: unknown) => void;
  readonly now?: () => number;
}

export function createOperations({ project, hub, spawnRunner, report, now = Date.now }: OperationsOptions): Operations {
  const pending = new Map<string, Promise<Operation>>();
  const live = new Map<string, LiveWork>();

  /** The same key twice is the same operation, even while the first is still being made. */
  const once = (key: string, make: () => Promise<Operation>): Promise<Operation> => {
    const already = pending.get(key);
    if (already) return already;
    const made = (async () => {
      const held = await project.operationByKey(key);
      return held === null ? make() : view(held);
    })().finally(() => pending.delete(key));
    pending.set(key, made);
    return made;
  };

  const stored = (kind: Operation['kind'], key: string, subject: string | null): StoredOperation => ({
    id: randomBytes(16).toString('hex'),
    key,
    kind,
    state: 'running',
    subject,
    trouble: null,
    result: null,
    createdAt: now(),
    endedAt: null,
  });

  const view = async (operation: StoredOperation): Promise<Operation> => {
    const run =
      operation.kind === 'run' && operation.subject !== null ? await project.pipelineRun(operation.subject) : null;
    return { ...toOperation(operation, run), ...progressOf(live.get(operation.id)) };
  };

  const publish = (operation: Operation): Operation => {
    hub.publish({ type: 'operation', operation });
    return operation;
  };

  const find = async (id: string): Promise<StoredOperation> => {
    const operation = await project.operation(id);
    if (operation === null) throw trouble('not-found', { what: 'operation', id });
    return operation;
  };

  const end = async (operation: StoredOperation, how: Partial<StoredOperation>): Promise<void> => {
    const ended = await project.saveOperation({ ...operation, ...how, endedAt: now() });
    live.delete(operation.id);
    publish(toOperation(ended, null));
  };
  const carryOut = async (first: StoredOperation, work: Pick<Work, 'carryOut'>): Promise<void> => {
    let operation = first;
    const cancel = new AbortController();
    const going: LiveWork = { cancel, progress: null };
    live.set(operation.id, going);
    const handle: WorkHandle = {
      id: operation.id,
      signal: cancel.signal,
      progress(progress) {
        going.progress = progress;
        if (live.has(operation.id)) publish({ ...toOperation(operation, null), progress });
      },
      async subject(subject) {
        operation = await project.saveOperation({ ...operation, subject });
      },
    };
    try {
      await end(operation, { state: 'succeeded', ...(await work.carryOut(handle)) });
    } catch (error) {
      const reason = isTrouble(error) ? error : trouble('internal', { reason: messageOf(error) });
      if (!isTrouble(error) || error.code === 'internal') report(error);
      const state = reason.code === 'cancelled' ? 'cancelled' : 'failed';
      await end(operation, { state, trouble: { code: reason.code, args: reason.args } });
    }
  };
  const begin = (work: Work): Promise<Operation> =>
    once(work.key, async () => {
      const operation = await project.saveOperation(stored(work.kind, work.key, work.subject ?? null));
      carryOut(operation, work).catch(report);
      return publish(toOperation(operation, null));
    });

  return {
    startRun: ({ key, ...request }) =>
      once(key, async () => {
        const operation = stored('run', key, null);
        const run = await project.createRun(request, operation);
        spawnRunner(run.id);
        hub.publish({ type: 'pipeline-run', run });
        return publish(toOperation({ ...operation, subject: run.id }, run));
      }),
    begin,
    clean: ({ key, what }) =>
      begin({
        ...{ kind: 'clean', key },
        carryOut: async () => ({ subject: null, result: { bytes: await project.clean(what) } }),
      }),
    async cancel(id) {
      const operation = await find(id);
      live.get(id)?.cancel.abort();
      if (operation.kind === 'run' && operation.subject !== null) await project.requestCancel(operation.subject);
      return view(operation);
    },
    get: async id => view(await find(id)),
    list: async () => Promise.all((await project.operations(50)).map(view)),
    async endAbandoned(resume) {
      const stopped = trouble('internal', { reason: 'the service ended during this work; start it again' });
      for (const operation of await project.operations(200)) {
        if (operation.kind === 'run' || operation.state !== 'running') continue;
        const carryOn = resume(operation);
        if (carryOn !== null) {
          carryOut(operation, { carryOut: carryOn }).catch(report);
          continue;
        }
        await end(operation, { state: 'failed', trouble: { code: stopped.code, args: stopped.args } });
      }
    },
    async runChanged(run) {
      const operation = (await project.operations(200)).find(({ subject }) => subject === run.id);
      if (operation) publish(toOperation(operation, run));
    },
  };
}

interface LiveWork {
  readonly cancel: AbortController;
  progress: Operation['progress'];
}
const progressOf = (work: LiveWork | undefined): Partial<Operation> =>
  work === undefined ? {} : { progress: work.progress };
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A run's operation has the state of its run. */
function toOperation(operation: StoredOperation, run: PipelineRun | null): Operation {
  const { id, subject, trouble: failure, result } = operation;
  const kind = operation.kind as Operation['kind'];
  if (run === null) return { id, kind, state: operation.state, subject, progress: null, trouble: failure, result };
  const done = run.stages.filter(stage => isEnded(stage.state)).length;
  const running = run.stages.filter(stage => stage.state === 'running').map(stage => stage.stage);
  const state = run.state === 'queued' ? 'running' : run.state;
  return {
    id,
    kind,
    state,
    subject,
    progress: { done, total: run.stages.length, message: running.join(', ') },
    trouble: failure,
    result,
  };
}
