// Metric points and params: how they are written, with MLflow's rules, and read back.
import type { MetricPoint } from '../../domain/run.ts';
import { trouble } from '../../errors.ts';
import type { SqlRow } from '../../ports.ts';
import { MlflowError } from './mlflowError.ts';
import type { OpenTables } from './trackingDatabase.ts';

/** NaN is kept as 0 with a flag; infinities as the largest doubles. */
const largest = Number.MAX_VALUE;
const paramLimit = 6000;

/** A point's number from the columns `value` and `is_nan`. The largest doubles stand for infinities. */
export function readValue(row: SqlRow): number {
  if (Number(row.is_nan) !== 0) return Number.NaN;
  const value = Number(row.value);
  return Math.abs(value) === largest ? Math.sign(value) * Number.POSITIVE_INFINITY : value;
}

/** As the database holds it. */
export const storedValue = (value: number): { readonly value: number; readonly isNan: 0 | 1 } =>
  Number.isNaN(value) ? { value: 0, isNan: 1 } : { value: Math.max(-largest, Math.min(largest, value)), isNan: 0 };

/** An identical point again changes nothing; the last metric is the greatest by step, time and value. */
export function insertMetrics(
  { sql }: OpenTables,
  runId: string,
  points: readonly {
    readonly key: string;
    readonly value: number;
    readonly timestamp: number | bigint;
    readonly step: number | bigint;
  }[],
): void {
  const insert = sql.prepare(
    `INSERT INTO metrics (run_uuid, key, value, timestamp, step, is_nan) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const raise = sql.prepare(
    `INSERT INTO latest_metrics (run_uuid, key, value, timestamp, step, is_nan) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (key, run_uuid) DO UPDATE
     SET value = excluded.value, timestamp = excluded.timestamp, step = excluded.step, is_nan = excluded.is_nan
     WHERE (excluded.step, excluded.timestamp, excluded.value) > (step, timestamp, value)`,
  );
  const last = new Map<string, MetricRow>();
  for (const point of points) {
    const { value, isNan } = storedValue(point.value);
    const row = [runId, point.key, value, whole(point.timestamp), whole(point.step), isNan] as const;
    insert.run(...row);
    const before = last.get(point.key);
    if (before === undefined || isLater(row, before)) last.set(point.key, row);
  }
  for (const row of last.values()) raise.run(...row);
}

/** Times and steps are whole numbers in MLflow. */
const whole = (value: number | bigint): number | bigint => (typeof value === 'bigint' ? value : Math.trunc(value));

type MetricRow = readonly [string, string, number, number | bigint, number | bigint, 0 | 1];
function isLater(row: MetricRow, than: MetricRow): boolean {
  if (row[4] !== than[4]) return row[4] > than[4];
  if (row[3] !== than[3]) return row[3] > than[3];
  return row[2] > than[2];
}

/** The same value again is no error, another one is. */
export function insertParams({ sql }: OpenTables, runId: string, params: Readonly<Record<string, string>>): void {
  const insert = sql.prepare('INSERT INTO params (run_uuid, key, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const find = sql.prepare('SELECT value FROM params WHERE run_uuid = ? AND key = ?');
  for (const [key, given] of Object.entries(params)) {
    const value = given.slice(0, paramLimit);
    if (insert.run(runId, key, value).changes > 0) continue;
    const before = String(find.get(runId, key)?.value);
    if (before !== value)
      throw new MlflowError(
        'INVALID_PARAMETER_VALUE',
        `Changing param values is not allowed. Param with key='${key}' was already logged with value='${before}' for run ID='${runId}'. Attempted logging new value '${value}'.`,
        trouble('param-changed', { key, old: before, new: value, run: runId }),
      );
  }
}

const pointColumns =
  'key, value, CAST(timestamp AS REAL) AS timestamp, CAST(step AS REAL) AS step, CAST(is_nan AS REAL) AS is_nan';

const toPoint = (row: SqlRow): MetricPoint => ({
  key: String(row.key),
  value: readValue(row),
  timestamp: Number(row.timestamp),
  step: Number(row.step),
});

/** Ascending by key, step, time, then as they were logged. */
export function readAllPoints({ sql, schema }: OpenTables, runId: string): readonly MetricPoint[] {
  if (!schema.has('metrics')) return [];
  return sql
    .prepare(`SELECT ${pointColumns} FROM metrics WHERE run_uuid = ? ORDER BY key, step, timestamp, rowid`)
    .all(runId)
    .map(toPoint);
}

/** One curve, ascending by step, time, then as logged. */
export function readCurve({ sql, schema }: OpenTables, runId: string, key: string): readonly MetricPoint[] {
  if (!schema.has('metrics')) return [];
  return sql
    .prepare(`SELECT ${pointColumns} FROM metrics WHERE run_uuid = ? AND key = ? ORDER BY step, timestamp, rowid`)
    .all(runId, key)
    .map(toPoint);
}
