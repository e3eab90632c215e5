// Jobs of Azure ML against the components they run: inputs that are missing, unknown or of another type.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { entriesAt, textAt } from '../../syntax/values.ts';
import { childOf, entryOf, follow, type YamlEntry, type YamlNode } from '../../syntax/yamlTree.ts';
import { unknownName } from '../places.ts';
import type { AzureJob, AzurePipeline, ParentUse } from './azurePipeline.ts';
import { portsOf } from './componentFace.ts';

export function componentFindings(pipeline: AzurePipeline): readonly Diagnostic[] {
  const valuesOf = (entries: readonly YamlEntry[]) => new Map(entries.map(({ key, value }) => [key.raw, value]));
  const world = {
    inputs: valuesOf(pipeline.inputs),
    outputs: valuesOf(pipeline.outputs),
    jobs: new Map(pipeline.jobs.map(job => [job.name, job])),
  };
  return pipeline.jobs.flatMap(job => jobFindings(job, world));
}

function jobFindings(job: AzureJob, world: World): readonly Diagnostic[] {
  const { entry, face } = job;
  const given = childOf(entry.value, 'inputs');
  if (face === null || (given !== undefined && given.kind !== 'map') || entry.value.kind !== 'map') return [];
  if ([entry.value, given].some(node => entryOf(node, '<<') !== undefined)) return [];
  const names = new Set(entriesAt(given).map(({ key }) => key.raw));
  // A search gives its values itself.
  const searched = new Set(entriesAt(childOf(entry.value, 'search_space')).map(({ key }) => key.raw));
  const missing = [...face.inputs].filter(
    ([name, { isOptional }]) => !isOptional && !names.has(name) && !searched.has(name),
  );
  return [
    ...missing.map(([name]) =>
      finding('azureml-input-missing', entryOf(entry.value, 'inputs')?.key ?? entry.key, { name, job: job.name }),
    ),
    ...entriesAt(given).flatMap(input => inputFindings(input, job, world)),
  ];
}

interface World {
  readonly inputs: ReadonlyMap<string, YamlNode>;
  readonly outputs: ReadonlyMap<string, YamlNode>;
  readonly jobs: ReadonlyMap<string, AzureJob>;
}

function inputFindings({ key, value }: YamlEntry, job: AzureJob, world: World): readonly Diagnostic[] {
  const port = job.face?.inputs.get(key.raw);
  // Groups of inputs are written as `group.name`.
  if (port === undefined)
    return key.raw.includes('.')
      ? []
      : [unknownName('azureml-input-unknown', { name: key.raw, range: key }, job.face?.inputs.keys() ?? [])];
  const wanted = port.type;
  const found = wanted === null ? null : typeGiven(value, job, world);
  if (wanted === null || found === null || fits(found, wanted)) return [];
  return [finding('azureml-type-mismatch', value, { name: key.raw, wanted, found })];
}

const data = new Set(['uri_file', 'uri_folder', 'mltable', 'mlflow_model', 'custom_model', 'triton_model']);
const values = new Set(['string', 'number', 'integer', 'boolean']);

/** Only what no reading lets pass: data for a value, a number for data, a text for a number. */
function fits(found: string, wanted: string): boolean {
  const isKnown = (type: string): boolean => data.has(type) || values.has(type) || type === 'text';
  if (found === wanted || !isKnown(found) || !isKnown(wanted)) return true;
  if (data.has(found) !== data.has(wanted)) return data.has(wanted) && (found === 'text' || found === 'string');
  return data.has(found) || wanted === 'string' || wanted === 'boolean' || found !== 'text';
}

/** Type of what is given; `text` for one that is neither a number nor a truth value. Null where that is not known. */
function typeGiven(node: YamlNode, job: AzureJob, world: World): string | null {
  const value = follow(node);
  if (value === null) return null;
  if (value.kind === 'map') {
    const use = useIn(childOf(value, 'path'), job);
    return use === null ? (textAt(value, 'type') ?? null) : typeOfUse(use, world);
  }
  if (value.kind !== 'scalar' || value.value === null) return null;
  const use = useIn(value, job);
  if (use !== null) return typeOfUse(use, world);
  return value.raw.includes('${{') ? null : literalType(value.value, value.raw);
}

/** The expression that is the whole of a value. */
function useIn(node: YamlNode | undefined, { uses }: AzureJob): ParentUse | null {
  if (node?.kind !== 'scalar' || !/^\$\{\{[^}]*\}\}$/.test(node.raw)) return null;
  return uses.find(({ spot }) => spot.whole.start >= node.start && spot.whole.end <= node.end) ?? null;
}

function typeOfUse({ what, spot, output }: ParentUse, world: World): string | null {
  if (what === 'jobs') {
    const job = world.jobs.get(spot.name);
    if (output === null || job === undefined) return null;
    const own = portsOf(childOf(job.entry.value, 'outputs')).get(output.name)?.type ?? null;
    return own ?? job.face?.outputs.get(output.name)?.type ?? null;
  }
  const solid = follow(world[what].get(spot.name));
  if (solid?.kind === 'map') return textAt(solid, 'type') ?? null;
  return solid?.kind === 'scalar' && solid.value !== null ? literalType(solid.value, solid.raw) : null;
}

/** Quoted numbers are numbers too: the CLI reads them so. */
function literalType(value: string | number | boolean, raw: string): string | null {
  if (typeof value === 'number' || /^[-+]?[\d.]+(?:e[-+]?\d+)?$/i.test(raw)) return 'number';
  if (typeof value === 'boolean' || /^(?:true|false|yes|no)$/i.test(raw)) return 'boolean';
  return /[/:]/.test(raw) ? null : 'text';
}
