// Paths of a stage seen from the project root, worked out once and kept as long as nothing they come from changes.
import type { ProjectPath } from '../../domain/ids.ts';
import type { ParamTree } from '../../domain/pipeline.ts';
import { hasExpression, tidyExpressions } from '../expressions.ts';
import { fillPath, type GraphStage } from '../graph.ts';
import type { Mention, OutMention, StageMentions } from '../mentions.ts';
import { foldersAround, isReservedOut, isWithin, joinPath } from '../projectPath.ts';
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
  /** Folders around it, the nearest first. */
  readonly around: readonly ProjectPath[];
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
  const asPath = ({ path, isOpen, mention }: PathMention): readonly ProjectPath[] => {
    if (path !== null) return [path];
    return isOpen ? [joinPath(scope.folder, tidyExpressions(mention.name)) ?? mention.name] : [];
  };
  const read = [...deps, ...datasets];
  const needs = mentions.needs.map(item => item.name);
  const named = (list: readonly PathMention[]) =>
    list.map(({ path, mention }) => path ?? `\t${mention.name}`).join('\n');
  const roles = outs.map(({ mention }) => mention.role[0]).join('');
  const written = `${named(outs)}\r${roles}`;
  return {
    deps,
    datasets,
    outs,
    graph: { deps: read.flatMap(asPath), outs: outs.flatMap(asPath), needs },
    signature: `${named(read)}\r${written}\r${needs.join('\n')}`,
    written,
    loops: read.flatMap(dep => {
      const { path } = dep;
      const out =
        path === null
          ? undefined
          : outs.find(item => item.path !== null && (isWithin(item.path, path) || isWithin(path, item.path)));
      return out === undefined ? [] : [{ dep, out }];
    }),
  };
}

function resolvePath<M extends Mention>(mention: M, written: string, scope: PathScope): PathMention<M> {
  const filled = hasExpression(written) ? fillPath(written, scope, scope.params) : written;
  const isOpen = hasExpression(filled);
  const path = isOpen ? null : joinPath(scope.folder, filled);
  return {
    mention,
    path,
    isOpen,
    around: path === null ? [] : foldersAround(path),
    isReserved: false,
  };
}
