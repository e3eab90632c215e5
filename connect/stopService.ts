// Ends the project's service; runs go on, and the next service takes them over.
import { setTimeout as wait } from 'node:timers/promises';
import { type FoundService, findService } from './findService.ts';
import { ServiceTrouble } from './serviceTrouble.ts';
import { logFileOf, pathsOf, type ServiceTarget } from './target.ts';

const goneMs = 10_000;

/** False when none ran. Throws `service-unreachable` when it does not end. */
export async function stopService(target: ServiceTarget, how: 'stop' | 'hand-over' = 'stop'): Promise<boolean> {
  const found = await findService(target);
  if (found === null) return false;
  await endService(target, found, how);
  return true;
}

export async function endService(
  target: ServiceTarget,
  { url, token, pid }: FoundService,
  how: 'stop' | 'hand-over',
): Promise<void> {
  const reply = await fetch(`${url}/v1/${how}`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  await reply.body?.cancel();
  const end = Date.now() + goneMs;
  while (Date.now() < end) {
    if (!isAlive(pid)) return;
    await wait(50);
  }
  throw new ServiceTrouble('service-unreachable', {
    reason: `process ${pid} does not end`,
    log: logFileOf(pathsOf(target)),
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
