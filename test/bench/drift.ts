// A look at the drift of 30 features over the newest 100,000 of ten million logged rows, reading them included.
import { requestLogs } from '../../engine/deploy/requestLogs.ts';
import { lookAtSignals } from '../../engine/monitor/lookAtSignals.ts';
import { nodePorts } from '../../engine/node/ports.ts';
import { buildProfile } from '../../engine/stats/profile.ts';
import { type Budget, budgetLine } from './budget.ts';
import { features, makeRows, type RequestHistory, requestHistory, signature } from './requestHistory.ts';
import { median } from './startTimes.ts';

export interface DriftFigures {
  readonly requests: number;
  readonly rows: number;
  readonly features: number;
  /** Milliseconds from the call to what the signals say, and those of them that reading took: medians. */
  readonly look: number;
  readonly read: number;
  readonly budgets: readonly Budget[];
}

const rows = 100_000;

export async function measureDrift(history: RequestHistory, times = 3): Promise<DriftFigures> {
  const profile = referenceProfile();
  const looks: number[] = [];
  const reads: number[] = [];
  for (let i = 0; i < times; i++) {
    const { look, read } = await lookOnce(history, profile);
    looks.push(look);
    reads.push(read);
  }
  const look = median(looks);
  const what = 'drift of 30 features over the last 100,000 in ms';
  return {
    ...{ requests: history.requests, rows, features, look, read: median(reads) },
    budgets: [{ what, value: look, most: 2_000 }],
  };
}

async function lookOnce(
  { root, deployment, to }: RequestHistory,
  profile: ReturnType<typeof referenceProfile>,
): Promise<Pick<DriftFigures, 'look' | 'read'>> {
  const started = performance.now();
  const requests = await requestLogs(nodePorts().files, root).requests(deployment, { last: rows, version: 1 });
  const read = performance.now() - started;
  const { results } = lookAtSignals({
    ...{ deployment, version: 1, profile, signature, requests, labels: [], previous: [], now: to },
    spec: {
      ...{ target: 'local', window: { kind: 'requests', count: rows }, every: 60_000, cooldown: 0 },
      correction: 'benjamini-hochberg',
      signals: [
        {
          ...{ name: 'drift', type: 'data_drift', method: 'auto', features: 'all', metric: null, op: '>' },
          ...{ warn: null, alert: null, minimum: 200, consecutive: 1, labelDelay: 0, action: 'notify' },
        },
      ],
    },
  });
  const look = performance.now() - started;
  const [found] = results;
  if (found?.window.rows !== rows || found.features.length !== features || found.level !== 'alert')
    throw new Error(`the look found something else: ${JSON.stringify({ ...found, features: found?.features.length })}`);
  return { look, read };
}

function referenceProfile() {
  const reference = makeRows(20_000, 8, 0);
  const columns = signature.inputs.map(({ name }, i) => ({ name, values: reference.map(row => row[i] ?? null) }));
  return buildProfile({ columns, predictions: [] });
}

/** For people. */
export const driftLine = ({ requests, rows: looked, features: columns, look, read }: DriftFigures): string =>
  `drift of ${columns} features over the last ${looked} of ${requests} requests: ${look.toFixed(0)} ms, ${read.toFixed(0)} of them reading`;

if (import.meta.main) {
  const figures = await measureDrift(await requestHistory(Number(process.argv[2] ?? 10_000_000)));
  console.log(driftLine(figures));
  for (const budget of figures.budgets) console.log(budgetLine(budget));
}
