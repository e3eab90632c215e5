// What MLflow's rules refuse, with the code and words that its clients expect.
import { type TrainyardError, trouble } from '../../errors.ts';

/** Error codes of MLflow's REST API that are given here, with their HTTP status. */
export const mlflowStatus = {
  BAD_REQUEST: 400,
  INVALID_PARAMETER_VALUE: 400,
  RESOURCE_ALREADY_EXISTS: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  RESOURCE_DOES_NOT_EXIST: 404,
  ENDPOINT_NOT_FOUND: 404,
  INTERNAL_ERROR: 500,
  INVALID_STATE: 500,
  NOT_IMPLEMENTED: 501,
  TEMPORARILY_UNAVAILABLE: 503,
} as const;
export type MlflowCode = keyof typeof mlflowStatus;

export class MlflowError extends Error {
  readonly code: MlflowCode;
  /** What our own callers are told instead. */
  readonly trouble: TrainyardError;
  constructor(code: MlflowCode, message: string, own: TrainyardError = trouble('bad-request', { reason: message })) {
    super(message);
    this.name = 'MlflowError';
    this.code = code;
    this.trouble = own;
  }
}
export const invalid = (message: string): MlflowError => new MlflowError('INVALID_PARAMETER_VALUE', message);
export const missing = (message: string): MlflowError => new MlflowError('RESOURCE_DOES_NOT_EXIST', message);
