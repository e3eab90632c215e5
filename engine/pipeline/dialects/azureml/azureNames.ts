// Names of Azure ML's files, their graph, and what expressions may hold.
import { entriesAt, textAt } from '../../syntax/values.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import type { DialectDocument, DialectReading } from '../dialect.ts';
import { definedBy, namedBy } from '../places.ts';
import type { AzurePipeline } from './azurePipeline.ts';
import { commandUses } from './commandRules.ts';
import { outputsOf } from './referenceRules.ts';

/** Names in a job or component with a command. */
export function wordsOfOne({ root, text }: DialectDocument): Pick<DialectReading, 'names' | 'expressionNames'> {
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

export function graphOfJobs(
  { inputs, outputs, jobs }: AzurePipeline,
  text: string,
): Pick<DialectReading, 'names' | 'stages'> {
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
          .map(use => ({
            kind: `${use.part === 'inputs' ? 'input' : 'output'} of ${name}`,
            name: use.name,
            range: use.range,
            role: use.role,
          })),
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

export function wordsOfJobs({
  inputs,
  outputs,
  jobs,
}: AzurePipeline): Pick<DialectReading, 'notes' | 'expressionNames'> {
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
