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
  {
    version: 2,
    sql: `
CREATE TABLE deployments (
  id TEXT PRIMARY KEY, pipeline TEXT NOT NULL, target TEXT NOT NULL, created_at INTEGER NOT NULL, doc TEXT NOT NULL,
  UNIQUE (pipeline, target)
) STRICT;
CREATE TABLE rollouts (
  id TEXT PRIMARY KEY, deployment TEXT NOT NULL REFERENCES deployments (id) ON DELETE CASCADE,
  state TEXT NOT NULL, started_at INTEGER NOT NULL, doc TEXT NOT NULL, work TEXT NOT NULL
) STRICT;
CREATE INDEX rollouts_by_time ON rollouts (deployment, started_at DESC);
CREATE UNIQUE INDEX one_rollout ON rollouts (deployment) WHERE state NOT IN ('promoted', 'rolled-back', 'rejected', 'failed');
CREATE TABLE measurements (
  rollout TEXT NOT NULL REFERENCES rollouts (id) ON DELETE CASCADE, at INTEGER NOT NULL, doc TEXT NOT NULL
) STRICT;
CREATE INDEX measurements_by_time ON measurements (rollout, at);
CREATE TABLE effects (
  id INTEGER PRIMARY KEY AUTOINCREMENT, deployment TEXT NOT NULL, doc TEXT NOT NULL
) STRICT;
CREATE TABLE monitors (
  deployment TEXT PRIMARY KEY REFERENCES deployments (id) ON DELETE CASCADE, last_look INTEGER, cooling_until INTEGER
) STRICT;
CREATE TABLE signal_results (
  deployment TEXT NOT NULL REFERENCES deployments (id) ON DELETE CASCADE, signal TEXT NOT NULL, at INTEGER NOT NULL, doc TEXT NOT NULL
) STRICT;
CREATE INDEX signal_results_by_time ON signal_results (deployment, signal, at);
CREATE TABLE alerts (
  id TEXT PRIMARY KEY, deployment TEXT NOT NULL REFERENCES deployments (id) ON DELETE CASCADE,
  signal TEXT NOT NULL, at INTEGER NOT NULL, ended_at INTEGER, doc TEXT NOT NULL
) STRICT;
CREATE INDEX alerts_by_time ON alerts (deployment, at);
CREATE TABLE retrains (
  id TEXT PRIMARY KEY, deployment TEXT NOT NULL REFERENCES deployments (id) ON DELETE CASCADE,
  state TEXT NOT NULL, started_at INTEGER NOT NULL, doc TEXT NOT NULL
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
  const isNew = schemaOf(database) === 0;
  for (const step of options.steps ?? migrations) {
    const found = schemaOf(database);
    if (found >= step.version) continue;
    if (!isNew) database.prepare('VACUUM INTO ?').run(`${options.path}.v${found}-${options.ports.clock.now()}.bak`);
    database.transaction(() => {
      if (schemaOf(database) >= step.version) return;
      database.exec(step.sql);
      database.exec(`PRAGMA user_version = ${step.version}`);
    });
  }
}

/** For a database of an older schema that may only be read: what it lacks is there, empty, for this connection alone. */
export function addMissingTables(database: SqlDatabase, steps: readonly Migration[]): void {
  for (const step of steps.filter(({ version }) => version > schemaOf(database)))
    for (const statement of step.sql.split(';').filter(text => text.trim().startsWith('CREATE TABLE')))
      database.exec(statement.replace('CREATE TABLE', 'CREATE TEMP TABLE'));
}
