// What the service tells without being asked: server-sent events with a number that only grows.
import * as v from 'valibot';
import type { Deployment } from '../engine/domain/deployment.ts';
import type { Alert } from '../engine/domain/monitor.ts';
import type { PipelineRun } from '../engine/domain/run.ts';
import type { Operation } from './api.ts';

/**
 * `GET /v1/events?after=SEQ`, `text/event-stream`: each event is `id: SEQ`, `data: JSON`; a comment line every 15 s as heartbeat.
 * When events after SEQ are no longer kept the first one is `reset`: take a snapshot and go on from its number.
 */
export type ServiceEvent = { readonly seq: number } & (
  | { readonly type: 'reset' }
  | { readonly type: 'pipeline-run'; readonly run: PipelineRun }
  | { readonly type: 'operation'; readonly operation: Operation }
  /** Pipeline files, their inputs or outputs changed: ask again. */
  | { readonly type: 'pipelines-changed'; readonly files: readonly string[] }
  /** Runs or metrics changed; empty: anything may have. */
  | { readonly type: 'runs-changed'; readonly runIds: readonly string[] }
  /** Registered models, versions, aliases or verdicts changed: ask again. */
  | { readonly type: 'models-changed' }
  /** A deployment moved: its rollout, its versions, its state. Counts alone are no event. */
  | { readonly type: 'deployment'; readonly deployment: Deployment }
  | { readonly type: 'deployment-removed'; readonly id: string }
  /** A monitor has looked, or its alerts changed: ask again. */
  | { readonly type: 'monitors-changed'; readonly deployment: string }
  | { readonly type: 'alert'; readonly alert: Alert }
  | { readonly type: 'log'; readonly runId: string; readonly stage: string; readonly size: number }
  | { readonly type: 'stopping'; readonly reason: 'idle' | 'asked' | 'hand-over' }
);
export type ServiceEventBody = ServiceEvent extends infer E
  ? E extends { seq: number }
    ? Omit<E, 'seq'>
    : never
  : never;

/** Checks the frame only; bodies are ours and typed. */
export const eventFrame = v.looseObject({ seq: v.number(), type: v.string() });
