// .gitlab-ci.yml: jobs in stages, what they wait for and take over (docs.gitlab.com, CI/CD YAML syntax reference).
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import type { StageMark } from '../../../domain/foreignPipeline.ts';
import { knownFiles } from '../../rules/knownFiles.ts';
import { namedSecrets, secretForms } from '../../rules/secretRules.ts';
import { textAt } from '../../syntax/values.ts';
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectDocument, type DialectReading, type NamedPlace, nothingRead } from '../dialect.ts';
import { gitlabheaderSchema } from '../generated/gitlabheaderSchema.ts';
import { gitlabSchema } from '../generated/gitlabSchema.ts';
import { definedBy, namedBy, unknownName } from '../places.ts';
import { artifactFindings } from './gitlabArtifacts.ts';
import { includedRoots, includePaths, localIncludes } from './gitlabIncludes.ts';
import { inputExpressions, inputFindings, inputNames, inputNotes, isHeader, readInputs } from './gitlabInputs.ts';
import { cacheFindings, matrixSize } from './gitlabJobRules.ts';
import { type GitlabPipeline, isReference, readPipeline } from './gitlabPipeline.ts';
import { gitlabFindings } from './gitlabRules.ts';

export const gitlab: Dialect = {
  id: 'gitlab',
  title: 'GitLab CI pipeline',
  names: [/^\.?[\w.-]*\.?gitlab-ci\.ya?ml$/],
  recognise: () => false,
  schemaOf: root => (isHeader(root) ? gitlabheaderSchema : gitlabSchema),
  isDynamic: raw => raw.includes('$'),
  isComputed: isReference,
  companions: includePaths,
  read,
  isShared: true,
  takesLastKey: true,
  expression: { open: '$[[', close: ']]' },
};

function read(document: DialectDocument): DialectReading {
  const { root, roots, text, file, facts } = document;
  if (isHeader(root)) return nothingRead;
  const isMain = /(^|\/)\.gitlab-ci\.ya?ml$/.test(file);
  // Paths of includes start at the root of the repository, which is that of the project only for a file at its top.
  const included = childOf(root, 'include') === undefined ? [] : file.includes('/') ? null : includedRoots(root, facts);
  const pipeline = readPipeline(root, { text, isMain, included });
  const inputs = readInputs(roots, root, text);
  return {
    findings: [
      ...gitlabFindings(pipeline),
      ...artifactFindings(pipeline, document),
      ...(inputs === null ? [] : inputFindings(inputs)),
      ...rootFindings(pipeline, document),
    ],
    names: [...namesOf(pipeline), ...(inputs === null ? [] : inputNames(inputs))],
    stages: stagesOf(pipeline),
    notes: [...pipeline.jobs.flatMap(matrixNote), ...(inputs === null ? [] : inputNotes(inputs))],
    files: [...localIncludes(root).files.map(({ range, path }) => ({ range, path })), ...jobFiles(pipeline)],
    expressionNames: inputs === null ? [] : inputExpressions(inputs),
    offered: [
      ...pipeline.order.map(name => ({ reference: 'stage', name, detail: '' })),
      ...[...pipeline.elsewhere].map(([name, path]) => ({ reference: 'job', name, detail: path })),
    ],
  };
}

/** What stands beside the jobs: variables, caches, includes; tokens anywhere. */
function rootFindings({ jobs }: GitlabPipeline, { root, text, file, facts }: DialectDocument): readonly Diagnostic[] {
  const files = knownFiles(facts);
  const missing = localIncludes(root).files.filter(
    ({ path }) => files !== null && !file.includes('/') && !files.has(path) && files.isComplete(path),
  );
  const named = [root, ...jobs.map(({ entry }) => entry.value)].flatMap(one => namedSecrets(childOf(one, 'variables')));
  const starts = new Set(named.map(({ range }) => range.start));
  const secrets = [...named, ...secretForms(root, text).filter(({ range }) => !starts.has(range.start))];
  return [
    ...missing.map(({ range, written, path }) =>
      unknownName('gitlab-include-missing', { name: written, range }, files?.beside(path) ?? []),
    ),
    ...cacheFindings(childOf(root, 'cache')),
    ...cacheFindings(childOf(childOf(root, 'default'), 'cache')),
    ...secrets,
  ];
}

function namesOf({ stages, jobs, references }: GitlabPipeline): readonly NamedPlace[] {
  const used = (kind: string, { name, range }: Pick<NamedPlace, 'name' | 'range'>): NamedPlace => {
    return { kind, name, range, role: 'use' };
  };
  return [
    ...stages.flatMap(({ node }) => namedBy('stage', node, node)),
    ...jobs.flatMap(job => [
      definedBy('job', job.entry),
      ...namedBy('stage', childOf(job.entry.value, 'stage')),
      ...[...job.needs, ...job.dependencies, ...job.extends, ...job.others].map(use => used('job', use)),
    ]),
    ...references.map(reference => used('job', reference)),
  ];
}

/** Jobs of other files lead there. */
const jobFiles = ({ jobs, references, elsewhere }: GitlabPipeline): DialectReading['files'] =>
  [...jobs.flatMap(job => [...job.needs, ...job.dependencies, ...job.extends, ...job.others]), ...references].flatMap(
    ({ name, range }) => {
      const path = elsewhere.get(name);
      return path === undefined ? [] : [{ range, path }];
    },
  );

function matrixNote({ name, entry: { key, value } }: GitlabPipeline['jobs'][number]): DialectReading['notes'] {
  const count = matrixSize(value);
  if (count === null) return [];
  const text = `\`${name}\` stands for ${count} jobs, one for each combination of its matrix.`;
  return [{ range: { start: key.start, end: key.end }, text, inlay: `${count} jobs` }];
}

/** As the job itself says; what it takes over from others may say more. */
function marksOf(job: YamlNode): readonly StageMark[] {
  const marks = { manual: textAt(job, 'when') === 'manual', 'may-fail': textAt(job, 'allow_failure') === 'true' };
  return [
    ...(marks.manual ? (['manual'] as const) : []),
    ...(marks['may-fail'] ? (['may-fail'] as const) : []),
    ...(childOf(job, 'parallel') === undefined ? [] : (['repeated'] as const)),
  ];
}

/** A job without `needs` waits for all jobs of the nearest stage before its own that has any. */
function stagesOf({ jobs, order }: GitlabPipeline): DialectReading['stages'] {
  const shown = jobs.filter(({ isHidden }) => !isHidden);
  const byStage = Map.groupBy(shown, ({ stage }) => stage);
  const before = new Map<string, readonly string[]>();
  let last: readonly string[] = [];
  for (const stage of order) {
    before.set(stage, last);
    const own = byStage.get(stage);
    if (own !== undefined) last = own.map(({ name }) => name);
  }
  return shown.map(job => {
    const waited = job.hasNeeds ? job.needs.map(({ name }) => name) : (before.get(job.stage) ?? []);
    return {
      name: job.name,
      range: { start: job.entry.key.start, end: job.entry.key.end },
      deps: [],
      outs: [],
      needs: waited,
      params: [],
      does: textOf(childOf(job.entry.value, 'stage')) ?? job.stage,
      marks: marksOf(job.entry.value),
    };
  });
}
