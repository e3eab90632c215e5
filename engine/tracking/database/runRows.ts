// Runs with their last metrics, params and tags as rows of MLflow's database.
import type { ExperimentId, Millis } from '../../domain/ids.ts';
import type { MetricPoint, TrackedRun, TrackedStatus } from '../../domain/run.ts';
import { trouble } from '../../errors.ts';
import type { SqlRow, SqlValue } from '../../ports.ts';
import type { RunQuery } from '../trackingStore.ts';
import { millis } from './experimentRows.ts';
import { readValue } from './metricRows.ts';
import { invalid, MlflowError } from './mlflowError.ts';
import type { OpenTables } from './trackingDatabase.ts';

const parentTag = 'mlflow.parentRunId';
const statuses: ReadonlySet<string> = new Set<TrackedStatus>(['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED']);

export function runColumns({ schema }: OpenTables): string {
  const given = ['name', 'user_id', 'end_time', 'lifecycle_stage', 'artifact_uri'].map(name =>
    schema.has('runs', name) ? `runs.${name}` : `NULL AS ${name}`,
  );
  return `runs.run_uuid AS id, CAST(runs.experiment_id AS TEXT) AS experiment, runs.status, runs.start_time, ${given.join(', ')}`;
}

export function findRun(tables: OpenTables, id: string): TrackedRun | null {
  const row = tables.sql.prepare(`SELECT ${runColumns(tables)} FROM runs WHERE run_uuid = ?`).get(id);
  return row === undefined ? null : (fillRuns(tables, [row])[0] ?? null);
}

/** Throws as MLflow does when there is none. */
export function needRun(tables: OpenTables, id: string): TrackedRun {
  const found = findRun(tables, id);
  if (found === null) throw noRun(id);
  return found;
}

const noRun = (id: string): MlflowError =>
  new MlflowError('RESOURCE_DOES_NOT_EXIST', `Run with id=${id} not found`, trouble('not-found', { what: 'run', id }));

/** The run must be there and not deleted; its values are not read. */
export function needActiveRun({ sql }: OpenTables, id: string): { readonly experimentId: ExperimentId } {
  const row = sql
    .prepare('SELECT lifecycle_stage, CAST(experiment_id AS TEXT) AS experiment FROM runs WHERE run_uuid = ?')
    .get(id);
  if (row === undefined) throw noRun(id);
  if (row.lifecycle_stage === 'deleted')
    throw invalid(`The run ${id} must be in the 'active' state. Current state is deleted.`);
  return { experimentId: String(row.experiment) };
}

/** Active runs, newest first. */
export function listRuns(tables: OpenTables, query: RunQuery): readonly TrackedRun[] {
  const hasStage = tables.schema.has('runs', 'lifecycle_stage');
  const where = [hasStage ? "runs.lifecycle_stage = 'active'" : 'true'];
  const values: SqlValue[] = [];
  if (query.experimentIds !== undefined) {
    where.push('runs.experiment_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))');
    values.push(JSON.stringify(query.experimentIds));
  }
  if (query.level === 'parents')
    where.push(`NOT EXISTS (SELECT 1 FROM tags WHERE tags.run_uuid = runs.run_uuid AND tags.key = '${parentTag}')`);
  if (query.parentId !== undefined) {
    where.push(`runs.run_uuid IN (SELECT run_uuid FROM tags WHERE key = '${parentTag}' AND value = ?)`);
    values.push(query.parentId);
  }
  const rows = tables.sql
    .prepare(
      `SELECT ${runColumns(tables)} FROM runs WHERE ${where.join(' AND ')}
       ORDER BY runs.start_time DESC, runs.rowid DESC LIMIT ?`,
    )
    .all(...values, query.limit ?? -1);
  return fillRuns(tables, rows);
}

/** Adds last metrics, params and tags to rows of `runColumns`, in their order. */
export function fillRuns(tables: OpenTables, rows: readonly SqlRow[]): readonly TrackedRun[] {
  const ids = JSON.stringify(rows.map(row => row.id));
  const params = texts(tables, 'params', ids);
  const tags = texts(tables, 'tags', ids);
  const metrics = lastMetrics(tables, ids);
  return rows.map(row => {
    const id = String(row.id);
    return toRun(row, { params: params.get(id) ?? {}, tags: tags.get(id) ?? {}, metrics: metrics.get(id) ?? {} });
  });
}

const ofRuns = 'run_uuid IN (SELECT value FROM json_each(?))';

function texts(
  { sql, schema }: OpenTables,
  table: 'params' | 'tags',
  ids: string,
): Map<string, Record<string, string>> {
  const found = new Map<string, Record<string, string>>();
  if (!schema.has(table)) return found;
  for (const row of sql.prepare(`SELECT run_uuid AS id, key, value FROM ${table} WHERE ${ofRuns}`).iterate(ids))
    entry(found, row.id)[String(row.key)] = String(row.value ?? '');
  return found;
}

function lastMetrics({ sql, schema }: OpenTables, ids: string): Map<string, Record<string, MetricPoint>> {
  const found = new Map<string, Record<string, MetricPoint>>();
  if (!schema.has('latest_metrics')) return found;
  const rows = sql
    .prepare(
      `SELECT run_uuid AS id, key, value, CAST(timestamp AS REAL) AS timestamp, CAST(step AS REAL) AS step,
       CAST(is_nan AS REAL) AS is_nan FROM latest_metrics WHERE ${ofRuns} ORDER BY key`,
    )
    .iterate(ids);
  for (const row of rows) {
    const key = String(row.key);
    entry(found, row.id)[key] = {
      key,
      value: readValue(row),
      timestamp: Number(row.timestamp ?? 0),
      step: Number(row.step),
    };
  }
  return found;
}

function entry<T>(map: Map<string, Record<string, T>>, id: SqlValue | undefined): Record<string, T> {
  const name = String(id);
  const found = map.get(name);
  if (found) return found;
  const made: Record<string, T> = {};
  map.set(name, made);
  return made;
}

function toRun(row: SqlRow, values: Pick<TrackedRun, 'params' | 'tags' | 'metrics'>): TrackedRun {
  const status = String(row.status);
  return {
    id: String(row.id),
    experimentId: String(row.experiment),
    name: String(row.name ?? '') || (values.tags['mlflow.runName'] ?? ''),
    status: statuses.has(status) ? (status as TrackedStatus) : 'RUNNING',
    lifecycleStage: row.lifecycle_stage === 'deleted' ? 'deleted' : 'active',
    startedAt: millis(row.start_time),
    endedAt: millis(row.end_time),
    userId: String(row.user_id ?? ''),
    artifactUri: String(row.artifact_uri ?? ''),
    parentId: values.tags[parentTag] ?? null,
    ...values,
  };
}

export interface RunRecord {
  readonly id: string;
  readonly experimentId: ExperimentId;
  readonly name: string;
  readonly userId: string;
  readonly startedAt: Millis;
  readonly artifactUri: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** False when a run of that id is there already; nothing is changed then. */
export function insertRun(tables: OpenTables, run: RunRecord): boolean {
  const { changes } = tables.sql
    .prepare(
      `INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time,
         source_version, lifecycle_stage, artifact_uri, experiment_id)
       VALUES (?, ?, 'UNKNOWN', '', '', ?, 'RUNNING', ?, '', 'active', ?, CAST(? AS INTEGER))
       ON CONFLICT (run_uuid) DO NOTHING`,
    )
    .run(run.id, run.name, run.userId, run.startedAt, run.artifactUri, run.experimentId);
  if (changes === 0) return false;
  for (const [key, value] of Object.entries({ ...run.tags, 'mlflow.runName': run.name }))
    setTag(tables, run.id, { key, value });
  return true;
}

export function setTag(
  { sql }: OpenTables,
  runId: string,
  tag: { readonly key: string; readonly value: string },
): void {
  sql
    .prepare(
      `INSERT INTO tags (run_uuid, key, value) VALUES (?, ?, ?)
       ON CONFLICT (key, run_uuid) DO UPDATE SET value = excluded.value`,
    )
    .run(runId, tag.key, tag.value.slice(0, 8000));
}

export interface RunColumnsChange {
  readonly status?: TrackedStatus | undefined;
  readonly endedAt?: Millis | null | undefined;
  readonly name?: string | undefined;
  readonly experimentId?: ExperimentId | undefined;
  readonly startedAt?: Millis | undefined;
  readonly artifactUri?: string | undefined;
  readonly userId?: string | undefined;
}

/** Changes the given columns; a new name goes into the tag `mlflow.runName` too. */
export function changeRun(tables: OpenTables, id: string, change: RunColumnsChange): void {
  const sets: [string, SqlValue][] = [];
  if (change.status !== undefined) sets.push(['status = ?', change.status]);
  if (change.endedAt !== undefined) sets.push(['end_time = ?', change.endedAt]);
  if (change.name !== undefined) sets.push(['name = ?', change.name]);
  if (change.startedAt !== undefined) sets.push(['start_time = ?', change.startedAt]);
  if (change.artifactUri !== undefined) sets.push(['artifact_uri = ?', change.artifactUri]);
  if (change.userId !== undefined) sets.push(['user_id = ?', change.userId]);
  if (change.experimentId !== undefined) sets.push(['experiment_id = CAST(? AS INTEGER)', change.experimentId]);
  if (sets.length > 0)
    tables.sql
      .prepare(`UPDATE runs SET ${sets.map(([text]) => text).join(', ')} WHERE run_uuid = ?`)
      .run(...sets.map(([, value]) => value), id);
  if (change.name !== undefined) setTag(tables, id, { key: 'mlflow.runName', value: change.name });
}
