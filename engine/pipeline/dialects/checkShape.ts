// Holds a YAML tree against a schema by walking both: one finding for each place, with nearest names and fixes.
import type { Diagnostic, TextFix, TextRange } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import type { JsonSchema } from '../../domain/jsonSchema.ts';
import { nearestName } from '../../domain/nearestName.ts';
import {
  childOf,
  entriesOf,
  follow,
  isMerge,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from '../syntax/yamlTree.ts';
import type { Dialect } from './dialect.ts';

/**
 * Beside JSON Schema's own words: `x-one-of` lists keys of which exactly one is there; `x-misspelt: true` reports
 * near misses of an open mapping's keys; `x-instead` names the key that took a deprecated one's place, `x-rename` says
 * that the value stays (`true`) or becomes a list (`"list"`), `x-calm` that the old key does no harm;
 * `x-expected` is what a wrong value should be, in words.
 */
export interface ShapeOptions {
  readonly schema: JsonSchema;
  isDynamic(raw: string): boolean;
  /** Nodes that stand for a value that is taken from elsewhere. */
  isComputed?(node: YamlNode): boolean;
}

/** What a dialect says of a text's shape. */
export const shapeOptions = (
  schema: JsonSchema,
  dialect: Pick<Dialect, 'isDynamic' | 'isComputed'>,
  text: string,
): ShapeOptions => ({
  schema,
  isDynamic: dialect.isDynamic,
  isComputed: node => dialect.isComputed?.(node, text) === true,
});

export function checkShape(root: YamlNode, options: ShapeOptions): readonly Diagnostic[] {
  return new ShapeCheck(options).check(root, options.schema, { key: null, label: whole, isBehindAlias: false });
}

/** The findings that `checkShape` has of one entry of the mapping at the top-level key `below`. */
export function checkEntryShape(entry: YamlEntry, below: string, options: ShapeOptions): readonly Diagnostic[] {
  const schema = options.schema.properties?.[below];
  if (schema === undefined) return [];
  const { start, end } = entry.key;
  const map: YamlMap = { kind: 'map', start, end, flow: false, entries: [entry] };
  return new ShapeCheck(options).check(map, schema, { key: null, label: below, isBehindAlias: false });
}

interface Place {
  readonly key: YamlScalar | null;
  /** What the place is called in messages. */
  readonly label: string;
  readonly isBehindAlias: boolean;
}
type Solid = Exclude<YamlNode, { kind: 'alias' }>;
const deepest = 60;

class ShapeCheck {
  private readonly options: ShapeOptions;
  private depth = 0;

  constructor(options: ShapeOptions) {
    this.options = options;
  }

  check(node: YamlNode, wanted: JsonSchema, place: Place): readonly Diagnostic[] {
    const solid = follow(node);
    // What an alias stands for is looked at where it is written.
    if (solid === null || node.kind === 'alias' || this.depth >= deepest) return [];
    if (this.options.isComputed?.(node) === true) return [];
    this.depth++;
    try {
      return this.checkSolid(solid, this.resolved(wanted), place);
    } finally {
      this.depth--;
    }
  }

  private checkSolid(node: Solid, schema: JsonSchema, place: Place): readonly Diagnostic[] {
    if (node.kind === 'scalar' && this.options.isDynamic(node.raw)) return [];
    if (schema.anyOf !== undefined) return this.checkAny(node, schema, place);
    if (!hasType(node, schema)) return [this.wrongType(node, schema, place)];
    if (node.kind === 'map') return this.checkMap(node, schema, place);
    if (node.kind === 'scalar') return this.checkScalar(node, schema, place);
    const { items } = schema;
    return items === undefined ? [] : node.items.flatMap(item => this.check(item, items, { ...place, key: null }));
  }

  /** The branch that fits; else the complaints of the one whose type fits. */
  private checkAny(node: Solid, schema: JsonSchema, place: Place): readonly Diagnostic[] {
    const branches = (schema.anyOf ?? []).map(branch => this.resolved(branch));
    const fitting = branches.filter(branch => branch.anyOf !== undefined || hasType(node, branch));
    const likely = fitting.filter(branch => hasRequired(node, branch));
    if (likely.some(branch => this.checkSolid(node, branch, place).length === 0)) return [];
    const complaints = fitting.map(branch => this.checkSolid(node, branch, place));
    if (complaints.length === 0) return [this.wrongType(node, schema, place)];
    return complaints.reduce((best, list) => (list.length < best.length ? list : best));
  }

  private checkMap(node: YamlMap, schema: JsonSchema, place: Place): readonly Diagnostic[] {
    const found: Diagnostic[] = [];
    const present = new Set(entriesOf(node).map(({ key }) => key.raw));
    for (const entry of node.entries) {
      const { key, value } = entry;
      if (isMerge(entry) || this.options.isDynamic(key.raw)) continue;
      const own = schemaOfKey(schema, key.raw);
      if (own === undefined) found.push(...unknownKey(key, schema, { label: place.label, present }));
      else {
        found.push(...deprecatedKey(entry, this.resolved(own), present));
        found.push(...this.check(value, own, { key, label: key.raw, isBehindAlias: false }));
      }
    }
    const at = place.key ?? firstLine(node);
    for (const name of schema.required ?? [])
      if (!present.has(name))
        found.push(
          finding('missing-key', at, { key: name, where: place.label === whole ? 'The file' : `«${place.label}»` }),
        );
    const choice = schema['x-one-of'];
    if (Array.isArray(choice)) {
      const there = choice.filter(name => present.has(String(name)));
      if (there.length !== 1) found.push(finding('one-of-keys', at, { name: place.label, keys: choice.join(', ') }));
    }
    return found;
  }

  private checkScalar(node: YamlScalar, schema: JsonSchema, place: Place): readonly Diagnostic[] {
    const { enum: options, const: constant, pattern, minimum, maximum } = schema;
    const allowed = options ?? (constant === undefined ? undefined : [constant]);
    const isAllowed =
      allowed === undefined || allowed.some(value => value === node.value || String(value) === node.raw);
    const isMatched = typeof pattern !== 'string' || patternOf(pattern).test(node.raw);
    const isHigh = typeof node.value !== 'number' || typeof minimum !== 'number' || node.value >= minimum;
    const isLow = typeof node.value !== 'number' || typeof maximum !== 'number' || node.value <= maximum;
    if (isAllowed && isMatched && isHigh && isLow) return [];
    const nearest = nearestName(node.raw, (allowed ?? []).map(String));
    const args = { key: place.label, expected: expectedOf(schema), found: shorten(node.raw) };
    return [finding('wrong-value', node, args, nearest === null ? {} : { fixes: [replaceFix(node, nearest)] })];
  }

  private wrongType(node: Solid, schema: JsonSchema, place: Place): Diagnostic {
    const expected = expectedOf(schema);
    const isEmpty = node.kind === 'scalar' && node.start === node.end && node.style === 'plain';
    if (isEmpty && place.key !== null) return finding('empty-value', place.key, { key: place.label, expected });
    return finding('wrong-type', firstLine(node), { key: place.label, expected, found: foundOf(node) });
  }

  private resolved(schema: JsonSchema): JsonSchema {
    if (schema.$ref === undefined) return schema;
    const known = resolvedSchemas.get(schema);
    if (known !== undefined) return known;
    const name = schema.$ref.replace(/^#\/(definitions|\$defs)\//, '');
    const { schema: root } = this.options;
    const target = root.definitions?.[name] ?? root.$defs?.[name];
    const made = target === undefined ? schema : { ...target, ...schema };
    resolvedSchemas.set(schema, made);
    return made;
  }
}

/** References with what they refer to; a reference is part of one schema alone. */
const resolvedSchemas = new WeakMap<JsonSchema, JsonSchema>();
const patterns = new Map<string, RegExp>();

/** Patterns are those of our schemas: few, and met at every key. */
function patternOf(source: string): RegExp {
  const known = patterns.get(source);
  if (known !== undefined) return known;
  const made = new RegExp(source, 'u');
  patterns.set(source, made);
  return made;
}

const hasRequired = (node: Solid, { required = [] }: JsonSchema): boolean =>
  node.kind !== 'map' || required.every(name => childOf(node, name) !== undefined);

/** Text may be written as a number or a truth value: every reader of these formats takes it. */
function hasType(node: Solid, schema: JsonSchema): boolean {
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return true;
  if (node.kind === 'map') return types.includes('object');
  if (node.kind === 'list') return types.includes('array');
  const { value, raw, style } = node;
  if (value === null) return types.includes('null') || (raw !== '' && types.includes('string'));
  if (types.includes('string')) return true;
  if (typeof value === 'number')
    return types.includes('number') || (types.includes('integer') && Number.isInteger(value));
  if (typeof value === 'boolean') return types.includes('boolean');
  // Readers of YAML 1.1 take these for truth values.
  return types.includes('boolean') && style === 'plain' && /^(yes|no|on|off|y|n)$/i.test(raw);
}

function schemaOfKey(schema: JsonSchema, key: string): JsonSchema | undefined {
  const { properties, patternProperties, additionalProperties } = schema;
  const own = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (own !== undefined) return own;
  for (const [pattern, value] of Object.entries(patternProperties ?? {}))
    if (patternOf(pattern).test(key)) return value;
  if (typeof additionalProperties === 'object') return additionalProperties;
  // Nothing is known of a mapping without properties, and nothing is said of it.
  return additionalProperties === false || schema['x-misspelt'] === true ? undefined : {};
}

/** The label of what has no key above it. */
const whole = 'the file';

function unknownKey(
  key: YamlScalar,
  schema: JsonSchema,
  { label, present }: { readonly label: string; readonly present: ReadonlySet<string> },
): readonly Diagnostic[] {
  const known = Object.keys(schema.properties ?? {});
  const nearest = nearestName(key.raw, known);
  const where = label === whole ? label : `«${label}»`;
  if (nearest === null) {
    if (schema.additionalProperties !== false) return [];
    return [finding('unknown-key', key, { key: key.raw, where, known: known.join(', ') })];
  }
  const isClosed = schema.additionalProperties === false;
  if (present.has(nearest) && !isClosed) return [];
  const fixes = present.has(nearest) ? [] : [replaceFix(key, nearest)];
  const severity = isClosed ? 'error' : 'warning';
  return [finding('unknown-key', key, { key: key.raw, where, nearest }, { fixes, severity })];
}

function deprecatedKey(
  { key, value }: YamlEntry,
  schema: JsonSchema,
  present: ReadonlySet<string>,
): readonly Diagnostic[] {
  if (schema.deprecated !== true) return [];
  const instead = schema['x-instead'];
  const severity = schema['x-calm'] === true ? ({ severity: 'info' } as const) : {};
  if (typeof instead !== 'string')
    return [finding('key-deprecated', key, { key: key.raw }, { tag: 'deprecated', ...severity })];
  const fixes = present.has(instead) ? [] : renameFixes(key, value, instead, schema['x-rename']);
  return [
    finding('key-deprecated', key, { key: key.raw, nearest: instead }, { tag: 'deprecated', fixes, ...severity }),
  ];
}

/** The new key with the same value, or with a list of that value. */
function renameFixes(key: YamlScalar, value: YamlNode, instead: string, how: unknown): readonly TextFix[] {
  if (how === true) return [replaceFix(key, instead)];
  if (how !== 'list' || value.kind !== 'scalar' || value.style === 'block') return [];
  const quote = value.style === 'single' ? "'" : '"';
  const edge = value.style === 'plain' ? 0 : 1;
  const text = value.style === 'plain' ? JSON.stringify(value.raw) : quote + value.raw + quote;
  const edits = [
    { range: { start: key.start, end: key.end }, text: instead },
    { range: { start: value.start - edge, end: value.end + edge }, text: `[${text}]` },
  ];
  return [{ title: 'replace-with', args: { text: `${instead}: [${text}]` }, edits }];
}

function expectedOf(schema: JsonSchema): string {
  const told = schema['x-expected'];
  if (typeof told === 'string') return told;
  if (schema.enum) return schema.enum.join(', ');
  if (schema.const !== undefined) return String(schema.const);
  if (schema.anyOf) return [...new Set(schema.anyOf.map(expectedOf))].join(' or ');
  return [schema.type ?? []]
    .flat()
    .filter(type => type !== 'null')
    .map(type => typeWords[type] ?? type)
    .join(' or ');
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping (key: value)',
};

function foundOf(node: Solid): string {
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'list') return 'a list';
  if (node.value === null) return 'empty';
  return typeof node.value === 'string' ? `the text «${shorten(node.raw)}»` : `«${node.raw}»`;
}

/** A mapping or list is marked at its first word: a mark over many lines hides more than it shows. */
function firstLine(node: Solid): TextRange {
  if (node.kind === 'map') return node.entries[0]?.key ?? { start: node.start, end: node.start + 1 };
  if (node.kind !== 'list') return node;
  const first = node.items[0];
  return first === undefined
    ? node
    : { start: first.start, end: first.kind === 'scalar' ? first.end : first.start + 1 };
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
