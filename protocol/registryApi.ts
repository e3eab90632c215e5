// The part of the HTTP API about registered models, their versions and gates.
import * as v from 'valibot';
import type { Gate, GateVerdict } from '../engine/domain/gate.ts';
import type { RegisteredModel } from '../engine/domain/modelVersion.ts';
import { ids } from './checks.ts';

const key = ids.idempotencyKey;
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(250));

/** `GET /v1/models` */
export type ModelList = readonly RegisteredModel[];

/** `GET /v1/gates`: the gates of every pipeline and what they say of its last finished run. */
export interface GateView {
  readonly pipeline: string;
  readonly gate: Gate;
  /** Offsets of its name in the pipeline file. */
  readonly range: { readonly start: number; readonly end: number };
  /** Whether the model section requires it. */
  readonly isRequired: boolean;
  /** Null while no run has finished. */
  readonly verdict: GateVerdict | null;
}

/** `POST /v1/models/register`: judges the gates, packages and registers; operation of kind `register`, its subject `model/version`. */
export const registerRequest = v.object({
  key,
  pipeline: ids.projectPath,
  /** Default: the last pipeline run that succeeded. */
  runId: v.optional(ids.hex32),
  description: v.optional(v.pipe(v.string(), v.maxLength(5_000))),
  /** Set besides the alias that the pipeline names. */
  alias: v.optional(v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/))),
});
export type RegisterRequest = v.InferOutput<typeof registerRequest>;

/** `POST /v1/models/alias`: sets it, or takes it away with a null version. Answers with the models. */
export const aliasRequest = v.object({
  key,
  model: name,
  alias: v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/)),
  version: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
export type AliasRequest = v.InferOutput<typeof aliasRequest>;
