// Files of the Azure ML CLI (v2): pipelines and their jobs, components, assets, schedules, endpoints, deployments.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import type { JsonSchema } from '../../../domain/jsonSchema.ts';
import { folderOf } from '../../projectPath.ts';
import { knownFiles } from '../../rules/knownFiles.ts';
import { entriesAt, textAt } from '../../syntax/values.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectDocument, type DialectReading, nothingRead } from '../dialect.ts';
import { azuremlSchema } from '../generated/azuremlSchema.ts';
import { definedBy, namedBy } from '../places.ts';
import { azureKind } from './azureKind.ts';
import { type AzurePipeline, localPath, readAzurePipeline } from './azurePipeline.ts';
import { commandUses } from './commandRules.ts';
import { componentFindings } from './componentRules.ts';
import { instanceFindings, trafficFindings } from './endpointRules.ts';
import { localFiles, missingFiles } from './fileRules.ts';
import { computeFindings, jobFindings, secretsIn } from './jobRules.ts';
import { outputsOf, referenceFindings } from './referenceRules.ts';

export const azureml: Dialect = {
  id: 'azureml',
  title: 'Azure ML file',
  names: [],
  recognise: text => /^\$schema:\s*["']?\S*azuremlschemas\.azureedge\.net/m.test(text) || isPipelineText(text),
  schemaOf,
  isDynamic: raw => raw.includes('${{'),
  companions,
  read,
  isShared: true,
  isOftenTemplate: true,
  expression: { open: '${{', close: '}}' },
};

const isPipelineText = (text: string): boolean =>
  /^type:\s*["']?pipeline["']?\s*$/m.test(text) && /^jobs:\s*$/m.test(text);

const definitions: Readonly<Record<string, string>> = { pipelineComponent: 'component' };
const schemas = new Map<string, JsonSchema>();

function schemaOf(root: YamlNode): JsonSchema | null {
  const kind = azureKind(root);
  if (kind === 'other') return null;
  const kept = schemas.get(kind);
  if (kept !== undefined) return kept;
  const { definitions: all = {} } = azuremlSchema;
  const schema: JsonSchema = { ...all[definitions[kind] ?? kind], definitions: all };
  schemas.set(kind, schema);
  return schema;
}

/** Files of components that the jobs run. */
function companions(text: string, file: ProjectPath): readonly ProjectPath[] {
  const folder = folderOf(file);
  const named = [...text.matchAll(/\b(?:component|trial):[ \t]*["']?(?:file:)?([\w./-]+\.ya?ml)\b/g)];
  return [...new Set(named.map(([, path = '']) => path))].slice(0, 60).flatMap(path => localPath(path, folder) ?? []);
}

function read(document: DialectDocument): DialectReading {
  const { root, text, file, facts } = document;
  const kind = azureKind(root);
  const isPipeline = kind === 'pipelineJob' || kind === 'pipelineComponent';
  const folder = folderOf(file);
  const jobs = isPipeline ? entriesAt(childOf(root, 'jobs')).map(({ value }) => value) : [];
  const files = [root, ...jobs].flatMap(node => localFiles(node, folder));
  const known = knownFiles(facts);
  const links = files.filter(({ path }) => known === null || known.has(path));
  const shared = {
    findings: [...missingFiles(files, known), ...secretsIn(root, text)],
    files: links.map(({ node, path }) => ({ range: { start: node.start, end: node.end }, path })),
  };
  if (!isPipeline)
    return { ...nothingRead, ...single(document), ...shared, findings: [...shared.findings, ...own(document)] };
  const pipeline = readAzurePipeline(root, { text, folder, facts });
  return {
    ...shared,
    findings: [
      ...shared.findings,
      ...referenceFindings(pipeline),
      ...componentFindings(pipeline),
      ...(kind === 'pipelineJob' ? computeFindings(root) : []),
      ...pipeline.jobs.flatMap(({ entry }) => jobFindings(entry.value, entry.key, text)),
    ],
    ...graphOfJobs(pipeline, text),
    ...wordsOf(pipeline),
  };
}

/** Findings of a file that is no pipeline. */
function own({ root, text }: DialectDocument): readonly Diagnostic[] {
  switch (azureKind(root)) {
    case 'job':
    case 'component':
      return jobFindings(root, root.kind === 'map' ? (root.entries[0]?.key ?? root) : root, text);
    case 'endpoint':
      return trafficFindings(root);
    case 'deployment':
      return [...instanceFindings(root), ...jobFindings(root, root, text)];
    default:
      return [];
  }
}

/** Names in a job or component with a command. */
function single({ root, text }: DialectDocument): Pick<DialectReading, 'names' | 'expressionNames'> {
  const entries = ['inputs', 'outputs', 'search_space'].map(part => [part, entriesAt(childOf(root, part))] as const);
  return {
    names: [
      ...namedBy('asset', childOf(root, 'name'), root),
      ...entries.flatMap(([part, list]) => list.map(entry => definedBy(part, entry))),
      ...commandUses(root, text).map(({ kind, name, range, role }) => ({ kind, name, range, role })),
    ],
    expressionNames: entries.flatMap(([part, list]) =>
      list.map(({ key, value }) => ({
        name: `${part}.${key.raw}`,
        detail: textAt(value, 'type') ?? textOf(value) ?? '',
      })),
    ),
  };
}

const part = (plural: string): string => plural.replace(/s$/, '');

function graphOfJobs({ inputs, outputs, jobs }: AzurePipeline, text: string): Pick<DialectReading, 'names' | 'stages'> {
  const kinds = { inputs: 'input', outputs: 'output', jobs: 'stage' } as const;
  return {
    names: [
      ...inputs.map(entry => definedBy('input', entry)),
      ...outputs.map(entry => definedBy('output', entry)),
      ...jobs.flatMap(({ name, entry, uses }) => [
        definedBy('stage', entry),
        ...entriesAt(childOf(entry.value, 'outputs')).map(output => definedBy(`output of ${name}`, output)),
        ...entriesAt(childOf(entry.value, 'inputs')).map(input => definedBy(`input of ${name}`, input)),
        // `${{inputs.x}}` in the job's own command.
        ...commandUses(entry.value, text)
          .filter(use => use.part !== 'search_space')
          .map(use => ({ kind: `${part(use.part)} of ${name}`, name: use.name, range: use.range, role: use.role })),
        ...uses.flatMap(({ what, spot, output }) => [
          { kind: kinds[what], name: spot.name, range: spot.range, role: 'use' as const },
          ...(output === null ? [] : [{ kind: `output of ${spot.name}`, ...output, role: 'use' as const }]),
        ]),
      ]),
    ],
    stages: jobs.map(({ name, entry: { key, value }, uses }) => ({
      name,
      range: { start: key.start, end: key.end },
      ...{ deps: [], outs: [], params: [] },
      needs: [...new Set(uses.filter(({ what }) => what === 'jobs').map(({ spot }) => spot.name))],
      does: textAt(value, 'component') ?? textAt(value, 'command') ?? textAt(value, 'type') ?? '',
    })),
  };
}

function wordsOf({ inputs, outputs, jobs }: AzurePipeline): Pick<DialectReading, 'notes' | 'expressionNames'> {
  const values = new Map(inputs.map(({ key, value }) => [key.raw, textOf(value)]));
  return {
    notes: jobs.flatMap(({ uses }) =>
      uses.flatMap(({ what, spot }) => {
        const value = what === 'inputs' ? values.get(spot.name) : undefined;
        return value === undefined
          ? []
          : [{ range: spot.whole, text: `\`${spot.name}\` = \`${value}\``, inlay: value }];
      }),
    ),
    expressionNames: [
      ...inputs.map(({ key, value }) => ({ name: `parent.inputs.${key.raw}`, detail: textOf(value) ?? '' })),
      ...outputs.map(({ key }) => ({ name: `parent.outputs.${key.raw}`, detail: '' })),
      ...ownNames(jobs.filter(({ isInline }) => isInline).map(({ entry }) => entry.value)),
      ...jobs.flatMap(job =>
        [...(outputsOf(job) ?? entriesAt(childOf(job.entry.value, 'outputs')).map(({ key }) => key.raw))].map(name => ({
          name: `parent.jobs.${job.name}.outputs.${name}`,
          detail: job.face?.outputs.get(name)?.type ?? '',
        })),
      ),
    ],
  };
}

/** Inputs and outputs of jobs with a command of their own, each name once. */
function ownNames(jobs: readonly YamlNode[]): DialectReading['expressionNames'] {
  const names = jobs.flatMap(job =>
    ['inputs', 'outputs'].flatMap(key => entriesAt(childOf(job, key)).map(entry => `${key}.${entry.key.raw}`)),
  );
  return [...new Set(names)].map(name => ({ name, detail: '' }));
}
