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
import { createWriters, type Writers } from './outsIndex.ts';
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
  /** With the place of each name's first stage. */
  readonly names: ReadonlyMap<StageName, number>;
  /** Null when the params file is not known: then nothing can be said about params. */
  readonly params: ParamTree | null;
  readonly files: KnownFiles | null;
  readonly facts: Facts;
  /** What differs in names, paths and needs from the context before. */
  readonly change: PathChange;
  /** The stages of the context before. */
  readonly before: readonly CheckedStage[] | null;
  /** Places of stages that say anything else than those of `before`; null when they are not the same number. */
  readonly touched: readonly number[] | null;
  /** Who writes what, of this context alone: the next check may bring it up to date. */
  readonly writers: Writers;
}
export interface PathChange {
  /** Everything may: there is no context before, or its paths meant something else. */
  readonly isWhole: boolean;
  /** Places of stages with another name, other paths or other needs; null when they are not the same number, or many. */
  readonly stages: readonly number[] | null;
}

/** Stages that a rule has to look at: all, or those that say anything else since it found nothing in `quiet`. */
export function stagesToLookAt(
  context: RuleContext,
  quiet: readonly CheckedStage[] | undefined,
): readonly CheckedStage[] {
  const { stages } = context;
  const places = quiet === undefined ? null : touchedSince(context, quiet);
  return places === null ? stages : places.flatMap(i => stages[i] ?? []);
}

/** Places of stages that say anything else than in `then`; null when they are not the same number. */
export const touchedSince = (
  { stages, before, touched }: RuleContext,
  then: readonly CheckedStage[],
): readonly number[] | null => (then === before ? touched : touchedStages(then, stages));

/** A range of a stage as one of the text. */
export const rangeIn = ({ syntax }: CheckedStage, { start, end }: TextRange): TextRange => ({
  start: start + syntax.base,
  end: end + syntax.base,
});
/** A range of the frame as one of the text. */
export const rangeInFrame = ({ document }: RuleContext, range: TextRange): TextRange =>
  moveRange(range, document.frame.at);

/** With the context of the check before, what comes from the frame stays the same object while it says the same. */
export function ruleContext(
  document: PipelineDocument,
  file: ProjectPath,
  { facts, last }: { readonly facts: Facts; readonly last: RuleContext | null },
): RuleContext {
  const { scope, params } = frameScope(document.frame.mentions, { file, facts, last });
  const isBefore = last !== null && last.scope === scope;
  const stages = checkedStages(document.stages, scope, isBefore ? last.stages : []);
  const names = last !== null && hasSameNames(last.stages, stages) ? last.names : placesOf(stages);
  const files = knownFiles(facts);
  const touched = last === null ? null : touchedStages(last.stages, stages);
  const change = isBefore && last.files === files ? pathChange(last, stages, touched) : wholeChange;
  const writers = last !== null && change.stages !== null ? last.writers : createWriters(stages);
  if (last !== null && change.stages !== null)
    writers.update(
      stages,
      change.stages.flatMap(at => {
        const before = last.stages[at];
        return before === undefined ? [] : [{ at, before: before.paths }];
      }),
    );
  const before = last?.stages ?? null;
  return { document, scope, stages, names, params, files, facts, change, before, touched, writers };
}

/** With the paths of before where a stage says the same; `before` has the same scope. */
function checkedStages(
  now: readonly StageSyntax[],
  scope: PathScope,
  before: readonly CheckedStage[],
): readonly CheckedStage[] {
  return now.map((syntax, i) => {
    const last = before[i];
    if (last !== undefined && last.syntax === syntax) return last;
    const { name, mentions } = syntax;
    const paths = last?.syntax.mentions === mentions ? last.paths : stagePaths(mentions, scope);
    return { name, syntax, paths };
  });
}

const wholeChange: PathChange = { isWhole: true, stages: null };
const mostChanged = 8;

function touchedStages(before: readonly CheckedStage[], now: readonly CheckedStage[]): readonly number[] | null {
  if (before.length !== now.length) return null;
  const touched: number[] = [];
  for (let i = 0; i < now.length; i++) {
    const one = now[i];
    const other = before[i];
    if (one !== other && one?.syntax.mentions !== other?.syntax.mentions) touched.push(i);
  }
  return touched;
}

/** Paths of one scope are the same for the same mentions: only touched stages can differ. */
function pathChange(
  { stages: before, names }: RuleContext,
  now: readonly CheckedStage[],
  touched: readonly number[] | null,
): PathChange {
  if (touched === null) return { isWhole: false, stages: null };
  const changed = touched.filter(i => {
    const one = now[i];
    const other = before[i];
    return one?.name !== other?.name || one?.paths.signature !== other?.paths.signature;
  });
  // Of two stages with one name the rules saw the first: a change of it brings the second into sight.
  const isHiding = names.size !== before.length && changed.length > 0;
  return { isWhole: false, stages: isHiding || changed.length > mostChanged ? null : changed };
}

function placesOf(stages: readonly CheckedStage[]): ReadonlyMap<StageName, number> {
  const places = new Map<StageName, number>();
  for (let i = 0; i < stages.length; i++) {
    const name = stages[i]?.name;
    if (name !== undefined && !places.has(name)) places.set(name, i);
  }
  return places;
}

function hasSameNames(a: readonly CheckedStage[], b: readonly CheckedStage[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i] && a[i]?.name !== b[i]?.name) return false;
  return true;
}

/** Paths and params of a frame, and all that they come from. */
interface FrameScope {
  readonly scope: PathScope;
  readonly params: ParamTree | null;
  readonly paramsFile: string | undefined;
  readonly tree: ParamTree | undefined;
  readonly values: string;
}
const byMentions = new WeakMap<FrameMentions, FrameScope>();
const byScope = new WeakMap<PathScope, FrameScope>();

interface FrameInput {
  readonly file: ProjectPath;
  readonly facts: Facts;
  readonly last: RuleContext | null;
}

function frameScope(mentions: FrameMentions, { file, facts, last }: FrameInput): FrameScope {
  const path = mentions.paramsFile === null ? null : joinPath(folderOf(file), mentions.paramsFile.name);
  const tree = path === null ? undefined : facts.params?.[path];
  const known = byMentions.get(mentions);
  if (known !== undefined && known.tree === tree && known.scope.file === file) return known;
  const before = last === null ? undefined : byScope.get(last.scope);
  const made = makeScope(mentions, file, tree);
  const kept = before !== undefined && isSame(before, made) ? before : made;
  byMentions.set(mentions, kept);
  byScope.set(kept.scope, kept);
  return kept;
}

function makeScope(mentions: FrameMentions, file: ProjectPath, tree: ParamTree | undefined): FrameScope {
  const values = mentions.paramValues;
  const params =
    mentions.paramsFile === null ? values : tree === undefined ? null : mergeParams({ params: { values } }, tree);
  const datasets = new Map([...mentions.datasets].map(([name, { name: path }]) => [name, { name, path }]));
  const scope = { file, folder: folderOf(file), params: params ?? values, datasets };
  return { scope, params, paramsFile: mentions.paramsFile?.name, tree, values: JSON.stringify(values) };
}

function isSame(a: FrameScope, b: FrameScope): boolean {
  if (a.scope.file !== b.scope.file || a.tree !== b.tree || a.paramsFile !== b.paramsFile || a.values !== b.values)
    return false;
  const [one, other] = [a.scope.datasets, b.scope.datasets];
  return one.size === other.size && [...one].every(([name, { path }]) => other.get(name)?.path === path);
}
