// MLflow's calls that read curves.
import { invalid } from '../database/mlflowError.ts';
import { needRun } from '../database/runRows.ts';
import type { OpenTables } from '../database/trackingDatabase.ts';
import { get, json, type MlflowReply, type MlflowRequest, type MlflowRoute } from './family.ts';
import { fromToken, toToken } from './pages.ts';
import type { Json } from './wire.ts';

const mostPoints = 25_000;

export const metricRoutes: readonly MlflowRoute[] = [
  get('2.0/mlflow/metrics/get-history', getHistory),
  get('2.0/mlflow/metrics/get-history-bulk', getBulk),
  get('2.0/mlflow/metrics/get-history-bulk-interval', getBulkInterval),
];

interface Slice {
  readonly runId: string;
  readonly key: string;
  readonly limit: number;
  readonly offset: number;
}

/** Ordered by time, step and value. Integers keep all their digits. */
function readPoints({ sql }: OpenTables, { runId, key, limit, offset }: Slice): readonly Json[] {
  return sql
    .prepare(
      `SELECT key, value, timestamp, step, is_nan FROM metrics WHERE run_uuid = ? AND key = ?
       ORDER BY timestamp, step, value LIMIT ? OFFSET ?`,
    )
    .all(runId, key, limit, offset)
    .map(row => ({
      key: String(row.key),
      value: Number(row.is_nan) === 0 ? Number(row.value) : Number.NaN,
      timestamp: row.timestamp as bigint,
      step: row.step as bigint,
      run_id: runId,
    }));
}

function getHistory({ fields, read }: MlflowRequest): MlflowReply {
  const [runId, key] = [fields.needText('run_id', 'run_uuid'), fields.needText('metric_key')];
  const asked = fields.number('max_results');
  if (asked !== undefined && asked <= 0)
    throw invalid(`Invalid value ${asked} for parameter 'max_results' supplied. It must be a positive integer.`);
  const offset = fromToken(fields.text('page_token'));
  const size = Math.min(asked ?? Number.MAX_SAFE_INTEGER - 1, asked === undefined ? 2 ** 40 : mostPoints);
  const points = read(tables => {
    needRun(tables, runId);
    return readPoints(tables, { runId, key, limit: size + 1, offset });
  });
  const next = points.length > size ? toToken(offset + size) : undefined;
  return json({ metrics: points.slice(0, size), next_page_token: next });
}

function getBulk({ fields, read }: MlflowRequest): MlflowReply {
  const runIds = readRunIds(fields.texts('run_id'));
  const key = fields.needText('metric_key');
  const limit = Math.min(fields.number('max_results') ?? mostPoints, mostPoints);
  return json({
    metrics: read(tables => runIds.flatMap(runId => readPoints(tables, { runId, key, limit, offset: 0 }))).slice(
      0,
      limit,
    ),
  });
}

function readRunIds(ids: readonly string[]): readonly string[] {
  if (ids.length === 0) throw invalid('GetMetricHistoryBulk request must specify at least one run_id.');
  if (ids.length > 100)
    throw invalid(`GetMetricHistoryBulk request cannot specify more than 100 run_ids. Received ${ids.length} run_ids.`);
  return ids;
}

/** Steps are sampled evenly; the first and last of the range stay. */
function getBulkInterval({ fields, read }: MlflowRequest): MlflowReply {
  const runIds = readRunIds(fields.texts('run_ids'));
  const key = fields.needText('metric_key');
  const most = Math.max(1, Math.min(fields.number('max_results') ?? 320, 2500));
  const [from, to] = [fields.number('start_step') ?? -(2 ** 52), fields.number('end_step') ?? 2 ** 52];
  const metrics = read(tables =>
    runIds.flatMap(runId => {
      const points = readPoints(tables, { runId, key, limit: -1, offset: 0 }) as readonly { readonly step: bigint }[];
      const within = points.filter(({ step }) => Number(step) >= from && Number(step) <= to);
      const steps = [...new Set(within.map(({ step }) => Number(step)))].sort((a, b) => a - b);
      const kept = new Set(sampleEvenly(steps, most));
      return within.filter(({ step }) => kept.has(Number(step))) as readonly Json[];
    }),
  );
  return json({ metrics });
}

function sampleEvenly(steps: readonly number[], most: number): readonly number[] {
  if (steps.length <= most) return steps;
  const stride = (steps.length - 1) / Math.max(1, most - 1);
  return Array.from({ length: most }, (_, index) => steps[Math.round(index * stride)] ?? 0);
}
