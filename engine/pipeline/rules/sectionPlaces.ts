// What rules about gates, model, deploy and monitor share: places in the frame, and names that must exist.
import type { Diagnostic, TextFix, TextRange } from '../../domain/diagnostic.ts';
import { finding, type RuleArgs, replaceFix } from '../../domain/finding.ts';
import { nearestName } from '../../domain/nearestName.ts';
import type { RuleId } from '../../domain/rules.ts';
import { hasExpression } from '../expressions.ts';
import { childOf, entryOf, textOf, type YamlNode, type YamlScalar } from '../syntax/yamlTree.ts';
import { type RuleContext, rangeInFrame } from './ruleContext.ts';

/** A text with the node it is written in. */
export interface Written {
  readonly name: string;
  readonly node: YamlNode;
}

/** The text of a key; null when it has none, or an expression that is not replaced here. */
export function writtenAt(node: YamlNode | null | undefined, key: string): Written | null {
  return written(childOf(node, key));
}

export function written(node: YamlNode | undefined): Written | null {
  const name = textOf(node);
  return node === undefined || name === undefined || name === '' || hasExpression(name) ? null : { name, node };
}

/** The key itself, for what is wrong with all that follows; the value where the key stands elsewhere (merged in). */
export const keyOf = (node: YamlNode, key: string): YamlScalar | YamlNode =>
  entryOf(node, key)?.key ?? childOf(node, key) ?? node;

/** `length` letters of a text from `from` on; the whole text where escapes or an alias hide where they are. */
export function partOf({ name, node }: Written, from: number, length: number): TextRange {
  const isPlain = node.kind === 'scalar' && node.end - node.start === name.length;
  return isPlain ? { start: node.start + from, end: node.start + from + length } : node;
}

/** A finding in the frame; `fixes` are made with the range as the text has it. */
export function frameFinding(
  context: RuleContext,
  rule: RuleId,
  place: TextRange,
  args: RuleArgs = {},
  fixesAt?: (range: TextRange) => readonly TextFix[],
): Diagnostic {
  const range = rangeInFrame(context, place);
  const fixes = fixesAt?.(range) ?? [];
  return finding(rule, range, args, fixes.length === 0 ? {} : { fixes });
}

/** A finding whose first fix puts `better` in its place. */
export const replaceFinding = (
  context: RuleContext,
  rule: RuleId,
  place: TextRange,
  args: RuleArgs & { readonly better: string | number },
): Diagnostic => frameFinding(context, rule, place, args, range => [replaceFix(range, String(args.better))]);

/** A key that nothing reads beside `with`. */
export const idleKey = (
  context: RuleContext,
  node: YamlNode,
  args: { readonly key: string; readonly with: string },
): Diagnostic => ({
  ...frameFinding(context, 'key-without-effect', keyOf(node, args.key), args),
  tag: 'unnecessary',
});

/** A name that is not among the known ones, with the nearest as a fix, else the list of them. */
export function missingName(
  context: RuleContext,
  rule: RuleId,
  { place, args, name }: { readonly place: TextRange; readonly args: RuleArgs; readonly name: string },
  known: Iterable<string>,
): Diagnostic {
  const all = [...known];
  const nearest = nearestName(name, all);
  if (nearest === null) return frameFinding(context, rule, place, { ...args, known: listed(all) });
  return frameFinding(context, rule, place, { ...args, nearest }, range => [replaceFix(range, nearest)]);
}

const mostListed = 12;
const listed = (all: readonly string[]): string =>
  all.length === 0 ? '–' : all.slice(0, mostListed).join(', ') + (all.length > mostListed ? ', …' : '');

/** Numbers as messages show them. */
export const shown = (value: number): number => Number(value.toPrecision(6));
