// What rules over the whole file work with: the document, resolved paths, params and known files.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import type { Facts } from '../../domain/facts.ts';
import type { ProjectPath, StageName } from '../../domain/ids.ts';
import type { ParamTree } from '../../domain/pipeline.ts';
import type { FrameMentions } from '../mentions.ts';
import { mergeParams } from '../params.ts';
import { moveRange, type PipelineDocument, type StageSyntax } from '../pipelineDocument.ts';
import { folderOf, joinPath } from '../projectPath.ts';
import { type KnownFiles, knownFiles } from './knownFiles.ts';
import { type PathScope, type StagePaths, stagePaths } from './stagePaths.ts';

export type Rule = (context: RuleContext) => readonly Diagnostic[];

export interface CheckedStage {
  readonly name: StageName;
  readonly syntax: StageSyntax;
  readonly paths: StagePaths;
}
export interface RuleContext {
  readonly document: PipelineDocument;
  readonly scope: PathScope;
  /** In file order; of two with one name both. */
  readonly stages: readonly CheckedStage[];
  readonly names: ReadonlySet<StageName>;
  /** Null when the params file is not known: then nothing can be said about params. */
  readonly params: ParamTree | null;
  readonly files: KnownFiles | null;
  readonly facts: Facts;
}
/** A range of a stage as one of the text. */
export const rangeIn = ({ syntax }: CheckedStage, { start, end }: TextRange): TextRange => ({
  start: start + syntax.base,
  end: end + syntax.base,
});
/** A range of the frame as one of the text. */
export const rangeInFrame = ({ document }: RuleContext, range: TextRange): TextRange =>
  moveRange(range, document.frame.at);

export function ruleContext(document: PipelineDocument, file: ProjectPath, facts: Facts): RuleContext {
  const { scope, params } = frameScope(document, file, facts);
  const stages = document.stages.map(
    (syntax): CheckedStage => ({ name: syntax.name, syntax, paths: stagePaths(syntax.mentions, scope) }),
  );
  return {
    document,
    scope,
    stages,
    names: new Set(stages.map(stage => stage.name)),
    params,
    files: knownFiles(facts),
    facts,
  };
}

interface FrameScope {
  readonly scope: PathScope;
  readonly params: ParamTree | null;
}
const kept = new WeakMap<FrameMentions, FrameScope & { readonly tree: ParamTree | undefined }>();

function frameScope({ frame: { mentions } }: PipelineDocument, file: ProjectPath, facts: Facts): FrameScope {
  const folder = folderOf(file);
  const path = mentions.paramsFile === null ? null : joinPath(folder, mentions.paramsFile.name);
  const tree = path === null ? undefined : facts.params?.[path];
  const last = kept.get(mentions);
  if (last !== undefined && last.tree === tree && last.scope.file === file) return last;
  const values = mentions.paramValues;
  const params =
    mentions.paramsFile === null ? values : tree === undefined ? null : mergeParams({ params: { values } }, tree);
  const datasets = new Map([...mentions.datasets].map(([name, { name: path }]) => [name, { name, path }]));
  const made = { scope: { file, folder, params: params ?? values, datasets }, params, tree };
  kept.set(mentions, made);
  return made;
}
