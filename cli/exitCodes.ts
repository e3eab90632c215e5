// What the process tells its caller, the same for every verb.
import { type ErrorCode, errorSpecs } from '../engine/errors.ts';

export const exitCodes = { done: 0, failed: 1, wrongUse: 2, ourFault: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const wrongUse: readonly ErrorCode[] = [
  'bad-request',
  'not-found',
  'no-project',
  'path-outside',
  'pipeline-missing',
  'stage-unknown',
  'model-unknown',
  'version-unknown',
  'target-unknown',
  'monitor-missing',
  'request-unknown',
];
const ourFault: readonly ErrorCode[] = [
  'internal',
  'runtime-missing',
  'service-crashing',
  'service-unreachable',
  'service-version',
  'store-corrupt',
  'unauthorized',
];

/** Troubles of the project and its commands are 1; wrong names are 2; what we broke is 3, unknown codes included. */
export function exitCodeOf(code: string): ExitCode {
  if (isOneOf(wrongUse, code)) return exitCodes.wrongUse;
  return isOneOf(ourFault, code) || !Object.hasOwn(errorSpecs, code) ? exitCodes.ourFault : exitCodes.failed;
}
const isOneOf = (codes: readonly string[], code: string): boolean => codes.includes(code);
