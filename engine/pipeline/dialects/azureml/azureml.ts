// Files of the Azure ML CLI (v2): pipelines and their jobs, components, assets, schedules, endpoints, deployments.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import type { OutsideTool } from '../../../domain/foreignPipeline.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import type { JsonSchema } from '../../../domain/jsonSchema.ts';
import { folderOf } from '../../projectPath.ts';
import { knownFiles } from '../../rules/knownFiles.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectDocument, type DialectReading, nothingRead, type ToolFile } from '../dialect.ts';
import { azuremlSchema } from '../generated/azuremlSchema.ts';
import { kindSchemas } from '../kindSchemas.ts';
import { fileArgument, wholeFileTool } from '../outsideTool.ts';
import { azureKind } from './azureKind.ts';
import { graphOfJobs, wordsOfJobs, wordsOfOne } from './azureNames.ts';
import { localPath, readAzurePipeline } from './azurePipeline.ts';
import { componentFindings } from './componentRules.ts';
import { instanceFindings, trafficFindings } from './endpointRules.ts';
import { localFiles, missingFiles } from './fileRules.ts';
import { computeFindings, jobFindings, secretsIn } from './jobRules.ts';
import { referenceFindings } from './referenceRules.ts';

export const azureml: Dialect = {
  id: 'azureml',
  title: 'Azure ML file',
  names: [],
  recognise: text => /^\$schema:\s*["']?\S*azuremlschemas\.azureedge\.net/m.test(text) || isPipelineText(text),
  schemaOf,
  isDynamic: raw => raw.includes('${{'),
  companions,
  read,
  tool,
  needsStages: true,
  isShared: true,
  isOftenTemplate: true,
  expression: { open: '${{', close: '}}' },
};

const isPipelineText = (text: string): boolean =>
  /^type:\s*["']?pipeline["']?\s*$/m.test(text) && /^jobs:\s*$/m.test(text);

/** Components, assets and endpoints are described in files of the same format, and are no jobs. */
function tool({ roots: [root], file }: ToolFile): OutsideTool | null {
  const isJob = root !== undefined && ['pipelineJob', 'job'].includes(azureKind(root));
  return isJob ? wholeFileTool(['az', 'ml', 'job', 'create', '-f', fileArgument(file)], { changes: 'cloud' }) : null;
}

const schemas = kindSchemas(azuremlSchema);

/** A component that is a pipeline has the keys of both. */
function schemaOf(root: YamlNode): JsonSchema | null {
  const kind = azureKind(root);
  return schemas.get(kind === 'pipelineComponent' ? 'component' : kind) ?? null;
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
    return { ...nothingRead, ...wordsOfOne(document), ...shared, findings: [...shared.findings, ...own(document)] };
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
    ...wordsOfJobs(pipeline),
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
