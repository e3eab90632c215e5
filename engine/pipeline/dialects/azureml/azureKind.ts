// What a file of Azure ML's CLI describes: told by `$schema`, else by its shape.
import { textAt } from '../../syntax/values.ts';
import { childOf, type YamlNode } from '../../syntax/yamlTree.ts';

/** Kinds with a schema of their own; `other` covers what is known by name alone, such as datastores. */
export type AzureKind =
  | 'pipelineJob'
  | 'pipelineComponent'
  | 'job'
  | 'component'
  | 'environment'
  | 'model'
  | 'data'
  | 'schedule'
  | 'endpoint'
  | 'deployment'
  | 'other';

/** The last part of `$schema`, small letters, without its ending. */
const bySchema: Readonly<Record<string, AzureKind>> = {
  pipelinejob: 'pipelineJob',
  pipelinecomponent: 'pipelineComponent',
  commandjob: 'job',
  sweepjob: 'job',
  sparkjob: 'job',
  automljob: 'job',
  paralleljob: 'job',
  commandcomponent: 'component',
  sparkcomponent: 'component',
  parallelcomponent: 'component',
  environment: 'environment',
  model: 'model',
  data: 'data',
  schedule: 'schedule',
  managedonlineendpoint: 'endpoint',
  kubernetesonlineendpoint: 'endpoint',
  batchendpoint: 'endpoint',
  managedonlinedeployment: 'deployment',
  kubernetesonlinedeployment: 'deployment',
  batchdeployment: 'deployment',
  modelbatchdeployment: 'deployment',
  pipelinecomponentbatchdeployment: 'deployment',
};

export function azureKind(root: YamlNode): AzureKind {
  const schema = textAt(root, '$schema');
  const name = schema === undefined ? undefined : /([A-Za-z]+)(?:\.schema)?\.json$/.exec(schema)?.[1]?.toLowerCase();
  const known = name !== undefined && Object.hasOwn(bySchema, name) ? bySchema[name] : undefined;
  // Some files name the schema of a job and hold a pipeline: what they hold counts.
  if (childOf(root, 'jobs') !== undefined && (textAt(root, 'type') ?? 'pipeline') === 'pipeline')
    return known === 'pipelineComponent' ? known : 'pipelineJob';
  return known === 'pipelineJob' || known === undefined ? 'other' : known;
}
