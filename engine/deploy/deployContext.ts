// Everything the deployments engine works with, passed from the process that hosts it.
import type { DeploymentId, Label, LoggedRequest } from '../domain/deployment.ts';
import type { ContentHash, Millis, ProjectPath, RunId } from '../domain/ids.ts';
import type { PackageManifest } from '../domain/modelPackage.ts';
import type { ModelRegistry } from '../domain/modelVersion.ts';
import type { Pipeline } from '../domain/pipeline.ts';
import type { PipelineRunState } from '../domain/run.ts';
import type { Ports } from '../ports.ts';
import type { AuditTrail } from '../store/auditTrail.ts';
import type { StateStore } from '../store/stateStore.ts';
import type { MonitorLook } from './monitors/monitorPorts.ts';
import type { Judge } from './rollout/judgePort.ts';
import type { RouterLink } from './routerLink.ts';

export type DeployPorts = Pick<Ports, 'files' | 'clock' | 'ids' | 'hasher' | 'log' | 'git'>;
export interface DeployContext {
  readonly ports: DeployPorts;
  /** Absolute real path of the project. */
  readonly root: string;
  readonly state: StateStore;
  readonly registry: ModelRegistry;
  readonly routers: RouterLink;
  readonly audit: AuditTrail;
  /** Reads a pipeline file; throws `pipeline-missing`, `pipeline-invalid`. */
  readonly loadPipeline: (file: string) => Promise<Pipeline>;
  /** Where a data set of the pipeline lies and its content now, read again only when it has changed; null when there is none. */
  readonly hashOfDataset: (
    pipeline: Pipeline,
    dataset: string,
  ) => Promise<{ readonly path: ProjectPath; readonly hash: ContentHash } | null>;
  /** The interpreter in which a Python package runs, its environment built first; null where the backend needs none. Throws `environment-failed`. */
  readonly interpreter: (request: InterpreterRequest) => Promise<string | null>;
  readonly judge: Judge;
  readonly logs: RequestLogs;
  /** How long a version may take to be ready, and a rollback to be verified; default two minutes. */
  readonly patience?: Millis;
  /** Statistics of monitors; `createEngine` joins them. */
  readonly monitors: MonitorLook;
  readonly retraining: Retraining;
  /** Called at named moments; tests of kills stop the process there. */
  readonly checkpoint?: (moment: DeployMoment) => Promise<void>;
}
/** The logged requests of deployments, and what turned out to be true of them. */
export interface RequestLogs {
  /** Newest first; copies of a shadow left out unless `mirrors`. */
  requests(
    deployment: DeploymentId,
    query: {
      readonly from?: Millis;
      readonly to?: Millis;
      readonly version?: number;
      readonly last?: number;
      readonly id?: string;
      readonly mirrors?: true;
    },
  ): Promise<readonly LoggedRequest[]>;
  /** Those of the requests of that time; the later of two about the same row wins. */
  labels(deployment: DeploymentId): Promise<readonly Label[]>;
  /** Null when there are none. */
  labelsToldAt(deployment: DeploymentId): Promise<Millis | null>;
}
export interface InterpreterRequest {
  /** Absolute folder of the package. */
  readonly folder: string;
  readonly manifest: PackageManifest;
  /** Of the window or shell that asked; empty for the service's own doing. */
  readonly env: Readonly<Record<string, string>>;
}
/** What retraining needs of runs and registration. Each call may be made again after a kill. */
export interface Retraining {
  /** Starts the pipeline; the same `id` again gives the run that was started for it. Throws what starting a run throws. */
  startRun(request: { readonly id: string; readonly pipeline: string; readonly why: string }): Promise<RunId>;
  /** Null when there is no such run. */
  runState(runId: RunId): PipelineRunState | null;
  /** Judges gates, packages, registers; returns the version's number. Throws `gates-failed` and others. */
  register(request: {
    readonly pipeline: string;
    readonly runId: RunId;
    readonly who: string;
    readonly why: string;
  }): Promise<number>;
}
/** Between these the controller may be killed without harm. */
export type DeployMoment =
  | 'rollout:saved'
  | 'plan:saved'
  | 'plan:applied'
  | 'state:saved'
  | 'alias:moved'
  | 'audit:written'
  | 'effect:removed';
