// Processes on macOS and other Unix systems, from `ps`.
import { spawnSync } from 'node:child_process';

export const darwinProcesses = {
  startedAt(pid: number): number | null {
    const started = Date.parse(ps(pid, 'lstart='));
    return Number.isNaN(started) ? null : started;
  },
  isZombie: (pid: number): boolean => ps(pid, 'stat=').startsWith('Z'),
  /** `ps` counts in kilobytes. */
  memory: (pid: number): number => Number(ps(pid, 'rss=')) * 1024 || 0,
};

function ps(pid: number, column: string): string {
  const done = spawnSync('/bin/ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8', env: { LC_ALL: 'C' } });
  return (done.stdout ?? '').trim();
}
