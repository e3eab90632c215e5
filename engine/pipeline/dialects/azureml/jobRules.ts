// What a single job or component of Azure ML says of itself: sweeps, versions of assets, secrets.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { namedSecrets, secretForms } from '../../rules/secretRules.ts';
import { entriesAt, textAt } from '../../syntax/values.ts';
import { childOf, entryOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { commandFindings } from './commandRules.ts';

/** `place` is where the job's name stands. */
export function jobFindings(job: YamlNode, place: YamlNode, text: string): readonly Diagnostic[] {
  return [
    ...sweepFindings(job, place),
    ...latestFindings(job),
    ...commandFindings(job, text),
    ...namedSecrets(childOf(job, 'environment_variables')).map(asOwn),
  ];
}

function sweepFindings(job: YamlNode, place: YamlNode): readonly Diagnostic[] {
  if (textAt(job, 'type') !== 'sweep' || entryOf(job, '<<') !== undefined) return [];
  return ['objective', 'search_space', 'trial']
    .filter(name => childOf(job, name) === undefined)
    .map(name => finding('azureml-sweep-incomplete', place, { key: name }));
}

const latestFindings = (job: YamlNode): readonly Diagnostic[] =>
  ['component', 'environment', 'trial', 'model'].flatMap(name => {
    const node = childOf(job, name);
    const asset = textOf(node);
    return node !== undefined && asset?.endsWith('@latest') ? [finding('azureml-latest', node, { asset })] : [];
  });

/** Jobs without a compute in a pipeline that has none for all of them; components bring it with the pipeline they are in. */
export function computeFindings(root: YamlNode): readonly Diagnostic[] {
  const settings = childOf(root, 'settings');
  const isGiven = childOf(root, 'compute') !== undefined || childOf(settings, 'default_compute') !== undefined;
  if (isGiven || [root, settings, childOf(root, 'jobs')].some(node => entryOf(node, '<<') !== undefined)) return [];
  return entriesAt(childOf(root, 'jobs')).flatMap(({ key, value }) => {
    const isOwn =
      ['compute', '<<'].some(name => childOf(value, name) !== undefined) ||
      childOf(childOf(value, 'resources'), 'instance_type') !== undefined;
    const type = textAt(value, 'type') ?? 'command';
    const isRun = value.kind === 'map' && ['command', 'sweep', 'parallel', 'spark'].includes(type);
    return isOwn || !isRun ? [] : [finding('azureml-compute-missing', key, { name: key.raw })];
  });
}

/** Tokens by their form, anywhere in the file. */
export const secretsIn = (root: YamlNode, text: string): readonly Diagnostic[] => secretForms(root, text).map(asOwn);

const asOwn = ({ range, args }: Diagnostic): Diagnostic => finding('azureml-secret', range, args);
