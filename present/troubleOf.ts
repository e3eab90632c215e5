// Any thrown value as a trouble: code and arguments, whichever process or class it came from.
import type { Trouble } from '../protocol/api.ts';

/** Null for an error nobody foresaw. */
export function troubleOf(error: unknown): Trouble | null {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('args' in error)) return null;
  const { code, args } = error;
  // System errors have a code too, but no arguments.
  return typeof code === 'string' && typeof args === 'object' && args !== null
    ? { code, args: args as Trouble['args'] }
    : null;
}

/** Errors nobody foresaw are internal ones, with their message as the reason. */
export const asTrouble = (error: unknown): Trouble =>
  troubleOf(error) ?? {
    code: 'internal',
    args: { reason: error instanceof Error ? error.message : String(error) },
  };
