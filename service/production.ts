// The service's side of models in production: moves deployments on every second and tells listeners what changed.
import type { Facts } from '../engine/domain/facts.ts';
import type { Log } from '../engine/ports.ts';
import type { DeploymentView, MonitorView } from '../protocol/deployApi.ts';
import type { DeployCalls, DeployNews } from './deployCalls.ts';
import type { EventHub } from './eventHub.ts';
import type { WorkEnd, WorkHandle } from './operations.ts';
import type { ProjectCalls } from './projectCalls.ts';
import type { Remote } from './workerCalls.ts';
import type { Workers } from './workers.ts';

type Calls = Remote<DeployCalls>;
export interface Production {
  /** Starts its worker when it is first used. */
  readonly calls: Calls;
  /** Something is served, rolled out, watched or retrained: the service has to stay. */
  readonly isNeeded: boolean;
  deployments(): Promise<readonly DeploymentView[]>;
  monitors(): Promise<readonly MonitorView[]>;
  facts(): Promise<Pick<Facts, 'targets' | 'signals'>>;
  /** Carries out an operation's work with its cancel and progress; tells afterwards what changed. */
  work(handle: WorkHandle, carryOut: (calls: Calls) => Promise<WorkEnd>): Promise<WorkEnd>;
  /** A change that takes no time. */
  change<A, T>(asked: A, carryOut: (calls: Calls, asked: A) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

interface ProductionOptions {
  readonly workers: Pick<Workers, 'deploy'>;
  readonly project: Remote<ProjectCalls>;
  readonly hub: EventHub;
  /** Nothing is moved on where nothing may be written. */
  readonly mayWrite: boolean;
  /** A pipeline run was queued by a retraining. */
  readonly onRunQueued: () => void;
  readonly log: Log;
}

const tickMs = 1_000;
const leastMs = 50;

export function createProduction(options: ProductionOptions): Production {
  const { workers, project, hub, mayWrite } = options;
  const progress = new Map<string, WorkHandle['progress']>();
  const calls = (): Calls =>
    workers.deploy(news => {
      const { operation, ...told } = news as DeployNews;
      progress.get(operation)?.(told);
    });
  const ticker = createTicker(options, calls);
  const hasAny = async (): Promise<boolean> => (await project.deploymentCount()) > 0;
  if (mayWrite)
    hasAny()
      .then(any => (any ? ticker.now() : undefined))
      .catch(error => options.log.write('error', 'deployments could not be looked at', { error }));
  return {
    get calls() {
      return calls();
    },
    get isNeeded() {
      return ticker.isNeeded;
    },
    deployments: async () => ((await hasAny()) ? calls().deployments() : []),
    monitors: async () => ((await hasAny()) ? calls().monitors() : []),
    facts: async () => ((await hasAny()) ? calls().facts() : {}),
    async work({ id, signal, progress: tell }, carryOut) {
      const cancel = (): void => void calls().cancelWork(id);
      signal.addEventListener('abort', cancel, { once: true });
      progress.set(id, tell);
      try {
        return await carryOut(calls());
      } finally {
        progress.delete(id);
        signal.removeEventListener('abort', cancel);
        hub.publish({ type: 'models-changed' });
        ticker.now();
      }
    },
    async change(asked, carryOut) {
      try {
        return await carryOut(calls(), asked);
      } finally {
        hub.publish({ type: 'models-changed' });
        ticker.now();
      }
    },
    stop: ticker.stop,
  };
}

/** Retraining goes on without its service: its operation looks at it again. Null for work that was lost. */
export function resumeWork(
  production: Production,
  { kind, subject }: { readonly kind: string; readonly subject: string | null },
): ((handle: WorkHandle) => Promise<WorkEnd>) | null {
  if (kind !== 'retrain' || subject === null) return null;
  return handle => production.work(handle, calls => calls.followRetrain(subject, handle.id));
}

interface Ticker {
  readonly isNeeded: boolean;
  /** At once rather than at the next second. */
  now(): void;
  /** After the turn under way. */
  stop(): Promise<void>;
}

function createTicker({ hub, mayWrite, onRunQueued, log }: ProductionOptions, calls: () => Calls): Ticker {
  let timer: NodeJS.Timeout | undefined;
  let turning: Promise<void> | null = null;
  let isAsked = false;
  let isStopped = !mayWrite;
  let isNeeded = false;
  let pause = tickMs;
  let trouble = '';

  const turn = async (): Promise<void> => {
    const changes = await calls().tick();
    for (const deployment of changes.deployments) hub.publish({ type: 'deployment', deployment });
    for (const id of changes.removed) hub.publish({ type: 'deployment-removed', id });
    for (const deployment of changes.monitors) hub.publish({ type: 'monitors-changed', deployment });
    for (const alert of changes.alerts) hub.publish({ type: 'alert', alert });
    if (changes.hasModelsChanged) hub.publish({ type: 'models-changed' });
    if (changes.hasQueuedRun) onRunQueued();
    isNeeded = changes.isNeeded;
    pause = Math.max(leastMs, changes.pause);
  };
  const safely = async (): Promise<void> => {
    try {
      await turn();
      trouble = '';
    } catch (error) {
      pause = tickMs;
      const text = String(error);
      if (text !== trouble && !isStopped) log.write('error', 'deployments could not be moved on', { error });
      trouble = text;
    }
  };
  const now = (): void => {
    isAsked = turning !== null;
    if (isStopped || turning !== null) return;
    clearTimeout(timer);
    turning = safely().finally(() => {
      turning = null;
      if (!isStopped && (isAsked || Number.isFinite(pause))) timer = setTimeout(now, isAsked ? 0 : pause);
    });
  };
  return {
    get isNeeded() {
      return isNeeded;
    },
    now,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await turning;
    },
  };
}
