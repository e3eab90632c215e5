// Which names and operators each of MLflow's searches knows, and filtering of lists that are known whole.
import { invalid } from '../database/mlflowError.ts';
import { type Clause, matches, type Operator, parseFilter, readIdentifier } from './filter.ts';

export type EntityKind = 'attribute' | 'metric' | 'param' | 'tag' | 'dataset';
export interface SearchRules {
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
  readonly entities: readonly EntityKind[];
  /** Attributes that may be compared with a list. */
  readonly lists?: readonly string[];
  /** Other names of attributes. */
  readonly aliases?: Readonly<Record<string, string>>;
}
export type RuledClause = Clause & { readonly entity: EntityKind };

const entityNames: Readonly<Record<string, EntityKind>> = {
  attribute: 'attribute',
  attributes: 'attribute',
  attr: 'attribute',
  run: 'attribute',
  metric: 'metric',
  metrics: 'metric',
  param: 'param',
  params: 'param',
  parameter: 'param',
  parameters: 'param',
  tag: 'tag',
  tags: 'tag',
  dataset: 'dataset',
  datasets: 'dataset',
};
const numeric: readonly Operator[] = ['=', '!=', '>', '>=', '<', '<='];
const textual: readonly Operator[] = ['=', '!=', 'LIKE', 'ILIKE'];
const operators: Readonly<Record<Exclude<EntityKind, 'attribute'>, readonly Operator[]>> = {
  metric: numeric,
  param: [...textual, 'IS NULL', 'IS NOT NULL'],
  tag: [...textual, 'IS NULL', 'IS NOT NULL'],
  dataset: [...textual, 'IN', 'NOT IN'],
};

export const parseClauses = (text: string | undefined, rules: SearchRules): readonly RuledClause[] =>
  parseFilter(text).map(clause => check(clause, rules));

function check(clause: Clause, rules: SearchRules): RuledClause {
  const { entity, key } = resolveName(clause, rules);
  const isNumber = entity === 'metric' || (entity === 'attribute' && rules.numbers.includes(key));
  const allowed =
    entity === 'attribute' ? (isNumber ? numeric : ([...textual, 'IN', 'NOT IN'] as const)) : operators[entity];
  if (!(allowed as readonly Operator[]).includes(clause.operator))
    throw invalid(`Invalid comparator '${clause.operator}' not one of '${allowed.join(', ')}'`);
  const { kind } = clause.value;
  if (isNumber && kind !== 'number')
    throw invalid(
      entity === 'metric'
        ? `Expected numeric value type for metric. Found ${shownValue(clause)}`
        : `Expected numeric value type for numeric attribute: ${key}. Found ${shownValue(clause)}`,
    );
  const isList = clause.operator === 'IN' || clause.operator === 'NOT IN';
  if (isList && entity === 'attribute' && !(rules.lists ?? []).includes(key))
    throw invalid(
      `Only ['${(rules.lists ?? []).join("', '")}'] attributes support comparison with a list of quoted string values.`,
    );
  if (!isNumber && kind === 'number')
    throw invalid(`Expected a quoted string value for ${entity} (e.g. 'my-value'). Got value ${shownValue(clause)}`);
  if (isList !== (kind === 'list')) throw invalid(`Invalid clause(s) in filter string: '${shownValue(clause)}'`);
  return { ...clause, entity, key };
}

const shownValue = ({ value }: Clause): string =>
  value.kind === 'text' || value.kind === 'number' ? value.text : value.kind === 'list' ? value.texts.join(', ') : '';

/** Checks entity and attribute of a name, as in a filter or an `order_by`. */
export function resolveName(
  name: { readonly entity: string; readonly key: string },
  rules: SearchRules,
): { readonly entity: EntityKind; readonly key: string } {
  const entity = entityNames[name.entity];
  if (entity === undefined || !rules.entities.includes(entity))
    throw invalid(`Invalid entity type '${name.entity}'. Valid values are ['${rules.entities.join("', '")}']`);
  const key = entity === 'attribute' ? (rules.aliases?.[name.key] ?? name.key) : name.key;
  const known = entity === 'dataset' ? ['name', 'digest', 'context'] : [...rules.texts, ...rules.numbers];
  if ((entity === 'attribute' || entity === 'dataset') && !known.includes(key))
    throw invalid(`Invalid ${entity} key '${key}' specified. Valid keys are '${known.join(', ')}'`);
  return { entity, key };
}

export interface OrderBy {
  readonly entity: EntityKind;
  readonly key: string;
  readonly isDescending: boolean;
}

/** `metrics.loss DESC`, `` params.`lr` ASC ``, `start_time`; the same name twice is an error. */
export function parseOrderBy(texts: readonly string[], rules: SearchRules): readonly OrderBy[] {
  const orders = texts.map(text => {
    const match = /^\s*(.+?)(?:\s+(ASC|DESC))?\s*$/is.exec(text);
    if (match === null) throw invalid(`Invalid order_by clause '${text}'. Could not be parsed.`);
    const name = match[1] ?? '';
    if (/\s/.test(name.replace(/`[^`]*`|"[^"]*"/g, '')) && rules.aliases?.[name] === undefined)
      throw invalid(`Invalid order_by clause '${text}'. Could not be parsed.`);
    return { ...resolveName(readIdentifier(name), rules), isDescending: match[2]?.toUpperCase() === 'DESC' };
  });
  const names = new Set(orders.map(({ entity, key }) => `${entity}.${key}`));
  if (names.size < orders.length) throw invalid(`\`order_by\` contains duplicate fields: ['${texts.join("', '")}']`);
  return orders;
}

/** What a search may ask of one item. */
export interface Searchable {
  attribute(key: string): string | number | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly metrics?: Readonly<Record<string, number>>;
}

export const valueIn = (item: Searchable, entity: EntityKind, key: string): string | number | undefined =>
  ({
    attribute: () => item.attribute(key),
    tag: () => item.tags[key],
    param: () => item.params?.[key],
    metric: () => item.metrics?.[key],
    dataset: () => undefined,
  })[entity]();

export function searchList<T extends Searchable>(
  items: readonly T[],
  { clauses, orders }: { readonly clauses: readonly RuledClause[]; readonly orders: readonly OrderBy[] },
): readonly T[] {
  const found = items.filter(item =>
    clauses.every(clause => matches(valueIn(item, clause.entity, clause.key), clause)),
  );
  return orders.length === 0 ? found : found.toSorted((a, b) => compare(a, b, orders));
}

/** Absent values last in both directions. */
function compare(a: Searchable, b: Searchable, orders: readonly OrderBy[]): number {
  for (const { entity, key, isDescending } of orders) {
    const [one, other] = [valueIn(a, entity, key), valueIn(b, entity, key)];
    if (one === other) continue;
    if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
    return (one < other ? -1 : 1) * (isDescending ? -1 : 1);
  }
  return 0;
}

/** Prompts are registered models with this tag. */
const promptTag = 'mlflow.prompt.is_prompt';

/** Searches leave prompts out unless a clause asks for them; what other clauses are left is for the search itself. */
export function splitPrompts<T extends { readonly tags: Readonly<Record<string, string>> }>(
  items: readonly T[],
  clauses: readonly RuledClause[],
): { readonly items: readonly T[]; readonly clauses: readonly RuledClause[] } {
  const isAbout = ({ entity, key }: RuledClause): boolean => entity === 'tag' && key === promptTag;
  const wants = clauses
    .filter(isAbout)
    .some(
      ({ operator, value }) => value.kind === 'text' && (value.text.toLowerCase() === 'true') === (operator === '='),
    );
  return {
    items: items.filter(({ tags }) => (tags[promptTag]?.toLowerCase() === 'true') === wants),
    clauses: clauses.filter(clause => !isAbout(clause)),
  };
}
