// Experiments in MLflow's database.

import type { Millis } from '../domain/ids.ts';
import type { Experiment } from '../domain/run.ts';
import type { SqlRow } from '../ports.ts';
import type { OpenedMlflow } from './mlflowDatabase.ts';
import { groupByOwner, numberOrNull, textOf } from './values.ts';

const columns =
  'CAST(experiment_id AS TEXT) AS id, name, artifact_location, lifecycle_stage, creation_time, last_update_time';

/** All of them, deleted ones included, oldest first. */
export function listExperiments({ sql }: OpenedMlflow): readonly Experiment[] {
  const tags = groupByOwner(
    sql.prepare('SELECT CAST(experiment_id AS TEXT) AS id, key, value FROM experiment_tags').all(),
    'id',
  );
  return sql
    .prepare(`SELECT ${columns} FROM experiments ORDER BY experiment_id`)
    .all()
    .map(row => toExperiment(row, tags.get(textOf(row.id)) ?? {}));
}

export const experimentById = (mlflow: OpenedMlflow, id: string): Experiment | null =>
  listExperiments(mlflow).find(one => one.id === id) ?? null;
export const experimentByName = (mlflow: OpenedMlflow, name: string): Experiment | null =>
  listExperiments(mlflow).find(one => one.name === name) ?? null;

function toExperiment(row: SqlRow, tags: Readonly<Record<string, string>>): Experiment {
  return {
    id: textOf(row.id),
    name: textOf(row.name),
    artifactLocation: textOf(row.artifact_location),
    lifecycleStage: row.lifecycle_stage === 'deleted' ? 'deleted' : 'active',
    createdAt: numberOrNull(row.creation_time),
    updatedAt: numberOrNull(row.last_update_time),
    tags,
  };
}

export interface NewExperiment {
  readonly name: string;
  /** Absolute folder; its own id is added. */
  readonly artifactRoot: string;
  /** Wins over `artifactRoot`. */
  readonly artifactLocation?: string | undefined;
  readonly now: Millis;
}

/** The next free id, as SQLite's row ids give it. */
export function insertExperiment(
  { sql }: OpenedMlflow,
  { name, artifactRoot, artifactLocation, now }: NewExperiment,
): string {
  return sql.transaction(() => {
    sql
      .prepare(
        "INSERT INTO experiments (name, lifecycle_stage, creation_time, last_update_time) VALUES (?, 'active', ?, ?)",
      )
      .run(name, now, now);
    const id = textOf(sql.prepare('SELECT CAST(last_insert_rowid() AS TEXT) AS id').get()?.id);
    sql
      .prepare('UPDATE experiments SET artifact_location = ? WHERE experiment_id = ?')
      .run(artifactLocation ?? `${artifactRoot}/${id}`, BigInt(id));
    return id;
  });
}

export function changeExperiment(
  { sql }: OpenedMlflow,
  id: string,
  change: { readonly name?: string; readonly lifecycleStage?: 'active' | 'deleted'; readonly now: Millis },
): void {
  if (change.name !== undefined)
    sql.prepare('UPDATE experiments SET name = ? WHERE experiment_id = ?').run(change.name, BigInt(id));
  if (change.lifecycleStage !== undefined)
    sql
      .prepare('UPDATE experiments SET lifecycle_stage = ? WHERE experiment_id = ?')
      .run(change.lifecycleStage, BigInt(id));
  sql.prepare('UPDATE experiments SET last_update_time = ? WHERE experiment_id = ?').run(change.now, BigInt(id));
}

export function setExperimentTag({ sql }: OpenedMlflow, id: string, key: string, value: string): void {
  sql
    .prepare(
      'INSERT INTO experiment_tags (key, value, experiment_id) VALUES (?, ?, ?) ON CONFLICT (key, experiment_id) DO UPDATE SET value = excluded.value',
    )
    .run(key, value, BigInt(id));
}
export function deleteExperimentTag({ sql }: OpenedMlflow, id: string, key: string): boolean {
  return (
    sql.prepare('DELETE FROM experiment_tags WHERE key = ? AND experiment_id = ?').run(key, BigInt(id)).changes > 0
  );
}
