// Connects to the project's service, starting it on first need and raising it from view mode when trust was granted.
import { type Connection, openConnection } from './connection.ts';
import { type FoundService, findService } from './findService.ts';
import { ServiceTrouble } from './serviceTrouble.ts';
import { startService } from './startService.ts';
import { endService } from './stopService.ts';
import { type ConnectOptions, logFileOf, pathsOf } from './target.ts';

export type { Connection, ConnectOptions };

/**
 * A service of another major version is returned as it is (`isForeign`): offer `handOver()` and connect again.
 * Throws `service-unreachable` and what `startService` throws.
 */
export async function connectProject(options: ConnectOptions): Promise<Connection> {
  const found = await findService(options);
  if (found !== null && !isBelowTrust(found, options)) return openConnection(options, found, options.trust);
  if (options.start === undefined) {
    if (found !== null) return openConnection(options, found, options.trust);
    throw new ServiceTrouble('service-unreachable', { reason: 'none is running', log: logFileOf(pathsOf(options)) });
  }
  if (found !== null) {
    options.log?.write('info', 'the workspace is trusted now: the service starts again with full access');
    await endService(options, found, 'hand-over');
  }
  const started = await startService({ ...options, start: options.start });
  options.log?.write('info', `service ${started.hello.version} at ${started.url}, process ${started.pid}`);
  return openConnection(options, started, options.trust);
}

const isBelowTrust = ({ hello }: FoundService, { trust }: ConnectOptions): boolean =>
  hello.mode === 'view' && trust === 'trusted';
