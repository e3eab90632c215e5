// Gates: metrics that the pipeline really makes, bounds that make sense for them, and gates that somebody requires.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import type { RunFacts } from '../../domain/facts.ts';
import { finding, replaceFix } from '../../domain/finding.ts';
import type { MetricRef } from '../../domain/gate.ts';
import { metricDirection } from '../../domain/metricDirection.ts';
import { metricRange } from '../../domain/metricRange.ts';
import { nearestName } from '../../domain/nearestName.ts';
import { hasExpression } from '../expressions.ts';
import { parseMetricRef } from '../sections.ts';
import { entriesAt, numberAt, textAt } from '../syntax/values.ts';
import { childOf, follow, itemsOf, textOf, type YamlEntry, type YamlNode } from '../syntax/yamlTree.ts';
import { type RuleContext, rangeInFrame } from './ruleContext.ts';
import { frameFinding, missingName, partOf, replaceFinding, shown, type Written, writtenAt } from './sectionPlaces.ts';

export function gateRules(context: RuleContext): readonly Diagnostic[] {
  const { root } = context.document.frame;
  const gates = entriesAt(childOf(root, 'gates'));
  if (gates.length === 0 || context.document.isBroken) return [];
  const run = context.facts.lastRuns?.[textAt(root, 'name') ?? ''] ?? null;
  const last = run !== null && Object.keys(run.metrics).length > 0 ? run : null;
  return gates.flatMap(gate => [...gateFindings(context, gate, last), ...unusedFinding(context, gate)]);
}

function gateFindings(context: RuleContext, gate: YamlEntry, run: RunFacts | null): readonly Diagnostic[] {
  const metric = writtenAt(gate.value, 'metric');
  const ref = metric === null ? null : parseMetricRef(metric.name);
  if (metric === null || ref === null) return [];
  const absent = sourceFindings(context, metric, ref);
  if (absent.length > 0) return absent;
  const measured = run === null ? undefined : lastValue(run, ref);
  const unknown = run !== null && measured === undefined ? [metricUnknown(context, metric, { ref, run })] : [];
  const aliases = aliasFindings(context, gate.value);
  const direction = directionFinding(context, gate.value, ref);
  if (direction !== null) return [...unknown, ...aliases, direction];
  return [...unknown, ...aliases, ...boundFindings(context, gate, { ref, measured })];
}

/** A name that several stages have is told apart by the stage in front. */
function lastValue({ metrics }: RunFacts, { stage, key }: MetricRef): number | undefined {
  const name = [`${stage}.${key}`, key].find(one => Object.hasOwn(metrics, one));
  return name === undefined ? undefined : metrics[name];
}

/** The stage, and its file among the metrics; a file whose name has an expression may be the one meant. */
function sourceFindings(context: RuleContext, metric: Written, ref: MetricRef): readonly Diagnostic[] {
  const stage = context.stages.find(({ name }) => name === ref.stage);
  if (stage === undefined) {
    const place = partOf(metric, 0, ref.stage.length);
    return [
      missingName(
        context,
        'unknown-stage',
        { place, args: { stage: ref.stage }, name: ref.stage },
        context.names.keys(),
      ),
    ];
  }
  const { file } = ref;
  const files = stage.syntax.mentions.outs.filter(({ role }) => role === 'metrics').map(({ name }) => name);
  if (file === null || files.some(name => hasExpression(name) || plain(name) === plain(file))) return [];
  const place = partOf(metric, ref.stage.length + 1, file.length);
  return [
    missingName(context, 'metric-file-unwritten', { place, args: { stage: ref.stage, file }, name: file }, files),
  ];
}

const plain = (path: string): string => path.replace(/^(\.\/)+/, '');

/** A near miss is a warning; otherwise the stage may simply not have run since the metric is there. */
function metricUnknown(
  context: RuleContext,
  metric: Written,
  { ref: { stage, key }, run }: { readonly ref: MetricRef; readonly run: RunFacts },
): Diagnostic {
  const range = rangeInFrame(context, partOf(metric, metric.name.length - key.length, key.length));
  const known = Object.keys(run.metrics).map(name =>
    name.startsWith(`${stage}.`) ? name.slice(stage.length + 1) : name,
  );
  const nearest = nearestName(key, known);
  if (nearest === null) return finding('metric-unknown', range, { metric: key, run: run.name });
  const fixes = [replaceFix(range, nearest)];
  return finding('metric-unknown', range, { metric: key, run: run.name, nearest }, { fixes, severity: 'warning' });
}

function directionFinding(context: RuleContext, gate: YamlNode, { key }: MetricRef): Diagnostic | null {
  const op = writtenAt(gate, 'op');
  const direction = metricDirection(key);
  if (op === null || direction === 'unknown' || op.name.startsWith(direction === 'higher' ? '>' : '<')) return null;
  const better = (direction === 'higher' ? '>' : '<') + op.name.slice(1);
  return replaceFinding(context, 'gate-direction', op.node, { metric: key, op: op.name, better });
}

/** Names that people and this product give without there being a version yet. */
const usualAliases = ['champion', 'challenger'];

function aliasFindings(context: RuleContext, gate: YamlNode): readonly Diagnostic[] {
  const model = childOf(context.document.frame.root, 'model');
  const alias = writtenAt(gate, 'baseline');
  const name = textAt(model, 'name');
  const facts = name === undefined ? undefined : context.facts.models?.[name];
  if (alias === null || name === undefined || facts === undefined || facts.versions.length === 0) return [];
  const own = textAt(childOf(model, 'registry'), 'alias');
  const known = [...Object.keys(facts.aliases), ...usualAliases, ...(own === undefined ? [] : [own])];
  if (known.includes(alias.name)) return [];
  return [
    missingName(
      context,
      'alias-unknown',
      { place: alias.node, args: { model: name, alias: alias.name }, name: alias.name },
      known,
    ),
  ];
}

function boundFindings(
  context: RuleContext,
  { key, value: gate }: YamlEntry,
  { ref, measured }: { readonly ref: MetricRef; readonly measured: number | undefined },
): readonly Diagnostic[] {
  const node = childOf(gate, 'value');
  const value = numberAt(gate, 'value');
  if (node === undefined || value === undefined) return baselineFinding(context, { key, value: gate }, ref);
  const range = metricRange(ref.key.slice(ref.key.lastIndexOf('.') + 1));
  if (range !== null && (value < range.low || value > range.high)) {
    const high = range.isFraction ? '1 (100 as a percentage)' : '∞';
    const low = range.low === -100 ? '-1' : Number.isFinite(range.low) ? String(range.low) : '−∞';
    return [frameFinding(context, 'gate-value-range', node, { metric: ref.key, value, low, high })];
  }
  if (measured === undefined) return [];
  const scaled = range?.isFraction === true ? otherScale(value, measured) : null;
  if (scaled !== null)
    return [replaceFinding(context, 'gate-percent', node, { value, measured: shown(measured), better: scaled })];
  const op = textAt(gate, 'op');
  if (op === undefined || holds(measured, op, value)) return [];
  return [
    frameFinding(context, 'gate-would-fail', node, { metric: ref.key, measured: shown(measured), op, bound: value }),
  ];
}

/** The value on the scale of what was measured, when one is a percentage and the other a fraction. */
function otherScale(value: number, measured: number): number | null {
  if (measured > 0 && measured <= 1 && value > 1) return shown(value / 100);
  return measured > 1 && value > 0 && value < 1 ? shown(value * 100) : null;
}

/** What a gate was held against at the last run is known from its verdict alone. */
function baselineFinding(context: RuleContext, { key, value: gate }: YamlEntry, ref: MetricRef): readonly Diagnostic[] {
  const verdict = context.facts.gates?.[context.scope.file]?.[key.raw];
  const node = childOf(gate, 'baseline');
  const op = textAt(gate, 'op');
  if (node === undefined || verdict?.state !== 'failed' || verdict.metric !== ref.key || verdict.op !== op) return [];
  if (verdict.baseline?.alias !== textAt(gate, 'baseline') || verdict.measured === null || verdict.bound === null)
    return [];
  const { measured, bound } = verdict;
  const args = { metric: ref.key, measured: shown(measured), op, bound: shown(bound) };
  return [frameFinding(context, 'gate-would-fail', node, args)];
}

function holds(measured: number, op: string, bound: number): boolean {
  if (measured === bound) return op.endsWith('=');
  return op.startsWith('>') ? measured > bound : measured < bound;
}

/** Said only where there is a model that could require it. */
function unusedFinding(context: RuleContext, { key }: YamlEntry): readonly Diagnostic[] {
  const model = childOf(context.document.frame.root, 'model');
  const requires = follow(childOf(model, 'requires'));
  if (model === undefined || itemsOf(requires ?? undefined).some(item => textOf(item) === key.raw)) return [];
  const last = requires?.kind === 'list' && requires.flow ? requires.items.at(-1) : undefined;
  const isPlain = last?.kind === 'scalar' && last.style === 'plain';
  return [
    frameFinding(context, 'gate-unused', key, { gate: key.raw }, () => {
      if (last === undefined || !isPlain) return [];
      const at = context.document.frame.at(last.end);
      const edits = [{ range: { start: at, end: at }, text: `, ${key.raw}` }];
      return [{ title: 'require-gate', args: { gate: key.raw }, edits }];
    }),
  ];
}
