// What a family of MLflow's REST calls is: a list of routes, each a verb, a path and the function that answers.
import type { ArtifactPaths } from '../artifactPaths.ts';
import type { OpenTables, TrackingDatabase, TrackingPorts } from '../database/trackingDatabase.ts';
import type { Fields } from './fields.ts';
import type { Json } from './wire.ts';

export interface Caller {
  /** Whose token it was: null for the control token. */
  readonly stageRunId: string | null;
  /** The pipeline run of that stage. */
  readonly parentRunId?: string;
}
export interface MlflowRequest {
  readonly fields: Fields;
  /** What `:name` places of the path hold; a last `*name` holds the rest. */
  readonly params: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  readonly caller: Caller;
  readonly ports: TrackingPorts;
  readonly artifacts: ArtifactPaths;
  readonly database: TrackingDatabase;
  /** An empty database answers with nothing: what is not there is not found. */
  read<T>(work: (tables: OpenTables) => T): T;
  write<T>(work: (tables: OpenTables) => T): T;
}
/** JSON, or bytes with their type. */
export type MlflowReply = { readonly json: Json } | { readonly bytes: Uint8Array | string; readonly type: string };
export interface MlflowRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** After `/api/` or `/ajax-api/`, such as `2.0/mlflow/runs/:id`. */
  readonly path: string;
  answer(request: MlflowRequest): MlflowReply | Promise<MlflowReply>;
}

export const json = (value: Json): MlflowReply => ({ json: value });
/** The answer `{}`. */
export const done: MlflowReply = { json: {} };

type Answer = MlflowRoute['answer'];
export const get = (path: string, answer: Answer): MlflowRoute => ({ method: 'GET', path, answer });
export const post = (path: string, answer: Answer): MlflowRoute => ({ method: 'POST', path, answer });
export const put = (path: string, answer: Answer): MlflowRoute => ({ method: 'PUT', path, answer });
export const patch = (path: string, answer: Answer): MlflowRoute => ({ method: 'PATCH', path, answer });
export const remove = (path: string, answer: Answer): MlflowRoute => ({ method: 'DELETE', path, answer });
