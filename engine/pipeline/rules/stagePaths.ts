// Paths of a stage seen from the project root, worked out once and kept as long as nothing they come from changes.
import type { ProjectPath } from '../../domain/ids.ts';
import type { ParamTree } from '../../domain/pipeline.ts';
import { hasExpression, tidyExpressions } from '../expressions.ts';
import { fillPath, type GraphStage } from '../graph.ts';
import type { Mention, OutMention, StageMentions } from '../mentions.ts';
import { isReservedOut, joinPath, overlaps } from '../projectPath.ts';
import { slot } from '../slot.ts';

/** What paths may depend on besides their stage. The same object as long as nothing in it changes. */
export interface PathScope {
  readonly file: ProjectPath;
  readonly folder: ProjectPath;
  readonly params: ParamTree;
  readonly datasets: ReadonlyMap<string, { readonly name: string; readonly path: string }>;
}
export interface PathMention<M extends Mention = Mention> {
  readonly mention: M;
  /** From the project root; null when it leaves the project or holds an expression without a value. */
  readonly path: ProjectPath | null;
  /** It holds an expression without a value. */
  readonly isOpen: boolean;
  /** Of outputs: no stage may write it. */
  readonly isReserved: boolean;
}
export interface StagePaths {
  readonly deps: readonly PathMention[];
  /** Paths of its datasets. */
  readonly datasets: readonly PathMention[];
  readonly outs: readonly PathMention<OutMention>[];
  readonly graph: Omit<GraphStage, 'name'>;
  /** Equal for stages that read, write and need the same. */
  readonly signature: string;
  /** Equal for stages that write the same. */
  readonly written: string;
  /** Deps that meet an output of the same stage. */
  readonly loops: readonly { readonly dep: PathMention; readonly out: PathMention<OutMention> }[];
}

const kept = slot<StageMentions, { readonly scope: PathScope; readonly isStatic: boolean; readonly paths: StagePaths }>(
  'paths',
);

export function stagePaths(mentions: StageMentions, scope: PathScope): StagePaths {
  const last = kept.get(mentions);
  if (last !== undefined && (last.scope === scope || (last.isStatic && last.scope.file === scope.file)))
    return last.paths;
  const paths = resolvePaths(mentions, scope);
  kept.set(mentions, { scope, isStatic: isStatic(mentions), paths });
  return paths;
}

/** Nothing outside the stage can change its paths. */
const isStatic = ({ deps, outs, datasets }: StageMentions): boolean =>
  datasets.length === 0 && ![...deps, ...outs].some(({ name }) => hasExpression(name));

function resolvePaths(mentions: StageMentions, scope: PathScope): StagePaths {
  const resolve = <M extends Mention>(mention: M): PathMention<M> => resolvePath(mention, mention.name, scope);
  const deps = mentions.deps.map(resolve);
  const outs = mentions.outs.map((mention): PathMention<OutMention> => {
    const out = resolve(mention);
    return out.path !== null && isReservedOut(out.path, scope.file) ? { ...out, isReserved: true } : out;
  });
  const datasets = mentions.datasets.flatMap(mention => {
    const path = scope.datasets.get(mention.name)?.path ?? '';
    return path === '' || hasExpression(path) ? [] : [resolvePath(mention, path, scope)];
  });
  return new ResolvedPaths({ deps, datasets, outs }, mentions, scope);
}

/** What is asked for after an edit alone is worked out then. */
class ResolvedPaths implements StagePaths {
  readonly deps: StagePaths['deps'];
  readonly datasets: StagePaths['datasets'];
  readonly outs: StagePaths['outs'];
  readonly graph: StagePaths['graph'];
  readonly loops: StagePaths['loops'];

  constructor(
    { deps, datasets, outs }: Pick<StagePaths, 'deps' | 'datasets' | 'outs'>,
    { needs }: StageMentions,
    scope: PathScope,
  ) {
    this.deps = deps;
    this.datasets = datasets;
    this.outs = outs;
    const read = datasets.length === 0 ? deps : [...deps, ...datasets];
    this.graph = { deps: graphPaths(read, scope), outs: graphPaths(outs, scope), needs: needs.map(({ name }) => name) };
    this.loops = loopsOf(read, outs);
  }

  get signature(): string {
    return `${named([...this.deps, ...this.datasets])}\r${this.written}\r${this.graph.needs.join('\n')}`;
  }
  get written(): string {
    return `${named(this.outs)}\r${this.outs.map(({ mention }) => mention.role[0]).join('')}`;
  }
}

const named = (list: readonly PathMention[]): string =>
  list.map(({ path, mention }) => path ?? `\t${mention.name}`).join('\n');

/** What has no value yet stands as it is written; what leaves the project is left out. */
function graphPaths(list: readonly PathMention[], { folder }: PathScope): readonly ProjectPath[] {
  const paths: ProjectPath[] = [];
  for (const { path, isOpen, mention } of list) {
    if (path !== null) paths.push(path);
    else if (isOpen) paths.push(joinPath(folder, tidyExpressions(mention.name)) ?? mention.name);
  }
  return paths;
}

function loopsOf(read: StagePaths['deps'], outs: StagePaths['outs']): StagePaths['loops'] {
  let loops: StagePaths['loops'] = none;
  for (const dep of read) {
    const { path } = dep;
    if (path === null) continue;
    const out = outs.find(item => item.path !== null && overlaps(item.path, path));
    if (out !== undefined) loops = [...loops, { dep, out }];
  }
  return loops;
}
const none: readonly never[] = [];

function resolvePath<M extends Mention>(mention: M, written: string, scope: PathScope): PathMention<M> {
  const filled = hasExpression(written) ? fillPath(written, scope, scope.params) : written;
  const isOpen = hasExpression(filled);
  return { mention, path: isOpen ? null : joinPath(scope.folder, filled), isOpen, isReserved: false };
}
