// .gitlab-ci.yml: jobs in stages, what they wait for and take over (docs.gitlab.com, CI/CD YAML syntax reference).
import { childOf, textOf, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectDocument, type DialectReading, nothingRead } from '../dialect.ts';
import { gitlabSchema } from '../generated/gitlabSchema.ts';
import { definedBy, namedBy, spotsIn } from '../places.ts';
import { type GitlabPipeline, readPipeline } from './gitlabPipeline.ts';
import { gitlabFindings } from './gitlabRules.ts';

export const gitlab: Dialect = {
  id: 'gitlab',
  title: 'GitLab CI pipeline',
  names: [/^\.?[\w.-]*\.?gitlab-ci\.ya?ml$/],
  recognise: () => false,
  // The header with inputs is a document of its own.
  schemaOf: root => (isHeader(root) ? null : gitlabSchema),
  isDynamic: raw => raw.includes('$'),
  read,
  isShared: true,
};

const isHeader = (root: YamlNode): boolean =>
  root.kind === 'map' && root.entries.every(({ key }) => key.raw === 'spec');

function read({ root, text, file }: DialectDocument): DialectReading {
  if (isHeader(root)) return nothingRead;
  const pipeline = readPipeline(root, { text, isMain: /(^|\/)\.gitlab-ci\.ya?ml$/.test(file) });
  return {
    ...nothingRead,
    findings: gitlabFindings(pipeline),
    names: [
      ...pipeline.stages.flatMap(({ node }) => namedBy('stage', node, node)),
      ...pipeline.jobs.flatMap(job => [
        definedBy('job', job.entry),
        ...namedBy('stage', childOf(job.entry.value, 'stage')),
        ...[...job.needs, ...job.extends].map(({ name, range }) => ({
          kind: 'job',
          name,
          range,
          role: 'use' as const,
        })),
      ]),
      ...references(root, text),
    ],
    stages: stagesOf(pipeline),
  };
}

/** Tags are not part of the tree: `!reference [job, key]` is found in the text. */
const references = (root: YamlNode, text: string) =>
  spotsIn(text, root, /!reference\s*\[\s*["']?([^,"'\]\s]+)["']?\s*,/g).map(({ name, range }) => ({
    kind: 'job',
    name,
    range,
    role: 'use' as const,
  }));

/** A job without `needs` waits for all jobs of the nearest stage before its own that has any. */
function stagesOf({ jobs, order }: GitlabPipeline): DialectReading['stages'] {
  const shown = jobs.filter(({ isHidden }) => !isHidden);
  const rank = (stage: string): number => order.indexOf(stage);
  return shown.map(job => {
    const before = shown.filter(other => rank(other.stage) < rank(job.stage));
    const nearest = Math.max(...before.map(({ stage }) => rank(stage)));
    const waited = job.hasNeeds
      ? job.needs.map(({ name }) => name)
      : before.filter(({ stage }) => rank(stage) === nearest).map(({ name }) => name);
    return {
      name: job.name,
      range: { start: job.entry.key.start, end: job.entry.key.end },
      deps: [],
      outs: [],
      needs: waited,
      params: [],
      does: textOf(childOf(job.entry.value, 'stage')) ?? job.stage,
    };
  });
}
