// Edits of lists and mappings as they are written: an item more, an item less.
import type { TextFix, TextRange } from '../../domain/diagnostic.ts';
import { entryOf, type YamlNode } from '../syntax/yamlTree.ts';

type Edit = TextFix['edits'][number];

/** The item at the end of a stage's list; a new list after the command where there is none. Null where no place is sure. */
export function addItem(stage: YamlNode, key: string, item: string, text: string): Edit | null {
  if (stage.kind !== 'map' || stage.flow) return null;
  const list = entryOf(stage, key)?.value;
  if (list === undefined) return newList(stage, `${key}: [${item}]`, text);
  if (list.kind !== 'list') return null;
  const last = list.items.at(-1);
  if (list.flow)
    return last === undefined ? insert(list.end - 1, item) : insert(afterQuote(last.end, text), `, ${item}`);
  if (last === undefined) return null;
  const indent = indentAt(last.start, text).replace(/-.*$/, '');
  const end = afterQuote(last.end, text);
  const line = endOfLine(end, text);
  return insert(/^\s*#/.test(text.slice(end, line)) ? line : end, `\n${indent}- ${item}`);
}

/** On the line after the command. */
function newList(stage: YamlNode, written: string, text: string): Edit | null {
  const cmd = entryOf(stage, 'cmd');
  if (cmd === undefined) return null;
  const indent = indentAt(cmd.key.start, text);
  const at = endOfLine(cmd.value.end, text);
  return /\S/.test(indent) ? null : insert(at, `\n${indent}${written}`);
}

/** Takes an item of a stage's list or mapping out, and the key with it when nothing is left. Null where the rest could not stay as it is. */
export function dropItem(stage: YamlNode, key: string, at: number, text: string): Edit | null {
  const entry = entryOf(stage, key);
  const holder = entry?.value;
  if (stage.kind !== 'map' || entry === undefined || holder === undefined) return null;
  const items = placesOf(holder);
  const [item, before, after] = [items[at], items[at - 1], items[at + 1]];
  if (item === undefined || (holder.kind !== 'list' && holder.kind !== 'map')) return null;
  if (before === undefined && after === undefined)
    return stage.flow ? null : dropLines(entry.key.start, holder.end, text);
  if (!holder.flow) return dropLines(item.start, item.end, text, '-');
  if (after !== undefined) return remove(beforeQuote(item.start, text), beforeQuote(after.start, text));
  return before === undefined ? null : remove(afterQuote(before.end, text), afterQuote(item.end, text));
}

function placesOf(node: YamlNode): readonly TextRange[] {
  if (node.kind === 'list') return node.items;
  return node.kind === 'map' ? node.entries.map(({ key, value }) => ({ start: key.start, end: value.end })) : [];
}

/** Whole lines from `start` to `end`, when nothing else stands on them. */
function dropLines(start: number, end: number, text: string, mark = ''): Edit | null {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  const lead = text.slice(from, start).replace(mark, '').replace(/["']$/, '');
  const rest = text.slice(end, to < 0 ? text.length : to);
  if (/\S/.test(lead) || !/^["'\]}]?\s*(?:#.*)?$/.test(rest)) return null;
  return to < 0 ? remove(Math.max(0, from - 1), text.length) : remove(from, to + 1);
}

const insert = (at: number, text: string): Edit => ({ range: { start: at, end: at }, text });
const remove = (start: number, end: number): Edit => ({ range: { start, end }, text: '' });

function endOfLine(from: number, text: string): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

const indentAt = (offset: number, text: string): string => text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
const afterQuote = (end: number, text: string): number => (/["']/.test(text[end] ?? '') ? end + 1 : end);
const beforeQuote = (start: number, text: string): number => (/["']/.test(text[start - 1] ?? '') ? start - 1 : start);
