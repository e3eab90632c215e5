// Monitors and triggers: targets, signals and data sets that exist, bounds in order, and no retraining without an end.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import { finding } from '../../domain/finding.ts';
import { parseDuration } from '../duration.ts';
import { entriesAt, textAt } from '../syntax/values.ts';
import { childOf, follow, itemsOf, type YamlEntry, type YamlNode } from '../syntax/yamlTree.ts';
import { type RuleContext, rangeInFrame } from './ruleContext.ts';
import { frameFinding, missingName, writtenAt } from './sectionPlaces.ts';
import { signalRules } from './signalRules.ts';

export function monitorRules(context: RuleContext): readonly Diagnostic[] {
  const { root } = context.document.frame;
  if (root === null || context.document.isBroken) return [];
  const monitor = childOf(root, 'monitor');
  const signals = entriesAt(childOf(monitor, 'signals'));
  return [
    ...(monitor === undefined ? [] : [...targetFindings(context, monitor), ...loopFindings(context, monitor, signals)]),
    ...signals.flatMap(signal => [...signalRules(context, signal), ...retrainFindings(context, signal)]),
    ...triggerFindings(context, signals),
  ];
}

function targetFindings(context: RuleContext, monitor: YamlNode): readonly Diagnostic[] {
  const target = writtenAt(monitor, 'target');
  const names = entriesAt(childOf(context.document.frame.root, 'deploy')).map(({ key }) => key.raw);
  if (target === null || names.includes(target.name)) return [];
  const { name, node } = target;
  return [missingName(context, 'unknown-target', { place: node, args: { target: name }, name }, names)];
}

/** A cooldown of nothing lets an alert retrain again before the last retraining could help. */
function loopFindings(context: RuleContext, monitor: YamlNode, signals: readonly YamlEntry[]): readonly Diagnostic[] {
  const cooldown = writtenAt(monitor, 'cooldown');
  const retrains = signals.some(({ value }) => textAt(value, 'action') === 'retrain');
  if (cooldown === null || !retrains || parseDuration(cooldown.name) !== 0) return [];
  return [frameFinding(context, 'retrain-loop', cooldown.node)];
}

function retrainFindings(context: RuleContext, { key, value }: YamlEntry): readonly Diagnostic[] {
  const action = writtenAt(value, 'action');
  const triggers = follow(childOf(context.document.frame.root, 'triggers'));
  const items = itemsOf(triggers ?? undefined);
  if (action?.name !== 'retrain' || items.some(item => textAt(item, 'signal') === key.raw)) return [];
  const range = rangeInFrame(context, action.node);
  const args = { signal: key.raw };
  const fix = listTrigger(context, key.raw, triggers);
  return [
    finding(
      'retrain-without-trigger',
      range,
      args,
      fix === null ? {} : { fixes: [{ title: 'list-trigger', args, edits: [fix] }] },
    ),
  ];
}

/** A further item after the last one, written as that one is; a new section at the end where there is none. */
function listTrigger(
  { document }: RuleContext,
  signal: string,
  triggers: ReturnType<typeof follow>,
): { readonly range: { readonly start: number; readonly end: number }; readonly text: string } | null {
  const insert = (at: number, text: string) => ({ range: { start: at, end: at }, text });
  if (triggers === null) {
    const { text } = document;
    return insert(text.length, `${text.endsWith('\n') ? '' : '\n'}triggers:\n  - {signal: ${signal}}\n`);
  }
  const last = triggers.kind === 'list' ? triggers.items.at(-1) : undefined;
  if (triggers.kind !== 'list' || last?.kind !== 'map' || !last.flow) return null;
  const end = document.frame.at(last.end);
  if (triggers.flow) return insert(end, `, {signal: ${signal}}`);
  const start = document.frame.at(last.start);
  const lead = document.text.slice(document.text.lastIndexOf('\n', start - 1) + 1, start);
  return /^\s*- +$/.test(lead) ? insert(end, `\n${lead}{signal: ${signal}}`) : null;
}

function triggerFindings(context: RuleContext, signals: readonly YamlEntry[]): readonly Diagnostic[] {
  const { root, mentions } = context.document.frame;
  const names = signals.map(({ key }) => key.raw);
  return itemsOf(childOf(root, 'triggers')).flatMap(item => {
    const signal = writtenAt(item, 'signal');
    const data = writtenAt(item, 'data');
    if (signal !== null && !names.includes(signal.name)) {
      const { name, node } = signal;
      return [missingName(context, 'unknown-signal', { place: node, args: { signal: name }, name }, names)];
    }
    if (data === null || mentions.datasets.has(data.name)) return [];
    const { name, node } = data;
    return [
      missingName(context, 'unknown-dataset', { place: node, args: { dataset: name }, name }, mentions.datasets.keys()),
    ];
  });
}
