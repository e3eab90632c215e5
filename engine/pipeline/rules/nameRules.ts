// Names that must exist: stages in needs, params, datasets, environments, and what expressions name.
import type { Diagnostic, TextRange } from '../../domain/diagnostic.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import { nearestName } from '../../domain/nearestName.ts';
import type { ParamValue } from '../../domain/pipeline.ts';
import { hasExpression } from '../expressions.ts';
import { expressionKeys, type Mention } from '../mentions.ts';
import { isTree, paramAt, paramNames } from '../params.ts';
import { joinPath } from '../projectPath.ts';
import { type LookedAt, lookAtStages } from './lookAtStages.ts';
import { type CheckedStage, type RuleContext, rangeIn, rangeInFrame } from './ruleContext.ts';
import type { PathScope } from './stagePaths.ts';

export function nameRules(context: RuleContext): readonly Diagnostic[] {
  const found: Diagnostic[] = [...paramsFileFindings(context)];
  // What could not be read may define the name: then nothing is said.
  if (context.document.isBroken || context.document.frame.root === null) return found;
  const check = checksOf(context);
  const { environment } = context.document.frame.mentions;
  if (environment !== null && !hasExpression(environment.name)) {
    const report = check.environment(environment.name);
    if (report !== null) found.push(report(rangeInFrame(context, environment.range)));
  }
  const last = judged.get(check.basis);
  // Other names of stages matter to those alone that wait for one.
  const others = last === undefined || last.check === check ? {} : { always: waits };
  const { findings, looked } = lookAtStages(context, {
    last: last?.looked,
    judge: stage => stageFindings(stage, check),
    ...others,
  });
  judged.set(check.basis, { looked, check });
  return [...found, ...findings];
}

const waits = ({ syntax }: CheckedStage): boolean => syntax.mentions.needs.length > 0;

/** What was found under checks with this basis. */
const judged = new WeakMap<object, { readonly looked: LookedAt; readonly check: Checks }>();

/** Null: nothing is wrong with the name. Ranges are made only for what is reported; `never` cannot be what is meant. */
type Check = (name: string, never?: string) => ((range: TextRange) => Diagnostic) | null;
type Checks = Readonly<Record<'stage' | 'dataset' | 'environment' | 'param' | 'paramValue', Check>> & {
  /** The same object as long as all but the names of stages is the same. */
  readonly basis: object;
};

/** The same checks as long as the names they know are the same. */
function checksOf(context: RuleContext): Checks {
  const { scope, names, params, document } = context;
  const environments = new Set(document.frame.mentions.environments.keys());
  const last = kept.get(scope);
  if (last !== undefined && last.params === params && hasSameNames(last.environments, environments)) {
    if (last.names === names || hasSameNames(last.names, names)) return last.checks;
    const checks = { ...last.checks, stage: among('unknown-stage', 'stage', names) };
    kept.set(scope, { ...last, names, checks });
    return checks;
  }
  const checks = makeChecks(context);
  kept.set(scope, { names, environments, params, checks });
  return checks;
}
const kept = new WeakMap<
  PathScope,
  Pick<RuleContext, 'names' | 'params'> & {
    readonly environments: ReadonlySet<string>;
    readonly checks: Checks;
  }
>();

type Names = ReadonlySet<string> | ReadonlyMap<string, unknown>;

/** Order counts: messages list the names as the file does, and of two near ones the first is offered. */
function hasSameNames(a: Names, b: Names): boolean {
  if (a.size !== b.size) return false;
  const others = b.keys();
  for (const item of a.keys()) if (item !== others.next().value) return false;
  return true;
}

function makeChecks({ document, names, params }: RuleContext): Checks {
  const { datasets, environments } = document.frame.mentions;
  const known = knownNames(() => paramNames(params ?? {}));
  const values = new Map<string, ParamValue | undefined>();
  const valueOfParam = (name: string): ParamValue | undefined => {
    if (!values.has(name)) values.set(name, params === null ? undefined : paramAt(params, name));
    return values.get(name);
  };
  const param: Check = name => {
    if (params === null || valueOfParam(name) !== undefined) return null;
    return range => missing('unknown-param', 'param', { name, range }, known);
  };
  return {
    basis: {},
    stage: among('unknown-stage', 'stage', names),
    dataset: among('unknown-dataset', 'dataset', datasets),
    environment: among('unknown-environment', 'environment', environments),
    param,
    paramValue: name => {
      const value = valueOfParam(name);
      const isGroup = value !== undefined && (isTree(value) || Array.isArray(value));
      return isGroup ? range => finding('expression-group', range, { name: `params.${name}` }) : param(name);
    },
  };
}

function among(rule: MissingRule, label: string, all: Names): Check {
  const known = knownNames(() => [...all.keys()]);
  return (name, never) => (all.has(name) ? null : range => missing(rule, label, { name, range }, known, never));
}

type MissingRule = 'unknown-stage' | 'unknown-param' | 'unknown-dataset' | 'unknown-environment';

function missing(
  rule: MissingRule,
  label: string,
  { name, range }: Mention,
  known: KnownNames,
  never?: string,
): Diagnostic {
  const nearest = known.nearest(name, never);
  if (nearest !== null)
    return finding(rule, range, { [label]: name, nearest }, { fixes: [replaceFix(range, nearest)] });
  return finding(rule, range, { [label]: name, known: known.listed() });
}

interface KnownNames {
  nearest(name: string, never?: string): string | null;
  listed(): string;
}

const shown = 12;

/** Near misses are looked for once for each name. */
function knownNames(names: () => readonly string[]): KnownNames {
  const found = new Map<string, string | null>();
  return {
    nearest(name, never) {
      let nearest = found.get(name);
      if (nearest === undefined) {
        nearest = nearestName(name, names());
        found.set(name, nearest);
      }
      const isMeant = nearest === null || nearest !== never;
      return isMeant
        ? nearest
        : nearestName(
            name,
            names().filter(known => known !== never),
          );
    },
    listed() {
      const all = names();
      return all.length === 0 ? '–' : all.slice(0, shown).join(', ') + (all.length > shown ? ', …' : '');
    },
  };
}

function stageFindings(stage: CheckedStage, check: Checks): readonly Diagnostic[] {
  const { mentions } = stage.syntax;
  const found: Diagnostic[] = [];
  // A stage cannot wait for itself.
  eachName(stage, mentions.needs, name => check.stage(name, stage.name), found);
  eachName(stage, mentions.params, check.param, found);
  eachName(stage, mentions.datasets, check.dataset, found);
  if (mentions.environment !== null) eachName(stage, [mentions.environment], check.environment, found);
  for (const { expression, under, innerRange } of mentions.expressions) {
    const { read } = expression;
    if (!expressionKeys.has(under) || (read.kind !== 'param' && read.kind !== 'dataset')) continue;
    const report = (read.kind === 'param' ? check.paramValue : check.dataset)(read.name);
    const start = innerRange.start + (read.kind === 'param' ? 'params.'.length : read.nameStart);
    if (report !== null) found.push(report(rangeIn(stage, { start, end: start + read.name.length })));
  }
  return found;
}

function eachName(stage: CheckedStage, list: readonly Mention[], check: Check, found: Diagnostic[]): void {
  for (const { name, range } of list) {
    const report = check(name);
    if (report !== null && !hasExpression(name)) found.push(report(rangeIn(stage, range)));
  }
}

function paramsFileFindings(context: RuleContext): readonly Diagnostic[] {
  const { document, scope, files } = context;
  const { paramsFile } = document.frame.mentions;
  if (paramsFile === null || hasExpression(paramsFile.name)) return [];
  const path = joinPath(scope.folder, paramsFile.name);
  const range = rangeInFrame(context, paramsFile.range);
  if (path === null) return [finding('path-outside', range, { path: paramsFile.name })];
  if (files === null || files.has(path) || !files.isComplete(path)) return [];
  return [finding('params-file-missing', range, { path: paramsFile.name })];
}
