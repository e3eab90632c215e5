// MLflow's calls on logged models: what a run saved, with status, params and tags.
import { needExperiment } from '../database/experimentRows.ts';
import {
  deleteLoggedModel,
  insertLoggedModel,
  insertLoggedModelParams,
  type LoggedModel,
  type LoggedModelStatus,
  listLoggedModels,
  needLoggedModel,
  setLoggedModelStatus,
  setLoggedModelTags,
} from '../database/loggedModelRows.ts';
import { invalid, MlflowError, missing } from '../database/mlflowError.ts';
import { checkPath, listFiles } from './artifacts.ts';
import {
  done,
  get,
  json,
  type MlflowReply,
  type MlflowRequest,
  type MlflowRoute,
  patch,
  post,
  remove,
} from './family.ts';
import type { Fields } from './fields.ts';
import { inventName } from './inventName.ts';
import { checkLoggedModelName, checkPage } from './limits.ts';
import { pageOf } from './pages.ts';
import { parseClauses, parseOrderBy, type Searchable, type SearchRules, searchList } from './searchRules.ts';
import { type Json, metricNumber, pairs } from './wire.ts';

const base = '2.0/mlflow/logged-models';

export const loggedModelRoutes: readonly MlflowRoute[] = [
  post(base, createModel),
  post(`${base}/search`, search),
  get(`${base}/:id`, request =>
    reply(
      request,
      request.read(tables => needLoggedModel(tables, id(request))),
    ),
  ),
  patch(`${base}/:id`, finalize),
  remove(`${base}/:id`, deleteModel),
  patch(`${base}/:id/tags`, setTags),
  remove(`${base}/:id/tags/:key`, deleteTag),
  post(`${base}/:id/params`, logParams),
  get(`${base}/:id/artifacts/directories`, listArtifacts),
];

const id = ({ params }: MlflowRequest): string => params.id ?? '';
const statusWords: Readonly<Record<LoggedModelStatus, string>> = {
  PENDING: 'LOGGED_MODEL_PENDING',
  READY: 'LOGGED_MODEL_READY',
  FAILED: 'LOGGED_MODEL_UPLOAD_FAILED',
};

const reply = (request: MlflowRequest, model: LoggedModel): MlflowReply => json({ model: modelJson(request, model) });

function modelJson({ artifacts }: MlflowRequest, model: LoggedModel): Json {
  return {
    info: {
      model_id: model.id,
      experiment_id: model.experimentId,
      name: model.name,
      creation_timestamp_ms: model.createdAt,
      last_updated_timestamp_ms: model.updatedAt,
      artifact_uri: artifacts.present(model.artifactLocation),
      status: statusWords[model.status],
      model_type: model.modelType ?? undefined,
      source_run_id: model.sourceRunId ?? undefined,
      status_message: model.statusMessage ?? undefined,
      tags: pairs(model.tags),
    },
    data: {
      params: pairs(model.params),
      metrics: model.metrics.map(metric => ({
        key: metric.key,
        value: metricNumber(metric.value),
        timestamp: metric.timestamp,
        step: metric.step,
        model_id: model.id,
        run_id: metric.runId,
        dataset_name: metric.datasetName ?? undefined,
        dataset_digest: metric.datasetDigest ?? undefined,
      })),
    },
  };
}

const readTexts = (fields: Fields, name: string): Record<string, string> =>
  Object.fromEntries(fields.list(name).map(item => [item.needText('key'), item.text('value') ?? '']));

function createModel(request: MlflowRequest): MlflowReply {
  const { fields, ports, artifacts } = request;
  const experimentId = fields.needText('experiment_id');
  const modelId = `m-${ports.ids.next()}`;
  const name = fields.text('name') ? checkLoggedModelName(fields.needText('name')) : inventName(modelId.slice(2));
  const [tags, params] = [readTexts(fields, 'tags'), readTexts(fields, 'params')];
  const model = request.write(tables => {
    const experiment = needExperiment(tables, experimentId);
    if (experiment.lifecycleStage !== 'active')
      throw invalid(`The experiment ${experimentId} must be in the 'active' state. Current state is deleted.`);
    const location = artifacts.present(experiment.artifactLocation || `${artifacts.root}/${experimentId}`);
    insertLoggedModel(tables, {
      id: modelId,
      experimentId,
      name,
      artifactLocation: `${location.replace(/\/$/, '')}/models/${modelId}/artifacts`,
      modelType: fields.text('model_type') || null,
      sourceRunId: fields.text('source_run_id') || null,
      now: ports.clock.now(),
    });
    const made = needLoggedModel(tables, modelId);
    setLoggedModelTags(tables, made, tags);
    insertLoggedModelParams(tables, made, params);
    return needLoggedModel(tables, modelId);
  });
  return reply(request, model);
}

function finalize(request: MlflowRequest): MlflowReply {
  const asked = request.fields.raw('status');
  const status = ([...Object.entries(statusWords)] as [LoggedModelStatus, string][]).find(
    ([key, word], index) => asked === word || asked === key || asked === index + 1,
  )?.[0];
  if (status === undefined) throw invalid(`Invalid value ${JSON.stringify(asked)} for parameter 'status' supplied.`);
  return change(request, tables => setLoggedModelStatus(tables, id(request), status, request.ports.clock.now()));
}

type Change = (tables: Parameters<typeof needLoggedModel>[0], model: LoggedModel) => void;
function change(request: MlflowRequest, work: Change): MlflowReply {
  const model = request.write(tables => {
    work(tables, needLoggedModel(tables, id(request)));
    return needLoggedModel(tables, id(request));
  });
  return reply(request, model);
}

function deleteModel(request: MlflowRequest): MlflowReply {
  request.write(tables => {
    needLoggedModel(tables, id(request));
    deleteLoggedModel(tables, id(request), request.ports.clock.now());
  });
  return done;
}

function setTags(request: MlflowRequest): MlflowReply {
  const tags = readTexts(request.fields, 'tags');
  return change(request, (tables, model) => setLoggedModelTags(tables, model, tags));
}

function deleteTag(request: MlflowRequest): MlflowReply {
  const key = request.params.key ?? '';
  request.write(tables => {
    const model = needLoggedModel(tables, id(request));
    const { changes } = tables.sql
      .prepare('DELETE FROM logged_model_tags WHERE model_id = ? AND tag_key = ?')
      .run(model.id, key);
    if (changes === 0) throw missing(`No tag with key '${key}' found for model with ID '${model.id}'.`);
  });
  return done;
}

function logParams(request: MlflowRequest): MlflowReply {
  const params = readTexts(request.fields, 'params');
  request.write(tables => insertLoggedModelParams(tables, needLoggedModel(tables, id(request)), params));
  return done;
}

function listArtifacts(request: MlflowRequest): MlflowReply {
  const { fields, artifacts } = request;
  const model = request.read(tables => needLoggedModel(tables, id(request)));
  const folder = artifacts.folder(model.artifactLocation);
  if (folder === null)
    throw new MlflowError('NOT_IMPLEMENTED', `Artifacts at ${model.artifactLocation} are not listed by this server.`);
  const path = checkPath(fields.text('artifact_directory_path') ?? '');
  return json({ root_uri: artifacts.present(model.artifactLocation), files: listFiles(request, folder, path) });
}

const rules: SearchRules = {
  texts: ['name', 'model_id', 'model_type', 'status', 'source_run_id', 'experiment_id', 'artifact_location'],
  numbers: ['creation_timestamp', 'creation_time', 'last_updated_timestamp'],
  entities: ['attribute', 'metric', 'param', 'tag'],
  lists: ['name', 'model_id', 'model_type', 'status', 'source_run_id'],
};

const toSearchable = (model: LoggedModel): Searchable & { readonly model: LoggedModel } => ({
  model,
  tags: model.tags,
  params: model.params,
  metrics: Object.fromEntries(model.metrics.map(({ key, value }) => [key, value])),
  attribute: key =>
    ({
      name: model.name,
      model_id: model.id,
      model_type: model.modelType ?? undefined,
      status: model.status,
      source_run_id: model.sourceRunId ?? undefined,
      experiment_id: model.experimentId,
      artifact_location: model.artifactLocation,
      creation_timestamp: model.createdAt,
      creation_time: model.createdAt,
      last_updated_timestamp: model.updatedAt,
    })[key],
});

function search(request: MlflowRequest): MlflowReply {
  const { fields } = request;
  const size = checkPage(fields.number('max_results'), 100, 50_000);
  const clauses = parseClauses(fields.text('filter'), rules);
  const orders = fields.list('order_by').flatMap(order => {
    const direction = order.boolean('ascending') === false ? 'DESC' : 'ASC';
    return parseOrderBy([`${order.needText('field_name')} ${direction}`], rules);
  });
  const models = request.read(tables => listLoggedModels(tables, fields.texts('experiment_ids'))).map(toSearchable);
  const { page, next } = pageOf(searchList(models, { clauses, orders }), { token: fields.text('page_token'), size });
  return json({ models: page.map(({ model }) => modelJson(request, model)), next_page_token: next });
}
