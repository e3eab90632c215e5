// What the engine needs of the world; `engine/node` makes these real, tests may pass others.
import type { ContentHash, Millis } from './domain/ids.ts';
import type { GitProvenance } from './domain/run.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export interface Log {
  write(level: LogLevel, message: string, details?: Readonly<Record<string, unknown>>): void;
}
export interface Clock {
  /** UTC milliseconds. */
  now(): Millis;
  /** Milliseconds of a clock that never jumps; only differences mean something. */
  monotonic(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface FileStat {
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
  /** Nanoseconds, as text for exact comparison. */
  readonly mtime: string;
  readonly inode: string;
  readonly mode: number;
}
/** Absolute paths only. Missing files are `null`, other troubles throw. */
export interface Files {
  read(path: string): Promise<Uint8Array | null>;
  readText(path: string): Promise<string | null>;
  /** Writes beside, fsyncs, renames: never half a file. Makes parent folders. */
  writeAtomic(path: string, content: string | Uint8Array, mode?: number): Promise<void>;
  append(path: string, content: string): Promise<void>;
  /** Appends and waits until it is on the disk. */
  appendDurably(path: string, content: string): Promise<void>;
  /** Makes a file that was not there, in one step among all processes; false when it was. */
  createNew(path: string, content: string): Promise<boolean>;
  /** Follows links. */
  stat(path: string): Promise<FileStat | null>;
  /** Kinds are those of what links lead to. */
  list(
    folder: string,
  ): Promise<readonly { readonly name: string; readonly kind: FileStat['kind']; readonly isLink?: boolean }[]>;
  makeFolder(path: string, mode?: number): Promise<void>;
  /** Files and whole folders; missing ones are no error. */
  remove(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Reflink where the file system can, else a copy; keeps the mode. */
  copy(from: string, to: string): Promise<void>;
  /** Makes a file's content, or the names in a folder, outlive a loss of power. */
  sync(path: string): Promise<void>;
  /** Real path with links resolved; null when missing. */
  realPath(path: string): Promise<string | null>;
  /** Bytes from `offset` on, at most `limit`. */
  readSlice(path: string, offset: number, limit: number): Promise<Uint8Array | null>;
  /** True on file systems whose locks and shared memory SQLite's WAL cannot rely on. */
  isNetwork(path: string): Promise<boolean>;
}

export type SqlValue = string | number | bigint | null | Uint8Array;
export type SqlRow = Readonly<Record<string, SqlValue>>;
export interface SqlStatement {
  run(...values: readonly SqlValue[]): { readonly changes: number };
  get(...values: readonly SqlValue[]): SqlRow | undefined;
  all(...values: readonly SqlValue[]): readonly SqlRow[];
  iterate(...values: readonly SqlValue[]): Iterable<SqlRow>;
}
/** One SQLite connection, synchronous: open it in a worker or in a process that may wait. */
export interface SqlDatabase {
  exec(sql: string): void;
  /** Statements are kept and used again. */
  prepare(sql: string): SqlStatement;
  /** `BEGIN IMMEDIATE`; rolls back and throws on when `work` throws. Nested calls join the outer one. */
  transaction<T>(work: () => T): T;
  close(): void;
}
export interface OpenDatabaseOptions {
  readonly readOnly?: boolean;
  /** Integers come as bigint: for MLflow's ids beyond 2^53. */
  readonly bigInts?: boolean;
  readonly busyTimeoutMs?: number;
  /** Read-only, taken not to change while open: no lock is asked for and no file made beside it. */
  readonly immutable?: boolean;
}
export interface Databases {
  open(path: string, options?: OpenDatabaseOptions): SqlDatabase;
  /**
   * Makes a database file in one step among all processes: `build` fills one beside, which then gets its name.
   * False when something of that name was there, or came in between.
   */
  createNew(path: string, build: (database: SqlDatabase) => void): boolean;
}
/** Reading that does not wait for anybody, for workers and processes that may block. Absolute paths; missing is `null`. */
export interface BlockingFiles {
  readText(path: string): string | null;
  stat(path: string): FileStat | null;
  list(folder: string): readonly { readonly name: string; readonly kind: FileStat['kind'] }[];
}

export interface Hasher {
  text(text: string): ContentHash;
  file(path: string, signal?: AbortSignal): Promise<ContentHash>;
}

export interface ProcessInfo {
  readonly pid: number;
  /** UTC milliseconds; null where the platform does not tell. */
  readonly startedAt: Millis | null;
}
export interface SpawnRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Appended to; both streams. */
  readonly outputFile: string;
}
export interface PipedRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Standard error is appended to it; null drops it. */
  readonly stderrFile: string | null;
}
/** A child that is talked to over its standard streams, in the process group of its parent. */
export interface PipedProcess {
  readonly pid: number;
  /** Never throws; what is written to a child that has ended is lost. */
  write(chunk: Uint8Array): void;
  /** One listener; chunks may be kept. */
  onData(listener: (chunk: Uint8Array) => void): void;
  /** Resolves when the child has ended and its output was read. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly signal: string | null }>;
  /** Closes its standard input: a well-behaved child then ends. */
  closeInput(): void;
  /** SIGKILL. */
  kill(): void;
}
export interface Processes {
  /** A process group of its own that outlives this process; resolves when it was started. */
  spawnDetached(request: SpawnRequest): Promise<{ readonly pid: number; readonly exited: Promise<void> }>;
  /** Rejects when the command cannot be started. */
  spawnPiped(request: PipedRequest): Promise<PipedProcess>;
  info(pid: number): ProcessInfo | null;
  /** Resident memory in bytes; 0 where the platform does not tell or nothing is there. */
  memory(pid: number): number;
  /** This process. */
  self(): ProcessInfo;
  isAlive(pid: number): boolean;
  /** Signals the whole group of `pid`; false when nothing was there. */
  signalGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL' | 'SIGINT'): boolean;
  /** Runs to the end and returns its output, both streams, at most 1 MB kept. */
  run(
    command: string,
    args: readonly string[],
    options: {
      readonly cwd: string;
      readonly env: Readonly<Record<string, string>>;
      readonly signal?: AbortSignal;
      readonly onLine?: (line: string) => void;
      readonly timeoutMs?: number;
    },
  ): Promise<{ readonly exitCode: number; readonly output: string }>;
}

export interface Git {
  /** Null outside a repository or without git. Never runs hooks or filters of the repository. */
  provenance(root: string): Promise<GitProvenance | null>;
  /** Files git tracks below `root`, relative to it; null outside a repository. */
  tracked(root: string): Promise<readonly string[] | null>;
}

export interface Ids {
  /** 32 random lower-case hex digits. */
  next(): string;
}

/** Everything together, as `engine/node/ports.ts` makes it. */
export interface Ports {
  readonly log: Log;
  readonly clock: Clock;
  readonly files: Files;
  readonly blockingFiles: BlockingFiles;
  readonly databases: Databases;
  readonly hasher: Hasher;
  readonly processes: Processes;
  readonly git: Git;
  readonly ids: Ids;
}
