// MLflow's calls that fill a run: metrics, params, tags, datasets and models.
import { type DatasetInput, insertDatasetInput, insertModelEdge } from '../database/inputRows.ts';
import { insertModelMetrics } from '../database/loggedModelRows.ts';
import { insertMetrics, insertParams } from '../database/metricRows.ts';
import { invalid, missing } from '../database/mlflowError.ts';
import { changeRun, needActiveRun, needRun, setTag } from '../database/runRows.ts';
import type { OpenTables } from '../database/trackingDatabase.ts';
import { done, type MlflowReply, type MlflowRequest, type MlflowRoute, post } from './family.ts';
import { type Fields, fieldsOf, missingValue } from './fields.ts';
import { checkBatch, checkKey, checkLength } from './limits.ts';
import { readCutTags } from './readTags.ts';

const base = '2.0/mlflow/runs';

export const runLoggingRoutes: readonly MlflowRoute[] = [
  post(`${base}/log-metric`, request => log(request, { metrics: [readMetric(request.fields, '')] })),
  post(`${base}/log-parameter`, request => log(request, { params: readParams([request.fields]) })),
  post(`${base}/log-batch`, logBatch),
  post(`${base}/set-tag`, request => log(request, { tags: readCutTags(oneTag(request.fields)) })),
  post(`${base}/delete-tag`, deleteTag),
  post(`${base}/log-inputs`, logInputs),
  post(`${base}/outputs`, logOutputs),
  post(`${base}/log-model`, logModel),
];

export interface LoggedMetric {
  readonly key: string;
  readonly value: number;
  readonly timestamp: number | bigint;
  readonly step: number | bigint;
  readonly modelId: string | undefined;
  readonly datasetName: string | undefined;
  readonly datasetDigest: string | undefined;
}
interface Logged {
  readonly metrics?: readonly LoggedMetric[];
  readonly params?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** All of it or nothing. */
function log({ fields, write }: MlflowRequest, { metrics = [], params = {}, tags = {} }: Logged): MlflowReply {
  const id = fields.needText('run_id', 'run_uuid');
  write(tables => {
    const { experimentId } = needActiveRun(tables, id);
    insertParams(tables, id, params);
    insertMetrics(tables, id, metrics);
    insertModelMetrics(tables, { runId: id, experimentId }, metrics);
    setTags(tables, id, tags);
  });
  return done;
}

/** The name of a run stands in its row and in a tag; both change together. */
function setTags(tables: OpenTables, runId: string, tags: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(tags)) setTag(tables, runId, { key, value });
  const name = tags['mlflow.runName'];
  if (name !== undefined && name !== '') changeRun(tables, runId, { name });
}

function readMetric(fields: Fields, path: string): LoggedMetric {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const key = checkKey('metric', fields.text('key'), at('name'));
  const value = fields.number('value');
  if (value === undefined) throw invalid(missingValue(at('value')));
  const timestamp = fields.integer('timestamp');
  if (timestamp === undefined) throw invalid(missingValue(at('timestamp')));
  if (timestamp < 0)
    throw invalid(
      `Invalid value ${timestamp} for parameter '${at('timestamp')}' supplied: metric '${key}' (value=${value}). Timestamp must be a nonnegative long (64-bit integer) `,
    );
  return {
    key,
    value,
    timestamp,
    step: fields.integer('step') ?? 0,
    modelId: fields.text('model_id') || undefined,
    datasetName: fields.text('dataset_name') || undefined,
    datasetDigest: fields.text('dataset_digest') || undefined,
  };
}

function readParams(list: readonly Fields[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [index, fields] of list.entries()) {
    const key = checkKey('param', fields.text('key'), list.length === 1 ? 'key' : `params[${index}].key`);
    const value = fields.text('value') ?? '';
    const before = params[key];
    if (before !== undefined && before !== value)
      throw invalid(
        `Duplicate parameter keys have been submitted: ['${key}']. Please ensure the request contains only one param value per param key.`,
      );
    params[key] = value;
  }
  return params;
}

const oneTag = (fields: Fields): Fields =>
  fieldsOf({ tags: [{ key: fields.needText('key'), value: fields.text('value') ?? '' }] });

function logBatch(request: MlflowRequest): MlflowReply {
  const { fields, bytes } = request;
  if (bytes.length > 1_000_000)
    throw invalid(`Batched logging API requests must be at most 1000000 bytes, got a request of size ${bytes.length}.`);
  const [metrics, params, tags] = [fields.list('metrics'), fields.list('params'), fields.list('tags')];
  checkBatch('metrics', metrics.length, 1000);
  checkBatch('params', params.length, 100);
  checkBatch('tags', tags.length, 100);
  checkBatch('metrics, params, and tags', metrics.length + params.length + tags.length, 1000);
  return log(request, {
    metrics: metrics.map((metric, index) => readMetric(metric, `metrics[${index}]`)),
    params: readParams(params),
    tags: readCutTags(fields),
  });
}

function deleteTag({ fields, write }: MlflowRequest): MlflowReply {
  const [id, key] = [fields.needText('run_id'), fields.needText('key')];
  write(tables => {
    needActiveRun(tables, id);
    const { changes } = tables.sql.prepare('DELETE FROM tags WHERE run_uuid = ? AND key = ?').run(id, key);
    if (changes === 0) throw missing(`No tag with name: ${key} in run with id ${id}`);
  });
  return done;
}

function logInputs({ fields, write, ports }: MlflowRequest): MlflowReply {
  const id = fields.needText('run_id');
  const datasets = fields.list('datasets').map(readDataset);
  const models = fields.list('models').map(model => model.needText('model_id'));
  write(tables => {
    const { experimentId } = needActiveRun(tables, id);
    for (const dataset of datasets)
      insertDatasetInput(tables, { id, experimentId, newId: () => ports.ids.next() }, dataset);
    for (const modelId of models)
      insertModelEdge(tables, { kind: 'input', id: ports.ids.next(), runId: id, modelId, step: 0 });
  });
  return done;
}

function readDataset(fields: Fields): DatasetInput {
  const dataset = fields.object('dataset');
  if (dataset === undefined) throw invalid('Dataset cannot be None');
  return {
    dataset: {
      name: checkLength('name', dataset.needText('name'), 500),
      digest: checkLength('digest', dataset.needText('digest'), 36),
      sourceType: dataset.text('source_type') ?? '',
      source: checkLength('source', dataset.text('source') ?? '', 65_535),
      schema: limited('schema', dataset.text('schema'), 1_048_575),
      profile: limited('profile', dataset.text('profile'), 16_777_215),
    },
    tags: Object.fromEntries(
      fields
        .list('tags')
        .map(tag => [checkLength('key', tag.needText('key'), 255), checkLength('value', tag.text('value') ?? '', 500)]),
    ),
  };
}

const limited = (name: string, value: string | undefined, limit: number): string | null =>
  value === undefined ? null : checkLength(name, value, limit);

function logOutputs({ fields, write, ports }: MlflowRequest): MlflowReply {
  const id = fields.needText('run_id');
  const models = fields
    .list('models')
    .map(model => ({ modelId: model.needText('model_id'), step: model.integer('step') ?? 0 }));
  write(tables => {
    needActiveRun(tables, id);
    for (const model of models) insertModelEdge(tables, { kind: 'output', id: ports.ids.next(), runId: id, ...model });
  });
  return done;
}

/** Before MLflow 3 models were listed in a tag of their run. */
function logModel({ fields, write }: MlflowRequest): MlflowReply {
  const [id, text] = [fields.needText('run_id'), fields.needText('model_json')];
  const model: unknown = parseOr(text);
  if (model === undefined) throw invalid(`Malformed model info. \n ${text} \n is not valid JSON`);
  write(tables => {
    needActiveRun(tables, id);
    const key = 'mlflow.log-model.history';
    const before = parseOr(needRun(tables, id).tags[key] ?? '[]');
    setTag(tables, id, { key, value: JSON.stringify([...(Array.isArray(before) ? before : []), model]) });
  });
  return done;
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
