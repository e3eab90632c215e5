// A trouble that came from the service or from looking for it: told apart by `code`, its words are made in `present`.
import type { Trouble } from '../protocol/api.ts';

export class ServiceError extends Error {
  readonly code: string;
  readonly args: Trouble['args'];
  constructor({ code, args }: Trouble, options?: { cause?: unknown }) {
    super(`${code} ${JSON.stringify(args)}`, options);
    this.name = 'ServiceError';
    this.code = code;
    this.args = args;
  }
}

export const isServiceError = (error: unknown, code: string): error is ServiceError =>
  error instanceof ServiceError && error.code === code;

export const unreachable = (reason: string, log: string, cause?: unknown): ServiceError =>
  new ServiceError({ code: 'service-unreachable', args: { reason, log } }, { cause });

export const cancelled = (): ServiceError => new ServiceError({ code: 'cancelled', args: {} });
