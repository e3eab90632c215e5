// Ends the project's service; runs go on in their own processes and are adopted by the next one.
import { setTimeout as wait } from 'node:timers/promises';
import { callService, LineError } from './callService.ts';
import type { FoundService } from './findService.ts';
import { findAt, isAlive } from './findService.ts';
import { findPlace, type ProjectOptions, type ProjectPlace } from './projectPlace.ts';
import { unreachable } from './serviceError.ts';

const patienceMs = 10_000;

/** False when there was none. Resolves when its process has ended. */
export async function stopService(options: ProjectOptions): Promise<boolean> {
  const place = await findPlace(options);
  const found = await findAt(place);
  if (found === null) return false;
  await endService(place, found, '/v1/stop');
  return true;
}

/** Resolves when its process has ended. Asked to hand over, it makes way for another version and is not started again at once. */
export async function endService(
  place: ProjectPlace,
  found: Pick<FoundService, 'port' | 'token' | 'pid'>,
  path: '/v1/stop' | '/v1/hand-over',
): Promise<void> {
  try {
    await callService(found, { method: 'POST', path, trust: 'trusted', timeoutMs: patienceMs });
  } catch (error) {
    // It may be gone before its answer arrives: that is what was asked for.
    if (!(error instanceof LineError)) throw error;
  }
  const since = performance.now();
  while (isAlive(found.pid)) {
    if (performance.now() - since > patienceMs) throw unreachable(`process ${found.pid} does not end`, place.logFile);
    await wait(25);
  }
}
