// Counts how often the service ended without saying goodbye: three times in five minutes, and it is not started again.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { trouble } from '../engine/errors.ts';
import { type PrivatePaths, serviceLogFile } from '../protocol/privateFolder.ts';

const windowMs = 300_000;
const limit = Number(process.env.TRAINYARD_CRASH_LIMIT ?? 3);

const markOf = (paths: PrivatePaths): string => `${paths.project}/running`;
const listOf = (paths: PrivatePaths): string => `${paths.project}/crashes.json`;

/** A person asks for a new start: crashes of before no longer count. */
export function forgetCrashes(paths: PrivatePaths): void {
  for (const file of [markOf(paths), listOf(paths)]) rmSync(file, { force: true });
}

/** Throws `service-crashing` when the last ones are too close together. Call once the lock is held. */
export function noteStart(paths: PrivatePaths, now = Date.now()): void {
  const recent = readCrashes(paths).filter(time => now - time < windowMs);
  if (existsSync(markOf(paths))) recent.push(now);
  writeFileSync(listOf(paths), JSON.stringify(recent));
  if (recent.length >= limit) {
    rmSync(markOf(paths), { force: true });
    throw trouble('service-crashing', { count: recent.length, log: serviceLogFile(paths) });
  }
  writeFileSync(markOf(paths), String(process.pid));
}

export const noteEnd = (paths: PrivatePaths): void => rmSync(markOf(paths), { force: true });

function readCrashes(paths: PrivatePaths): number[] {
  if (!existsSync(listOf(paths))) return [];
  try {
    const list: unknown = JSON.parse(readFileSync(listOf(paths), 'utf8'));
    return Array.isArray(list) ? list.filter(time => typeof time === 'number') : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
