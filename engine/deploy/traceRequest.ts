// From one logged request back to everything that made its answer: version, run, commit, data, gates, audit records.
import type { AuditRecord } from '../domain/audit.ts';
import type { LoggedRequest } from '../domain/deployment.ts';
import type { GateVerdict } from '../domain/gate.ts';
import type { ContentHash, ProjectPath, RunId } from '../domain/ids.ts';
import type { ModelVersion } from '../domain/modelVersion.ts';
import { trouble } from '../errors.ts';
import type { StoredDeployment } from '../store/deployStore.ts';
import { runInputs } from '../store/runLocks.ts';
import { verdictsOf } from '../store/verdictRows.ts';
import type { DeployContext } from './deployContext.ts';

export interface TraceContext extends Pick<DeployContext, 'state' | 'registry' | 'logs' | 'audit'> {
  /** Of a tracked run; null when there is none. */
  readonly trackedRun: (
    runId: RunId,
  ) => { readonly name: string; readonly params: Readonly<Record<string, string>> } | null;
}
/** As `GET /v1/trace/:id` answers it. */
export interface RequestTrace {
  readonly request: LoggedRequest;
  readonly deployment: { readonly id: string; readonly target: string; readonly pipeline: ProjectPath };
  readonly model: string;
  readonly version: number;
  readonly modelHash: ContentHash | null;
  readonly runId: RunId | null;
  readonly runName: string | null;
  readonly commit: string | null;
  readonly diffHash: string | null;
  /** Path and content hash of what the run read and no stage made. */
  readonly data: Readonly<Record<ProjectPath, ContentHash>>;
  readonly params: Readonly<Record<string, string>>;
  readonly verdicts: readonly GateVerdict[];
  readonly label: number | string | null;
  /** About the version and its rollouts, oldest first. */
  readonly records: readonly AuditRecord[];
}

/** Throws `request-unknown` when no log of a deployment holds the id. */
export async function traceRequest(context: TraceContext, id: string): Promise<RequestTrace> {
  const { stored, request } = await findRequest(context, id);
  const { version } = request;
  const known = context.registry.version({ model: stored.model, at: version });
  const labels = await context.logs.labels(stored.id);
  return {
    request,
    deployment: { id: stored.id, target: stored.target, pipeline: stored.pipeline },
    ...{ model: stored.model, version, modelHash: known?.hash ?? null },
    ...runPart(context, known),
    label: labels.findLast(label => label.id === id)?.value ?? null,
    records: await recordsOf(context, stored, known, version),
  };
}

async function findRequest(
  { state, logs }: TraceContext,
  id: string,
): Promise<{ readonly stored: StoredDeployment; readonly request: LoggedRequest }> {
  for (const stored of state.deployments.deployments()) {
    const [request] = await logs.requests(stored.id, { id, last: 1 });
    if (request !== undefined) return { stored, request };
  }
  throw trouble('request-unknown', { id });
}

type RunPart = Pick<RequestTrace, 'runId' | 'runName' | 'commit' | 'diffHash' | 'data' | 'params' | 'verdicts'>;
function runPart({ state, trackedRun }: TraceContext, version: ModelVersion | null): RunPart {
  const runId = version?.runId ?? null;
  const run = runId === null ? null : state.pipelineRun(runId);
  const tracked = runId === null ? null : trackedRun(runId);
  const verdicts = version?.verdicts ?? [];
  return {
    ...{ runId, runName: run?.name ?? tracked?.name ?? null },
    ...{ commit: run?.git?.commit ?? null, diffHash: run?.git?.diffHash ?? null },
    ...{ data: run === null ? {} : runInputs(state, run), params: tracked?.params ?? {} },
    verdicts: verdicts.length > 0 || run === null ? verdicts : verdictsOf(state, run.id),
  };
}

async function recordsOf(
  { audit }: TraceContext,
  stored: StoredDeployment,
  known: ModelVersion | null,
  version: number,
): Promise<readonly AuditRecord[]> {
  const hash = known?.hash ?? null;
  const found = await audit.list({ model: stored.model, limit: 10_000 });
  const isAbout = ({ subject }: AuditRecord): boolean =>
    subject.version === version ||
    (subject.deployment === stored.id && hash !== null && (subject.before === hash || subject.after === hash));
  return found.filter(isAbout).toReversed();
}
