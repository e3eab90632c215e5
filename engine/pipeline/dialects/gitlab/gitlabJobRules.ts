// Rules that look at one job of a GitLab pipeline: its work, its conditions, its limits, its cache.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { entriesAt } from '../../syntax/values.ts';
import { childOf, follow, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type GitlabJob, type GitlabPipeline, isReference } from './gitlabPipeline.ts';

export function jobFindings(job: GitlabJob, pipeline: GitlabPipeline): readonly Diagnostic[] {
  return [
    ...workFindings(job, pipeline),
    ...ruleFindings(job, pipeline),
    ...needFindings(job, pipeline),
    ...delayFindings(job),
    ...matrixFindings(job),
    ...cacheFindings(childOf(job.entry.value, 'cache')),
  ];
}

function workFindings(
  { name, entry, isHidden }: GitlabJob,
  { isOpen, elsewhere }: GitlabPipeline,
): readonly Diagnostic[] {
  const works = ['script', 'run', 'trigger', 'extends'].some(key => childOf(entry.value, key) !== undefined);
  if (isHidden || isOpen || works || entry.value.kind !== 'map' || elsewhere.has(name)) return [];
  // GitLab Pages can be made of a folder that is there.
  if (childOf(entry.value, 'pages') !== undefined) return [];
  return [finding('gitlab-job-empty', entry.key, { name })];
}

function ruleFindings({ name, entry, isHidden }: GitlabJob, { text }: GitlabPipeline): readonly Diagnostic[] {
  const keys = new Map(entriesAt(entry.value).map(item => [item.key.raw, item.key]));
  const clash = keys.has('rules') ? (keys.get('only') ?? keys.get('except')) : undefined;
  const rules = childOf(entry.value, 'rules');
  const isNever =
    rules?.kind === 'list' &&
    rules.items.length > 0 &&
    !isReference(rules, text) &&
    rules.items.every(rule => rule.kind === 'map' && textOf(childOf(rule, 'when')) === 'never');
  return [
    ...(clash === undefined ? [] : [finding('gitlab-rules-with-only', clash, { key: clash.raw })]),
    ...(isNever && !isHidden ? [finding('gitlab-job-never', keys.get('rules') ?? entry.key, { name })] : []),
  ];
}

/** What GitLab allows unless its administrator changed it. */
const mostNeeds = 50;

function needFindings(
  { entry, needs, dependencies, isHidden }: GitlabJob,
  { text }: GitlabPipeline,
): readonly Diagnostic[] {
  const node = childOf(entry.value, 'needs');
  const items = node === undefined || isReference(node, text) ? [] : itemsOf(node);
  const key = entriesAt(entry.value).find(item => item.key.raw === 'needs')?.key;
  const many =
    items.length > mostNeeds && key !== undefined
      ? [finding('gitlab-needs-many', key, { count: items.length, limit: mostNeeds })]
      : [];
  // Needs that are taken from elsewhere may hold the others.
  const isWhole =
    !isHidden && items.length > 0 && items.every(item => textOf(item) !== undefined || item.kind === 'map');
  const names = new Set(needs.map(({ name }) => name));
  const outside = isWhole ? dependencies.filter(({ name }) => !names.has(name) && !name.includes('$')) : [];
  return [...many, ...outside.map(({ name, range }) => finding('gitlab-dependency-not-needed', range, { name }))];
}

function delayFindings({ entry, isHidden }: GitlabJob): readonly Diagnostic[] {
  if (isHidden || childOf(entry.value, 'start_in') !== undefined || childOf(entry.value, 'extends') !== undefined)
    return [];
  return [entry.value, ...itemsOf(childOf(entry.value, 'rules'))].flatMap(node => {
    const when = childOf(node, 'when');
    const isOpen = textOf(when) !== 'delayed' || childOf(node, 'start_in') !== undefined;
    return when === undefined || isOpen
      ? []
      : [finding('missing-key', when, { key: 'start_in', where: '«when: delayed»' })];
  });
}

const mostJobs = 200;

/** Jobs of a matrix that is written here; null when that cannot be known. */
export function matrixSize(value: YamlNode): number | null {
  let total = 0;
  for (const row of itemsOf(childOf(childOf(value, 'parallel'), 'matrix'))) {
    const solid = follow(row);
    if (solid?.kind !== 'map') return null;
    total += entriesAt(solid).reduce((product, axis) => product * Math.max(1, itemsOf(axis.value).length), 1);
  }
  return total === 0 ? null : total;
}

function matrixFindings({ entry }: GitlabJob): readonly Diagnostic[] {
  const count = matrixSize(entry.value);
  const key = entriesAt(childOf(entry.value, 'parallel')).find(item => item.key.raw === 'matrix')?.key;
  if (count === null || count <= mostJobs || key === undefined) return [];
  return [finding('gitlab-matrix-large', key, { count, limit: mostJobs })];
}

/** What package managers keep: the same for all branches on purpose. */
const ofPackages =
  /cache|\.npm|node_modules|venv|\.tox|pip|conda|mamba|poetry|pypackages|\.m2|gradle|cargo|target|vendor|bundle|yarn|pnpm|\.nuget|\.terraform|go\//i;

/** A cache of data or results under one name for all branches. */
export function cacheFindings(cache: YamlNode | undefined): readonly Diagnostic[] {
  const caches = cache === undefined || cache.kind === 'alias' ? [] : cache.kind === 'list' ? cache.items : [cache];
  return caches.flatMap(one => {
    const key = one.kind === 'map' ? childOf(one, 'key') : undefined;
    const written = textOf(key);
    const paths = itemsOf(childOf(one, 'paths')).flatMap(path => textOf(path) ?? []);
    if (key === undefined || key.kind === 'alias' || written === undefined || written.includes('$')) return [];
    if (paths.length === 0 || paths.some(path => ofPackages.test(path))) return [];
    return [finding('gitlab-cache-key', key, { key: written })];
  });
}
