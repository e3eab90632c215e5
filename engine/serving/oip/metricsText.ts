// Counters of a served model as Prometheus text, under names of ours and under those that Triton's dashboards know.
import { latencyBounds, type ObservedVersion, type RouterState } from '../../domain/deployment.ts';
import { totalSeconds } from './modelAnswers.ts';

interface Metric {
  readonly name: string;
  readonly kind: 'counter' | 'gauge';
  readonly help: string;
  readonly value: (version: ObservedVersion) => number;
}
const metric = (name: string, kind: Metric['kind'], help: string, value: Metric['value']): Metric => ({
  ...{ name, kind, help, value },
});
const metrics: readonly Metric[] = [
  metric('trainyard_requests_total', 'counter', 'Requests answered', ({ counts }) => counts.requests),
  metric('trainyard_request_errors_total', 'counter', 'Requests failed by the server', ({ counts }) => counts.errors),
  metric('trainyard_mirrored_total', 'counter', 'Copies answered', ({ counts }) => counts.mirrored),
  metric('trainyard_mirror_errors_total', 'counter', 'Copies failed', ({ counts }) => counts.mirrorErrors),
  metric('trainyard_requests_in_flight', 'gauge', 'Requests under way', ({ counts }) => counts.inFlight),
  metric('trainyard_traffic_percent', 'gauge', 'Share of requests', ({ traffic }) => traffic),
  metric('trainyard_mirror_percent', 'gauge', 'Share of requests that are copied', ({ mirror }) => mirror),
  metric('trainyard_replicas_ready', 'gauge', 'Model servers that answer', ({ replicas }) =>
    replicas.reduce((sum, { state }) => sum + (state === 'ready' ? 1 : 0), 0),
  ),
  metric('trainyard_replica_restarts_total', 'counter', 'Model servers started again', ({ replicas }) =>
    replicas.reduce((sum, { restarts }) => sum + restarts, 0),
  ),
  metric('trainyard_memory_bytes', 'gauge', 'Resident memory of model servers', ({ replicas }) =>
    replicas.reduce((sum, { memory }) => sum + memory, 0),
  ),
  metric('nv_inference_request_success', 'counter', 'Requests that succeeded', ({ counts }) =>
    Math.max(counts.requests - counts.errors, 0),
  ),
  metric('nv_inference_request_failure', 'counter', 'Requests that failed', ({ counts }) => counts.errors),
  metric('nv_inference_count', 'counter', 'Requests answered, each counted once', ({ counts }) => counts.requests),
  metric('nv_inference_request_duration_us', 'counter', 'Microseconds from arrival to answer', ({ counts }) =>
    Math.round(totalSeconds(counts) * 1e6),
  ),
  metric('nv_inference_pending_request_count', 'gauge', 'Requests under way', ({ counts }) => counts.inFlight),
];

/** Exposition format 0.0.4. Labels `model` and `version`; mirrored requests are counted apart. */
export function metricsText(model: string, { versions, unlogged }: RouterState): string {
  const labels = new Map(
    versions.map(item => [item, `model="${labelValue(model)}",version="${item.version}"`] as const),
  );
  const lines = metrics.flatMap(({ name, kind, help, value }) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${kind}`,
    ...[...labels].map(([version, label]) => `${name}{${label}} ${value(version)}`),
  ]);
  const seconds = 'trainyard_request_duration_seconds';
  lines.push(`# HELP ${seconds} From arrival to answer`, `# TYPE ${seconds} histogram`);
  for (const [{ counts }, label] of labels) {
    lines.push(...buckets(seconds, label, counts.latency));
    lines.push(`${seconds}_sum{${label}} ${totalSeconds(counts).toPrecision(6)}`);
    lines.push(`${seconds}_count{${label}} ${counts.latency.reduce((sum, count) => sum + count, 0)}`);
  }
  const lost = 'trainyard_unlogged_total';
  lines.push(`# HELP ${lost} Requests that could not be logged`, `# TYPE ${lost} counter`);
  return `${lines.join('\n')}\n${lost}{model="${labelValue(model)}"} ${unlogged}\n`;
}

const labelValue = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

function buckets(name: string, labels: string, counts: readonly number[]): readonly string[] {
  let total = 0;
  return counts.map((count, index) => {
    const bound = latencyBounds[index];
    total += count;
    const edge = bound === undefined ? '+Inf' : Number((bound / 1_000).toPrecision(6));
    return `${name}_bucket{${labels},le="${edge}"} ${total}`;
  });
}
