// Real-shaped runs and curves, made by a generator: gradient boosting on hourly demand, with params that matter.
import { type RunRow, toWire, type WireCurve } from '../../protocol/api.ts';

/** Numbers of a linear congruential generator: the same seed, the same runs. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const words = {
  first: ['brave', 'calm', 'quick', 'amber', 'silent', 'lucky', 'polar', 'rapid', 'shy', 'bold', 'keen', 'mellow'],
  second: ['newt', 'otter', 'finch', 'lynx', 'heron', 'ibex', 'marten', 'wren', 'tapir', 'gecko', 'stoat', 'puffin'],
};
const madeAt = Date.UTC(2026, 4, 12, 9, 30);

/** Newest first, as the service lists them. The newest one still runs when `isRunning`. */
export function makeRuns(
  count: number,
  options: { readonly isRunning?: boolean; readonly now?: number } = {},
): RunRow[] {
  const now = options.now ?? madeAt;
  return Array.from({ length: count }, (_, index) => makeRun(index, now, options.isRunning === true && index === 0));
}

function makeRun(index: number, now: number, isRunning: boolean): RunRow {
  const random = randomFrom(index + 7);
  for (let skip = 0; skip < 5; skip++) random();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const id = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
  const [depth, rate] = [pick([4, 6, 8, 10]), pick([0.05, 0.1, 0.2])];
  const isFailed = index % 9 === 5;
  const rmse = 38 + 12 / depth + rate * 30 + random() * 6;
  const startedAt = now - (index === 0 ? 95_000 : index * 47 * 60_000 + random() * 600_000);
  const metric = (value: number, step = 0) => ({ value: toWire(value), step, timestamp: startedAt + 60_000 });
  return {
    id,
    experimentId: '1',
    experiment: 'bike-demand',
    name: `${words.first[index % 12]}-${words.second[(index * 5 + Math.floor(index / 12)) % 12]}`,
    status: isRunning ? 'RUNNING' : isFailed ? 'FAILED' : index === 7 ? 'KILLED' : 'FINISHED',
    startedAt,
    endedAt: isRunning ? null : startedAt + 40_000 + Math.floor(random() * 90_000),
    parentId: null,
    params: {
      'train.max_depth': String(depth),
      'train.learning_rate': String(rate),
      'train.trees': '300',
      'train.seed': '42',
      'prepare.train_until': '2011-09-30',
      'prepare.test_every': '5',
    },
    metrics: isFailed
      ? { train_loss: metric(0.7 + random(), 40) }
      : {
          train_loss: metric(0.31 + random() * 0.08, 299),
          valid_loss: metric(0.38 + random() * 0.1, 299),
          ...(isRunning
            ? {}
            : {
                rmse: metric(rmse),
                r2: metric(1 - rmse / 620),
                mae: metric(rmse * 0.68),
                baseline_rmse: metric(102.83471),
              }),
        },
    tags: {
      'mlflow.user': 'demand',
      'mlflow.source.git.branch': index % 3 === 0 ? 'main' : 'deeper-trees',
      'mlflow.source.name': 'pipeline.yaml',
    },
    commit: index < 4 ? '3f9c2ab17d0e4c5b8a6f1e2d3c4b5a69788796a5' : 'b81e44d90c7a3f52e6d1908b7c6a5f4e3d2c1b0a',
    source: 'mlflow-db',
  };
}

export const directions = {
  rmse: 'lower',
  baseline_rmse: 'lower',
  mae: 'lower',
  r2: 'higher',
  train_loss: 'lower',
  valid_loss: 'lower',
} as const;

export const runsMessage = (rows: readonly RunRow[], updatedAt = madeAt) => ({
  type: 'runs',
  experiment: 'bike-demand',
  rows,
  updatedAt,
  main: 'rmse',
  directions,
});

/** Curves of `points` points for each loss of each run, single points for what was measured once. */
export function makeCurves(rows: readonly RunRow[], points: number): WireCurve[] {
  return rows.flatMap((row, index) => Object.keys(row.metrics).map(key => makeCurve(row, key, points, index)));
}

function makeCurve(row: RunRow, key: string, points: number, index: number): WireCurve {
  const start = row.startedAt ?? 0;
  if (!key.endsWith('_loss')) {
    const metric = row.metrics[key];
    return { runId: row.id, key, total: 1, steps: [0], values: [metric?.value ?? 'NaN'], times: [start] };
  }
  const random = randomFrom(index * 31 + key.length);
  const [pace, floor] = [18 + index * 9, (key.startsWith('valid') ? 0.38 : 0.3) + index * 0.02];
  const steps = Array.from({ length: points }, (_, step) => step);
  return {
    runId: row.id,
    key,
    total: points,
    steps,
    values: steps.map(step => toWire(floor + 1.3 * Math.exp(-step / pace) + (random() - 0.5) * 0.05)),
    times: steps.map(step => start + step * 180 + random() * 40),
  };
}
