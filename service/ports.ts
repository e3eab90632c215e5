// Takes a loopback port: the one asked for or fail, else last time's, else any free one.
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

/** Tries again and again with a server of its own until the port is free. */
export function keepTryingPort(makeServer: () => Server, port: number, onBack: () => void): { stop(): void } {
  const server = makeServer();
  let isStopped = false;
  const turn = async (): Promise<void> => {
    while (!isStopped) {
      if (await tryPort(server, port)) return onBack();
      await new Promise(done => setTimeout(done, retryMs));
    }
  };
  void turn();
  return {
    stop() {
      isStopped = true;
      server.close();
      server.closeAllConnections();
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
