// Counts over the runs of experiments, made by the database: for views of stores with many thousand runs.
import type { ExperimentId } from '../../domain/ids.ts';
import type { Direction } from '../../domain/metricDirection.ts';
import { millis } from './experimentRows.ts';
import type { OpenTables } from './trackingDatabase.ts';

export interface MetricCount {
  readonly key: string;
  /** Finished runs with a finite last value. */
  readonly finished: number;
  /** Any runs with one. */
  readonly all: number;
}
export interface ExperimentStats {
  readonly runCount: number;
  readonly updatedAt: number | null;
  readonly metrics: readonly MetricCount[];
}

/** Active runs that are nobody's child. */
const parents = `parents AS (
  SELECT run_uuid, experiment_id, status, start_time, coalesce(end_time, start_time) AS changed FROM runs
  WHERE lifecycle_stage = 'active'
  AND NOT EXISTS (SELECT 1 FROM tags WHERE tags.key = 'mlflow.parentRunId' AND tags.run_uuid = runs.run_uuid))`;
const finiteValue = 'is_nan = 0 AND abs(value) < 1.7976931348623157e308';

/** By experiment, those without runs left out. The tables must be as we know them. */
export function experimentStats({ sql }: OpenTables): ReadonlyMap<ExperimentId, ExperimentStats> {
  const metrics = new Map<ExperimentId, MetricCount[]>();
  const counts = sql.prepare(
    `WITH ${parents} SELECT CAST(experiment_id AS TEXT) AS id, key, sum(${finiteValue}) AS n,
       sum(${finiteValue} AND status = 'FINISHED') AS finished
     FROM parents JOIN latest_metrics USING (run_uuid) GROUP BY experiment_id, key ORDER BY key`,
  );
  for (const row of counts.iterate()) {
    const list = metrics.get(String(row.id)) ?? [];
    list.push({ key: String(row.key), finished: Number(row.finished), all: Number(row.n) });
    metrics.set(String(row.id), list);
  }
  const totals = sql.prepare(
    `WITH ${parents} SELECT CAST(experiment_id AS TEXT) AS id, count(*) AS n, max(changed) AS changed
     FROM parents GROUP BY experiment_id`,
  );
  return new Map(
    totals
      .all()
      .map(row => [
        String(row.id),
        { runCount: Number(row.n), updatedAt: millis(row.changed), metrics: metrics.get(String(row.id)) ?? [] },
      ]),
  );
}

export interface BestQuery {
  readonly experimentId: ExperimentId;
  readonly metric: string;
  readonly direction: Direction;
  /** Only runs that have finished count. */
  readonly among: 'finished' | 'all';
}

/** The best finite last value; the earlier run wins a tie. */
export function bestOf(
  { sql }: OpenTables,
  { experimentId, metric, direction, among }: BestQuery,
): { readonly best: number; readonly bestRunId: string } | null {
  const row = sql
    .prepare(
      `WITH ${parents} SELECT run_uuid AS id, value FROM parents JOIN latest_metrics USING (run_uuid)
       WHERE experiment_id = CAST(? AS INTEGER) AND key = ? AND ${finiteValue}
       ${among === 'finished' ? "AND status = 'FINISHED'" : ''}
       ORDER BY value ${direction === 'lower' ? 'ASC' : 'DESC'}, start_time LIMIT 1`,
    )
    .get(experimentId, metric);
  return row === undefined ? null : { best: Number(row.value), bestRunId: String(row.id) };
}
