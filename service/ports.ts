// Takes loopback ports: the one asked for or fail, else last time's, else any free one; and those that running stages know.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { trouble } from '../engine/errors.ts';

const host = '127.0.0.1';
const retryMs = 500;

/** Returns the port taken. Throws `port-taken` when `asked` is not free. */
export async function listen(server: Server, asked: number | null, last: number): Promise<number> {
  if (asked !== null) {
    if (await tryPort(server, asked)) return asked;
    throw trouble('port-taken', { port: asked });
  }
  if (last > 0 && (await tryPort(server, last))) return last;
  await tryPort(server, 0);
  return (server.address() as AddressInfo).port;
}

/** Tries again and again, each with a server of its own, until every port is ours. */
export function keepTryingPorts(
  makeServer: () => Server,
  ports: readonly number[],
  onBack: (port: number) => void,
): { stop(): void } {
  let isStopped = false;
  const servers = ports.map(port => {
    const server = makeServer();
    const turn = async (): Promise<void> => {
      if (isStopped) return;
      if (await tryPort(server, port)) return isStopped ? void server.close() : onBack(port);
      setTimeout(() => void turn(), retryMs);
    };
    void turn();
    return server;
  });
  return {
    stop() {
      isStopped = true;
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

function tryPort(server: Server, port: number): Promise<boolean> {
  return new Promise((done, failed) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      server.off('listening', onListening);
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') done(false);
      else failed(error);
    };
    const onListening = (): void => {
      server.off('error', onError);
      done(true);
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen({ host, port, exclusive: true });
  });
}
