// A pipeline of Azure ML as its rules see it: jobs, what they run, and the `${{parent.…}}` between them.
import type { Facts } from '../../../domain/facts.ts';
import type { ProjectPath } from '../../../domain/ids.ts';
import { joinPath } from '../../projectPath.ts';
import { entriesAt, textAt } from '../../syntax/values.ts';
import { childOf, textOf, type YamlEntry, type YamlNode } from '../../syntax/yamlTree.ts';
import { type Spot, scalarsIn, spotsIn } from '../places.ts';
import { type ComponentFace, faceOf, localFace } from './componentFace.ts';

export interface AzurePipeline {
  readonly inputs: readonly YamlEntry[];
  readonly outputs: readonly YamlEntry[];
  readonly jobs: readonly AzureJob[];
}
export interface AzureJob {
  readonly name: string;
  readonly entry: YamlEntry;
  readonly uses: readonly ParentUse[];
  /** What it runs, where that is known. */
  readonly face: ComponentFace | null;
  /** Outputs are those in the file and no others. */
  readonly isInline: boolean;
}
/** `${{parent.inputs.x}}`, `${{parent.outputs.x}}`, `${{parent.jobs.x.outputs.y}}`. */
export interface ParentUse {
  readonly what: 'inputs' | 'outputs' | 'jobs';
  readonly spot: Spot;
  /** The output of a job. */
  readonly output: Pick<Spot, 'name' | 'range'> | null;
}

export function readAzurePipeline(
  root: YamlNode,
  { text, folder, facts }: { readonly text: string; readonly folder: ProjectPath; readonly facts: Facts },
): AzurePipeline {
  const jobs = entriesAt(childOf(root, 'jobs')).map((entry): AzureJob => {
    const component = childOf(entry.value, 'component') ?? childOf(entry.value, 'trial');
    const type = textAt(entry.value, 'type');
    return {
      name: entry.key.raw,
      entry,
      uses: parentUses(entry.value, text),
      face: jobFace(component, folder, facts),
      isInline:
        component === undefined &&
        (type === undefined || type === 'command' || type === 'spark') &&
        childOf(entry.value, '<<') === undefined,
    };
  });
  return { inputs: entriesAt(childOf(root, 'inputs')), outputs: entriesAt(childOf(root, 'outputs')), jobs };
}

function jobFace(component: YamlNode | undefined, folder: ProjectPath, facts: Facts): ComponentFace | null {
  if (component?.kind === 'map') return faceOf(component);
  const path = localPath(textOf(component), folder);
  return path === null ? null : localFace(facts, path);
}

/** A path beside the file; null for assets, datastores and addresses. */
export function localPath(written: string | undefined, folder: ProjectPath): ProjectPath | null {
  const path = written?.replace(/^file:/, '');
  if (path === undefined || /[${*?]/.test(path)) return null;
  return /^\.{0,2}\/|\.ya?ml$/.test(path) && !/^\//.test(path) ? joinPath(folder, path) : null;
}

const pattern = /\$\{\{\s*parent\.(?:inputs|outputs|jobs)\.([\w-]+)(?:\.outputs\.[\w-]+)?/g;

function parentUses(node: YamlNode, text: string): readonly ParentUse[] {
  return [...scalarsIn(node)].flatMap(scalar =>
    scalar.end - scalar.start < 12
      ? []
      : spotsIn(text, scalar, pattern).map(spot => {
          const written = text.slice(spot.whole.start, spot.whole.end);
          const what = (/parent\.(inputs|outputs|jobs)\./.exec(written)?.[1] ?? 'inputs') as ParentUse['what'];
          const start = nameStart(written, what, spot.whole.start);
          const range = { start, end: start + spot.name.length };
          return { what, spot: { ...spot, range }, output: what === 'jobs' ? outputOf(written, spot.whole.end) : null };
        }),
  );
}

/** The name stands after its scope: it may be equal to a word before it. */
const nameStart = (written: string, what: string, at: number): number =>
  at + written.indexOf(`parent.${what}.`) + `parent.${what}.`.length;

function outputOf(written: string, end: number): ParentUse['output'] {
  const name = /\.outputs\.([\w-]+)$/.exec(written)?.[1];
  return name === undefined ? null : { name, range: { start: end - name.length, end } };
}
