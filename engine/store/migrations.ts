// Steps that bring trainyard.db from one schema to the next: only ever forward, each after a backup.
import type { Clock, Files, SqlDatabase } from '../ports.ts';

export interface Migration {
  /** `user_version` after this step. */
  readonly version: number;
  readonly sql: string;
}

/** Append only: a step that was released is never edited. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
CREATE TABLE pipeline_runs (
  id TEXT PRIMARY KEY, pipeline TEXT NOT NULL, pipeline_name TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL,
  created_at INTEGER NOT NULL, started_at INTEGER, ended_at INTEGER, git TEXT,
  plan TEXT NOT NULL, cancel_requested INTEGER NOT NULL DEFAULT 0, runner_pid INTEGER, runner_started_at INTEGER
) STRICT;
CREATE INDEX pipeline_runs_by_time ON pipeline_runs (pipeline, created_at DESC);
CREATE UNIQUE INDEX one_active_run ON pipeline_runs (pipeline) WHERE state IN ('queued', 'running');
CREATE TABLE stage_runs (
  id TEXT PRIMARY KEY, run_id TEXT NOT NULL REFERENCES pipeline_runs (id) ON DELETE CASCADE,
  pipeline TEXT NOT NULL, stage TEXT NOT NULL, position INTEGER NOT NULL, state TEXT NOT NULL, attempt INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER, ended_at INTEGER, exit_code INTEGER, reasons TEXT NOT NULL DEFAULT '[]', failure TEXT, progress TEXT,
  work TEXT, UNIQUE (run_id, stage)
) STRICT;
CREATE INDEX stage_runs_by_stage ON stage_runs (pipeline, stage);
CREATE TABLE stage_locks (
  pipeline TEXT NOT NULL, stage TEXT NOT NULL, lock TEXT NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (pipeline, stage)
) STRICT;
CREATE TABLE run_notes (
  run_id TEXT NOT NULL REFERENCES pipeline_runs (id) ON DELETE CASCADE, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (run_id, name)
) STRICT;
CREATE TABLE operations (
  id TEXT PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, state TEXT NOT NULL, subject TEXT,
  trouble TEXT, result TEXT, created_at INTEGER NOT NULL, ended_at INTEGER
) STRICT;
`,
  },
];

export const newestSchema = (steps: readonly Migration[] = migrations): number => steps.at(-1)?.version ?? 0;

export const schemaOf = (database: SqlDatabase): number =>
  Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);

interface MigrateOptions {
  readonly ports: { readonly files: Files; readonly clock: Clock };
  /** Absolute path of the database. */
  readonly path: string;
  readonly steps?: readonly Migration[];
}

/**
 * Carries out every step the database lacks, each in a transaction of its own.
 * Before each, unless the database is new, a copy is kept as `<path>.v<version>-<time>.bak`. Two processes may do this at once.
 */
export function migrate(database: SqlDatabase, options: MigrateOptions): void {
  for (const step of options.steps ?? migrations) {
    const found = schemaOf(database);
    if (found >= step.version) continue;
    if (found > 0) database.prepare('VACUUM INTO ?').run(`${options.path}.v${found}-${options.ports.clock.now()}.bak`);
    database.transaction(() => {
      if (schemaOf(database) >= step.version) return;
      database.exec(step.sql);
      database.exec(`PRAGMA user_version = ${step.version}`);
    });
  }
}
