// Long work with an id that outlives connection and service: runs as the state store tells them, the rest as it goes.
import { randomBytes } from 'node:crypto';
import { isEnded, type PipelineRun } from '../engine/domain/run.ts';
import { isTrouble, trouble } from '../engine/errors.ts';
import type { StoredOperation } from '../engine/store/stateStore.ts';
import type { CleanRequest, Operation, RunRequest } from '../protocol/api.ts';
import type { RegisterRequest } from '../protocol/registryApi.ts';
import type { EventHub } from './eventHub.ts';
import type { ProjectCalls } from './projectCalls.ts';
import type { RegistryCalls } from './registryCalls.ts';
import type { Remote } from './workerCalls.ts';

export interface Operations {
  startRun(request: RunRequest): Promise<Operation>;
  clean(request: CleanRequest): Promise<Operation>;
  register(request: RegisterRequest): Promise<Operation>;
  cancel(id: string): Promise<Operation>;
  get(id: string): Promise<Operation>;
  /** Running ones and the newest ended ones. */
  list(): Promise<readonly Operation[]>;
  /** Work of a service that is gone cannot be going on; runs can, in their own processes. Call once at the start. */
  endAbandoned(): Promise<void>;
  /** Tells listeners what became of a run's operation. */
  runChanged(run: PipelineRun): Promise<void>;
}

interface OperationsOptions {
  readonly project: Remote<ProjectCalls>;
  readonly registry: Remote<RegistryCalls>;
  readonly hub: EventHub;
  readonly spawnRunner: (runId: string) => void;
  /** Trouble with work that goes on after its answer. */
  readonly report: (error: unknown) => void;
  readonly now?: () => number;
}

export function createOperations(options: OperationsOptions): Operations {
  const { project, registry, hub, spawnRunner, report, now = Date.now } = options;
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

  const end = async (operation: StoredOperation, how: Partial<StoredOperation>): Promise<void> => {
    publish(toOperation(await project.saveOperation({ ...operation, ...how, endedAt: now() }), null));
  };
  const carryOut = async (operation: StoredOperation, work: Work): Promise<void> => {
    try {
      await end(operation, { state: 'succeeded', ...(await work(operation.id)) });
    } catch (error) {
      const { code, args } = isTrouble(error) ? error : trouble('internal', { reason: String(error) });
      await end(operation, { state: code === 'cancelled' ? 'cancelled' : 'failed', trouble: { code, args } });
    }
  };
  /** Goes on after its answer. */
  const start = (kind: Operation['kind'], key: string, work: Work): Promise<Operation> =>
    once(key, async () => {
      const operation = await project.saveOperation(stored(kind, key, null));
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
    clean: ({ key, what }) => start('clean', key, async () => ({ result: { bytes: await project.clean(what) } })),
    register: ({ key, ...request }) =>
      start('register', key, async id => {
        const { model, version, hash } = await registry.register(request, id);
        hub.publish({ type: 'models-changed' });
        return { subject: `${model}/${version}`, result: { model, version, hash: hash ?? '' } };
      }),
    async cancel(id) {
      const operation = await find(id);
      if (operation.kind === 'run' && operation.subject !== null) await project.requestCancel(operation.subject);
      if (operation.kind === 'register') await registry.cancel(operation.id);
      return view(operation);
    },
    get: async id => view(await find(id)),
    list: async () => Promise.all((await project.operations(50)).map(view)),
    async endAbandoned() {
      const { code, args } = trouble('internal', { reason: 'the service ended in the middle of it; start it again' });
      for (const operation of await project.operations(50)) {
        if (operation.kind === 'run' || operation.state !== 'running') continue;
        await end(operation, { state: 'failed', trouble: { code, args } });
      }
    },
    async runChanged(run) {
      const operation = (await project.operations(200)).find(({ subject }) => subject === run.id);
      if (operation) publish(toOperation(operation, run));
    },
  };
}

/** What it made, once it is done. */
type Work = (id: string) => Promise<Pick<Partial<StoredOperation>, 'subject' | 'result'>>;

const kinds: readonly Operation['kind'][] = ['run', 'clean', 'register'];

/** A run's operation has the state of its run. */
function toOperation(operation: StoredOperation, run: PipelineRun | null): Operation {
  const { id, subject, trouble: failure, result } = operation;
  const kind = kinds.find(one => one === operation.kind) ?? 'run';
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
