// For tests of kills: stops the runner at named moments until it is killed or sent on.
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * `TRAINYARD_PAUSE_AT=<moment>[@<stage>],…` and `TRAINYARD_PAUSE_FILE=<path>`: on arriving there the file is written with the
 * process id, and the process waits until the file is removed. Null when nothing is asked for.
 */
export function runnerCheckpoint(
  env: NodeJS.ProcessEnv,
): ((moment: string, stage: string | null) => Promise<void>) | null {
  const { TRAINYARD_PAUSE_AT: wanted, TRAINYARD_PAUSE_FILE: file } = env;
  if (!wanted || !file) return null;
  const places = new Set(wanted.split(','));
  return async (moment, stage) => {
    if (!places.has(moment) && !places.has(`${moment}@${stage}`)) return;
    writeFileSync(file, String(process.pid));
    while (existsSync(file)) await wait(20);
  };
}
