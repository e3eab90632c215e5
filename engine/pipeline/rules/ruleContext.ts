// What rules over the whole file work with: the document, its folder, resolved paths, and facts made ready for look-ups.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import type { Facts } from '../../domain/facts.ts';
import type { ProjectPath, StageName } from '../../domain/ids.ts';
import type { ParamTree } from '../../domain/pipeline.ts';
import { hasExpression } from '../expressions.ts';
import { fillPath } from '../graph.ts';
import type { Mention, OutMention } from '../mentions.ts';
import { mergeParams } from '../params.ts';
import { moveRange, type PipelineDocument, type StageSyntax } from '../pipelineDocument.ts';
import { folderOf, foldersAround, joinPath } from '../projectPath.ts';

export type Rule = (context: RuleContext) => readonly Diagnostic[];

/** A path as a stage names it. */
export interface PathMention<M extends Mention = Mention> {
  readonly mention: M;
  /** Range in the text. */
  readonly range: TextRange;
  /** From the project root; null when it leaves the project or holds an expression without a value. */
  readonly path: ProjectPath | null;
  readonly isOpen: boolean;
}
export interface CheckedStage {
  readonly name: StageName;
  readonly syntax: StageSyntax;
  readonly deps: readonly PathMention[];
  readonly outs: readonly PathMention<OutMention>[];
  at(range: TextRange): TextRange;
}
export interface RuleContext {
  readonly document: PipelineDocument;
  readonly file: ProjectPath;
  readonly folder: ProjectPath;
  /** In file order; of two with one name both. */
  readonly stages: readonly CheckedStage[];
  readonly names: ReadonlySet<StageName>;
  /** Null when the params file is not known: then nothing can be said about params. */
  readonly params: ParamTree | null;
  readonly files: KnownFiles | null;
  frameAt(range: TextRange): TextRange;
}

export function ruleContext(document: PipelineDocument, file: ProjectPath, facts: Facts): RuleContext {
  const folder = folderOf(file);
  const { mentions, at } = document.frame;
  const params = knownParams(document, folder, facts);
  const values = params ?? mentions.paramValues;
  const datasets = new Map([...mentions.datasets].map(([name, { name: path }]) => [name, { name, path }]));
  const resolve =
    (syntax: StageSyntax) =>
    <M extends Mention>(mention: M): PathMention<M> => {
      const filled = hasExpression(mention.name) ? fillPath(mention.name, { datasets }, values) : mention.name;
      const isOpen = hasExpression(filled);
      return {
        mention,
        range: moveRange(mention.range, offset => offset + syntax.base),
        path: isOpen ? null : joinPath(folder, filled),
        isOpen,
      };
    };
  const stages = document.stages.map(
    (syntax): CheckedStage => ({
      name: syntax.name,
      syntax,
      deps: syntax.mentions.deps.map(resolve(syntax)),
      outs: syntax.mentions.outs.map(resolve(syntax)),
      at: range => moveRange(range, offset => offset + syntax.base),
    }),
  );
  return {
    document,
    file,
    folder,
    stages,
    names: new Set(stages.map(stage => stage.name)),
    params,
    files: facts.files === undefined ? null : knownFiles(facts),
    frameAt: range => moveRange(range, at),
  };
}

function knownParams({ frame, isBroken }: PipelineDocument, folder: ProjectPath, facts: Facts): ParamTree | null {
  const { paramsFile, paramValues } = frame.mentions;
  if (isBroken && frame.root === null) return null;
  if (paramsFile === null) return paramValues;
  const path = joinPath(folder, paramsFile.name);
  const tree = path === null ? undefined : facts.params?.[path];
  return tree === undefined ? null : mergeParams({ params: { values: paramValues } }, tree);
}

/** Files and folders that are there. */
export interface KnownFiles {
  has(path: ProjectPath): boolean;
  /** False where the list is not complete: nothing can be said about what is absent there. */
  isComplete(path: ProjectPath): boolean;
  /** Names beside a path, to find what a misspelt one means. */
  beside(path: ProjectPath): readonly ProjectPath[];
}

/** Lists of facts are long and seldom change: each is prepared once. */
const prepared = new WeakMap<readonly ProjectPath[], KnownFiles>();

function knownFiles({ files = [], tracked = [], unlisted = [] }: Facts): KnownFiles {
  const kept = prepared.get(files);
  if (kept !== undefined) return kept;
  const folders = new Map<ProjectPath, ProjectPath[]>();
  const all = new Set<ProjectPath>();
  const add = (path: ProjectPath): void => {
    if (all.has(path)) return;
    all.add(path);
    const folder = folderOf(path);
    const siblings = folders.get(folder);
    if (siblings === undefined) folders.set(folder, [path]);
    else siblings.push(path);
    if (folder !== '') add(folder);
  };
  for (const path of files) add(path.endsWith('/') ? path.slice(0, -1) : path);
  for (const path of tracked) add(path);
  const open = new Set(unlisted.map(path => (path.endsWith('/') ? path.slice(0, -1) : path)));
  const known: KnownFiles = {
    has: path => all.has(path),
    isComplete: path => !open.has('') && !open.has(path) && ![...foldersAround(path)].some(folder => open.has(folder)),
    beside: path => folders.get(folderOf(path)) ?? [],
  };
  prepared.set(files, known);
  return known;
}
