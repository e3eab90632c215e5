// Experiments and their tags as rows of MLflow's database.
import type { ExperimentId, Millis } from '../../domain/ids.ts';
import type { Experiment } from '../../domain/run.ts';
import type { SqlRow, SqlValue } from '../../ports.ts';
import { missing } from './mlflowError.ts';
import type { OpenTables } from './trackingDatabase.ts';

export interface NewExperiment {
  readonly name: string;
  /** Null: below the artifact root, in a folder of its id. */
  readonly artifactLocation: string | null;
  readonly artifactRoot: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly now: Millis;
}

/** Ids are cast to text: those of file stores that were migrated have 18 digits. */
function columns({ schema }: OpenTables): string {
  const given = ['artifact_location', 'lifecycle_stage', 'creation_time', 'last_update_time'].map(name =>
    schema.has('experiments', name) ? name : `NULL AS ${name}`,
  );
  return `CAST(experiment_id AS TEXT) AS id, name, ${given.join(', ')}`;
}

/** `AND workspace = 'default'` where the table has that column: what MLflow shows while workspaces are off. */
export const inWorkspace = ({ schema }: OpenTables, table: string, alias = table): string =>
  schema.has(table, 'workspace') ? ` AND ${alias}.workspace = 'default'` : '';

/** Newest first. */
export function listExperiments(tables: OpenTables): readonly Experiment[] {
  const rows = tables.sql
    .prepare(`SELECT ${columns(tables)} FROM experiments ORDER BY last_update_time DESC, experiment_id DESC`)
    .all();
  return withTags(tables, rows);
}

export function findExperiment(tables: OpenTables, id: ExperimentId): Experiment | null {
  if (!/^\d{1,19}$/.test(id)) return null;
  const row = tables.sql
    .prepare(`SELECT ${columns(tables)} FROM experiments WHERE experiment_id = CAST(? AS INTEGER)`)
    .get(id);
  return row === undefined ? null : (withTags(tables, [row])[0] ?? null);
}

export function needExperiment(tables: OpenTables, id: ExperimentId): Experiment {
  const found = findExperiment(tables, id);
  if (found === null) throw missing(`No Experiment with id=${id} exists`);
  return found;
}

export function findExperimentByName(tables: OpenTables, name: string): Experiment | null {
  const row = tables.sql
    .prepare(`SELECT ${columns(tables)} FROM experiments WHERE name = ?${inWorkspace(tables, 'experiments')}`)
    .get(name);
  return row === undefined ? null : (withTags(tables, [row])[0] ?? null);
}

/** The name must be free. */
export function insertExperiment(tables: OpenTables, experiment: NewExperiment): ExperimentId {
  const { sql } = tables;
  const id = String(
    sql.prepare('SELECT CAST(coalesce(max(experiment_id), 0) + 1 AS TEXT) AS id FROM experiments').get()?.id,
  );
  const location = experiment.artifactLocation ?? `${experiment.artifactRoot}/${id}`;
  sql
    .prepare(
      `INSERT INTO experiments (experiment_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time)
       VALUES (CAST(? AS INTEGER), ?, ?, 'active', ?, ?)`,
    )
    .run(id, experiment.name, location, experiment.now, experiment.now);
  for (const [key, value] of Object.entries(experiment.tags)) setExperimentTag(tables, id, { key, value });
  return id;
}

export function setExperimentTag(
  { sql }: OpenTables,
  id: ExperimentId,
  tag: { readonly key: string; readonly value: string },
): void {
  sql
    .prepare(
      `INSERT INTO experiment_tags (experiment_id, key, value) VALUES (CAST(? AS INTEGER), ?, ?)
       ON CONFLICT (experiment_id, key) DO UPDATE SET value = excluded.value`,
    )
    .run(id, tag.key, tag.value);
}

/** Deletes or brings back an experiment; its runs go with it where `withRuns`. */
export function setExperimentStage(
  { sql }: OpenTables,
  id: ExperimentId,
  change: { readonly stage: 'active' | 'deleted'; readonly now: Millis; readonly withRuns: boolean },
): void {
  sql
    .prepare(
      'UPDATE experiments SET lifecycle_stage = ?, last_update_time = ? WHERE experiment_id = CAST(? AS INTEGER)',
    )
    .run(change.stage, change.now, id);
  if (change.withRuns)
    sql
      .prepare('UPDATE runs SET lifecycle_stage = ?, deleted_time = ? WHERE experiment_id = CAST(? AS INTEGER)')
      .run(change.stage, change.stage === 'deleted' ? change.now : null, id);
}

export function renameExperiment({ sql }: OpenTables, id: ExperimentId, name: string, now: Millis): void {
  sql
    .prepare('UPDATE experiments SET name = ?, last_update_time = ? WHERE experiment_id = CAST(? AS INTEGER)')
    .run(name, now, id);
}

function withTags(tables: OpenTables, rows: readonly SqlRow[]): readonly Experiment[] {
  const tags = new Map<string, Record<string, string>>(rows.map(row => [String(row.id), {}]));
  if (tables.schema.has('experiment_tags')) {
    const found = tables.sql
      .prepare(
        `SELECT CAST(experiment_id AS TEXT) AS id, key, value FROM experiment_tags
         WHERE experiment_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))`,
      )
      .all(JSON.stringify([...tags.keys()]));
    for (const row of found) {
      const ofExperiment = tags.get(String(row.id));
      if (ofExperiment) ofExperiment[String(row.key)] = String(row.value ?? '');
    }
  }
  return rows.map(row => toExperiment(row, tags.get(String(row.id)) ?? {}));
}

const toExperiment = (row: SqlRow, tags: Readonly<Record<string, string>>): Experiment => ({
  id: String(row.id),
  name: String(row.name),
  artifactLocation: String(row.artifact_location ?? ''),
  lifecycleStage: row.lifecycle_stage === 'deleted' ? 'deleted' : 'active',
  createdAt: millis(row.creation_time),
  updatedAt: millis(row.last_update_time),
  tags,
});

/** Times as numbers; null where the column is empty or missing. */
export const millis = (value: SqlValue | undefined): Millis | null =>
  value === null || value === undefined ? null : Number(value);
