// A trouble that the service told, or that reaching it met: a code with arguments, made into words by `present`.
import type { Trouble } from '../protocol/api.ts';

export class ServiceTrouble extends Error implements Trouble {
  readonly code: string;
  readonly args: Trouble['args'];
  constructor(code: string, args: Trouble['args'] = {}, options?: { cause?: unknown }) {
    super(`${code} ${JSON.stringify(args)}`, options);
    this.name = 'ServiceTrouble';
    this.code = code;
    this.args = args;
  }
}

export const isServiceTrouble = (error: unknown, code?: string): error is ServiceTrouble =>
  error instanceof ServiceTrouble && (code === undefined || error.code === code);
