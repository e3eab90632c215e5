// Processes on Linux, from /proc.
import { readFileSync } from 'node:fs';

/** Linux counts start times in hundredths of a second since boot on every architecture (USER_HZ). */
const ticksPerSecond = 100;

export const linuxProcesses = {
  startedAt(pid: number): number | null {
    const fields = statFields(pid);
    const uptime = readProc('/proc/uptime');
    if (fields === null || uptime === null) return null;
    const bootedAt = Date.now() - Number(uptime.split(' ')[0]) * 1000;
    return Math.round(bootedAt + (Number(fields[19]) / ticksPerSecond) * 1000);
  },
  isZombie: (pid: number): boolean => ['Z', 'X'].includes(statFields(pid)?.[0] ?? ''),
  memory(pid: number): number {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readProc(`/proc/${pid}/status`) ?? '')?.[1];
    return Number(kilobytes ?? 0) * 1024;
  },
};

/** Fields of /proc/<pid>/stat from the third on: the second, the name, may hold spaces and brackets. */
function statFields(pid: number): readonly string[] | null {
  const text = readProc(`/proc/${pid}/stat`);
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function readProc(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process ended, or /proc hides it.
    return null;
  }
}
