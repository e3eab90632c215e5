// Search over runs as one SQL statement: MLflow's filter and order, page by page.
import type { SqlRow, SqlValue } from '../../ports.ts';
import { runColumns } from '../database/runRows.ts';
import type { OpenTables } from '../database/trackingDatabase.ts';
import { type OrderBy, parseClauses, parseOrderBy, type RuledClause, type SearchRules } from './searchRules.ts';

const runRules: SearchRules = {
  texts: ['run_id', 'run_name', 'status', 'user_id', 'artifact_uri', 'lifecycle_stage', 'experiment_id'],
  numbers: ['start_time', 'end_time'],
  entities: ['attribute', 'metric', 'param', 'tag', 'dataset'],
  lists: ['run_id'],
  aliases: {
    created: 'start_time',
    Created: 'start_time',
    'run name': 'run_name',
    'Run name': 'run_name',
    'Run Name': 'run_name',
  },
};
const columns: Readonly<Record<string, string>> = { run_id: 'run_uuid', run_name: 'name' };

export interface RunSearch {
  readonly experimentIds: readonly string[];
  readonly filter: string | undefined;
  readonly orderBy: readonly string[];
  readonly view: 'ACTIVE_ONLY' | 'DELETED_ONLY' | 'ALL';
  readonly offset: number;
  readonly limit: number;
}
interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Rows of `runColumns`. Ties go to the newest, then to the smaller id; missing values come last, NaN before them. */
export function searchRuns(tables: OpenTables, search: RunSearch): readonly SqlRow[] {
  const conditions = [
    condition(
      'runs.experiment_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))',
      JSON.stringify(search.experimentIds),
    ),
    ...(search.view === 'ALL'
      ? []
      : [condition('runs.lifecycle_stage = ?', search.view === 'ACTIVE_ONLY' ? 'active' : 'deleted')]),
    ...parseClauses(search.filter, runRules).map(toCondition),
  ];
  const orders = parseOrderBy(search.orderBy, runRules).map(toOrder);
  const order = [...orders.map(({ sql }) => sql), 'runs.start_time DESC', 'runs.run_uuid'].join(', ');
  return tables.sql
    .prepare(
      `SELECT ${runColumns(tables)} FROM runs WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}
       ORDER BY ${order} LIMIT ? OFFSET ?`,
    )
    .all(
      ...conditions.flatMap(({ values }) => values),
      ...orders.flatMap(({ values }) => values),
      search.limit,
      search.offset,
    );
}

const condition = (sql: string, ...values: readonly SqlValue[]): Condition => ({ sql, values });

function toCondition(clause: RuledClause): Condition {
  const { entity, key } = clause;
  const compared = compare('value', clause);
  const exists = (table: string, test: string, ...values: readonly SqlValue[]): Condition =>
    condition(`EXISTS (SELECT 1 FROM ${table} WHERE run_uuid = runs.run_uuid AND key = ?${test})`, key, ...values);
  switch (entity) {
    case 'metric':
      // NaN is kept as 0 with a flag: it differs from every number and is neither above nor below.
      return exists(
        'latest_metrics',
        clause.operator === '!=' ? ` AND (${compared.sql} OR is_nan = 1)` : ` AND ${compared.sql} AND is_nan = 0`,
        ...compared.values,
      );
    case 'param':
    case 'tag':
      if (clause.operator === 'IS NULL') {
        const { sql, values } = exists(`${entity}s`, '');
        return { sql: `NOT ${sql}`, values };
      }
      if (clause.operator === 'IS NOT NULL') return exists(`${entity}s`, '');
      return exists(`${entity}s`, ` AND ${compared.sql}`, ...compared.values);
    case 'dataset':
      return datasetCondition(clause);
    case 'attribute':
      return compare(`runs.${columns[key] ?? key}`, clause);
  }
}

function datasetCondition(clause: RuledClause): Condition {
  const isContext = clause.key === 'context';
  const { sql, values } = compare(isContext ? 'input_tags.value' : `datasets.${clause.key}`, clause);
  const context = isContext
    ? "JOIN input_tags ON input_tags.input_uuid = inputs.input_uuid AND input_tags.name = 'mlflow.data.context'"
    : '';
  return condition(
    `EXISTS (SELECT 1 FROM inputs JOIN datasets ON datasets.dataset_uuid = inputs.source_id ${context}
     WHERE inputs.source_type = 'DATASET' AND inputs.destination_type = 'RUN'
     AND inputs.destination_id = runs.run_uuid AND ${sql})`,
    ...values,
  );
}

function compare(column: string, { operator, value }: RuledClause): Condition {
  if (value.kind === 'list')
    return condition(`${column} ${operator} (SELECT value FROM json_each(?))`, JSON.stringify(value.texts));
  const given = value.kind === 'number' ? value.number : value.kind === 'text' ? value.text : null;
  if (operator === 'ILIKE') return condition(`lower(${column}) LIKE lower(?)`, given);
  return condition(`${column} ${operator} ?`, given);
}

function toOrder({ entity, key, isDescending }: OrderBy): Condition {
  const direction = isDescending ? 'DESC' : 'ASC';
  if (entity === 'attribute') {
    const column = `runs.${columns[key] ?? key}`;
    return condition(`${column} IS NULL, ${column} ${direction}`);
  }
  const table = entity === 'metric' ? 'latest_metrics' : entity === 'param' ? 'params' : 'tags';
  const value = `(SELECT value FROM ${table} WHERE run_uuid = runs.run_uuid AND key = ?)`;
  const place =
    entity === 'metric'
      ? `coalesce((SELECT is_nan FROM ${table} WHERE run_uuid = runs.run_uuid AND key = ?), 2)`
      : `(${value} IS NULL)`;
  return condition(`${place}, ${value} ${direction}`, key, key);
}
