// MLflow's calls on registered models and their aliases.
import { invalid, missing } from '../database/mlflowError.ts';
import {
  changeRegisteredModel,
  deleteAlias,
  deleteModelTag,
  deleteRegisteredModel,
  insertRegisteredModel,
  listRegisteredModels,
  type ModelVersionRecord,
  needRegisteredModel,
  needVersion,
  type RegisteredModelRecord,
  setAlias,
  setModelTag,
  touchModel,
} from '../database/registryRows.ts';
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
import { checkAlias, checkKey, checkLength, checkModelName, checkPage, checkVersion } from './limits.ts';
import { versionJson } from './modelVersions.ts';
import { pageOf } from './pages.ts';
import { readTags } from './readTags.ts';
import { parseClauses, parseOrderBy, type SearchRules, searchList, splitPrompts } from './searchRules.ts';
import { type Json, pairs } from './wire.ts';

const base = '2.0/mlflow/registered-models';
const valueLimit = 100_000;

export const registeredModelRoutes: readonly MlflowRoute[] = [
  post(`${base}/create`, createModel),
  get(`${base}/get`, request =>
    reply(
      request,
      request.read(tables => needRegisteredModel(tables, nameOf(request))),
    ),
  ),
  post(`${base}/rename`, rename),
  patch(`${base}/update`, update),
  remove(`${base}/delete`, deleteModel),
  get(`${base}/search`, search),
  post(`${base}/get-latest-versions`, latestVersions),
  get(`${base}/get-latest-versions`, latestVersions),
  post(`${base}/set-tag`, setTag),
  remove(`${base}/delete-tag`, deleteTag),
  post(`${base}/alias`, putAlias),
  get(`${base}/alias`, resolveAlias),
  remove(`${base}/alias`, dropAlias),
];

const nameOf = ({ fields }: MlflowRequest): string => checkModelName(fields.needText('name'));
const reply = (request: MlflowRequest, model: RegisteredModelRecord): MlflowReply =>
  json({ registered_model: modelJson(request, model) });

const modelJson = (request: MlflowRequest, model: RegisteredModelRecord): Json => ({
  name: model.name,
  creation_timestamp: model.createdAt ?? undefined,
  last_updated_timestamp: model.updatedAt ?? undefined,
  description: model.description ?? undefined,
  latest_versions: latestOf(model).map(version => versionJson(request, version)),
  tags: pairs(model.tags),
  aliases: model.aliases.map(({ alias, version }) => ({ alias, version: String(version) })),
});

/** The newest version of each stage. */
function latestOf({ versions }: RegisteredModelRecord): readonly ModelVersionRecord[] {
  return [...new Map(versions.map(version => [version.stage, version])).values()];
}

function createModel(request: MlflowRequest): MlflowReply {
  const { fields, ports } = request;
  const [name, tags] = [nameOf(request), readTags(fields, valueLimit)];
  const description = fields.text('description') || null;
  return reply(
    request,
    request.write(tables => {
      insertRegisteredModel(tables, { name, description, tags, now: ports.clock.now() });
      return needRegisteredModel(tables, name);
    }),
  );
}

function rename(request: MlflowRequest): MlflowReply {
  const [name, newName] = [nameOf(request), checkModelName(request.fields.needText('new_name'))];
  return reply(
    request,
    request.write(tables => {
      needRegisteredModel(tables, name);
      if (newName !== name && listRegisteredModels(tables, newName).length > 0)
        throw invalid(`Registered Model (name=${newName}) already exists.`);
      changeRegisteredModel(tables, { name, newName, now: request.ports.clock.now() });
      return needRegisteredModel(tables, newName);
    }),
  );
}

function update(request: MlflowRequest): MlflowReply {
  const [name, description] = [nameOf(request), request.fields.text('description') ?? ''];
  return reply(
    request,
    request.write(tables => {
      needRegisteredModel(tables, name);
      changeRegisteredModel(tables, { name, description, now: request.ports.clock.now() });
      return needRegisteredModel(tables, name);
    }),
  );
}

function deleteModel(request: MlflowRequest): MlflowReply {
  const name = nameOf(request);
  request.write(tables => {
    needRegisteredModel(tables, name);
    deleteRegisteredModel(tables, name);
  });
  return done;
}

const rules: SearchRules = {
  texts: ['name'],
  numbers: ['creation_timestamp', 'last_updated_timestamp', 'timestamp'],
  entities: ['attribute', 'tag'],
};

function search(request: MlflowRequest): MlflowReply {
  const { fields } = request;
  const size = checkPage(fields.number('max_results'), 100, 1000);
  const orders = parseOrderBy(fields.texts('order_by'), rules);
  const all = request.read(tables => listRegisteredModels(tables));
  const { items, clauses } = splitPrompts(all, parseClauses(fields.text('filter'), rules));
  const models = items.map(model => ({
    model,
    tags: model.tags,
    attribute: (key: string) =>
      (key === 'name' ? model.name : key === 'creation_timestamp' ? model.createdAt : model.updatedAt) ?? undefined,
  }));
  const { page, next } = pageOf(searchList(models, { clauses, orders }), { token: fields.text('page_token'), size });
  return json({ registered_models: page.map(({ model }) => modelJson(request, model)), next_page_token: next });
}

function latestVersions(request: MlflowRequest): MlflowReply {
  const stages = request.fields.texts('stages').map(stage => stage.toLowerCase());
  const model = request.read(tables => needRegisteredModel(tables, nameOf(request)));
  const found = latestOf(model).filter(({ stage }) => stages.length === 0 || stages.includes(stage.toLowerCase()));
  return json({ model_versions: found.map(version => versionJson(request, version)) });
}

function setTag(request: MlflowRequest): MlflowReply {
  const name = nameOf(request);
  const key = checkKey('tag', request.fields.text('key'), 'key');
  const value = checkLength('value', request.fields.text('value') ?? '', valueLimit);
  request.write(tables => {
    needRegisteredModel(tables, name);
    setModelTag(tables, { name, key, value });
  });
  return done;
}

function deleteTag(request: MlflowRequest): MlflowReply {
  const [name, key] = [nameOf(request), request.fields.needText('key')];
  request.write(tables => {
    needRegisteredModel(tables, name);
    deleteModelTag(tables, { name, key });
  });
  return done;
}

function putAlias(request: MlflowRequest): MlflowReply {
  const { fields } = request;
  const name = nameOf(request);
  const alias = checkAlias(fields.needText('alias'));
  const version = checkVersion(fields.needText('version'));
  request.write(tables => {
    needVersion(tables, name, version);
    setAlias(tables, { name, alias, version });
    touchModel(tables, name, request.ports.clock.now());
  });
  return done;
}

function resolveAlias(request: MlflowRequest): MlflowReply {
  const [name, alias] = [nameOf(request), request.fields.needText('alias')];
  const version = request.read(tables => {
    const model = needRegisteredModel(tables, name);
    // `latest` and `v3` are no aliases that can be set, but they can be asked for.
    const newest = model.versions.at(-1)?.version;
    const found = alias.toLowerCase() === 'latest' ? newest : model.aliases.find(one => one.alias === alias)?.version;
    if (found === undefined) throw missing(`Registered model alias ${alias} not found.`);
    return needVersion(tables, name, found);
  });
  return json({ model_version: versionJson(request, version) });
}

function dropAlias(request: MlflowRequest): MlflowReply {
  const [name, alias] = [nameOf(request), request.fields.needText('alias')];
  request.write(tables => {
    needRegisteredModel(tables, name);
    deleteAlias(tables, { name, alias });
    touchModel(tables, name, request.ports.clock.now());
  });
  return done;
}
