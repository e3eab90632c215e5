// Counters of a router as Prometheus text.
import { latencyBounds, type ObservedVersion, type RouterState } from '../../engine/domain/deployment.ts';

interface Metric {
  readonly name: string;
  readonly kind: 'counter' | 'gauge';
  readonly help: string;
  readonly value: (version: ObservedVersion) => number;
}
const metrics: readonly Metric[] = [
  {
    ...{ name: 'trainyard_requests_total', kind: 'counter', help: 'Requests answered' },
    value: ({ counts }) => counts.requests,
  },
  {
    ...{ name: 'trainyard_request_errors_total', kind: 'counter', help: 'Requests failed by the server' },
    value: ({ counts }) => counts.errors,
  },
  {
    ...{ name: 'trainyard_mirrored_total', kind: 'counter', help: 'Copies answered' },
    value: ({ counts }) => counts.mirrored,
  },
  {
    ...{ name: 'trainyard_requests_in_flight', kind: 'gauge', help: 'Requests under way' },
    value: ({ counts }) => counts.inFlight,
  },
  {
    ...{ name: 'trainyard_traffic_percent', kind: 'gauge', help: 'Share of requests' },
    value: ({ traffic }) => traffic,
  },
  {
    ...{ name: 'trainyard_replicas_ready', kind: 'gauge', help: 'Model servers that answer' },
    value: ({ replicas }) => replicas.filter(({ state }) => state === 'ready').length,
  },
  {
    ...{ name: 'trainyard_memory_bytes', kind: 'gauge', help: 'Resident memory of model servers' },
    value: ({ replicas }) => replicas.reduce((sum, { memory }) => sum + memory, 0),
  },
];

/** Exposition format 0.0.4. */
export function metricsPage(model: string, { versions, unlogged }: RouterState): string {
  const labels = (version: ObservedVersion): string => `model=${JSON.stringify(model)},version="${version.version}"`;
  const lines = metrics.flatMap(({ name, kind, help, value }) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${kind}`,
    ...versions.map(version => `${name}{${labels(version)}} ${value(version)}`),
  ]);
  const seconds = 'trainyard_request_duration_seconds';
  lines.push(`# HELP ${seconds} From arrival to answer`, `# TYPE ${seconds} histogram`);
  for (const version of versions) lines.push(...histogram(seconds, labels(version), version.counts.latency));
  lines.push(
    '# HELP trainyard_unlogged_total Requests that could not be logged',
    '# TYPE trainyard_unlogged_total counter',
  );
  return `${[...lines, `trainyard_unlogged_total{model=${JSON.stringify(model)}} ${unlogged}`].join('\n')}\n`;
}

/** The sum is that of the buckets' middles. */
function histogram(name: string, labels: string, counts: readonly number[]): readonly string[] {
  let total = 0;
  let sum = 0;
  const buckets = counts.map((count, index) => {
    const bound = latencyBounds[index];
    total += count;
    sum += (count * (bound ?? 10 ** 5.2) * 10 ** -0.1) / 1_000;
    return `${name}_bucket{${labels},le="${bound === undefined ? '+Inf' : Number((bound / 1_000).toPrecision(6))}"} ${total}`;
  });
  return [...buckets, `${name}_sum{${labels}} ${sum.toPrecision(6)}`, `${name}_count{${labels}} ${total}`];
}
