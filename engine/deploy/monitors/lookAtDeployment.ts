// One look of a monitor: reads what was asked of the deployment and what turned out true, and keeps what the signals say.
import type { ServedVersion } from '../../domain/deployment.ts';
import type { Millis } from '../../domain/ids.ts';
import type { PackageManifest, ReferenceProfile } from '../../domain/modelPackage.ts';
import type { Alert, MonitorSpec, SignalResult } from '../../domain/monitor.ts';
import type { StoredDeployment } from '../../store/deployStore.ts';
import type { DeployContext } from '../deployContext.ts';
import type { AuditNote } from '../effects.ts';
import { manifestName } from '../packaging/packageFiles.ts';

/** Requests that one look reads at most. */
const readLimit = 100_000;

/** The monitor as the file has it now; as it was at the last deployment where the file cannot be read. */
export async function monitorOf(context: DeployContext, stored: StoredDeployment): Promise<MonitorSpec | null> {
  try {
    const { monitor } = await context.loadPipeline(stored.pipeline);
    return monitor?.target === stored.target ? monitor : null;
  } catch {
    // A file that is just being edited does not end the watching.
    return stored.monitor;
  }
}

export interface LookResult {
  readonly results: readonly SignalResult[];
  /** Raised now, each kept. */
  readonly raised: readonly Alert[];
  /** Open from before and still bad. */
  readonly open: readonly Alert[];
}

export async function lookAtDeployment(
  context: DeployContext,
  stored: StoredDeployment,
  { spec, stable }: { readonly spec: MonitorSpec; readonly stable: ServedVersion },
): Promise<LookResult> {
  const store = context.state.deployments;
  const now = context.ports.clock.now();
  const { manifest, profile } = await readPackage(context, stored, stable);
  const [requests, labels] = await Promise.all([
    context.logs.requests(stored.id, { ...rangeOf(spec, now), last: readLimit }),
    context.logs.labels(stored.id),
  ]);
  const { results, raise } = context.monitors({
    ...{ deployment: stored.id, spec, version: stable.version, profile, requests, labels, now },
    signature: manifest?.signature ?? { inputs: [], outputs: [] },
    previous: store.lastSignalResults(stored.id),
    observed: await context.routers.observe(stored.id),
  });
  return store.transaction(() => {
    store.saveSignalResults(results);
    store.saveMonitorState(stored.id, { ...store.monitorState(stored.id), lastLook: now });
    const open = endAlerts(context, stored, results, now);
    const news = raise.filter(({ signal }) => !open.some(alert => alert.signal === signal));
    const raised = news.flatMap(found => newAlert(context, { stored, spec, stable, now }, found));
    return { results, raised, open };
  });
}

/** All that any signal of the monitor may need; what a window holds exactly is the signals' own matter. */
function rangeOf({ window, signals }: MonitorSpec, now: Millis): { readonly from?: Millis } {
  if (window.kind === 'requests') return {};
  return { from: now - window.span - Math.max(0, ...signals.map(({ labelDelay }) => labelDelay)) };
}

async function readPackage(
  { ports }: DeployContext,
  { packages }: StoredDeployment,
  { version }: ServedVersion,
): Promise<{ readonly manifest: PackageManifest | null; readonly profile: ReferenceProfile | null }> {
  const folder = packages[version]?.folder;
  const read = async <T>(name: string): Promise<T | null> => {
    const text = await ports.files.readText(`${folder}/${name}`);
    return text === null ? null : (JSON.parse(text) as T);
  };
  const manifest = folder === undefined ? null : await read<PackageManifest>(manifestName);
  const profile = manifest?.profile ?? null;
  return { manifest, profile: profile === null ? null : await read<ReferenceProfile>(profile) };
}

/** Ends alerts whose signal is good again, or that are about a version no longer served; returns those that go on. */
function endAlerts(
  { state }: DeployContext,
  stored: StoredDeployment,
  results: readonly SignalResult[],
  now: Millis,
): readonly Alert[] {
  const store = state.deployments;
  const changed = store
    .rollouts(stored.id)
    .filter(rollout => rollout.state === 'promoted' || rollout.state === 'rolled-back')
    .reduce((last, { endedAt }) => Math.max(last, endedAt ?? 0), 0);
  const levels = new Map(results.map(({ signal, level }) => [signal, level]));
  return store
    .alerts(stored.id, 0)
    .filter(({ endedAt }) => endedAt === null)
    .filter(alert => {
      const level = levels.get(alert.signal);
      const isOver = alert.at < changed || level === 'ok' || level === undefined;
      if (isOver) store.saveAlert({ ...alert, endedAt: now });
      return !isOver;
    });
}

interface AlertPlace {
  readonly stored: StoredDeployment;
  readonly spec: MonitorSpec;
  readonly stable: ServedVersion;
  readonly now: Millis;
}

function newAlert(
  { state, ports }: DeployContext,
  { stored, spec, stable, now }: AlertPlace,
  found: { readonly signal: string; readonly value: number; readonly bound: number; readonly feature: string | null },
): readonly Alert[] {
  const signal = spec.signals.find(({ name }) => name === found.signal);
  if (signal === undefined) return [];
  const alert: Alert = {
    ...{ id: ports.ids.next(), deployment: stored.id, at: now, op: signal.op, action: signal.action, ...found },
    ...{ outcome: 'none', outcomeReason: null, subject: null, acknowledgedAt: null, endedAt: null },
  };
  const note: AuditNote = {
    ...{ at: now, kind: 'alert', who: { kind: 'monitor', name: signal.name }, model: stored.model, version: stable },
    why: `${found.feature ?? signal.metric ?? signal.type} ${found.value} ${signal.op} ${found.bound}: ${signal.action}`,
    ...{ pipeline: stored.pipeline, deployment: stored.id, target: stored.target },
    ...{ signal: signal.name, alertId: alert.id },
  };
  state.deployments.saveAlert(alert);
  state.deployments.addEffect(stored.id, JSON.stringify({ kind: 'audit', note }));
  return [alert];
}
