// The real file system: atomic writes, reflink copies, missing files as null.
import { randomBytes } from 'node:crypto';
import { type BigIntStats, constants, type Dirent } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStat, Files } from '../ports.ts';
import { isNetworkType } from './os/fileSystems.ts';

export const realFiles: Files = {
  read: path => orNull(fs.readFile(path)),
  readText: path => orNull(fs.readFile(path, 'utf8')),
  writeAtomic,
  append: async (path, content) => {
    await fs.appendFile(path, content);
  },
  async appendDurably(path, content) {
    const file = await fs.open(path, 'a');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  async createNew(path, content) {
    await fs.mkdir(dirname(path), { recursive: true });
    try {
      await fs.writeFile(path, content, { flag: 'wx' });
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    }
  },
  async stat(path) {
    const stat = await orNull(fs.stat(path, { bigint: true }));
    return stat && toFileStat(stat);
  },
  async list(folder) {
    const entries = (await orNull(fs.readdir(folder, { withFileTypes: true }))) ?? [];
    return Promise.all(
      entries.map(async entry => ({
        name: entry.name,
        kind: await entryKind(folder, entry),
        isLink: entry.isSymbolicLink(),
      })),
    );
  },
  async makeFolder(path, mode) {
    await fs.mkdir(path, { recursive: true, ...(mode === undefined ? {} : { mode }) });
    if (mode !== undefined) await fs.chmod(path, mode);
  },
  remove: path => fs.rm(path, { recursive: true, force: true, maxRetries: 3 }),
  rename: (from, to) => fs.rename(from, to),
  async copy(from, to) {
    await fs.mkdir(dirname(to), { recursive: true });
    await fs.copyFile(from, to, constants.COPYFILE_FICLONE);
  },
  sync: syncPath,
  realPath: path => orNull(fs.realpath(path)),
  readSlice,
  isNetwork: async path => isNetworkType((await fs.statfs(path)).type),
};

async function writeAtomic(path: string, content: string | Uint8Array, mode?: number): Promise<void> {
  const folder = dirname(path);
  await fs.mkdir(folder, { recursive: true });
  const beside = join(folder, `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await fs.open(beside, 'wx', mode ?? 0o666);
    try {
      // The mask of the process takes bits away from the mode of a new file.
      if (mode !== undefined) await file.chmod(mode);
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.rename(beside, path);
  } catch (error) {
    await fs.rm(beside, { force: true });
    throw error;
  }
  await syncPath(folder);
}

/** Of a folder: makes a rename in it durable. Platforms that cannot open folders do without. */
async function syncPath(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await fs.open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readSlice(path: string, offset: number, limit: number): Promise<Uint8Array | null> {
  const file = await orNull(fs.open(path, 'r'));
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(limit, size - offset)));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function entryKind(folder: string, entry: Dirent): Promise<FileStat['kind']> {
  if (!entry.isSymbolicLink()) return kindOf(entry);
  const target = await orNull(fs.stat(join(folder, entry.name)));
  return target === null ? 'other' : kindOf(target);
}

const kindOf = (entry: { isFile(): boolean; isDirectory(): boolean }): FileStat['kind'] =>
  entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other';

const toFileStat = (stat: BigIntStats): FileStat => ({
  kind: kindOf(stat),
  size: Number(stat.size),
  mtime: String(stat.mtimeNs),
  inode: String(stat.ino),
  mode: Number(stat.mode),
});

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    // ELOOP: a link that points at itself leads nowhere, like a missing file.
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error) ?? '')) return null;
    throw error;
  }
}
