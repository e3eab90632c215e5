// What the service is started with.
import { parseArgs } from 'node:util';

export interface ServiceOptions {
  /** As given; made real later. */
  readonly root: string;
  /** Asked for by a person: taken or the start fails. */
  readonly port: number | null;
  readonly trust: 'trusted' | 'untrusted';
  /** Logs to standard error too and says its address there. */
  readonly foreground: boolean;
  /** A person asks for it: crashes of before do not count. */
  readonly afterCrashes: boolean;
  /** Milliseconds without clients, runs and requests after which it ends by itself. */
  readonly idleMs: number;
}

const tenMinutes = 600_000;

/** Throws a TypeError with a sentence for options that mean nothing. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): ServiceOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      root: { type: 'string' },
      port: { type: 'string' },
      trust: { type: 'string' },
      foreground: { type: 'boolean' },
      'after-crashes': { type: 'boolean' },
    },
  });
  if (values.root === undefined) throw new TypeError('--root is missing.');
  const port = values.port === undefined ? null : Number(values.port);
  if (port !== null && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new TypeError(`--port ${values.port} is not a port.`);
  }
  const idle = Number(env.TRAINYARD_IDLE_MS);
  return {
    root: values.root,
    port,
    trust: values.trust === 'untrusted' ? 'untrusted' : 'trusted',
    foreground: values.foreground === true,
    afterCrashes: values['after-crashes'] === true,
    idleMs: Number.isFinite(idle) && idle > 0 ? idle : tenMinutes,
  };
}
