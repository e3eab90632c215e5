// MLflow's calls on experiments.
import type { Experiment } from '../../domain/run.ts';
import {
  findExperimentByName,
  insertExperiment,
  listExperiments,
  needExperiment,
  renameExperiment,
  setExperimentStage,
  setExperimentTag,
} from '../database/experimentRows.ts';
import { invalid, MlflowError, missing } from '../database/mlflowError.ts';
import type { OpenTables } from '../database/trackingDatabase.ts';
import { done, get, json, type MlflowReply, type MlflowRequest, type MlflowRoute, post } from './family.ts';
import { checkExperimentName, checkKey, checkLength, checkPage } from './limits.ts';
import { pageOf } from './pages.ts';
import { readTags } from './readTags.ts';
import { parseClauses, parseOrderBy, type SearchRules, searchList } from './searchRules.ts';
import { type Json, pairs } from './wire.ts';

const base = '2.0/mlflow/experiments';
const valueLimit = 5000;

export const experimentRoutes: readonly MlflowRoute[] = [
  post(`${base}/create`, createExperiment),
  get(`${base}/get`, request =>
    json({
      experiment: toJson(
        request,
        request.read(tables => needExperiment(tables, request.fields.needText('experiment_id'))),
      ),
    }),
  ),
  get(`${base}/get-by-name`, getByName),
  post(`${base}/search`, searchExperiments),
  get(`${base}/search`, searchExperiments),
  post(`${base}/update`, updateExperiment),
  post(`${base}/delete`, request => setStage(request, 'deleted')),
  post(`${base}/restore`, request => setStage(request, 'active')),
  post(`${base}/set-experiment-tag`, setTag),
  post(`${base}/delete-experiment-tag`, deleteTag),
];

const toJson = ({ artifacts }: MlflowRequest, experiment: Experiment): Json => ({
  experiment_id: experiment.id,
  name: experiment.name,
  artifact_location: artifacts.present(experiment.artifactLocation),
  lifecycle_stage: experiment.lifecycleStage,
  last_update_time: experiment.updatedAt ?? undefined,
  creation_time: experiment.createdAt ?? undefined,
  tags: pairs(experiment.tags),
});

function createExperiment({ fields, write, artifacts, ports }: MlflowRequest): MlflowReply {
  const name = checkExperimentName(fields.needText('name'));
  const location = fields.text('artifact_location') || null;
  if (location?.startsWith('runs:')) throw invalid(`Artifact location cannot be a runs:/ URI. Given: '${location}'`);
  const tags = readTags(fields, valueLimit);
  const now = ports.clock.now();
  const id = write(tables => {
    if (findExperimentByName(tables, name) !== null)
      throw new MlflowError('RESOURCE_ALREADY_EXISTS', `Experiment(name=${name}) already exists.`);
    return insertExperiment(tables, { name, artifactLocation: location, artifactRoot: artifacts.root, tags, now });
  });
  return json({ experiment_id: id });
}

function getByName(request: MlflowRequest): MlflowReply {
  const name = request.fields.needText('experiment_name');
  const found = request.read(tables => findExperimentByName(tables, name));
  if (found === null) throw missing(`Could not find experiment with name '${name}'`);
  return json({ experiment: toJson(request, found) });
}

const rules: SearchRules = {
  texts: ['name', 'experiment_id'],
  numbers: ['creation_time', 'last_update_time'],
  entities: ['attribute', 'tag'],
};

function searchExperiments(request: MlflowRequest): MlflowReply {
  const { fields, read } = request;
  const size = checkPage(fields.number('max_results') ?? 0, 0, 50_000);
  const view = fields.text('view_type') ?? 'ACTIVE_ONLY';
  const clauses = parseClauses(fields.text('filter'), rules);
  const orders = parseOrderBy(fields.texts('order_by'), rules);
  const all = read(listExperiments)
    .filter(
      ({ lifecycleStage }) => view === 'ALL' || lifecycleStage === (view === 'DELETED_ONLY' ? 'deleted' : 'active'),
    )
    .map(experiment => ({
      experiment,
      tags: experiment.tags,
      attribute: (key: string) => attributeOf(experiment, key),
    }));
  const { page, next } = pageOf(searchList(all, { clauses, orders }), { token: fields.text('page_token'), size });
  return json({ experiments: page.map(({ experiment }) => toJson(request, experiment)), next_page_token: next });
}

function attributeOf(experiment: Experiment, key: string): string | number | undefined {
  if (key === 'name') return experiment.name;
  if (key === 'experiment_id') return Number(experiment.id);
  return (key === 'creation_time' ? experiment.createdAt : experiment.updatedAt) ?? undefined;
}

function updateExperiment({ fields, write, ports }: MlflowRequest): MlflowReply {
  const id = fields.needText('experiment_id');
  const name = fields.text('new_name');
  if (name === undefined || name === '') return done;
  checkExperimentName(name);
  write(tables => {
    if (needExperiment(tables, id).lifecycleStage !== 'active')
      throw new MlflowError('INVALID_STATE', 'Cannot rename a non-active experiment.');
    const holder = findExperimentByName(tables, name);
    if (holder !== null && holder.id !== id)
      throw new MlflowError('RESOURCE_ALREADY_EXISTS', `Experiment(name=${name}) already exists.`);
    renameExperiment(tables, id, name, ports.clock.now());
  });
  return done;
}

function setStage({ fields, write, ports }: MlflowRequest, stage: 'active' | 'deleted'): MlflowReply {
  const id = fields.needText('experiment_id');
  write(tables => {
    if (needExperiment(tables, id).lifecycleStage === stage) throw missing(`No Experiment with id=${id} exists`);
    setExperimentStage(tables, id, { stage, now: ports.clock.now(), withRuns: true });
  });
  return done;
}

function needActive(tables: OpenTables, id: string): void {
  const { lifecycleStage } = needExperiment(tables, id);
  if (lifecycleStage !== 'active')
    throw invalid(`The experiment ${id} must be in the 'active' state. Current state is ${lifecycleStage}.`);
}

function setTag({ fields, write }: MlflowRequest): MlflowReply {
  const id = fields.needText('experiment_id');
  const key = checkKey('tag', fields.text('key'), 'key');
  const value = checkLength('value', fields.text('value') ?? '', valueLimit);
  write(tables => {
    needActive(tables, id);
    setExperimentTag(tables, id, { key, value });
  });
  return done;
}

function deleteTag({ fields, write }: MlflowRequest): MlflowReply {
  const [id, key] = [fields.needText('experiment_id'), fields.needText('key')];
  write(tables => {
    needActive(tables, id);
    const { changes } = tables.sql
      .prepare('DELETE FROM experiment_tags WHERE experiment_id = CAST(? AS INTEGER) AND key = ?')
      .run(id, key);
    if (changes === 0) throw missing(`No tag with name: ${key} in experiment with id ${id}`);
  });
  return done;
}
