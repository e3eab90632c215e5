// MLflow's calls on runs themselves: create, get, update, delete, search.
import type { TrackedRun, TrackedStatus } from '../../domain/run.ts';
import { needExperiment } from '../database/experimentRows.ts';
import { invalid, MlflowError } from '../database/mlflowError.ts';
import { changeRun, fillRuns, needActiveRun, needRun } from '../database/runRows.ts';
import type { OpenTables } from '../database/trackingDatabase.ts';
import { done, get, json, type MlflowReply, type MlflowRequest, type MlflowRoute, post } from './family.ts';
import { checkExperimentName, checkPage } from './limits.ts';
import { fromToken, toToken } from './pages.ts';
import { readCutTags } from './readTags.ts';
import { runInfo, runsJson } from './runJson.ts';
import { searchRuns } from './searchRuns.ts';
import { createForCaller } from './stageRuns.ts';

const base = '2.0/mlflow/runs';
const statuses: readonly TrackedStatus[] = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'];

export const runRoutes: readonly MlflowRoute[] = [
  post(`${base}/create`, createRun),
  get(`${base}/get`, getRun),
  post(`${base}/update`, updateRun),
  post(`${base}/delete`, request => setStage(request, 'deleted')),
  post(`${base}/restore`, request => setStage(request, 'active')),
  post(`${base}/search`, search),
];

function createRun(request: MlflowRequest): MlflowReply {
  const { fields, ports } = request;
  const tags = readCutTags(fields);
  const given = fields.text('run_name') || undefined;
  const tagged = tags['mlflow.runName'] || undefined;
  if (given !== undefined && tagged !== undefined && given !== tagged)
    throw invalid(
      `Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='${given}', mlflow.runName='${tagged}').`,
    );
  const name = given ?? tagged;
  const asked = {
    experimentId: fields.text('experiment_id') || '0',
    userId: fields.text('user_id') ?? tags['mlflow.user'] ?? '',
    startedAt: Number(fields.integer('start_time') ?? ports.clock.now()),
    name: name === undefined ? undefined : checkExperimentName(name).slice(0, 250),
    tags,
  };
  const run = request.write(tables => {
    const experiment = needExperiment(tables, asked.experimentId);
    if (experiment.lifecycleStage !== 'active')
      throw invalid(
        `The experiment ${experiment.id} must be in the 'active' state. Current state is ${experiment.lifecycleStage}.`,
      );
    return runsJson(request, tables, [createForCaller(request, tables, asked)])[0];
  });
  return json({ run });
}

function getRun(request: MlflowRequest): MlflowReply {
  const id = request.fields.needText('run_id', 'run_uuid');
  return json({ run: request.read(tables => runsJson(request, tables, [needRun(tables, id)])[0]) });
}

/** The runner alone says how a stage ended: its script's word on that changes nothing. */
function updateRun(request: MlflowRequest): MlflowReply {
  const { fields, caller } = request;
  const id = fields.needText('run_id', 'run_uuid');
  const status = readStatus(fields.raw('status'));
  const end = fields.integer('end_time');
  const name = fields.text('run_name');
  const run = request.write((tables): TrackedRun => {
    needActiveRun(tables, id);
    const isStage = caller.stageRunId === id;
    changeRun(tables, id, {
      status: isStage ? undefined : status,
      endedAt: isStage || end === undefined ? undefined : Number(end),
      name: name === '' ? undefined : name,
    });
    return needRun(tables, id);
  });
  return json({ run_info: runInfo(request, run) });
}

function readStatus(value: unknown): TrackedStatus | undefined {
  if (value === undefined) return undefined;
  const found = typeof value === 'number' ? statuses[value - 1] : statuses.find(status => status === value);
  if (value === 2) return 'SCHEDULED';
  if (found === undefined) throw invalid(`Invalid value ${JSON.stringify(value)} for parameter 'status' supplied.`);
  return found;
}

function setStage({ fields, caller, ports, write }: MlflowRequest, stage: 'active' | 'deleted'): MlflowReply {
  const id = fields.needText('run_id');
  if (id === caller.stageRunId)
    throw new MlflowError('PERMISSION_DENIED', 'A stage cannot delete its own run: the pipeline run keeps it.');
  write(tables => {
    needRun(tables, id);
    tables.sql
      .prepare('UPDATE runs SET lifecycle_stage = ?, deleted_time = ? WHERE run_uuid = ?')
      .run(stage, stage === 'deleted' ? ports.clock.now() : null, id);
  });
  return done;
}

function search(request: MlflowRequest): MlflowReply {
  const { fields } = request;
  const limit = checkPage(fields.number('max_results'), 1000, 50_000);
  const offset = fromToken(fields.text('page_token'));
  const view = fields.text('run_view_type') ?? 'ACTIVE_ONLY';
  if (view !== 'ACTIVE_ONLY' && view !== 'DELETED_ONLY' && view !== 'ALL')
    throw invalid(`Invalid value "${view}" for parameter 'run_view_type' supplied.`);
  const runs = request.read(tables => {
    const rows = searchRuns(tables, {
      experimentIds: fields.texts('experiment_ids'),
      filter: fields.text('filter'),
      orderBy: fields.texts('order_by'),
      view,
      offset,
      limit: limit + 1,
    });
    return { count: rows.length, page: page(request, tables, rows.slice(0, limit)) };
  });
  return json({ runs: runs.page, next_page_token: runs.count > limit ? toToken(offset + limit) : undefined });
}

const page = (request: MlflowRequest, tables: OpenTables, rows: Parameters<typeof fillRuns>[1]) =>
  runsJson(request, tables, fillRuns(tables, rows));
