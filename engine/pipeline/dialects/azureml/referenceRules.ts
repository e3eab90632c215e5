// `${{parent.…}}` in pipelines of Azure ML: unknown names, circles, and what is declared for nothing.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { graphOf, runOrder } from '../../graph.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { unknownName } from '../places.ts';
import type { AzureJob, AzurePipeline, ParentUse } from './azurePipeline.ts';

const words = { inputs: 'input', outputs: 'output', jobs: 'job' } as const;

export function referenceFindings(pipeline: AzurePipeline): readonly Diagnostic[] {
  const jobs = new Map(pipeline.jobs.map(job => [job.name, job]));
  const names = {
    inputs: new Set(pipeline.inputs.map(({ key }) => key.raw)),
    outputs: new Set(pipeline.outputs.map(({ key }) => key.raw)),
    jobs: new Set(jobs.keys()),
  };
  const uses = pipeline.jobs.flatMap(job => job.uses);
  return [
    ...uses.flatMap(({ what, spot, output }) => {
      if (!names[what].has(spot.name))
        return [unknownName('azureml-reference-unknown', spot, names[what], { what: words[what] })];
      const job = jobs.get(spot.name);
      return what !== 'jobs' || output === null || job === undefined ? [] : outputFindings(job, output);
    }),
    ...circles(pipeline.jobs),
    ...unusedInputs(pipeline, uses),
    ...unboundOutputs(pipeline, uses),
    ...unreadOutputs(pipeline, uses),
  ];
}

/** Outputs of a job: those that it binds, and those of its component where that is known. */
export function outputsOf({ entry, face, isInline }: AzureJob): ReadonlySet<string> | null {
  if (face === null && !isInline) return null;
  return new Set([
    ...entriesAt(childOf(entry.value, 'outputs')).map(({ key }) => key.raw),
    ...(face?.outputs.keys() ?? []),
  ]);
}

function outputFindings(job: AzureJob, output: NonNullable<ParentUse['output']>): readonly Diagnostic[] {
  const known = outputsOf(job);
  if (known === null || known.has(output.name)) return [];
  return [unknownName('azureml-reference-unknown', output, known, { what: `output of «${job.name}» called` })];
}

function circles(jobs: readonly AzureJob[]): readonly Diagnostic[] {
  const needsOf = ({ uses }: AzureJob): readonly string[] =>
    uses.filter(({ what }) => what === 'jobs').map(({ spot }) => spot.name);
  const order = runOrder(graphOf(jobs.map(job => ({ name: job.name, deps: [], outs: [], needs: needsOf(job) }))));
  if (order.ok) return [];
  const last = jobs.find(({ name }) => name === order.error.at(-1));
  const use = last?.uses.find(({ what, spot }) => what === 'jobs' && spot.name === order.error.at(-2));
  const place = use?.spot.range ?? last?.entry.key;
  return place === undefined ? [] : [finding('cycle', place, { path: order.error.join(' → ') })];
}

function unusedInputs({ inputs, jobs }: AzurePipeline, uses: readonly ParentUse[]): readonly Diagnostic[] {
  const used = new Set(uses.filter(({ what }) => what === 'inputs').map(({ spot }) => spot.name));
  if (jobs.length === 0) return [];
  return inputs
    .filter(({ key }) => !used.has(key.raw))
    .map(({ key }) => finding('azureml-input-unused', key, { name: key.raw }, { tag: 'unnecessary' }));
}

/** An output of the pipeline that no job writes; one that names where it lies may be meant for another reader. */
function unboundOutputs({ outputs, jobs }: AzurePipeline, uses: readonly ParentUse[]): readonly Diagnostic[] {
  const bound = new Set(uses.filter(({ what }) => what === 'outputs').map(({ spot }) => spot.name));
  // Jobs that are merged in or given in another way may write it.
  if (jobs.length === 0 || jobs.some(({ entry }) => entry.value.kind !== 'map')) return [];
  return outputs
    .filter(({ key, value }) => !bound.has(key.raw) && textOf(value)?.includes('${{') !== true)
    .map(({ key }) => finding('azureml-output-unbound', key, { name: key.raw }));
}

/** An output that is only named: nobody reads it, and it goes nowhere. */
function unreadOutputs({ jobs }: AzurePipeline, uses: readonly ParentUse[]): readonly Diagnostic[] {
  const read = new Set(uses.flatMap(({ spot, output }) => (output === null ? [] : `${spot.name}/${output.name}`)));
  return jobs.flatMap(({ name, entry }) =>
    entriesAt(childOf(entry.value, 'outputs'))
      .filter(({ key, value }) => isNothing(value) && !read.has(`${name}/${key.raw}`))
      .map(({ key }) => finding('azureml-output-unused', key, { name: key.raw }, { tag: 'unnecessary' })),
  );
}

const isNothing = (node: YamlNode): boolean => node.kind === 'scalar' && node.value === null;
