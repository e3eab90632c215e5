// Routes about models in production: registry, gates, deployments, monitors, audit. What takes time is an operation.
import * as v from 'valibot';
import { trouble } from '../../engine/errors.ts';
import { ids } from '../../protocol/api.ts';
import {
  acknowledgeRequest,
  aliasRequest,
  deploymentAct,
  deployRequest,
  labelsRequest,
  monitorCheck as monitorCheckRequest,
  predictRequest,
  registerRequest,
  retrainRequest,
  testRequest,
} from '../../protocol/deployApi.ts';
import { gateViews } from '../gateViews.ts';
import type { Route } from '../serviceContext.ts';
import { mayWrite } from './mayWrite.ts';
import { wholeNumber } from './query.ts';
import { check } from './validate.ts';

/** Variables of a whole shell. */
const largeBody = 4_000_000;
const labelsBody = 32_000_000;
const hour = 3_600_000;
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(250));

export const models: Route = ({ tracking }) => tracking.models();
export const gates: Route = (context, { query }) => {
  const [pipeline, run] = [query.get('pipeline'), query.get('run')];
  return gateViews(context, {
    ...(pipeline === null ? {} : { pipeline: check(ids.projectPath, pipeline) }),
    ...(run === null ? {} : { run: check(ids.hex32, run) }),
  });
};
export const register: Route = async (context, request) => {
  mayWrite(context, request);
  const { key, ...asked } = check(registerRequest, await request.json(largeBody));
  return context.operations.begin({
    ...{ kind: 'register', key },
    carryOut: handle => context.production.work(handle, deploy => deploy.register(asked, handle.id)),
  });
};
export const setAlias: Route = async (context, request) => {
  mayWrite(context, request);
  return context.production.change(await checked(aliasRequest, request), (deploy, asked) => deploy.setAlias(asked));
};

export const deployments: Route = ({ production }) => production.deployments();
export const deployment: Route = ({ production }, _, { id = '' }) => production.calls.deployment(check(ids.hex32, id));
export const deploy: Route = async (context, request) => {
  mayWrite(context, request);
  const { key, ...asked } = check(deployRequest, await request.json(largeBody));
  return context.operations.begin({
    ...{ kind: 'deploy', key },
    carryOut: handle => context.production.work(handle, calls => calls.deploy(asked)),
  });
};
export const act: Route = async (context, request, { id = '' }) => {
  mayWrite(context, request);
  const { key, ...asked } = await checked(deploymentAct, request);
  const subject = check(ids.hex32, id);
  return context.operations.begin({
    ...{ kind: 'act', key, subject },
    carryOut: handle => context.production.work(handle, calls => calls.act(subject, asked)),
  });
};
export const series: Route = async ({ production }, { query }, { id = '' }) => {
  const to = wholeNumber(query, 'to', Date.now());
  const from = wholeNumber(query, 'from', to - hour);
  const points = wholeNumber(query, 'points', 300);
  if (from >= to) throw trouble('bad-request', { reason: 'from is not before to' });
  if (points < 1 || points > 2_000) throw trouble('bad-request', { reason: 'points is not between 1 and 2000' });
  return production.calls.series(check(ids.hex32, id), { from, to, points });
};
export const infer: Route = async (context, request, { id = '' }) => {
  mayWrite(context, request);
  return context.production.calls.infer(check(ids.hex32, id), await checked(testRequest, request));
};
export const labels: Route = async (context, request, { id = '' }) => {
  mayWrite(context, request);
  const { labels: given } = check(labelsRequest, await request.json(labelsBody));
  return context.production.calls.labels(check(ids.hex32, id), given);
};

export const monitors: Route = ({ production }) => production.monitors();
export const monitorCheck: Route = async (context, request, { deployment: id = '' }) => {
  mayWrite(context, request);
  const { key } = await checked(monitorCheckRequest, request);
  const subject = check(ids.hex32, id);
  return context.operations.begin({
    ...{ kind: 'monitor', key, subject },
    carryOut: handle => context.production.work(handle, calls => calls.monitorNow(subject)),
  });
};
export const acknowledge: Route = async (context, request, { id = '' }) => {
  mayWrite(context, request);
  const { who } = await checked(acknowledgeRequest, request);
  return context.production.change({ id: check(ids.hex32, id), who }, (calls, asked) => calls.acknowledge(asked));
};
export const retrain: Route = async (context, request) => {
  mayWrite(context, request);
  const { key, ...asked } = check(retrainRequest, await request.json(largeBody));
  return context.operations.begin({
    ...{ kind: 'retrain', key },
    carryOut: handle =>
      context.production.work(handle, async calls => {
        const id = await calls.retrain(asked);
        await handle.subject(id);
        context.lookNow();
        return calls.followRetrain(id, handle.id);
      }),
  });
};
export const predict: Route = async (context, request) => {
  mayWrite(context, request);
  const { key, ...asked } = await checked(predictRequest, request);
  return context.operations.begin({
    ...{ kind: 'predict', key },
    carryOut: handle => context.production.work(handle, calls => calls.predict(asked, handle.id)),
  });
};

export const audit: Route = ({ production }, { query }) => {
  const [model, id] = [query.get('model'), query.get('deployment')];
  return production.calls.audit({
    ...(model === null ? {} : { model: check(name, model) }),
    ...(id === null ? {} : { deployment: check(ids.hex32, id) }),
    limit: Math.min(10_000, wholeNumber(query, 'limit', 200)),
  });
};
export const trace: Route = ({ production }, _, { id = '' }) => production.calls.trace(check(name, id));

const checked = async <S extends v.GenericSchema>(
  schema: S,
  request: { json(limit?: number): Promise<unknown> },
): Promise<v.InferOutput<S>> => check(schema, await request.json());
