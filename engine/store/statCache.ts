// Content hashes of files and folders, remembered by size, time and inode in the rebuildable `.trainyard/index.db`.
import type { ContentHash } from '../domain/ids.ts';
import type { FileStat, Ports, SqlDatabase } from '../ports.ts';
import { isDamage, makeStateFolder } from './openStateDatabase.ts';

export type StatCachePorts = Pick<Ports, 'databases' | 'files' | 'clock' | 'log' | 'hasher'>;
/** One file of a hashed folder. */
export interface ManifestEntry {
  /** Relative to the folder, `/` between parts. */
  readonly path: string;
  readonly hash: ContentHash;
  readonly executable: boolean;
}
export interface StatCache {
  /** Hash of a file's bytes, or of a folder's manifest; null when there is nothing. */
  hash(path: string, signal?: AbortSignal): Promise<ContentHash | null>;
  /** The files of a folder, sorted by path; caches of tools are left out. */
  manifest(folder: string, signal?: AbortSignal): Promise<readonly ManifestEntry[]>;
  close(): void;
}

/** A file changed this short before it was hashed may change again within one tick of its clock. */
const racyMs = 2_000;
/** Written by tools as a side effect of reading; part of no content. */
const ignoredNames = new Set(['__pycache__', '.git', '.trainyard', '.ipynb_checkpoints', '.DS_Store']);
const schema =
  'CREATE TABLE IF NOT EXISTS stats (path TEXT PRIMARY KEY, size INTEGER, mtime TEXT, inode TEXT, checked_at INTEGER, hash TEXT) STRICT';

/** `read` keeps the index in memory and writes nothing. */
export async function openStatCache(
  ports: StatCachePorts,
  options: { readonly root: string; readonly access: 'write' | 'read' },
): Promise<StatCache> {
  const database = await openIndex(ports, options);
  const cache: StatCache = {
    async hash(path, signal) {
      const stat = await ports.files.stat(path);
      if (stat?.kind === 'file') return hashFile(ports, database, path, stat, signal);
      if (stat?.kind === 'folder') return ports.hasher.text(manifestText(await cache.manifest(path, signal)));
      return null;
    },
    async manifest(folder, signal) {
      const found: ManifestEntry[] = [];
      await walk(folder, '');
      return found.sort((a, b) => (a.path < b.path ? -1 : 1));

      async function walk(absolute: string, relative: string): Promise<void> {
        for (const { name, kind, isLink } of await ports.files.list(absolute)) {
          if (ignoredNames.has(name)) continue;
          const path = `${absolute}/${name}`;
          if (isLink && kind === 'folder' && (await leadsUp(ports.files, path))) continue;
          if (kind === 'folder') await walk(path, `${relative}${name}/`);
          const stat = kind === 'file' ? await ports.files.stat(path) : null;
          if (stat === null) continue;
          const hash = await hashFile(ports, database, path, stat, signal);
          found.push({ path: `${relative}${name}`, hash, executable: (stat.mode & 0o100) !== 0 });
        }
      }
    },
    close: () => database.close(),
  };
  return cache;
}

/** A link to a folder it lies in would be walked for ever. */
async function leadsUp(files: StatCachePorts['files'], link: string): Promise<boolean> {
  const target = await files.realPath(link);
  const home = await files.realPath(link.slice(0, link.lastIndexOf('/')));
  return target === null || home === null || `${home}/`.startsWith(`${target}/`);
}

/** One line per file; the hash of this text is the hash of the folder. */
export const manifestText = (entries: readonly ManifestEntry[]): string =>
  entries.map(entry => `${entry.hash} ${entry.executable ? 'x' : '-'} ${JSON.stringify(entry.path)}\n`).join('');

export function parseManifest(text: string): readonly ManifestEntry[] {
  return text.split('\n').flatMap(line => {
    const parts = /^([0-9a-f]{64}) ([x-]) (.*)$/.exec(line);
    return parts?.[1] && parts[3]
      ? [{ hash: parts[1], executable: parts[2] === 'x', path: JSON.parse(parts[3]) as string }]
      : [];
  });
}

async function hashFile(
  ports: StatCachePorts,
  database: SqlDatabase,
  path: string,
  stat: FileStat,
  signal?: AbortSignal,
): Promise<ContentHash> {
  const known = database.prepare('SELECT size, mtime, inode, checked_at, hash FROM stats WHERE path = ?').get(path);
  const isSame =
    known !== undefined && known.size === stat.size && known.mtime === stat.mtime && known.inode === stat.inode;
  if (isSame && Number(known.checked_at) - mtimeMillis(stat) >= racyMs) return String(known.hash);
  const checkedAt = ports.clock.now();
  const hash = await ports.hasher.file(path, signal);
  try {
    database
      .prepare('INSERT OR REPLACE INTO stats VALUES (?,?,?,?,?,?)')
      .run(path, stat.size, stat.mtime, stat.inode, checkedAt, hash);
  } catch (error) {
    // The index only saves work: a busy or damaged one is no reason to fail.
    ports.log.write('debug', 'the index could not be written', { error });
  }
  return hash;
}

const mtimeMillis = (stat: FileStat): number => Number(BigInt(stat.mtime) / 1_000_000n);

async function openIndex(
  ports: StatCachePorts,
  options: { readonly root: string; readonly access: 'write' | 'read' },
): Promise<SqlDatabase> {
  if (options.access === 'read') return inMemory(ports);
  await makeStateFolder(ports.files, options.root);
  const path = `${options.root}/.trainyard/index.db`;
  try {
    return prepareIndex(ports, path, await ports.files.isNetwork(`${options.root}/.trainyard`));
  } catch (error) {
    if (!isDamage(error)) throw error;
    ports.log.write('warn', 'index.db is damaged and is built again', { error });
    for (const suffix of ['', '-wal', '-shm']) await ports.files.remove(`${path}${suffix}`);
    return prepareIndex(ports, path, false);
  }
}

function prepareIndex(ports: StatCachePorts, path: string, isNetwork: boolean): SqlDatabase {
  const database = ports.databases.open(path);
  try {
    database.exec(`PRAGMA journal_mode = ${isNetwork ? 'DELETE' : 'WAL'}`);
    database.exec('PRAGMA synchronous = OFF');
    database.exec(schema);
    database.prepare('SELECT count(*) FROM stats WHERE path = ?').get('');
    const check = database.prepare('PRAGMA quick_check(1)').get();
    if (check?.quick_check !== 'ok') throw Object.assign(new Error(String(check?.quick_check)), { errcode: 11 });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function inMemory(ports: StatCachePorts): SqlDatabase {
  const database = ports.databases.open(':memory:');
  database.exec(schema);
  return database;
}
