// Long work with an id that outlives connection and service: runs as the state store tells them, cleaning as it goes.
import { randomBytes } from 'node:crypto';
import { isEnded, type PipelineRun } from '../engine/domain/run.ts';
import { isTrouble, trouble } from '../engine/errors.ts';
import type { StoredOperation } from '../engine/store/stateStore.ts';
import type { CleanRequest, Operation, RunRequest } from '../protocol/api.ts';
import type { EventHub } from './eventHub.ts';
import type { ProjectCalls } from './projectCalls.ts';
import type { Remote } from './workerCalls.ts';

export interface Operations {
  startRun(request: RunRequest): Promise<Operation>;
  clean(request: CleanRequest): Promise<Operation>;
  cancel(id: string): Promise<Operation>;
  get(id: string): Promise<Operation>;
  /** Running ones and the newest ended ones. */
  list(): Promise<readonly Operation[]>;
  /** Tells listeners what became of a run's operation. */
  runChanged(run: PipelineRun): Promise<void>;
}

interface OperationsOptions {
  readonly project: Remote<ProjectCalls>;
  readonly hub: EventHub;
  readonly spawnRunner: (runId: string) => void;
  readonly now?: () => number;
}

export function createOperations({ project, hub, spawnRunner, now = Date.now }: OperationsOptions): Operations {
  const pending = new Map<string, Promise<Operation>>();

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
    return toOperation(operation, run);
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

  const carryOutClean = async (operation: StoredOperation, what: CleanRequest['what']): Promise<void> => {
    try {
      const bytes = await project.clean(what);
      publish(
        toOperation(
          await project.saveOperation({ ...operation, state: 'succeeded', result: { bytes }, endedAt: now() }),
          null,
        ),
      );
    } catch (error) {
      const reason = isTrouble(error)
        ? { code: error.code, args: error.args }
        : { code: 'internal' as const, args: { reason: String(error) } };
      publish(
        toOperation(
          await project.saveOperation({ ...operation, state: 'failed', trouble: reason, endedAt: now() }),
          null,
        ),
      );
    }
  };

  return {
    startRun: ({ key, ...request }) =>
      once(key, async () => {
        const run = await project.createRun(request);
        const operation = await project.saveOperation(stored('run', key, run.id));
        spawnRunner(run.id);
        hub.publish({ type: 'pipeline-run', run });
        return publish(toOperation(operation, run));
      }),
    clean: ({ key, what }) =>
      once(key, async () => {
        const operation = await project.saveOperation(stored('clean', key, null));
        void carryOutClean(operation, what);
        return publish(toOperation(operation, null));
      }),
    async cancel(id) {
      const operation = await find(id);
      if (operation.kind === 'run' && operation.subject !== null) await project.requestCancel(operation.subject);
      return view(operation);
    },
    get: async id => view(await find(id)),
    list: async () => Promise.all((await project.operations(50)).map(view)),
    async runChanged(run) {
      const operation = (await project.operations(200)).find(({ subject }) => subject === run.id);
      if (operation) publish(toOperation(operation, run));
    },
  };
}

/** A run's operation has the state of its run. */
function toOperation(operation: StoredOperation, run: PipelineRun | null): Operation {
  const { id, subject, trouble: failure, result } = operation;
  const kind = operation.kind === 'clean' ? 'clean' : 'run';
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
