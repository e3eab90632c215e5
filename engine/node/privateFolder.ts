// Folders and files that only their owner may read: tokens, run variables, built environments.
import { chmod, mkdir, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { trouble } from '../errors.ts';
import { realFiles } from './files.ts';

/** Makes the folder with mode 0700, or narrows one that is there. A folder of another person is refused. */
export async function preparePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const found = await stat(path);
  const { uid } = userInfo();
  if (uid >= 0 && found.uid !== uid) throw trouble('internal', { reason: `${path} belongs to another user` });
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) await chmod(path, 0o700);
}

/** Writes a file that only its owner may read, whole or not at all. */
export const writePrivateFile = (path: string, content: string): Promise<void> =>
  realFiles.writeAtomic(path, content, 0o600);
