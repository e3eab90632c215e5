// Ports that stages of unfinished runs still call: tried until they are back, said in the notices meanwhile.
import type { Server } from 'node:http';
import { trouble } from '../engine/errors.ts';
import type { Log } from '../engine/ports.ts';
import type { Trouble } from '../protocol/api.ts';
import { keepTryingPorts } from './ports.ts';

export interface LostPorts {
  /** Those that running stages know besides the service's own, whether they are back or not. */
  readonly ports: readonly number[];
  /** No stage needs them any more: what is not back is given up. */
  forget(): void;
  stop(): void;
}
interface LostPortsOptions {
  readonly wanted: readonly number[];
  readonly makeServer: () => Server;
  readonly notices: Trouble[];
  readonly log: Log;
}

/** A port that is free at once is no news. */
const patienceMs = 1_500;

export function regainPorts({ wanted, makeServer, notices, log }: LostPortsOptions): LostPorts {
  const missing = new Set(wanted);
  const told = new Map<number, Trouble>();
  const takeBack = (port: number): void => {
    missing.delete(port);
    const notice = told.get(port);
    told.delete(port);
    if (notice === undefined) return;
    notices.splice(notices.indexOf(notice), 1);
    log.write('info', `port ${port} is back`);
  };
  const trying = keepTryingPorts(makeServer, wanted, takeBack);
  const timer = setTimeout(() => {
    for (const port of missing) {
      const notice = trouble('port-taken', { port });
      const { code, args } = notice;
      told.set(port, { code, args });
      notices.push(told.get(port) ?? { code, args });
      log.write('warn', notice.message);
    }
  }, patienceMs);
  return {
    ports: wanted,
    forget() {
      if (missing.size === 0) return;
      for (const port of [...missing]) takeBack(port);
      clearTimeout(timer);
      trying.stop();
    },
    stop() {
      clearTimeout(timer);
      trying.stop();
    },
  };
}
