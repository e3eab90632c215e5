// Rules of a GitLab pipeline: stages and jobs that are named and not there, waits that cannot be.
import type { Diagnostic, TextFix } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { graphOf, runOrder } from '../../graph.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, textOf } from '../../syntax/yamlTree.ts';
import { unknownName } from '../places.ts';
import { jobFindings } from './gitlabJobRules.ts';
import type { GitlabJob, GitlabPipeline, JobUse } from './gitlabPipeline.ts';

export function gitlabFindings(pipeline: GitlabPipeline): readonly Diagnostic[] {
  return [
    ...stageFindings(pipeline),
    ...useFindings(pipeline),
    ...referenceFindings(pipeline),
    ...orderFindings(pipeline),
    ...absentFindings(pipeline),
    ...circles(pipeline, 'needs'),
    ...circles(pipeline, 'extends'),
    ...pipeline.jobs.flatMap(job => jobFindings(job, pipeline)),
  ];
}

const isDynamic = (name: string): boolean => name.includes('$');

function stageFindings({ jobs, known, stages, isOpen, elsewhere }: GitlabPipeline): readonly Diagnostic[] {
  if (known === null) return [];
  const unknown = jobs.flatMap(({ entry }) => {
    const node = childOf(entry.value, 'stage');
    const name = textOf(node);
    if (node === undefined || name === undefined || node.kind === 'alias' || isDynamic(name) || known.includes(name))
      return [];
    return [unknownName('gitlab-stage-unknown', { name, range: node }, known, { known: known.join(', ') })];
  });
  // Jobs of other files may belong to any stage.
  if (isOpen || elsewhere.size > 0 || jobs.some(({ sureStage }) => sureStage === null)) return unknown;
  const used = new Set(jobs.map(({ stage }) => stage));
  const unused = stages.filter(({ name }) => !used.has(name));
  return [
    ...unknown,
    ...unused.map(({ name, node }) => finding('gitlab-stage-unused', node, { name }, { tag: 'unnecessary' })),
  ];
}

/** Silent with files that are not known: the job may come from there. */
function useFindings({ jobs, isOpen, elsewhere, references }: GitlabPipeline): readonly Diagnostic[] {
  if (isOpen) return [];
  const names = new Set([...jobs.map(({ name }) => name), ...elsewhere.keys()]);
  // What a hidden job needs counts where somebody takes it over.
  const taken = new Set([...jobs.flatMap(job => job.extends), ...references].map(({ name }) => name));
  return jobs
    .filter(job => !job.isHidden || taken.has(job.name))
    .flatMap(job => [...job.needs, ...job.dependencies, ...job.extends, ...job.others])
    .filter(({ name, isOptional }) => {
      if (isOptional || names.has(name) || isDynamic(name)) return false;
      return !names.has(withoutMatrix(name));
    })
    .map(use => unknownName('gitlab-job-unknown', use, names));
}

/** `build: [linux, x64]` and `test 2/3` are single jobs of a matrix or a parallel one. */
const withoutMatrix = (name: string): string => name.replace(/: \[.*\]$| \d+\/\d+$/, '');

/** The first word names a job or another key of the file, the second a key of it, its own or taken over. */
function referenceFindings({
  references,
  root,
  jobs,
  elsewhere,
  isOpen,
  valueIn,
}: GitlabPipeline): readonly Diagnostic[] {
  if (isOpen) return [];
  const jobNames = new Map(jobs.map(job => [job.name, job]));
  const names = new Set([...entriesAt(root).map(({ key }) => key.raw), ...elsewhere.keys()]);
  return references.flatMap(({ name, range, keys }) => {
    if (isDynamic(name)) return [];
    if (!names.has(name)) return [unknownName('gitlab-job-unknown', { name, range }, names)];
    const [key] = keys;
    const job = jobNames.get(name);
    if (key === undefined || job?.entry.value.kind !== 'map' || isDynamic(key.name)) return [];
    if (valueIn(name, key.name) !== undefined) return [];
    const known = entriesAt(job.entry.value).map(entry => entry.key.raw);
    return [unknownName('gitlab-reference-unknown', key, known, { job: name })];
  });
}

function orderFindings({ jobs, known }: GitlabPipeline): readonly Diagnostic[] {
  if (known === null) return [];
  const byName = new Map(jobs.map(job => [job.name, job]));
  // A hidden job has the stage of the one that takes it over.
  const shown = jobs.filter(({ isHidden }) => !isHidden);
  return shown.flatMap(job =>
    [...job.needs, ...job.dependencies].flatMap(({ name, range, isOptional }) => {
      const other = byName.get(name);
      if (other === undefined || isOptional || other.sureStage === null || job.sureStage === null) return [];
      const [later, own] = [known.indexOf(other.stage), known.indexOf(job.stage)];
      if (later <= own || own < 0) return [];
      return [
        finding('gitlab-job-later', range, { name, stage: other.stage, own: job.stage }, { related: [at(other)] }),
      ];
    }),
  );
}

const at = ({ entry: { key } }: GitlabJob) => ({
  range: { start: key.start, end: key.end },
  rule: 'first-here',
  args: {},
});

/**
 * A job that is always there waits for one that a single condition lets in: without it GitLab makes no pipeline.
 * Several conditions may add up to «always», and a workflow's rules may leave out the other cases.
 */
function absentFindings({ jobs, root, isOpen }: GitlabPipeline): readonly Diagnostic[] {
  if (isOpen || childOf(root, 'workflow') !== undefined) return [];
  const byName = new Map(jobs.map(job => [job.name, job]));
  return jobs.flatMap(job => {
    if (job.isHidden || !isAlwaysThere(job)) return [];
    return job.needs.flatMap(use => {
      const other = byName.get(use.name);
      const condition = other === undefined || use.isOptional ? null : onlyCondition(other);
      if (other === undefined || condition === null) return [];
      const args = { name: use.name, condition };
      return [finding('gitlab-need-absent', use.range, args, { related: [at(other)], fixes: optionalFix(use) })];
    });
  });
}

const isAlwaysThere = ({ entry }: GitlabJob): boolean =>
  ['rules', 'only', 'except', 'extends'].every(key => childOf(entry.value, key) === undefined);

/** The condition of a job's single rule, where it asks for one value or for changed files. */
function onlyCondition({ entry }: GitlabJob): string | null {
  const rules = childOf(entry.value, 'rules');
  if (rules?.kind !== 'list' || rules.items.length !== 1 || childOf(entry.value, 'extends') !== undefined) return null;
  const [rule] = rules.items;
  if (rule?.kind !== 'map' || textOf(childOf(rule, 'when')) === 'never') return null;
  const condition = textOf(childOf(rule, 'if'));
  if (condition !== undefined)
    return /^\$\w+\s*(?:==|=~)\s*(?:"[^"$]+"|'[^'$]+'|\/.+\/\w*)$/.test(condition) ? condition : null;
  return childOf(rule, 'changes') === undefined ? null : 'changes';
}

function optionalFix({ name, node, range }: JobUse): readonly TextFix[] {
  const fix = (start: number, end: number, text: string): readonly TextFix[] => [
    { title: 'replace-with', args: { text: 'optional: true' }, edits: [{ range: { start, end }, text }] },
  ];
  if (node.kind === 'map') return node.flow ? fix(range.end, range.end, ', optional: true') : [];
  if (node.kind !== 'scalar') return [];
  const edge = node.style === 'plain' ? 0 : 1;
  return fix(range.start - edge, range.end + edge, `{job: ${JSON.stringify(name)}, optional: true}`);
}

function circles({ jobs }: GitlabPipeline, how: 'needs' | 'extends'): readonly Diagnostic[] {
  const order = runOrder(
    graphOf(jobs.map(job => ({ name: job.name, deps: [], outs: [], needs: job[how].map(use => use.name) }))),
  );
  if (order.ok) return [];
  const last = jobs.find(({ name }) => name === order.error.at(-1));
  const place = last?.[how].find(({ name }) => name === order.error.at(-2))?.range ?? last?.entry.key;
  return place === undefined ? [] : [finding('cycle', place, { path: order.error.join(' → ') })];
}
