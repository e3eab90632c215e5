// Processes on Windows, where nothing is run yet: start times stay unknown.

export const windowsProcesses = {
  startedAt: (_pid: number): number | null => null,
  isZombie: (_pid: number): boolean => false,
  memory: (_pid: number): number => 0,
};
