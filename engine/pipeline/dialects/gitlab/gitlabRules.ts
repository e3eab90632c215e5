// Rules of a GitLab pipeline: stages and jobs that are named and not there, waits that cannot be, jobs that do nothing.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { graphOf, runOrder } from '../../graph.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, textOf } from '../../syntax/yamlTree.ts';
import { unknownName } from '../places.ts';
import type { GitlabJob, GitlabPipeline } from './gitlabPipeline.ts';

export function gitlabFindings(pipeline: GitlabPipeline): readonly Diagnostic[] {
  return [
    ...stageFindings(pipeline),
    ...useFindings(pipeline),
    ...orderFindings(pipeline),
    ...circles(pipeline),
    ...pipeline.jobs.flatMap(job => jobFindings(job, pipeline)),
  ];
}

const isDynamic = (name: string): boolean => name.includes('$');

function stageFindings({ jobs, known, stages, isOpen }: GitlabPipeline): readonly Diagnostic[] {
  if (known === null) return [];
  const unknown = jobs.flatMap(({ entry }) => {
    const node = childOf(entry.value, 'stage');
    const name = textOf(node);
    if (node === undefined || name === undefined || node.kind === 'alias' || isDynamic(name) || known.includes(name))
      return [];
    return [unknownName('gitlab-stage-unknown', { name, range: node }, known, { known: known.join(', ') })];
  });
  if (isOpen || jobs.some(({ sureStage }) => sureStage === null)) return unknown;
  const used = new Set(jobs.map(({ stage }) => stage));
  const unused = stages.filter(({ name }) => !used.has(name));
  return [
    ...unknown,
    ...unused.map(({ name, node }) => finding('gitlab-stage-unused', node, { name }, { tag: 'unnecessary' })),
  ];
}

/** Silent with `include`: the job may come from there. */
function useFindings({ jobs, isOpen, references }: GitlabPipeline): readonly Diagnostic[] {
  if (isOpen) return [];
  const names = new Set(jobs.map(({ name }) => name));
  const uses = [
    ...jobs.flatMap(job => [...job.needs, ...job.extends]).filter(({ isOptional }) => !isOptional),
    ...references,
  ];
  return uses
    .filter(({ name }) => !names.has(name) && !isDynamic(name) && !names.has(withoutMatrix(name)))
    .map(use => unknownName('gitlab-job-unknown', use, names));
}

/** `build: [linux, x64]` and `test 2/3` are single jobs of a matrix or a parallel one. */
const withoutMatrix = (name: string): string => name.replace(/: \[.*\]$| \d+\/\d+$/, '');

function orderFindings({ jobs, known }: GitlabPipeline): readonly Diagnostic[] {
  if (known === null) return [];
  const byName = new Map(jobs.map(job => [job.name, job]));
  return jobs.flatMap(job =>
    job.needs.flatMap(({ name, range, isOptional }) => {
      const other = byName.get(name);
      if (other === undefined || isOptional || other.sureStage === null || job.sureStage === null) return [];
      const [later, own] = [known.indexOf(other.stage), known.indexOf(job.stage)];
      if (later <= own || own < 0) return [];
      const related = [
        { range: { start: other.entry.key.start, end: other.entry.key.end }, rule: 'first-here', args: {} },
      ];
      return [finding('gitlab-job-later', range, { name, stage: other.stage, own: job.stage }, { related })];
    }),
  );
}

function circles({ jobs }: GitlabPipeline): readonly Diagnostic[] {
  const order = runOrder(
    graphOf(jobs.map(({ name, needs }) => ({ name, deps: [], outs: [], needs: needs.map(need => need.name) }))),
  );
  if (order.ok) return [];
  const last = jobs.find(({ name }) => name === order.error.at(-1));
  const place = last?.needs.find(({ name }) => name === order.error.at(-2))?.range ?? last?.entry.key;
  return place === undefined ? [] : [finding('cycle', place, { path: order.error.join(' → ') })];
}

function jobFindings({ name, entry, isHidden }: GitlabJob, { isOpen }: GitlabPipeline): readonly Diagnostic[] {
  const keys = new Map(entriesAt(entry.value).map(item => [item.key.raw, item.key]));
  const clash = keys.has('rules') ? (keys.get('only') ?? keys.get('except')) : undefined;
  const found = clash === undefined ? [] : [finding('gitlab-rules-with-only', clash, { key: clash.raw })];
  const works = ['script', 'run', 'trigger', 'extends'].some(key => keys.has(key));
  if (isHidden || isOpen || works || entry.value.kind !== 'map') return found;
  return [...found, finding('gitlab-job-empty', entry.key, { name })];
}
