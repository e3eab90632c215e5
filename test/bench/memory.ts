// What a process holds in memory, as the system counts it.
import { execFileSync } from 'node:child_process';

/** Resident set in megabytes. */
export const residentMegabytes = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim()) / 1024;
