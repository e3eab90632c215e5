// Any thrown value as a trouble with code and arguments.
import { isTrouble } from '../engine/errors.ts';
import type { Trouble } from '../protocol/api.ts';

/** Troubles that came over HTTP carry code and arguments on an error of another class. */
export function asTrouble(error: unknown): Trouble {
  if (isTrouble(error)) return { code: error.code, args: error.args };
  if (isTroubleLike(error)) return { code: error.code, args: error.args };
  return { code: 'internal', args: { reason: error instanceof Error ? error.message : String(error) } };
}

function isTroubleLike(error: unknown): error is Trouble {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('args' in error)) return false;
  return typeof error.code === 'string' && typeof error.args === 'object' && error.args !== null;
}
