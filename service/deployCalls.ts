// What the deploy worker answers: it registers, deploys, steers, watches, retrains, predicts, and tells what changed.

import type { Facts } from '../engine/domain/facts.ts';
import type { RegisteredModel, VersionSelector } from '../engine/domain/modelVersion.ts';
import type { Alert } from '../engine/domain/monitor.ts';
import { trouble } from '../engine/errors.ts';
import { appendLabels } from '../engine/store/requestLabels.ts';
import { requestsFolder } from '../engine/store/requestLog.ts';
import type { SeriesQuery } from '../engine/store/requestSeries.ts';
import type { Operation } from '../protocol/api.ts';
import type {
  AliasRequest,
  AuditList,
  DeploymentAct,
  DeploymentDetail,
  DeploymentSeries,
  DeploymentView,
  DeployRequest,
  LabelsRequest,
  MonitorView,
  PredictRequest,
  RegisterRequest,
  RetrainRequest,
  TestAnswer,
  TestRequest,
  Trace,
} from '../protocol/deployApi.ts';
import { readAsked, saveAsked } from './askedFile.ts';
import { changeAlias } from './changeAlias.ts';
import { collectChanges, type DeployChanges } from './deployChanges.ts';
import { deploymentSeries } from './deploymentSeries.ts';
import { controllerOf, createDeployReads } from './deployReads.ts';
import { openEngine } from './enginePorts.ts';
import { modelLaunch } from './modelServer/modelLaunch.ts';
import type { WorkEnd } from './operations.ts';
import { version } from './productVersion.ts';
import { createRates } from './rates.ts';
import { followRetrain, retrainTarget } from './retraining.ts';
import { createRouters } from './routers.ts';
import { sendTestRequest } from './testRequest.ts';
import type { WorkerData } from './workerCalls.ts';

/** How far an operation's work is, told by the worker. */
export type DeployNews = { readonly operation: string } & NonNullable<Operation['progress']>;
/** Between looks where nothing may be changed. */
const idleMs = 1_000;
type Asked<T> = Omit<T, 'key'>;

export async function deployCalls(data: WorkerData, tell: (news: DeployNews) => void) {
  const { root, paths, entry } = data;
  const { engine, ports } = openEngine(data);
  const routers = createRouters({ ports, root, paths, entry, version: version() });
  const part = await engine.deploy({
    routers,
    launch: modelLaunch(entry, null),
    asked: async pipeline => readAsked(paths, pipeline),
  });
  const { controller, audit, registry } = part;
  const rates = createRates();
  const reads = createDeployReads(part, rates);
  const changes = collectChanges(part);
  const work = new Map<string, AbortController>();

  /** Work that can be cancelled by the id of its operation. */
  const cancellable = async <T>(
    operation: string,
    carryOut: (how: { readonly signal: AbortSignal; readonly onProgress: (message: string) => void }) => Promise<T>,
  ): Promise<T> => {
    const cancel = new AbortController();
    work.set(operation, cancel);
    try {
      const onProgress = (message: string): void => tell({ operation, done: 0, total: 0, message });
      return await carryOut({ signal: cancel.signal, onProgress });
    } finally {
      work.delete(operation);
    }
  };

  return {
    async register(
      { who, why = '', env, python, ...request }: Asked<RegisterRequest>,
      operation: string,
    ): Promise<WorkEnd> {
      const asked = await saveAsked(paths, request.pipeline, { env, python });
      const by = { kind: 'person' as const, name: who };
      const made = await cancellable(operation, how => part.register({ ...request, ...how, who: by, why }, asked));
      const { model, version: number, hash } = made;
      return { subject: `${model}/${number}`, result: { model, version: number, hash: hash ?? '' } };
    },
    setAlias: (request: AliasRequest): Promise<RegisteredModel> => changeAlias(part, request),
    async deploy({ who, why = '', ...request }: Asked<DeployRequest>): Promise<WorkEnd> {
      await saveAsked(paths, request.pipeline, { env: request.env });
      const by = { kind: 'person' as const, name: who };
      const { id, rollout } = await controllerOf(part).deploy({ ...request, by, why });
      return { subject: id, result: rollout === null ? {} : { rollout: rollout.id, version: rollout.to.version } };
    },
    async act(id: string, { who, why = '', ...request }: Asked<DeploymentAct>): Promise<WorkEnd> {
      reads.find(id);
      await controllerOf(part).act(id, { ...request, by: { kind: 'person', name: who }, why });
      if (request.act === 'remove') await routers.forget(id);
      return { subject: id, result: null };
    },
    deployments: (): readonly DeploymentView[] => reads.views(),
    deployment: (id: string): Promise<DeploymentDetail> => reads.detail(id),
    async infer(id: string, request: TestRequest): Promise<TestAnswer> {
      const deployment = reads.find(id);
      const [callers, facts] = [routers.callers(id), await reads.package(deployment)];
      if (callers === null || facts === null || deployment.state === 'stopped')
        throw trouble('act-impossible', { act: 'infer', target: deployment.target, reason: 'nothing is served there' });
      return sendTestRequest({ ...callers, model: deployment.model }, facts, request);
    },
    monitors: (): readonly MonitorView[] => reads.monitors(),
    async monitorNow(id: string): Promise<WorkEnd> {
      reads.find(id);
      const { results } = await controllerOf(part).lookNow(id);
      return { subject: id, result: { alerts: results.filter(({ level }) => level === 'alert').length } };
    },
    acknowledge: ({ id }: { readonly id: string; readonly who: string }): Alert => controllerOf(part).acknowledge(id),
    /** Begins the unattended way and returns its id. */
    async retrain({ who, why = '', pipeline, target, env, python }: Asked<RetrainRequest>): Promise<string> {
      await saveAsked(paths, pipeline, { env, python });
      const to = target ?? (await retrainTarget(part, pipeline));
      return controllerOf(part).retrain({ pipeline, target: to, by: who, why }).id;
    },
    /** Until the rollout of a retraining has begun. */
    followRetrain: (id: string, operation: string): Promise<WorkEnd> =>
      cancellable(operation, how => followRetrain(part, id, how)),
    predict: ({ who, model, version: at, ...files }: Asked<PredictRequest>, operation: string): Promise<WorkEnd> =>
      cancellable(operation, async how => {
        const selector: VersionSelector = { model, at: at ?? null };
        const asked = readAsked(paths, registry.version(selector)?.tags['trainyard.pipeline'] ?? '');
        const done = await part.predict({ selector, ...files, userId: who, ...how }, asked);
        return {
          subject: done.runId,
          result: { rows: done.rows, version: done.version, rowsPerSecond: done.rowsPerSecond },
        };
      }),
    series: (id: string, asked: SeriesQuery): Promise<DeploymentSeries> => deploymentSeries(part, id, asked),
    async labels(id: string, labels: LabelsRequest['labels']): Promise<{ readonly taken: number }> {
      reads.find(id);
      const now = ports.clock.now();
      const taken = new Map(labels.map(label => [`${label.row} ${label.id}`, { ...label, at: label.at ?? now }]));
      await appendLabels(ports.files, requestsFolder(root, id), [...taken.values()]);
      return { taken: taken.size };
    },
    trace: (id: string): Promise<Trace> => part.trace(id),
    async audit({
      limit,
      ...query
    }: {
      readonly model?: string;
      readonly deployment?: string;
      readonly limit: number;
    }): Promise<AuditList> {
      const [records, check] = await Promise.all([audit.list({ ...query, limit }), audit.verify()]);
      return { records, check };
    },
    facts: (): Promise<Pick<Facts, 'targets' | 'signals'>> => reads.facts(),
    cancelWork: (operation: string): void => work.get(operation)?.abort(),
    /** Moves everything on that is due and tells what changed since the last time. */
    async tick(): Promise<DeployChanges> {
      const pause = (await controller?.tick()) ?? idleMs;
      for (const deployment of reads.deployments()) rates.note(deployment, Date.now());
      const isQuiet = reads.deployments().length === 0 && controller?.isBusy() !== true;
      return changes.take(isQuiet ? Number.POSITIVE_INFINITY : pause);
    },
    close: () => engine.close(),
  };
}
export type DeployCalls = Awaited<ReturnType<typeof deployCalls>>;
