// Points of metrics in MLflow's database.
import type { MetricPoint } from '../domain/run.ts';
import type { OpenedMlflow } from './mlflowDatabase.ts';
import { toPoint } from './runRows.ts';

const columns = 'key, value, timestamp, step, is_nan';

/** Ascending by step, then time. */
export const pointsOf = ({ sql }: OpenedMlflow, runId: string, key: string): readonly MetricPoint[] =>
  sql
    .prepare(`SELECT ${columns} FROM metrics WHERE run_uuid = ? AND key = ? ORDER BY step, timestamp`)
    .all(runId, key)
    .map(toPoint);

/** Ascending by key, step, time. */
export const allPoints = ({ sql }: OpenedMlflow, runId: string): readonly MetricPoint[] =>
  sql
    .prepare(`SELECT ${columns} FROM metrics WHERE run_uuid = ? ORDER BY key, step, timestamp`)
    .all(runId)
    .map(toPoint);
