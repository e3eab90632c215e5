// Azure ML pipeline jobs (CLI v2): jobs with inputs and outputs, `${{parent.…}}` between them.
import type { Diagnostic } from '../../../domain/diagnostic.ts';
import { finding } from '../../../domain/finding.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { graphOf, runOrder } from '../../graph.ts';
import { folderOf, joinPath } from '../../projectPath.ts';
import { type KnownFiles, knownFiles } from '../../rules/knownFiles.ts';
import { entriesAt, textAt } from '../../syntax/values.ts';
import { childOf, textOf, type YamlEntry, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Dialect, type DialectDocument, type DialectReading, nothingRead } from '../dialect.ts';
import { azuremlSchema } from '../generated/azuremlSchema.ts';
import { definedBy, type Spot, scalarsIn, spotsIn, unknownName } from '../places.ts';

export const azureml: Dialect = {
  id: 'azureml',
  title: 'Azure ML job',
  names: [],
  recognise: text => /^\$schema:\s*["']?\S*azuremlschemas\.azureedge\.net/m.test(text) || isPipelineText(text),
  schemaOf: root => (isPipeline(root) ? azuremlSchema : null),
  isDynamic: raw => raw.includes('${{'),
  read,
  isShared: true,
  expression: { open: '${{', close: '}}' },
};

const isPipelineText = (text: string): boolean =>
  /^type:\s*["']?pipeline["']?\s*$/m.test(text) && /^jobs:\s*$/m.test(text);
const isPipeline = (root: YamlNode): boolean =>
  childOf(root, 'jobs') !== undefined && (textAt(root, 'type') ?? 'pipeline') === 'pipeline';

interface Job {
  readonly entry: YamlEntry;
  /** `parent.jobs.NAME` in its inputs. */
  readonly uses: readonly Spot[];
}

function read({ root, text, file, facts }: DialectDocument): DialectReading {
  if (!isPipeline(root)) return nothingRead;
  const jobs = entriesAt(childOf(root, 'jobs')).map(entry => ({ entry, uses: jobUses(entry.value, text) }));
  const inputs = entriesAt(childOf(root, 'inputs'));
  const outputs = entriesAt(childOf(root, 'outputs'));
  const known = { inputs, outputs, jobs };
  const files = jobs.flatMap(({ entry }) => localFiles(entry.value, folderOf(file)));
  return {
    findings: [
      ...parentFindings(root, text, known),
      ...circles(jobs),
      ...jobs.flatMap(({ entry }) => jobFindings(entry)),
      ...missingFiles(files, knownFiles(facts)),
    ],
    names: [
      ...inputs.map(entry => definedBy('input', entry)),
      ...outputs.map(entry => definedBy('output', entry)),
      ...jobs.flatMap(({ entry, uses }) => [
        definedBy('stage', entry),
        ...uses.map(({ name, range }) => ({ kind: 'stage', name, range, role: 'use' as const })),
      ]),
      ...parentUses(root, text).flatMap(({ what, spot }) => {
        if (what === 'jobs') return [];
        return [
          { kind: what === 'inputs' ? 'input' : 'output', name: spot.name, range: spot.range, role: 'use' as const },
        ];
      }),
    ],
    stages: jobs.map(({ entry: { key, value }, uses }) => ({
      name: key.raw,
      range: { start: key.start, end: key.end },
      ...{ deps: [], outs: [], params: [] },
      needs: [...new Set(uses.map(({ name }) => name))],
      does: textAt(value, 'component') ?? textAt(value, 'command') ?? textAt(value, 'type') ?? '',
    })),
    notes: parentUses(root, text).flatMap(({ what, spot }) => {
      const value = what === 'inputs' ? textOf(inputs.find(({ key }) => key.raw === spot.name)?.value) : undefined;
      return value === undefined ? [] : [{ range: spot.whole, text: `\`${spot.name}\` = \`${value}\``, inlay: value }];
    }),
    files: files.map(({ node, path }) => ({ range: { start: node.start, end: node.end }, path })),
    expressionNames: [
      ...inputs.map(({ key, value }) => ({ name: `parent.inputs.${key.raw}`, detail: textOf(value) ?? '' })),
      ...outputs.map(({ key }) => ({ name: `parent.outputs.${key.raw}`, detail: '' })),
      ...jobs.flatMap(({ entry }) =>
        entriesAt(childOf(entry.value, 'outputs')).map(({ key }) => ({
          name: `parent.jobs.${entry.key.raw}.outputs.${key.raw}`,
          detail: '',
        })),
      ),
    ],
  };
}

const jobUses = (node: YamlNode, text: string): readonly Spot[] =>
  [...scalarsIn(node)].flatMap(scalar => spotsIn(text, scalar, /\$\{\{\s*parent\.jobs\.([\w-]+)/g));

const parentUses = (
  root: YamlNode,
  text: string,
): readonly { readonly what: 'inputs' | 'outputs' | 'jobs'; readonly spot: Spot }[] => {
  const node = childOf(root, 'jobs');
  return (['inputs', 'outputs', 'jobs'] as const).flatMap(what =>
    [...scalarsIn(node)].flatMap(scalar =>
      spotsIn(text, scalar, new RegExp(`\\$\\{\\{\\s*parent\\.${what}\\.([\\w-]+)`, 'g')).map(spot => ({ what, spot })),
    ),
  );
};

interface Known {
  readonly inputs: readonly YamlEntry[];
  readonly outputs: readonly YamlEntry[];
  readonly jobs: readonly Job[];
}

/** Outputs of a job may be those of its component, which is not read here. */
function parentFindings(root: YamlNode, text: string, known: Known): readonly Diagnostic[] {
  const names = {
    inputs: known.inputs.map(({ key }) => key.raw),
    outputs: known.outputs.map(({ key }) => key.raw),
    jobs: known.jobs.map(({ entry }) => entry.key.raw),
  };
  const words = { inputs: 'input', outputs: 'output', jobs: 'job' };
  return parentUses(root, text)
    .filter(({ what, spot }) => !names[what].includes(spot.name))
    .map(({ what, spot }) => unknownName('azureml-reference-unknown', spot, names[what], { what: words[what] }));
}

function circles(jobs: readonly Job[]): readonly Diagnostic[] {
  const order = runOrder(
    graphOf(
      jobs.map(({ entry, uses }) => ({ name: entry.key.raw, deps: [], outs: [], needs: uses.map(({ name }) => name) })),
    ),
  );
  if (order.ok) return [];
  const last = jobs.find(({ entry }) => entry.key.raw === order.error.at(-1));
  const place = last?.uses.find(({ name }) => name === order.error.at(-2))?.range ?? last?.entry.key;
  return place === undefined ? [] : [finding('cycle', place, { path: order.error.join(' → ') })];
}

function jobFindings({ key, value }: YamlEntry): readonly Diagnostic[] {
  const absent =
    textAt(value, 'type') === 'sweep'
      ? ['objective', 'search_space', 'trial'].filter(name => childOf(value, name) === undefined)
      : [];
  const latest = ['component', 'environment', 'trial'].flatMap(name => {
    const node = childOf(value, name);
    const asset = textOf(node);
    return node !== undefined && asset?.endsWith('@latest') ? [finding('azureml-latest', node, { asset })] : [];
  });
  return [...absent.map(name => finding('azureml-sweep-incomplete', key, { key: name })), ...latest];
}

interface LocalFile {
  readonly node: YamlNode;
  readonly written: string;
  readonly path: ProjectPath;
}

/** Components and folders of code that are written as paths; `azureml:` and addresses are elsewhere. */
function localFiles(job: YamlNode, folder: ProjectPath): readonly LocalFile[] {
  return ['component', 'trial', 'code'].flatMap(name => {
    const node = childOf(job, name);
    const written = textOf(node)?.replace(/^file:/, '');
    const path = written === undefined || !/^\.{0,2}\/|\.ya?ml$/.test(written) ? null : joinPath(folder, written);
    return node === undefined || written === undefined || path === null || node.kind !== 'scalar'
      ? []
      : [{ node, written, path }];
  });
}

function missingFiles(files: readonly LocalFile[], known: KnownFiles | null): readonly Diagnostic[] {
  return files
    .filter(({ path }) => known !== null && path !== '' && !known.has(path) && known.isComplete(path))
    .map(({ node, written }) => finding('azureml-file-missing', node, { name: written }));
}
