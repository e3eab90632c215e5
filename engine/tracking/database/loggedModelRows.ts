// Logged models of MLflow 3 as rows: what a run saved, before anybody registers it.
import type { ExperimentId } from '../../domain/ids.ts';
import type { SqlRow } from '../../ports.ts';
import { storedValue } from './metricRows.ts';
import { invalid, MlflowError, missing } from './mlflowError.ts';
import type { OpenTables } from './trackingDatabase.ts';

export type LoggedModelStatus = 'PENDING' | 'READY' | 'FAILED';
export interface LoggedModelMetric {
  readonly key: string;
  readonly value: number;
  readonly timestamp: bigint;
  readonly step: bigint;
  readonly runId: string;
  readonly datasetName: string | null;
  readonly datasetDigest: string | null;
}
export interface LoggedModel {
  readonly id: string;
  readonly experimentId: ExperimentId;
  readonly name: string;
  readonly artifactLocation: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly status: LoggedModelStatus;
  readonly modelType: string | null;
  readonly sourceRunId: string | null;
  readonly statusMessage: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly metrics: readonly LoggedModelMetric[];
}

/** MLflow's numbers. */
const statusNumbers: Readonly<Record<LoggedModelStatus, number>> = { PENDING: 1, READY: 2, FAILED: 3 };
const toStatus = (value: unknown): LoggedModelStatus =>
  (Object.entries(statusNumbers).find(([, number]) => number === Number(value))?.[0] ?? 'PENDING') as LoggedModelStatus;

function needTable({ schema }: OpenTables): void {
  if (!schema.has('logged_models'))
    throw new MlflowError('NOT_IMPLEMENTED', 'The database is of an MLflow before 3.0, which has no logged models.');
}

const columns =
  'model_id AS id, CAST(experiment_id AS TEXT) AS experiment, name, artifact_location, creation_timestamp_ms AS created, last_updated_timestamp_ms AS updated, status, model_type, source_run_id, status_message';

/** Not deleted ones, newest first. */
export function listLoggedModels(tables: OpenTables, experimentIds: readonly string[]): readonly LoggedModel[] {
  needTable(tables);
  const rows = tables.sql
    .prepare(
      `SELECT ${columns} FROM logged_models WHERE lifecycle_stage <> 'deleted'
       AND experiment_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))
       ORDER BY creation_timestamp_ms DESC, rowid DESC`,
    )
    .all(JSON.stringify(experimentIds));
  return fill(tables, rows);
}

export function needLoggedModel(tables: OpenTables, id: string): LoggedModel {
  needTable(tables);
  const row = tables.sql
    .prepare(`SELECT ${columns} FROM logged_models WHERE model_id = ? AND lifecycle_stage <> 'deleted'`)
    .get(id);
  const found = row === undefined ? undefined : fill(tables, [row])[0];
  if (found === undefined) throw missing(`Logged model with ID '${id}' not found.`);
  return found;
}

function fill({ sql }: OpenTables, rows: readonly SqlRow[]): readonly LoggedModel[] {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const where = 'WHERE model_id IN (SELECT value FROM json_each(?))';
  const texts = (statement: string): Map<string, Record<string, string>> => {
    const found = new Map<string, Record<string, string>>();
    for (const row of sql.prepare(statement).all(ids)) {
      const of = found.get(String(row.id)) ?? {};
      of[String(row.key)] = String(row.value);
      found.set(String(row.id), of);
    }
    return found;
  };
  const tags = texts(`SELECT model_id AS id, tag_key AS key, tag_value AS value FROM logged_model_tags ${where}`);
  const params = texts(
    `SELECT model_id AS id, param_key AS key, param_value AS value FROM logged_model_params ${where}`,
  );
  const metrics = sql.prepare(`SELECT * FROM logged_model_metrics ${where} ORDER BY rowid`).all(ids);
  return rows.map(row => ({
    id: String(row.id),
    experimentId: String(row.experiment),
    name: String(row.name),
    artifactLocation: String(row.artifact_location),
    createdAt: Number(row.created),
    updatedAt: Number(row.updated),
    status: toStatus(row.status),
    modelType: row.model_type === null ? null : String(row.model_type),
    sourceRunId: row.source_run_id === null ? null : String(row.source_run_id),
    statusMessage: row.status_message === null ? null : String(row.status_message),
    tags: tags.get(String(row.id)) ?? {},
    params: params.get(String(row.id)) ?? {},
    metrics: metrics.filter(metric => metric.model_id === row.id).map(toMetric),
  }));
}

const toMetric = (row: SqlRow): LoggedModelMetric => ({
  key: String(row.metric_name),
  value: Number(row.metric_value ?? Number.NaN),
  timestamp: row.metric_timestamp_ms as bigint,
  step: row.metric_step as bigint,
  runId: String(row.run_id),
  datasetName: row.dataset_name === null ? null : String(row.dataset_name),
  datasetDigest: row.dataset_digest === null ? null : String(row.dataset_digest),
});

export interface NewLoggedModel {
  readonly id: string;
  readonly experimentId: ExperimentId;
  readonly name: string;
  readonly artifactLocation: string;
  readonly modelType: string | null;
  readonly sourceRunId: string | null;
  readonly now: number;
}

export function insertLoggedModel(tables: OpenTables, model: NewLoggedModel): void {
  needTable(tables);
  tables.sql
    .prepare(
      `INSERT INTO logged_models (model_id, experiment_id, name, artifact_location, creation_timestamp_ms,
         last_updated_timestamp_ms, status, lifecycle_stage, model_type, source_run_id)
       VALUES (?, CAST(? AS INTEGER), ?, ?, ?, ?, 1, 'active', ?, ?)`,
    )
    .run(
      model.id,
      model.experimentId,
      model.name,
      model.artifactLocation,
      model.now,
      model.now,
      model.modelType,
      model.sourceRunId,
    );
}

export function setLoggedModelStatus({ sql }: OpenTables, id: string, status: LoggedModelStatus, now: number): void {
  sql
    .prepare('UPDATE logged_models SET status = ?, last_updated_timestamp_ms = ? WHERE model_id = ?')
    .run(statusNumbers[status], now, id);
}

export function deleteLoggedModel({ sql }: OpenTables, id: string, now: number): void {
  sql
    .prepare("UPDATE logged_models SET lifecycle_stage = 'deleted', last_updated_timestamp_ms = ? WHERE model_id = ?")
    .run(now, id);
}

export function setLoggedModelTags(
  { sql }: OpenTables,
  model: LoggedModel,
  tags: Readonly<Record<string, string>>,
): void {
  const statement = sql.prepare(
    `INSERT INTO logged_model_tags (model_id, experiment_id, tag_key, tag_value) VALUES (?, CAST(? AS INTEGER), ?, ?)
     ON CONFLICT (model_id, tag_key) DO UPDATE SET tag_value = excluded.tag_value`,
  );
  for (const [key, value] of Object.entries(tags)) statement.run(model.id, model.experimentId, key, value);
}

/** The same value again is no error. */
export function insertLoggedModelParams(
  { sql }: OpenTables,
  model: Pick<LoggedModel, 'id' | 'experimentId' | 'params'>,
  params: Readonly<Record<string, string>>,
): void {
  const statement = sql.prepare(
    'INSERT INTO logged_model_params (model_id, experiment_id, param_key, param_value) VALUES (?, CAST(? AS INTEGER), ?, ?) ON CONFLICT DO NOTHING',
  );
  for (const [key, value] of Object.entries(params)) {
    const before = model.params[key];
    if (before !== undefined && before !== value)
      throw invalid(`Param '${key}' of model ${model.id} is '${before}' and cannot change.`);
    statement.run(model.id, model.experimentId, key, value);
  }
}

/** Those of a batch that name a model belong to it too. */
export function insertModelMetrics(
  { sql, schema }: OpenTables,
  run: { readonly runId: string; readonly experimentId: ExperimentId },
  metrics: readonly {
    readonly key: string;
    readonly value: number;
    readonly timestamp: number | bigint;
    readonly step: number | bigint;
    readonly modelId: string | undefined;
    readonly datasetName: string | undefined;
    readonly datasetDigest: string | undefined;
  }[],
): void {
  const named = metrics.filter(({ modelId }) => modelId !== undefined);
  if (named.length === 0 || !schema.has('logged_model_metrics')) return;
  const insert = sql.prepare(
    `INSERT INTO logged_model_metrics (model_id, metric_name, metric_timestamp_ms, metric_step, metric_value,
       experiment_id, run_id, dataset_uuid, dataset_name, dataset_digest)
     SELECT ?, ?, ?, ?, ?, CAST(? AS INTEGER), ?, (SELECT dataset_uuid FROM datasets WHERE name = ? AND digest = ?
       AND experiment_id = CAST(? AS INTEGER)), ?, ?
     WHERE EXISTS (SELECT 1 FROM logged_models WHERE model_id = ?) ON CONFLICT DO NOTHING`,
  );
  for (const metric of named) {
    const [model, name, digest] = [metric.modelId ?? '', metric.datasetName ?? null, metric.datasetDigest ?? null];
    const { value } = storedValue(metric.value);
    insert.run(
      model,
      metric.key,
      metric.timestamp,
      metric.step,
      value,
      run.experimentId,
      run.runId,
      name,
      digest,
      run.experimentId,
      name,
      digest,
      model,
    );
  }
}
