// Opens trainyard.db: made and migrated when it may be written, read-only when it is newer, set aside when it is damaged.
import type { ErrorArgs, ErrorCode } from '../errors.ts';
import type { Ports, SqlDatabase } from '../ports.ts';
import { addMissingTables, type Migration, migrate, migrations, newestSchema, schemaOf } from './migrations.ts';

export type StorePorts = Pick<Ports, 'databases' | 'files' | 'clock' | 'log'>;
export interface StoreProblem {
  readonly code: ErrorCode;
  readonly args: ErrorArgs;
}
export interface OpenedDatabase {
  readonly database: SqlDatabase;
  readonly writable: boolean;
  /** What people should be told once; null when all is well. */
  readonly problem: StoreProblem | null;
  readonly schema: number;
}
export interface OpenStoreOptions {
  /** Absolute real path of the project. */
  readonly root: string;
  /** `read` makes no file and no folder. */
  readonly access: 'write' | 'read';
  /** Other steps than the released ones, for tests of migration itself. */
  readonly steps?: readonly Migration[];
}

const folderName = '.trainyard';
const fileName = `${folderName}/trainyard.db`;

/** Makes `.trainyard/` with a `.gitignore` that keeps all of it out of git. */
export async function makeStateFolder(files: Ports['files'], root: string): Promise<void> {
  await files.makeFolder(`${root}/${folderName}`);
  await files.createNew(`${root}/${folderName}/.gitignore`, '*\n');
}

export async function openStateDatabase(ports: StorePorts, options: OpenStoreOptions): Promise<OpenedDatabase> {
  const path = `${options.root}/${fileName}`;
  if (options.access === 'write') await makeStateFolder(ports.files, options.root);
  else if ((await ports.files.stat(path)) === null) return emptyDatabase(ports, options);
  try {
    return await openAt(ports, path, options);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return setAside(ports, path, options, error);
  }
}

async function openAt(ports: StorePorts, path: string, options: OpenStoreOptions): Promise<OpenedDatabase> {
  const known = newestSchema(options.steps);
  const found = await peekSchema(ports, path);
  const isNewer = found > known;
  const writable = options.access === 'write' && !isNewer;
  const database = ports.databases.open(path, { readOnly: !writable });
  try {
    if (writable) {
      database.exec(
        `PRAGMA journal_mode = ${(await ports.files.isNetwork(`${options.root}/${folderName}`)) ? 'DELETE' : 'WAL'}`,
      );
      migrate(database, { ports, path, steps: options.steps ?? migrations });
    } else if (found > 0) addMissingTables(database, options.steps ?? migrations);
    database.prepare('SELECT count(*) AS n FROM sqlite_schema').get();
  } catch (error) {
    database.close();
    throw error;
  }
  const problem: StoreProblem | null = isNewer ? { code: 'store-newer', args: { file: fileName, found, known } } : null;
  return { database, writable, problem, schema: isNewer ? found : known };
}

/** Looks before anything is written. A missing file counts as schema 0. */
async function peekSchema(ports: StorePorts, path: string): Promise<number> {
  const stat = await ports.files.stat(path);
  if (stat === null || stat.size === 0) return 0;
  const database = ports.databases.open(path, { readOnly: true });
  try {
    return schemaOf(database);
  } finally {
    database.close();
  }
}

/** Nothing there and nothing to be made: an empty store in memory answers every question with «none». */
function emptyDatabase(ports: StorePorts, options: OpenStoreOptions): OpenedDatabase {
  const database = ports.databases.open(':memory:');
  migrate(database, { ports, path: ':memory:', steps: options.steps ?? migrations });
  return { database, writable: false, problem: null, schema: newestSchema(options.steps) };
}

async function setAside(
  ports: StorePorts,
  path: string,
  options: OpenStoreOptions,
  error: unknown,
): Promise<OpenedDatabase> {
  const reason = error instanceof Error ? error.message : String(error);
  const backup = `${fileName}.damaged-${ports.clock.now()}`;
  const args = { file: fileName, reason, backup };
  ports.log.write('error', `${fileName} is damaged`, { ...args, moved: options.access === 'write' });
  if (options.access === 'read') return { ...emptyDatabase(ports, options), problem: { code: 'store-corrupt', args } };
  for (const suffix of ['', '-wal', '-shm']) {
    const file = `${path}${suffix}`;
    if (await ports.files.stat(file)) await ports.files.rename(file, `${options.root}/${backup}${suffix}`);
  }
  return { ...(await openAt(ports, path, options)), problem: { code: 'store-corrupt', args } };
}

/** SQLITE_CORRUPT is 11, SQLITE_NOTADB 26. */
export const isDamage = (error: unknown): boolean => {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' && [11, 26].includes(code & 0xff);
};
