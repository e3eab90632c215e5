// Runs in MLflow's database, with last metric values, params and tags.
import type { MetricPoint, TrackedRun, TrackedStatus } from '../domain/run.ts';
import type { SqlRow, SqlValue } from '../ports.ts';
import type { OpenedMlflow } from './mlflowDatabase.ts';
import type { NewRun, RunChange, RunQuery } from './trackingStore.ts';
import { fromStored, groupByOwner, numberOrNull, textOf } from './values.ts';

const columns =
  'run_uuid, name, user_id, status, start_time, end_time, lifecycle_stage, artifact_uri, CAST(experiment_id AS TEXT) AS experiment_id';
const statuses: ReadonlySet<string> = new Set(['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED']);
/** Ids as one JSON parameter, so that there is no limit to their number. */
const inList = 'IN (SELECT value FROM json_each(?))';

export function readRuns(mlflow: OpenedMlflow, ids: readonly string[]): readonly TrackedRun[] {
  const rows = mlflow.sql.prepare(`SELECT ${columns} FROM runs WHERE run_uuid ${inList}`).all(JSON.stringify(ids));
  const found = new Map(complete(mlflow, rows).map(run => [run.id, run]));
  return ids.flatMap(id => found.get(id) ?? []);
}

/** Newest first; active ones only. */
export function listRuns(mlflow: OpenedMlflow, query: RunQuery): readonly TrackedRun[] {
  const where = ["lifecycle_stage = 'active'"];
  const values: SqlValue[] = [];
  if (query.experimentIds !== undefined) {
    where.push(`CAST(experiment_id AS TEXT) ${inList}`);
    values.push(JSON.stringify(query.experimentIds));
  }
  if (query.level === 'parents')
    where.push("NOT EXISTS (SELECT 1 FROM tags t WHERE t.run_uuid = runs.run_uuid AND t.key = 'mlflow.parentRunId')");
  if (query.parentId !== undefined) {
    where.push(
      "EXISTS (SELECT 1 FROM tags t WHERE t.run_uuid = runs.run_uuid AND t.key = 'mlflow.parentRunId' AND t.value = ?)",
    );
    values.push(query.parentId);
  }
  const sql = `SELECT ${columns} FROM runs WHERE ${where.join(' AND ')} ORDER BY start_time DESC, run_uuid LIMIT ?`;
  return complete(mlflow, mlflow.sql.prepare(sql).all(...values, query.limit ?? 1_000));
}

function complete({ sql }: OpenedMlflow, rows: readonly SqlRow[]): readonly TrackedRun[] {
  const ids = JSON.stringify(rows.map(row => textOf(row.run_uuid)));
  const params = groupByOwner(
    sql.prepare(`SELECT run_uuid, key, value FROM params WHERE run_uuid ${inList}`).all(ids),
    'run_uuid',
  );
  const tags = groupByOwner(
    sql.prepare(`SELECT run_uuid, key, value FROM tags WHERE run_uuid ${inList}`).all(ids),
    'run_uuid',
  );
  const metrics = new Map<string, Record<string, MetricPoint>>();
  for (const row of sql
    .prepare(`SELECT run_uuid, key, value, timestamp, step, is_nan FROM latest_metrics WHERE run_uuid ${inList}`)
    .all(ids)) {
    const own = metrics.get(textOf(row.run_uuid)) ?? {};
    const point = toPoint(row);
    own[point.key] = point;
    metrics.set(textOf(row.run_uuid), own);
  }
  return rows.map(row => {
    const id = textOf(row.run_uuid);
    const own = tags.get(id) ?? {};
    return {
      ...toRun(row),
      params: params.get(id) ?? {},
      tags: own,
      metrics: metrics.get(id) ?? {},
      parentId: own['mlflow.parentRunId'] ?? null,
    };
  });
}

export const toPoint = (row: SqlRow): MetricPoint => ({
  key: textOf(row.key),
  value: fromStored(row.value, row.is_nan),
  timestamp: Number(row.timestamp ?? 0),
  step: Number(row.step ?? 0),
});

function toRun(row: SqlRow): Omit<TrackedRun, 'params' | 'tags' | 'metrics' | 'parentId'> {
  const status = textOf(row.status);
  return {
    id: textOf(row.run_uuid),
    experimentId: textOf(row.experiment_id),
    name: textOf(row.name),
    status: statuses.has(status) ? (status as TrackedStatus) : 'RUNNING',
    lifecycleStage: row.lifecycle_stage === 'deleted' ? 'deleted' : 'active',
    startedAt: numberOrNull(row.start_time),
    endedAt: numberOrNull(row.end_time),
    userId: textOf(row.user_id),
    artifactUri: textOf(row.artifact_uri),
  };
}

/** False when a run of that id was there already: then nothing is changed. */
export function insertRun({ sql }: OpenedMlflow, run: NewRun, artifactLocation: string): boolean {
  return sql.transaction(() => {
    const { changes } = sql
      .prepare(
        `INSERT OR IGNORE INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time, end_time, source_version, lifecycle_stage, artifact_uri, experiment_id)
         VALUES (?, ?, 'UNKNOWN', '', '', ?, 'RUNNING', ?, NULL, '', 'active', ?, ?)`,
      )
      .run(
        run.id,
        run.name,
        run.userId,
        run.startedAt,
        artifactUriOf(artifactLocation, run.id),
        BigInt(run.experimentId),
      );
    if (changes === 0) return false;
    setTags(sql, run.id, { ...run.tags, 'mlflow.runName': run.name });
    return true;
  });
}

export const artifactUriOf = (artifactLocation: string, runId: string): string =>
  `${artifactLocation}/${runId}/artifacts`;

export function setTags(sql: OpenedMlflow['sql'], runId: string, tags: Readonly<Record<string, string>>): void {
  const statement = sql.prepare(
    'INSERT INTO tags (key, value, run_uuid) VALUES (?, ?, ?) ON CONFLICT (key, run_uuid) DO UPDATE SET value = excluded.value',
  );
  for (const [key, value] of Object.entries(tags)) statement.run(key, value, runId);
}

/** Name and tag `mlflow.runName` stay in step. `artifactUri` goes with a change of experiment. */
export function updateRun(
  { sql }: OpenedMlflow,
  id: string,
  change: RunChange & { readonly artifactUri?: string; readonly userId?: string },
): void {
  sql.transaction(() => {
    const set = (column: string, value: SqlValue): void =>
      void sql.prepare(`UPDATE runs SET ${column} = ? WHERE run_uuid = ?`).run(value, id);
    if (change.status !== undefined) set('status', change.status);
    if (change.endedAt !== undefined) set('end_time', change.endedAt);
    if (change.startedAt !== undefined) set('start_time', change.startedAt);
    if (change.experimentId !== undefined) set('experiment_id', BigInt(change.experimentId));
    if (change.artifactUri !== undefined) set('artifact_uri', change.artifactUri);
    if (change.userId !== undefined) set('user_id', change.userId);
    if (change.name === undefined) return;
    set('name', change.name);
    setTags(sql, id, { 'mlflow.runName': change.name });
  });
}
