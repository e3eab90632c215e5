// MLflow's REST API over the project's tracking store: finds the family that answers, and makes errors of MLflow's shape.
import type { TrackingStore } from '../trackingStore.ts';

export interface MlflowCall {
  readonly method: string;
  /** From `/api/…` on, or `/health`, `/version`. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly contentType: string;
  /** Whose token it was: null for the control token. */
  readonly caller: { readonly stageRunId: string | null; readonly parentRunId?: string };
}
export interface MlflowAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
}

export async function handleMlflow(_store: TrackingStore, call: MlflowCall): Promise<MlflowAnswer> {
  if (call.path === '/health') return { status: 200, headers: { 'content-type': 'text/plain' }, body: 'OK' };
  const error = { error_code: 'ENDPOINT_NOT_FOUND', message: `${call.method} ${call.path} is not served here.` };
  return { status: 404, headers: { 'content-type': 'application/json' }, body: JSON.stringify(error) };
}
