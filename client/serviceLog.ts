// The service's own log file: where it is, and its last lines.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { serviceLogFile as logFileOf, privateHome, privatePaths } from '../protocol/privateFolder.ts';

/** Absolute; the file need not be there. */
export function serviceLogFile(root: string): string {
  const rootHash = createHash('sha256').update(root).digest('hex');
  return logFileOf(privatePaths(privateHome(process.env, homedir()), rootHash));
}

export async function lastLogLines(root: string, count: number): Promise<readonly string[]> {
  const text = await readFile(serviceLogFile(root), 'utf8').catch(() => '');
  return text
    .trimEnd()
    .split('\n')
    .filter(line => line !== '')
    .slice(-count);
}
