// Fills an empty database with MLflow's tables and the rows that MLflow itself puts there first.
import type { SqlDatabase } from '../../ports.ts';
import type { MlflowSchema } from '../schemas/mlflowSchema.ts';

interface NewTables {
  readonly schema: MlflowSchema;
  /** Absolute folder below which artifacts of new experiments lie. */
  readonly artifactRoot: string;
  readonly now: number;
}

/** One transaction; nothing happens when another process has made the tables meanwhile. */
export function createTables(database: SqlDatabase, { schema, artifactRoot, now }: NewTables): void {
  database.transaction(() => {
    if (database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined) return;
    database.exec(schema.sql);
    database.prepare('INSERT INTO alembic_version (version_num) VALUES (?)').run(schema.revision);
    if (
      database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'workspaces'").get() !== undefined
    )
      database
        .prepare('INSERT INTO workspaces (name, description) VALUES (?, ?)')
        .run('default', 'Default workspace for legacy resources');
    database
      .prepare(
        `INSERT INTO experiments (experiment_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time)
         VALUES (0, 'Default', ?, 'active', ?, ?)`,
      )
      .run(`${artifactRoot}/0`, now, now);
  });
}
