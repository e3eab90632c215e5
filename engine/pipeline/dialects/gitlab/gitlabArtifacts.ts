// A job that reads what another keeps as an artifact, and takes no artifacts from it.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import { type KnownFiles, knownFiles } from '../../rules/knownFiles.ts';
import { childOf, itemsOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import type { DialectDocument } from '../dialect.ts';
import { scalarsIn } from '../places.ts';
import { type GitlabJob, type GitlabPipeline, isReference } from './gitlabPipeline.ts';

/**
 * Only where all can be known: `needs` or `dependencies` written out, a plain path that one job keeps, that is no
 * file of the repository, and that the job itself does not make.
 */
export function artifactFindings(
  { jobs, isOpen, text }: GitlabPipeline,
  { facts, file }: DialectDocument,
): readonly Diagnostic[] {
  const files = knownFiles(facts);
  if (files === null || isOpen || file.includes('/')) return [];
  const makers = makersOf(jobs);
  if (makers.size === 0) return [];
  return jobs.flatMap(job => (job.isHidden ? [] : ofJob(job, makers, files, text)));
}

/** Paths that exactly one job keeps. */
function makersOf(jobs: readonly GitlabJob[]): ReadonlyMap<string, GitlabJob> {
  const found = new Map<string, GitlabJob | null>();
  for (const job of jobs)
    for (const path of pathsOf(job)) found.set(path, found.has(path) && found.get(path) !== job ? null : job);
  return new Map([...found].flatMap(([path, job]) => (job === null || job.isHidden ? [] : [[path, job] as const])));
}

const pathsOf = ({ entry }: GitlabJob): readonly string[] =>
  itemsOf(childOf(childOf(entry.value, 'artifacts'), 'paths')).flatMap(node => {
    const path = textOf(node)?.replace(/^\.\/|\/$/g, '');
    return path === undefined || path.length < 4 || !/^[\w./-]+$/.test(path) || !/[./]/.test(path) ? [] : [path];
  });

function ofJob(
  job: GitlabJob,
  makers: ReadonlyMap<string, GitlabJob>,
  files: KnownFiles,
  text: string,
): readonly Diagnostic[] {
  const from = takenFrom(job, text);
  const script = childOf(job.entry.value, 'script');
  if (from === null || script === undefined || childOf(job.entry.value, 'extends') !== undefined) return [];
  const own = new Set(pathsOf(job));
  for (const scalar of scalarsIn(script)) {
    const written = text.slice(scalar.start, scalar.end);
    for (const match of written.matchAll(/(?<![\w./$-])(?:\.\/)?([\w][\w.-]*(?:\/[\w.-]+)*)(?![\w*$])/g)) {
      const path = match[1] ?? '';
      const maker = makers.get(path);
      if (maker === undefined || maker === job || from.has(maker.name) || own.has(path) || files.has(path)) continue;
      // What the job writes itself is not taken from others.
      if (
        !files.isComplete(path) ||
        /(?:>|mkdir|-o|out\S*|touch|mv .*|cp .*|dest\S*)[ =]+(?:\.\/)?$/.test(written.slice(0, match.index))
      )
        continue;
      const start = scalar.start + match.index + match[0].indexOf(path);
      const { key } = maker.entry;
      const related = [{ range: { start: key.start, end: key.end }, rule: 'first-here', args: {} }];
      const args = { path, job: maker.name };
      return [finding('gitlab-artifact-unreached', { start, end: start + path.length }, args, { related })];
    }
  }
  return [];
}

/** Jobs whose artifacts this one gets; null when it gets those of all earlier stages, or that cannot be known. */
function takenFrom({ entry, needs, dependencies }: GitlabJob, text: string): ReadonlySet<string> | null {
  const isWhole = (node: YamlNode | undefined): boolean =>
    node?.kind === 'list' &&
    !isReference(node, text) &&
    node.items.every(
      item => textOf(item) !== undefined || (item.kind === 'map' && textOf(childOf(item, 'job')) !== undefined),
    );
  if (isWhole(childOf(entry.value, 'dependencies'))) return new Set(dependencies.map(({ name }) => plainName(name)));
  if (!isWhole(childOf(entry.value, 'needs'))) return null;
  const taken = needs.filter(({ node }) => textOf(childOf(node, 'artifacts')) !== 'false');
  return new Set(taken.map(({ name }) => plainName(name)));
}

const plainName = (name: string): string => name.replace(/: \[.*\]$| \d+\/\d+$/, '');
