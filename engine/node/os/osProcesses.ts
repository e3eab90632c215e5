// What platforms tell differently about processes, chosen once.
import { darwinProcesses } from './darwin.ts';
import { linuxProcesses } from './linux.ts';
import { windowsProcesses } from './windows.ts';

export interface OsProcesses {
  /** UTC milliseconds; null when there is no such process or the platform does not tell. */
  startedAt(pid: number): number | null;
  /** True for a process that ended and whose parent has not looked yet. */
  isZombie(pid: number): boolean;
  /** Resident memory in bytes; 0 where unknown. */
  memory(pid: number): number;
}

export const osProcesses: OsProcesses =
  process.platform === 'linux' ? linuxProcesses : process.platform === 'win32' ? windowsProcesses : darwinProcesses;
