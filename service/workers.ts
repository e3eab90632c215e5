// The worker threads of the service: one for the project's pipelines and runs, one for tracking, one for deployments.
import type { PrivatePaths } from '../protocol/privateFolder.ts';
import type { DeployCalls } from './deployCalls.ts';
import type { ProjectCalls } from './projectCalls.ts';
import type { TrackingCalls } from './trackingCalls.ts';
import { type Remote, startWorker, type WorkerData, type WorkerKind } from './workerCalls.ts';

export interface Workers {
  readonly project: Remote<ProjectCalls>;
  readonly tracking: Remote<TrackingCalls>;
  /** Started when it is first asked for. `onNews` is that of the first call. */
  deploy(onNews: (news: unknown) => void): Remote<DeployCalls>;
  stop(): Promise<void>;
}
interface WorkersOptions {
  readonly root: string;
  readonly paths: PrivatePaths;
  readonly entry: string;
  readonly isView: boolean;
  readonly onDeath: (error: Error) => void;
}

export function openWorkers({ root, paths, entry, isView, onDeath }: WorkersOptions): Workers {
  const data = (kind: WorkerKind): WorkerData => ({ kind, root, paths, entry, access: isView ? 'read' : 'write' });
  const project = startWorker<ProjectCalls>(data('project'), { onDeath });
  const tracking = startWorker<TrackingCalls>(data('tracking'), { onDeath });
  let deploy: ReturnType<typeof startWorker<DeployCalls>> | null = null;
  return {
    project: project.calls,
    tracking: tracking.calls,
    deploy(onNews) {
      deploy ??= startWorker<DeployCalls>(data('deploy'), { onDeath, onNews });
      return deploy.calls;
    },
    stop: async () => void (await Promise.all([project, tracking, deploy].map(worker => worker?.stop()))),
  };
}
