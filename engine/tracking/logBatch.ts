// Logs metrics, params and tags with MLflow's own semantics, all of a batch or nothing.

import type { MetricPoint } from '../domain/run.ts';
import { trouble } from '../errors.ts';
import type { SqlDatabase } from '../ports.ts';
import type { OpenedMlflow } from './mlflowDatabase.ts';
import { setTags } from './runRows.ts';
import type { LoggedBatch } from './trackingStore.ts';
import { textOf, toStored } from './values.ts';

/** Throws `param-changed` when a param would get another value; an identical point or param again is no error. */
export function logBatch({ sql }: OpenedMlflow, runId: string, batch: LoggedBatch): void {
  sql.transaction(() => {
    logParams(sql, runId, batch.params ?? {});
    logMetrics(sql, runId, batch.metrics ?? []);
    setTags(sql, runId, batch.tags ?? {});
    const name = batch.tags?.['mlflow.runName'];
    if (name !== undefined) sql.prepare('UPDATE runs SET name = ? WHERE run_uuid = ?').run(name, runId);
  });
}

function logParams(sql: SqlDatabase, runId: string, params: Readonly<Record<string, string>>): void {
  const known = sql.prepare('SELECT value FROM params WHERE key = ? AND run_uuid = ?');
  const insert = sql.prepare('INSERT INTO params (key, value, run_uuid) VALUES (?, ?, ?)');
  for (const [key, value] of Object.entries(params)) {
    const row = known.get(key, runId);
    if (row === undefined) insert.run(key, value, runId);
    else if (textOf(row.value) !== value)
      throw trouble('param-changed', { key, old: textOf(row.value), new: value, run: runId });
  }
}

function logMetrics(sql: SqlDatabase, runId: string, metrics: readonly MetricPoint[]): void {
  const insert = sql.prepare(
    'INSERT OR IGNORE INTO metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (?, ?, ?, ?, ?, ?)',
  );
  // The newest by step, then time, then value stands.
  const latest = sql.prepare(
    `INSERT INTO latest_metrics (key, value, timestamp, step, is_nan, run_uuid) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (key, run_uuid) DO UPDATE SET value = excluded.value, timestamp = excluded.timestamp, step = excluded.step, is_nan = excluded.is_nan
     WHERE (excluded.step, excluded.timestamp, excluded.value) > (latest_metrics.step, latest_metrics.timestamp, latest_metrics.value)`,
  );
  for (const { key, value, timestamp, step } of metrics) {
    const stored = toStored(value);
    insert.run(key, stored.value, timestamp, runId, step, stored.isNan);
    latest.run(key, stored.value, timestamp, step, stored.isNan, runId);
  }
}
