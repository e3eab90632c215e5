// For runners: makes sure that a service answers on the project's port while stages run, and knows their tokens.
import { setTimeout as wait } from 'node:timers/promises';
import { realProcesses } from '../engine/node/processes.ts';
import { type PrivatePaths, type ServiceFile, serviceLogFile } from '../protocol/privateFolder.ts';
import { readServiceFile } from './projectFolder.ts';
import type { ServiceAccess } from './runnerMain.ts';
import { startOwn } from './startOwn.ts';
import { trackingToken } from './tokens.ts';

const readyMs = 10_000;
const helloMs = 2_000;
const handOverMs = 8_000;

/** Null when it does not come up in time: stages then run without its address. */
export async function ensureService(root: string, paths: PrivatePaths, entry: string): Promise<ServiceAccess | null> {
  const end = Date.now() + readyMs;
  let isStarted = false;
  while (Date.now() < end) {
    const file = readServiceFile(paths);
    if (file !== null && (await answers(file, root))) return access(file);
    if (!isStarted && (file === null || (!realProcesses.isAlive(file.pid) && !makesWay(file)))) {
      startOwn({
        entry,
        args: ['service', '--root', root],
        root,
        logFile: serviceLogFile(paths),
        onError: () => undefined,
      });
      isStarted = true;
    }
    await wait(150);
  }
  return null;
}

/** Another version is about to take over: starting this one again would be in its way. */
const makesWay = ({ handedOverAt = 0 }: ServiceFile): boolean => Date.now() - handedOverAt < handOverMs;

const access = ({ port, secret }: ServiceFile): ServiceAccess => ({
  port,
  trackingToken: stageRunId => trackingToken(secret, stageRunId),
});

/** The token is told to the process that wrote it alone, not to whoever took the port of a service that is gone. */
async function answers({ port, token, pid }: ServiceFile, root: string): Promise<boolean> {
  if (!realProcesses.isAlive(pid)) return false;
  try {
    const reply = await fetch(`http://127.0.0.1:${port}/v1/hello`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(helloMs),
    });
    const said: unknown = await reply.json();
    return typeof said === 'object' && said !== null && 'root' in said && said.root === root;
  } catch {
    // Nobody there, or somebody who speaks otherwise: not our service.
    return false;
  }
}
