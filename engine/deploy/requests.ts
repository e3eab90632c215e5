// What is asked of the deployments engine.
import type { Actor } from '../domain/deployment.ts';
import type { ProjectPath } from '../domain/ids.ts';

export interface DeployRequest {
  readonly pipeline: ProjectPath;
  readonly target: string;
  /** A number or an alias; absent: the newest version. */
  readonly version?: number | string | undefined;
  /** Leaves the steps out: all traffic as soon as the version is ready. */
  readonly now?: boolean | undefined;
  readonly by: Actor;
  readonly why: string;
  /** Variables of the window or shell that asks, for building a Python environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}
export interface ActRequest {
  readonly act: 'approve' | 'reject' | 'promote' | 'hold' | 'resume' | 'rollback' | 'stop' | 'start' | 'remove';
  /** For `rollback`. */
  readonly version?: number | undefined;
  readonly by: Actor;
  readonly why: string;
  /** The alert that asks, for a monitor's rollback. */
  readonly alert?: { readonly id: string; readonly signal: string };
}
