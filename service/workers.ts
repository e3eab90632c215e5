// The worker threads of the service: one for the project's pipelines and runs, one for tracking, one for the registry.
import type { PrivatePaths } from '../protocol/privateFolder.ts';
import type { ProjectCalls } from './projectCalls.ts';
import type { RegistryCalls } from './registryCalls.ts';
import type { TrackingCalls } from './trackingCalls.ts';
import { type Remote, startWorker, type WorkerKind } from './workerCalls.ts';

export interface Workers {
  readonly project: Remote<ProjectCalls>;
  readonly tracking: Remote<TrackingCalls>;
  readonly registry: Remote<RegistryCalls>;
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
  const data = (kind: WorkerKind) => ({ kind, root, paths, access: isView ? ('read' as const) : ('write' as const) });
  const project = startWorker<ProjectCalls>(entry, data('project'), onDeath);
  const tracking = startWorker<TrackingCalls>(entry, data('tracking'), onDeath);
  const registry = startWorker<RegistryCalls>(entry, data('registry'), onDeath);
  return {
    project: project.calls,
    tracking: tracking.calls,
    registry: registry.calls,
    stop: async () => void (await Promise.all([project.stop(), tracking.stop(), registry.stop()])),
  };
}
