// For tests of kills: stops the runner at a named moment until it is killed.
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * `TRAINYARD_PAUSE_AT=<moment>[@<stage>]` and `TRAINYARD_PAUSE_FILE=<path>`: on arriving there the file is written with the
 * process id, and the process waits. Null when nothing is asked for.
 */
export function runnerCheckpoint(
  env: NodeJS.ProcessEnv,
): ((moment: string, stage: string | null) => Promise<void>) | null {
  const { TRAINYARD_PAUSE_AT: wanted, TRAINYARD_PAUSE_FILE: file } = env;
  if (!wanted || !file) return null;
  return async (moment, stage) => {
    if (wanted !== moment && wanted !== `${moment}@${stage}`) return;
    writeFileSync(file, String(process.pid));
    await wait(60 * 60_000);
  };
}
