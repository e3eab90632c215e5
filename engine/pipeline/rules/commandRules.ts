// Commands of stages: scripts that are no deps, and variables of the shell that are meant as params.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { pipelineSchema } from '../../domain/generated/pipelineSchema.ts';
import type { ProjectPath } from '../../domain/ids.ts';
import { isTree, paramAt } from '../params.ts';
import { isWithin, joinPath } from '../projectPath.ts';
import { shellPlaces } from '../shell.ts';
import { slot } from '../slot.ts';
import { childOf, entriesOf, follow, textOf, type YamlNode, type YamlScalar } from '../syntax/yamlTree.ts';
import { addItem } from './listEdits.ts';
import { type LookedAt, lookAtStages } from './lookAtStages.ts';
import { type CheckedStage, type RuleContext, rangeIn } from './ruleContext.ts';
import type { StagePaths } from './stagePaths.ts';

export function commandRules(context: RuleContext): readonly Diagnostic[] {
  const { document, scope, files, params } = context;
  if (document.isBroken || (files === null && params === null)) return [];
  const last = judged.get(scope);
  const { findings, looked } = lookAtStages(context, {
    last: last?.files === files && last.params === params ? last.looked : undefined,
    judge: stage => {
      const questions = questionsOf(stage, context);
      if (questions === null) return [];
      return [
        ...scriptFindings(stage, questions.script, context),
        ...variableFindings(stage, questions.variables, context),
      ];
    },
  });
  judged.set(scope, { files, params, looked });
  return findings;
}

interface Judged extends Pick<RuleContext, 'files' | 'params'> {
  readonly looked: LookedAt;
}
const judged = new WeakMap<RuleContext['scope'], Judged>();

/** What the text of a stage leaves open; ranges count as the stage's do. */
interface Questions {
  readonly script: Script | null;
  readonly variables: readonly { readonly name: string; readonly range: TextRange }[];
}
interface Script {
  readonly written: string;
  readonly path: ProjectPath;
  readonly range: TextRange;
}

/** Almost every stage leaves nothing open: asked once for each text of a stage. */
const kept = slot<StagePaths, Questions | null>('questions');

function questionsOf({ syntax, paths }: CheckedStage, { document, scope }: RuleContext): Questions | null {
  const known = kept.get(paths);
  if (known !== undefined) return known;
  const cmd = hasOnlyStageKeys(syntax.value) ? childOf(syntax.value, 'cmd') : undefined;
  const source = (node: YamlNode): string => document.text.slice(syntax.base + node.start, syntax.base + node.end);
  const script = cmd === undefined ? null : scriptOf(cmd, scope.folder, source(cmd));
  const isOpen = script !== null && textOf(childOf(syntax.value, 'always')) !== 'true' && !isListed(script.path, paths);
  const variables = cmd?.kind === 'scalar' ? variablesOf(cmd, source(cmd), syntax.value) : [];
  const questions = isOpen || variables.length > 0 ? { script: isOpen ? script : null, variables } : null;
  kept.set(paths, questions);
  return questions;
}

const stageKeys = new Set(Object.keys(pipelineSchema.definitions?.stage?.properties ?? {}));

/** A key that nobody knows may be the misspelt list of deps. */
const hasOnlyStageKeys = (stage: YamlNode): boolean => {
  const map = follow(stage);
  return map?.kind === 'map' && entriesOf(map).every(({ key }) => stageKeys.has(key.raw));
};

/** A dep, a folder among them or a dep whose path has no value yet may be the script. */
const isListed = (script: ProjectPath, { deps, datasets }: StagePaths): boolean =>
  [...deps, ...datasets].some(({ path, isOpen }) => isOpen || (path !== null && isWithin(script, path)));

const starter =
  /^(?:(?:[A-Za-z_]\w*=\S*\s+)*)(?:(?:poetry|uv|pipenv) run )?(?:python3?|bash|sh|Rscript|julia)\s+(?:-u\s+)?(?:-m\s+([A-Za-z_][\w.]*)|([\w./-]+\.(?:py|sh|R|jl)))(?=\s|$)/;

/** The script that the first program of a command runs; null where another folder may be meant. */
function scriptOf(cmd: YamlNode, folder: ProjectPath, source: string): Script | null {
  const node = follow(cmd);
  if (node?.kind === 'list')
    return listedScript(
      node.items.map(item => ({ item, text: textOf(item) ?? '' })),
      folder,
    );
  if (node?.kind !== 'scalar' || node !== cmd || /(?:^|[\s;&|(])(?:cd|pushd)\s/.test(node.raw)) return null;
  const [, module, file] = starter.exec(node.raw.trimStart()) ?? [];
  const written = module ?? file;
  const at = written === undefined ? -1 : placeOfWord(source, written);
  if (written === undefined || at < 0) return null;
  const start = node.start + at;
  return toScript({ module, file }, folder, { start, end: start + written.length });
}

/** Where a word stands by itself, not as a part of a longer one; −1 for nowhere. */
function placeOfWord(source: string, word: string): number {
  for (let at = source.indexOf(word); at >= 0; at = source.indexOf(word, at + 1)) {
    const isAlone = !/[\w./-]/.test(source[at - 1] ?? '') && !/[\w/-]/.test(source[at + word.length] ?? '');
    if (isAlone) return at;
  }
  return -1;
}

function listedScript(
  words: readonly { readonly item: YamlNode; readonly text: string }[],
  folder: ProjectPath,
): Script | null {
  const [, module, file] = starter.exec(words.map(({ text }) => text).join(' ')) ?? [];
  const item = words.find(({ text }) => text === (module ?? file))?.item;
  return item === undefined ? null : toScript({ module, file }, folder, item);
}

function toScript(
  { module, file }: { readonly module: string | undefined; readonly file: string | undefined },
  folder: ProjectPath,
  { start, end }: TextRange,
): Script | null {
  const written = module === undefined ? file : `${module.replaceAll('.', '/')}.py`;
  const path = written === undefined ? null : joinPath(folder, written);
  return written === undefined || path === null ? null : { written, path, range: { start, end } };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Only a file that is there can be the script. */
function scriptFindings(
  stage: CheckedStage,
  script: Script | null,
  { files, document }: RuleContext,
): readonly Diagnostic[] {
  if (script === null || files === null || !files.has(script.path)) return [];
  const { base, value } = stage.syntax;
  const edit = addItem(value, 'deps', script.written, document.text.slice(base));
  const fixes =
    edit === null ? [] : [{ title: 'list-dep', args: { path: script.written }, edits: [moved(edit, base)] }];
  const args = { path: script.written };
  return [
    finding('script-not-dep', rangeIn(stage, script.range), args, {
      severity: 'warning',
      ...(fixes.length === 0 ? {} : { fixes }),
    }),
  ];
}

const moved = (edit: { readonly range: TextRange; readonly text: string }, by: number) => ({
  ...edit,
  range: { start: edit.range.start + by, end: edit.range.end + by },
});

const variable = /\$\{([A-Za-z_][\w.]*)\}/g;

/** Nobody reads what is longer. */
const longestLine = 20_000;

/** `${name}` where the shell would put a variable in, and neither the command nor `env` sets it. */
function variablesOf(cmd: YamlScalar, source: string, stage: YamlNode): Questions['variables'] {
  if (!/\$\{[A-Za-z_]/.test(cmd.raw) || cmd.raw.length > longestLine) return [];
  const holes = [...cmd.raw.matchAll(variable)];
  const places = [...source.matchAll(variable)];
  if (holes.length !== places.length) return [];
  const inShell = shellPlaces(
    cmd.raw,
    holes.map(({ 0: whole, index }) => ({ start: index, end: index + whole.length })),
  );
  const env = follow(childOf(stage, 'env'));
  const bySelf = new Map<string, boolean>();
  const set = new Set(env?.kind === 'map' ? entriesOf(env).map(({ key }) => key.raw) : []);
  return places.flatMap(({ 0: whole, 1: name = '', index }, i) => {
    const kind = inShell[i]?.kind;
    if ((kind !== 'bare' && kind !== 'double') || set.has(name)) return [];
    if (!bySelf.has(name)) bySelf.set(name, isSetBy(cmd.raw, name));
    if (bySelf.get(name)) return [];
    const start = cmd.start + index;
    return [{ name, range: { start, end: start + whole.length } }];
  });
}

const isSetBy = (line: string, name: string): boolean =>
  new RegExp(
    String.raw`(?:^|[\s;&|(])${escaped(name)}=|\bfor\s+${escaped(name)}\b|\bread\b[^;|&\n]*\b${escaped(name)}\b`,
  ).test(line);

/** Names in capitals are those of the surroundings. */
function variableFindings(
  stage: CheckedStage,
  variables: Questions['variables'],
  { params }: RuleContext,
): readonly Diagnostic[] {
  if (params === null) return [];
  return variables.flatMap(({ name, range: own }) => {
    const value = name === name.toUpperCase() ? undefined : paramAt(params, name);
    if (value === undefined || isTree(value) || Array.isArray(value)) return [];
    const range = rangeIn(stage, own);
    const better = `\${{ params.${name} }}`;
    return [finding('shell-param', range, { param: name, better }, { fixes: [replaceFix(range, better)] })];
  });
}
