// The real clock, and random ids.
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { trouble } from '../errors.ts';
import type { Clock, Ids } from '../ports.ts';

/** `sleep` throws `cancelled` when its signal is aborted. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, signal ? { signal } : {});
    } catch (cause) {
      throw trouble('cancelled', {}, { cause });
    }
  },
};

export const randomIds: Ids = { next: () => randomBytes(16).toString('hex') };
