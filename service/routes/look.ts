// Routes that only look: hello, snapshot, pipelines, runs, curves, logs, facts.
import * as v from 'valibot';
import { trouble } from '../../engine/errors.ts';
import { type Facts, type Hello, historyRequest, ids, type RunDetail, type Snapshot } from '../../protocol/api.ts';
import { apiVersion, product, stateSchema } from '../../protocol/version.ts';
import { gateFacts, gateViews } from '../gateViews.ts';
import { version } from '../productVersion.ts';
import { answered, type Route } from '../serviceContext.ts';
import { streamEvents } from '../streamEvents.ts';
import { wholeNumber } from './query.ts';
import { check } from './validate.ts';

export const hello: Route = async ({ root, mode, startedAt, hub, notices }): Promise<Hello> => ({
  product,
  version: version(),
  api: testedApi(),
  stateSchema,
  root,
  pid: process.pid,
  startedAt,
  mode,
  seq: hub.seq,
  notices,
});

/** Tests of meeting versions start a service that says it is another one. */
function testedApi(): Hello['api'] {
  const [major, minor] = (process.env.TRAINYARD_TEST_API ?? '').split('.').map(Number);
  return major !== undefined && minor !== undefined && Number.isInteger(major) && Number.isInteger(minor)
    ? { major, minor }
    : apiVersion;
}

/** The number is taken first: what changes meanwhile is told again rather than lost. */
export const snapshot: Route = async (context): Promise<Snapshot> => {
  const { hub, project, tracking, operations, production } = context;
  const { seq } = hub;
  const [pipelines, experiments, running, models, gates, deployments, monitors] = await Promise.all([
    project.pipelines(),
    tracking.experiments(),
    operations.list(),
    tracking.models(),
    gateViews(context),
    production.deployments(),
    production.monitors(),
  ]);
  return { seq, pipelines, experiments, operations: running, models, gates, deployments, monitors };
};

export const events: Route = async ({ hub, lookNow }, request) => {
  streamEvents(hub, wholeNumber(request.query, 'after', 0), request.answer);
  // From now on somebody listens: files are watched.
  lookNow();
  return answered;
};

export const pipelines: Route = ({ project }) => project.pipelines();
export const pipeline: Route = ({ project }, { query }) => project.pipeline(check(ids.projectPath, query.get('file')));
export const pipelineRuns: Route = ({ project }, { query }) => {
  const file = query.get('pipeline');
  return project.pipelineRuns({
    ...(file === null ? {} : { pipeline: check(ids.projectPath, file) }),
    limit: wholeNumber(query, 'limit', 50),
  });
};
export const pipelineRun: Route = async ({ project }, _, { id = '' }) => {
  const run = await project.pipelineRun(id);
  if (run === null) throw trouble('not-found', { what: 'pipeline run', id });
  return run;
};

const level = v.optional(v.picklist(['parents', 'all']));
export const runs: Route = ({ tracking }, { query }) =>
  tracking.runs({
    experiment: query.get('experiment') ?? undefined,
    level: check(level, query.get('level') ?? undefined),
    parent: query.get('parent') ?? undefined,
    limit: wholeNumber(query, 'limit', 1_000),
  });
export const run: Route = async ({ tracking, project }, _, { id = '' }): Promise<RunDetail> => {
  const found = await tracking.run(id);
  if (found === null) throw trouble('not-found', { what: 'run', id });
  return { ...found, pipelineRun: await project.pipelineRun(id) };
};
export const experiments: Route = ({ tracking }) => tracking.experiments();
export const history: Route = async ({ tracking }, request) =>
  tracking.history(check(historyRequest, await request.json()));

const stageName = v.pipe(v.string(), v.minLength(1), v.maxLength(250));
export const log: Route = ({ project }, { query }) =>
  project.log({
    runId: check(ids.hex32, query.get('run')),
    stage: check(stageName, query.get('stage')),
    offset: wholeNumber(query, 'offset', 0),
    limit: Math.min(wholeNumber(query, 'limit', 256_000), 4_000_000),
  });
export const facts: Route = async (context): Promise<Facts> => {
  const { project, tracking, production } = context;
  const { facts: known, pipelines: names } = await project.facts();
  const [tracked, gates, served] = await Promise.all([tracking.facts(names), gateViews(context), production.facts()]);
  return { ...known, ...tracked, ...served, gates: gateFacts(gates) };
};
