// MLflow's calls on versions of registered models.
import { needLoggedModel } from '../database/loggedModelRows.ts';
import { invalid } from '../database/mlflowError.ts';
import {
  changeVersion,
  deleteVersion,
  deleteVersionTag,
  insertVersion,
  listVersions,
  type ModelVersionRecord,
  needVersion,
  setVersionTag,
} from '../database/registryRows.ts';
import type { OpenTables } from '../database/trackingDatabase.ts';
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
import { checkKey, checkLength, checkModelName, checkPage, checkVersion } from './limits.ts';
import { pageOf } from './pages.ts';
import { readTags } from './readTags.ts';
import { parseClauses, parseOrderBy, type SearchRules, searchList, splitPrompts } from './searchRules.ts';
import { type Json, pairs } from './wire.ts';

const base = '2.0/mlflow/model-versions';
const valueLimit = 100_000;
const stages = ['None', 'Staging', 'Production', 'Archived'];

export const modelVersionRoutes: readonly MlflowRoute[] = [
  post(`${base}/create`, createVersion),
  get(`${base}/get`, request =>
    reply(
      request,
      request.read(tables => wanted(request, tables)),
    ),
  ),
  patch(`${base}/update`, update),
  remove(`${base}/delete`, drop),
  get(`${base}/get-download-uri`, downloadUri),
  get(`${base}/search`, search),
  post(`${base}/transition-stage`, transition),
  post(`${base}/set-tag`, setTag),
  remove(`${base}/delete-tag`, deleteTag),
];

const key = ({ fields }: MlflowRequest) => ({
  name: checkModelName(fields.needText('name')),
  version: checkVersion(fields.needText('version')),
});
function wanted(request: MlflowRequest, tables: OpenTables): ModelVersionRecord {
  const { name, version } = key(request);
  return needVersion(tables, name, version);
}
const reply = (request: MlflowRequest, version: ModelVersionRecord): MlflowReply =>
  json({ model_version: versionJson(request, version) });

export const versionJson = ({ artifacts }: MlflowRequest, version: ModelVersionRecord): Json => ({
  name: version.name,
  version: String(version.version),
  creation_timestamp: version.createdAt ?? undefined,
  last_updated_timestamp: version.updatedAt ?? undefined,
  user_id: version.userId ?? undefined,
  current_stage: version.stage,
  description: version.description ?? undefined,
  source: artifacts.present(version.source),
  run_id: version.runId ?? undefined,
  status: version.status,
  status_message: version.statusMessage ?? undefined,
  tags: pairs(version.tags),
  run_link: version.runLink ?? undefined,
  aliases: version.aliases,
  model_id: loggedModelId(version.source) ?? undefined,
});

const loggedModelId = (source: string): string | null => /^models:\/(m-[0-9a-f]{32})$/.exec(source)?.[1] ?? null;

function createVersion(request: MlflowRequest): MlflowReply {
  const { fields, ports } = request;
  const name = checkModelName(fields.needText('name'));
  const source = fields.needText('source');
  const tags = readTags(fields, valueLimit);
  const version = request.write(tables => {
    const found = resolveSource(tables, source, fields.text('model_id') || null);
    const number = insertVersion(tables, {
      name,
      source,
      storageLocation: found.location,
      runId: fields.text('run_id') || found.runId,
      runLink: fields.text('run_link') || null,
      description: fields.text('description') || null,
      tags,
      now: ports.clock.now(),
    });
    return needVersion(tables, name, number);
  });
  return reply(request, version);
}

/** A source may name a logged model (`models:/m-…`) or another version (`models:/name/3`). */
function resolveSource(
  tables: OpenTables,
  source: string,
  modelId: string | null,
): { readonly location: string; readonly runId: string | null } {
  const logged = loggedModelId(source) ?? modelId;
  if (logged !== null) {
    const model = needLoggedModel(tables, logged);
    return { location: loggedModelId(source) === null ? source : model.artifactLocation, runId: model.sourceRunId };
  }
  const other = /^models:\/([^/]+)\/(\d+)$/.exec(source);
  if (other === null) return { location: source, runId: null };
  const version = needVersion(tables, other[1] ?? '', Number(other[2]));
  return { location: version.storageLocation ?? version.source, runId: null };
}

function update(request: MlflowRequest): MlflowReply {
  const description = request.fields.text('description') ?? null;
  const version = request.write(tables => {
    wanted(request, tables);
    changeVersion(tables, { ...key(request), description, now: request.ports.clock.now() });
    return wanted(request, tables);
  });
  return reply(request, version);
}

function drop(request: MlflowRequest): MlflowReply {
  request.write(tables => {
    const { name, version } = wanted(request, tables);
    deleteVersion(tables, name, version, request.ports.clock.now());
  });
  return done;
}

function downloadUri(request: MlflowRequest): MlflowReply {
  const version = request.read(tables => wanted(request, tables));
  return json({ artifact_uri: request.artifacts.present(version.storageLocation ?? version.source) });
}

function transition(request: MlflowRequest): MlflowReply {
  const asked = request.fields.needText('stage');
  const stage = stages.find(one => one.toLowerCase() === asked.toLowerCase());
  if (stage === undefined)
    throw invalid(`Invalid Model Version stage: ${asked}. Value must be one of ${stages.join(', ')}.`);
  const archives = request.fields.boolean('archive_existing_versions') ?? false;
  if (archives && (stage === 'None' || stage === 'Archived'))
    throw invalid(
      `Model version transition cannot archive existing model versions because '${stage}' is not an Active stage.`,
    );
  const now = request.ports.clock.now();
  const version = request.write(tables => {
    const { name, version: number } = wanted(request, tables);
    if (archives)
      for (const other of listVersions(tables, name).filter(one => one.stage === stage && one.version !== number))
        changeVersion(tables, { name, version: other.version, stage: 'Archived', now });
    changeVersion(tables, { name, version: number, stage, now });
    return wanted(request, tables);
  });
  return reply(request, version);
}

function setTag(request: MlflowRequest): MlflowReply {
  const tag = {
    key: checkKey('tag', request.fields.text('key'), 'key'),
    value: checkLength('value', request.fields.text('value') ?? '', valueLimit),
  };
  request.write(tables => {
    const { name, version } = wanted(request, tables);
    setVersionTag(tables, { name, version, ...tag });
  });
  return done;
}

function deleteTag(request: MlflowRequest): MlflowReply {
  const tag = request.fields.needText('key');
  request.write(tables => {
    const { name, version } = wanted(request, tables);
    deleteVersionTag(tables, { name, version, key: tag });
  });
  return done;
}

const rules: SearchRules = {
  texts: ['name', 'run_id', 'source_path'],
  numbers: ['version_number', 'creation_timestamp', 'last_updated_timestamp', 'timestamp'],
  entities: ['attribute', 'tag'],
  lists: ['run_id'],
};

function search(request: MlflowRequest): MlflowReply {
  const { fields } = request;
  const size = checkPage(fields.number('max_results'), 10_000, 200_000);
  const orders = parseOrderBy(fields.texts('order_by'), rules);
  const all = request.read(tables => listVersions(tables));
  const { items, clauses } = splitPrompts(all, parseClauses(fields.text('filter'), rules));
  const versions = items
    .map(version => ({ version, tags: version.tags, attribute: (name: string) => attributeOf(version, name) }))
    .toSorted((a, b) => (b.version.updatedAt ?? 0) - (a.version.updatedAt ?? 0));
  const { page, next } = pageOf(searchList(versions, { clauses, orders }), { token: fields.text('page_token'), size });
  return json({ model_versions: page.map(({ version }) => versionJson(request, version)), next_page_token: next });
}

const attributeOf = (version: ModelVersionRecord, name: string): string | number | undefined =>
  ({
    name: version.name,
    run_id: version.runId ?? undefined,
    source_path: version.source,
    version_number: version.version,
    creation_timestamp: version.createdAt ?? undefined,
    last_updated_timestamp: version.updatedAt ?? undefined,
    timestamp: version.updatedAt ?? undefined,
  })[name];
