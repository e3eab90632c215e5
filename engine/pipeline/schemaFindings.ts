// Errors of the schema validators as findings: one for each place, with the nearest key and a fix.
import type { Diagnostic, TextFix, TextRange } from '../domain/diagnostic.ts';
import { finding, replaceFix } from '../domain/finding.ts';
import { pipelineSchema } from '../domain/generated/pipelineSchema.ts';
import type { JsonSchema } from '../domain/jsonSchema.ts';
import { nearestName } from '../domain/nearestName.ts';
import type { SchemaError } from './generated/validators.js';
import { entriesOf, follow, type YamlEntry, type YamlNode, type YamlScalar } from './syntax/yamlTree.ts';
import { quoteFix } from './syntaxFindings.ts';

/** What was validated: its node, its path in the file (`['stages', 'train']`) and the key that holds it. */
export interface Validated {
  readonly node: YamlNode;
  readonly path: readonly string[];
  readonly key: YamlScalar | null;
  readonly text: string;
}

export function schemaFindings(errors: readonly SchemaError[], validated: Validated): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const places = new Set<string>();
  for (const error of errors) {
    const place = locate(error, validated);
    if (place === null || error.keyword === 'propertyNames') continue;
    const id = `${error.instancePath} ${error.params.additionalProperty ?? error.params.missingProperty ?? error.propertyName ?? ''}`;
    if (places.has(id)) continue;
    places.add(id);
    found.push(toFinding(error, place, validated.text));
  }
  return found;
}

interface Place {
  readonly node: Exclude<YamlNode, { kind: 'alias' }>;
  /** Where to show it: an empty value is shown at its key, one behind an alias at the alias. */
  readonly range: TextRange;
  readonly key: YamlScalar | null;
  readonly path: readonly string[];
  readonly schema: JsonSchema | null;
  readonly isBehindAlias: boolean;
}

function locate({ instancePath }: SchemaError, validated: Validated): Place | null {
  let at: YamlNode = validated.node;
  let key = validated.key;
  let range: TextRange = at;
  let isBehindAlias = at.kind === 'alias';
  const path = [...validated.path];
  for (const part of instancePath.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const node = follow(at);
    const entry: YamlEntry | null =
      node?.kind === 'map' ? (entriesOf(node).findLast(item => item.key.raw === name) ?? null) : null;
    const next: YamlNode | undefined = node?.kind === 'list' ? node.items[Number(name)] : entry?.value;
    if (next === undefined) return null;
    if (entry !== null) key = entry.key;
    at = next;
    if (!isBehindAlias) range = at;
    isBehindAlias ||= at.kind === 'alias' || (node?.kind === 'map' && entry !== null && !node.entries.includes(entry));
    path.push(name);
  }
  // An alias to nothing is a finding of its own.
  const node = follow(at);
  if (node === null) return null;
  if (range.start === range.end && key !== null) range = key;
  return { node, range, key, path, schema: schemaAt(path), isBehindAlias };
}

/** The schema of a place in the file. */
export function schemaAt(path: readonly string[]): JsonSchema | null {
  let schema: JsonSchema | null = deref(pipelineSchema);
  for (const part of path) {
    const extra: JsonSchema['additionalProperties'] = schema?.additionalProperties;
    const next: JsonSchema | undefined =
      schema?.properties?.[part] ?? (typeof extra === 'object' ? extra : undefined) ?? schema?.items;
    schema = next === undefined ? null : { ...next, ...deref(next) };
  }
  return schema;
}

function deref(schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.replace('#/definitions/', '');
  return (name === undefined ? undefined : pipelineSchema.definitions?.[name]) ?? schema;
}

function toFinding(error: SchemaError, place: Place, text: string): Diagnostic {
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(String(error.params.additionalProperty), place);
    case 'required':
      return missingKey(String(error.params.missingProperty), place, text);
    case 'type':
      return wrongType(place);
    case 'pattern':
      return error.propertyName === undefined ? wrongValue(place) : wrongVariable(error.propertyName, place);
    default:
      return wrongValue(place);
  }
}

/** Keys of the finished design that this version does not carry out yet. */
const laterKeys = new Set(['matrix', 'sweep', 'resources', 'cache', 'image', 'uri']);

function unknownKey(key: string, place: Place): Diagnostic {
  const known = Object.keys(place.schema?.properties ?? {});
  const entry = place.node?.kind === 'map' ? place.node.entries.findLast(item => item.key.raw === key) : undefined;
  const range = place.isBehindAlias ? place.range : (entry?.key ?? place.range);
  const where = place.path.length === 0 ? 'the file' : `«${place.path.join('.')}»`;
  if (laterKeys.has(key)) return finding('key-of-later-version', range, { key, where });
  const nearest = nearestName(key, known);
  if (nearest === null) return finding('unknown-key', range, { key, where, known: known.join(', ') });
  const isTaken = place.node?.kind === 'map' && place.node.entries.some(item => item.key.raw === nearest);
  const fixes = isTaken || range !== entry?.key ? [] : [replaceFix(range, nearest)];
  return finding('unknown-key', range, { key, where, nearest }, { fixes });
}

function missingKey(key: string, place: Place, text: string): Diagnostic {
  const where = place.path.length === 0 ? 'The file' : `«${place.path.join('.')}»`;
  const inList = place.path.length > 0 && /^\d+$/.test(place.path.at(-1) ?? '');
  const range = place.isBehindAlias
    ? place.range
    : inList || place.key === null
      ? firstLine(place.range, text)
      : place.key;
  const fix = place.isBehindAlias ? null : addKeyFix(key, place, text);
  return finding('missing-key', range, { key, where }, fix === null ? {} : { fixes: [fix] });
}

function firstLine({ start, end }: TextRange, text: string): TextRange {
  const lineEnd = text.indexOf('\n', start);
  return { start, end: lineEnd < 0 ? end : Math.max(start, Math.min(end, lineEnd)) };
}

/** A line `key: ` in front of a block map's first key. */
function addKeyFix(key: string, { node }: Place, text: string): TextFix | null {
  if (node?.kind !== 'map' || node.flow || node.entries.length === 0) return null;
  const start = node.entries[0]?.key.start ?? node.start;
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (/[^ ]/.test(indent)) return null;
  const value = { apiVersion: 'trainyard/v1', kind: 'Pipeline' }[key] ?? '';
  return {
    title: 'add-key',
    args: { key },
    edits: [{ range: { start, end: start }, text: `${key}: ${value}\n${indent}` }],
  };
}

function wrongType(place: Place): Diagnostic {
  const key = labelOf(place);
  const expected = expectedOf(place.schema);
  if (place.range === place.key) return finding('empty-value', place.range, { key, expected });
  const fixes = place.isBehindAlias ? [] : typeFixes(place);
  return finding('wrong-type', place.range, { key, expected, found: foundOf(place) }, { fixes });
}

function typeFixes({ node, schema, range }: Place): readonly TextFix[] {
  if (node?.kind !== 'scalar') return [];
  const types = [schema?.type ?? []].flat();
  if (types.includes('string') && node.style === 'plain' && node.value !== null) {
    return schema?.pattern === undefined || new RegExp(String(schema.pattern)).test(node.raw)
      ? [quoteFix(range, node.raw)]
      : [];
  }
  if (types.includes('array') && typeof node.value === 'string' && node.style === 'plain') {
    return [
      {
        title: 'make-list',
        args: {},
        edits: [{ range, text: `[${/[,[\]{}#:]/.test(node.raw) ? JSON.stringify(node.raw) : node.raw}]` }],
      },
    ];
  }
  if (types.includes('boolean') && /^(yes|on)$/i.test(node.raw)) return [replaceFix(range, 'true')];
  if (types.includes('boolean') && /^(no|off)$/i.test(node.raw)) return [replaceFix(range, 'false')];
  return [];
}

function wrongValue(place: Place): Diagnostic {
  const key = labelOf(place);
  const expected = expectedOf(place.schema);
  const { node, schema } = place;
  if (node?.kind !== 'scalar' || node.raw.trim() === '')
    return finding('empty-value', node?.kind === 'scalar' && place.key !== null ? place.key : place.range, {
      key,
      expected,
    });
  const options = (schema?.enum ?? [schema?.const]).filter(value => typeof value === 'string');
  const nearest = nearestName(node.raw, options);
  const fixes = place.isBehindAlias || nearest === null ? [] : [replaceFix(place.range, nearest)];
  return finding('wrong-value', place.range, { key, expected, found: shorten(node.raw) }, { fixes });
}

function wrongVariable(name: string, place: Place): Diagnostic {
  const entry = place.node?.kind === 'map' ? place.node.entries.find(item => item.key.raw === name) : undefined;
  return finding('bad-variable-name', entry?.key ?? place.range, { name });
}

/** The key a value stands at; items of lists are called by the key of the list. */
const labelOf = ({ path }: Place): string => path.findLast(part => !/^\d+$/.test(part)) ?? 'the file';

function expectedOf(schema: JsonSchema | null): string {
  const told = schema?.['x-expected'];
  if (typeof told === 'string') return told;
  if (schema?.enum) return schema.enum.join(', ');
  return [schema?.type ?? []]
    .flat()
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

function foundOf({ node }: Place): string {
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'list') return 'a list';
  if (node.value === null) return 'empty';
  return typeof node.value === 'string'
    ? `the text «${shorten(node.raw)}»`
    : `${typeof node.value === 'number' ? 'the number' : 'the value'} ${node.raw}`;
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
