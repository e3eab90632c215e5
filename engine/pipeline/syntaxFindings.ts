// Findings of the syntax: troubles of the parser, duplicate keys, aliases to nothing, values that YAML 1.1 reads otherwise.
import type { Diagnostic, Severity, TextFix, TextRange } from '../domain/diagnostic.ts';
import { finding } from '../domain/finding.ts';
import { oldReading } from './syntax/resolveScalar.ts';
import {
  isMerge,
  type YamlAlias,
  type YamlEntry,
  type YamlNode,
  type YamlScalar,
  type YamlTrouble,
} from './syntax/yamlTree.ts';
import { spacesForTabs } from './tabIndents.ts';

/** The first trouble alone: those after it mostly follow from it. */
export function troubleFindings(text: string, troubles: readonly YamlTrouble[]): readonly Diagnostic[] {
  const first = troubles.reduce<YamlTrouble | null>((a, b) => (a === null || b.start < a.start ? b : a), null);
  if (first === null) return [];
  const tab = tabIndent(text, first);
  if (tab !== null) return [tab];
  const unquoted = unquotedExpression(text, first);
  return [unquoted ?? finding('yaml-syntax', visibleRange(text, first), { reason: first.reason })];
}

function tabIndent(text: string, { start, code }: YamlTrouble): Diagnostic | null {
  const line = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line))?.[0] ?? '';
  if (!indent.includes('\t') || (code !== 'TAB_AS_INDENT' && start > line + indent.length)) return null;
  const range = { start: line, end: line + indent.length };
  const fix: TextFix = { title: 'use-spaces', args: {}, edits: spacesForTabs(text) };
  return finding('yaml-tab', range, {}, { fixes: [fix] });
}

/** Words with `${{ x }}`, `${x}` or `{{x}}` in them. */
const expressions = /[^\s,[\]{}"'$]*(?:(?:\$?\{\{[^}\n]*\}\}|\$\{[^{}\n]*\})[^\s,[\]{}"'$]*)+/g;
/** Of longer lines the general finding is enough. */
const longestLine = 2000;

/** `[data/${{ params.x }}.csv]` and `[${x}]`: braces end the text inside brackets, so it needs quotes. */
function unquotedExpression(text: string, { start }: YamlTrouble): Diagnostic | null {
  const lineStart = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
  const lineEnd = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start);
  if (lineEnd - lineStart > longestLine) return null;
  for (const match of text.slice(lineStart, lineEnd).matchAll(expressions)) {
    const range = { start: lineStart + match.index, end: lineStart + match.index + match[0].length };
    const before = text.slice(lineStart, range.start);
    if (range.end < start - 2 || !/[[{,]\s*$/.test(before)) continue;
    return finding('expression-quotes', range, {}, { fixes: [quoteFix(range, match[0])] });
  }
  return null;
}

export const quoteFix = (range: TextRange, raw: string): TextFix => ({
  title: 'put-in-quotes',
  args: {},
  edits: [{ range: { start: range.start, end: range.end }, text: `"${raw}"` }],
});

/** At least one visible character, so that the mark can be seen. */
function visibleRange(text: string, { start, end }: TextRange): TextRange {
  const lineEnd = text.indexOf('\n', start);
  const last = Math.min(end, lineEnd < 0 ? text.length : lineEnd);
  if (text.slice(start, last).trim() !== '') return { start, end: last };
  let from = Math.min(start, text.length);
  while (from > 0 && /\s/.test(text[from - 1] ?? '')) from--;
  return from === 0 ? { start, end } : { start: from - 1, end: from };
}

/** Every key that stands twice in one map; `severity` where the format's own program does not refuse it. */
export function duplicateFindings(root: YamlNode, severity: Severity = 'error'): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  visit(root, node => {
    if (node.kind !== 'map' || !mayRepeat(node.entries)) return;
    const seen = new Map<string, YamlScalar>();
    for (const entry of node.entries) {
      const first = seen.get(entry.key.raw);
      if (first === undefined) seen.set(entry.key.raw, entry.key);
      else if (!isMerge(entry)) found.push({ ...duplicateKey(entry.key, first), severity });
    }
  });
  return found;
}

/** In short maps, comparing all is less work than remembering them. */
const short = 16;
function mayRepeat(entries: readonly YamlEntry[]): boolean {
  if (entries.length > short) return true;
  for (let i = 1; i < entries.length; i++)
    for (let j = 0; j < i; j++) if (entries[i]?.key.raw === entries[j]?.key.raw) return true;
  return false;
}

export const duplicateKey = (key: YamlScalar, first: TextRange): Diagnostic =>
  finding(
    'duplicate-key',
    key,
    { key: key.raw },
    { related: [{ range: { start: first.start, end: first.end }, rule: 'first-here', args: {} }] },
  );

export const unknownAliasFindings = (aliases: readonly YamlAlias[]): readonly Diagnostic[] =>
  aliases.map(alias => finding('unknown-anchor', alias, { name: alias.name }));

/** Free values (params, variables) that older readers take for something else. */
export function oldReadingFindings(root: YamlNode | undefined): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (root === undefined) return found;
  visit(root, node => {
    if (node.kind !== 'scalar' || node.style !== 'plain') return;
    const reading = oldReading(node.raw);
    if (reading === null || reading === String(node.value)) return;
    found.push(finding('yaml-old-reading', node, { text: node.raw, reading }, { fixes: [quoteFix(node, node.raw)] }));
  });
  return found;
}

/** Values of a tree, parents first; keys and targets of aliases are left out. */
export function visit(node: YamlNode, see: (node: YamlNode) => void): void {
  see(node);
  if (node.kind === 'list') for (const item of node.items) visit(item, see);
  else if (node.kind === 'map') for (const entry of node.entries) visit(entry.value, see);
}
