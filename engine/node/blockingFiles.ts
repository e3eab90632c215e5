// Reading the file system without promises, for workers and processes that may block.
import { type BigIntStats, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BlockingFiles, FileStat } from '../ports.ts';

export const realBlockingFiles: BlockingFiles = {
  readText: path => orNull(() => readFileSync(path, 'utf8')),
  stat(path) {
    const stat = orNull(() => statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null);
    return stat && toFileStat(stat);
  },
  list(folder) {
    const entries = orNull(() => readdirSync(folder, { withFileTypes: true })) ?? [];
    return entries.map(entry => ({
      name: entry.name,
      kind: entry.isSymbolicLink()
        ? (realBlockingFiles.stat(join(folder, entry.name))?.kind ?? 'other')
        : entry.isFile()
          ? 'file'
          : entry.isDirectory()
            ? 'folder'
            : 'other',
    }));
  },
};

const toFileStat = (stat: BigIntStats): FileStat => ({
  kind: stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other',
  size: Number(stat.size),
  mtime: String(stat.mtimeNs),
  inode: String(stat.ino),
  mode: Number(stat.mode),
});

function orNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
