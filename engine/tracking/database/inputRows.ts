// Datasets and models that runs used, and models that runs made, as rows of MLflow's database.
import type { ExperimentId } from '../../domain/ids.ts';
import type { OpenTables } from './trackingDatabase.ts';

export interface DatasetRecord {
  readonly name: string;
  readonly digest: string;
  readonly sourceType: string;
  readonly source: string;
  readonly schema: string | null;
  readonly profile: string | null;
}
export interface DatasetInput {
  readonly dataset: DatasetRecord;
  readonly tags: Readonly<Record<string, string>>;
}
export interface RunInputs {
  readonly datasets: ReadonlyMap<string, readonly DatasetInput[]>;
  readonly models: ReadonlyMap<string, readonly string[]>;
}

const ofRuns = 'IN (SELECT value FROM json_each(?))';

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

export function readInputs({ sql, schema }: OpenTables, runIds: readonly string[]): RunInputs {
  const datasets = new Map<string, DatasetInput[]>();
  const models = new Map<string, string[]>();
  if (!schema.has('inputs') || !schema.has('datasets')) return { datasets, models };
  const ids = JSON.stringify(runIds);
  const tags = new Map<string, Record<string, string>>();
  const tagRows = sql.prepare(
    `SELECT input_tags.input_uuid AS id, name, value FROM input_tags JOIN inputs ON inputs.input_uuid = input_tags.input_uuid
     WHERE inputs.destination_type = 'RUN' AND inputs.destination_id ${ofRuns}`,
  );
  for (const row of tagRows.all(ids)) {
    const found = tags.get(String(row.id)) ?? {};
    found[String(row.name)] = String(row.value);
    tags.set(String(row.id), found);
  }
  const rows = sql.prepare(
    `SELECT inputs.destination_id AS run, inputs.input_uuid AS id, datasets.* FROM inputs
     JOIN datasets ON datasets.dataset_uuid = inputs.source_id
     WHERE inputs.source_type = 'DATASET' AND inputs.destination_type = 'RUN' AND inputs.destination_id ${ofRuns}
     ORDER BY inputs.rowid`,
  );
  for (const row of rows.all(ids))
    push(datasets, String(row.run), {
      dataset: {
        name: String(row.name),
        digest: String(row.digest),
        sourceType: String(row.dataset_source_type),
        source: String(row.dataset_source),
        schema: row.dataset_schema === null ? null : String(row.dataset_schema),
        profile: row.dataset_profile === null ? null : String(row.dataset_profile),
      },
      tags: tags.get(String(row.id)) ?? {},
    });
  const modelRows = sql.prepare(
    `SELECT source_id AS run, destination_id AS model FROM inputs
     WHERE source_type = 'RUN_INPUT' AND destination_type = 'MODEL_INPUT' AND source_id ${ofRuns} ORDER BY rowid`,
  );
  for (const row of modelRows.all(ids)) push(models, String(row.run), String(row.model));
  return { datasets, models };
}

export function readOutputs(
  { sql, schema }: OpenTables,
  runIds: readonly string[],
): ReadonlyMap<string, readonly { readonly modelId: string; readonly step: number }[]> {
  const outputs = new Map<string, { modelId: string; step: number }[]>();
  if (!schema.has('inputs')) return outputs;
  const step = schema.has('inputs', 'step') ? 'step' : '0 AS step';
  const rows = sql.prepare(
    `SELECT source_id AS run, destination_id AS model, ${step} FROM inputs
     WHERE source_type = 'RUN_OUTPUT' AND destination_type = 'MODEL_OUTPUT' AND source_id ${ofRuns} ORDER BY rowid`,
  );
  for (const row of rows.all(JSON.stringify(runIds)))
    push(outputs, String(row.run), { modelId: String(row.model), step: Number(row.step) });
  return outputs;
}

/** A dataset of the same name and digest in the experiment is one; logging it to the run again changes nothing. */
export function insertDatasetInput(
  { sql }: OpenTables,
  run: { readonly id: string; readonly experimentId: ExperimentId; readonly newId: () => string },
  { dataset, tags }: DatasetInput,
): void {
  sql
    .prepare(
      `INSERT INTO datasets (dataset_uuid, experiment_id, name, digest, dataset_source_type, dataset_source,
         dataset_schema, dataset_profile)
       VALUES (?, CAST(? AS INTEGER), ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    )
    .run(
      run.newId(),
      run.experimentId,
      dataset.name,
      dataset.digest,
      dataset.sourceType,
      dataset.source,
      dataset.schema,
      dataset.profile,
    );
  const id = sql
    .prepare(
      'SELECT dataset_uuid AS id FROM datasets WHERE experiment_id = CAST(? AS INTEGER) AND name = ? AND digest = ?',
    )
    .get(run.experimentId, dataset.name, dataset.digest)?.id;
  const input = run.newId();
  const { changes } = sql
    .prepare(
      `INSERT INTO inputs (input_uuid, source_type, source_id, destination_type, destination_id)
       VALUES (?, 'DATASET', ?, 'RUN', ?) ON CONFLICT DO NOTHING`,
    )
    .run(input, String(id), run.id);
  if (changes === 0) return;
  for (const [name, value] of Object.entries(tags))
    sql
      .prepare('INSERT INTO input_tags (input_uuid, name, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
      .run(input, name, value);
}

/** A model that the run read (`RUN_INPUT`) or made (`RUN_OUTPUT`). */
export function insertModelEdge(
  { sql, schema }: OpenTables,
  edge: {
    readonly kind: 'input' | 'output';
    readonly id: string;
    readonly runId: string;
    readonly modelId: string;
    readonly step: number | bigint;
  },
): void {
  const [from, to] = edge.kind === 'input' ? ['RUN_INPUT', 'MODEL_INPUT'] : ['RUN_OUTPUT', 'MODEL_OUTPUT'];
  const withStep = schema.has('inputs', 'step');
  sql
    .prepare(
      `INSERT INTO inputs (input_uuid, source_type, source_id, destination_type, destination_id${withStep ? ', step' : ''})
       VALUES (?, ?, ?, ?, ?${withStep ? ', ?' : ''}) ON CONFLICT DO NOTHING`,
    )
    .run(edge.id, from, edge.runId, to, edge.modelId, ...(withStep ? [edge.step] : []));
}
