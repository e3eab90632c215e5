// Selection ranges: from the word outwards, value, entry, list, section, document.
import type { Position, SelectionRange } from 'vscode-languageserver';
import type { CardNode } from '../../engine/card/cardTree.ts';
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import type { YamlNode } from '../../engine/pipeline/syntax/yamlTree.ts';
import { lspRange, type OpenFile } from '../openFile.ts';
import { expressionAt } from '../words/expression.ts';
import { holds } from '../words/pipelinePlace.ts';

export const selectionRanges = (file: OpenFile, positions: readonly Position[]): SelectionRange[] =>
  positions.map(position => selectionAt(file, file.document.offsetAt(position)));

function selectionAt(file: OpenFile, offset: number): SelectionRange {
  const text = file.document.getText();
  const word = expressionAt(text, offset)?.name.range;
  const ranges = [{ start: 0, end: text.length }, ...around(file, offset), ...(word === undefined ? [] : [word])];
  let selection: SelectionRange | undefined;
  let last: TextRange | undefined;
  for (const range of ranges) {
    const isInside = last === undefined || (range.start >= last.start && range.end <= last.end);
    if (!isInside || (last !== undefined && range.start === last.start && range.end === last.end)) continue;
    selection = { range: lspRange(file, 0, range), ...(selection && { parent: selection }) };
    last = range;
  }
  return selection ?? { range: lspRange(file, 0, { start: offset, end: offset }) };
}

/** From the outside inwards. */
function around(file: OpenFile, offset: number): readonly TextRange[] {
  if (!file.isOurs) return [];
  if (file.kind === 'card') return inCard(file.card.root, offset);
  const roots = file.kind === 'pipeline' ? [file.root] : (file.read?.documents ?? []).map(({ root }) => root);
  return inTree(roots.findLast(root => root !== null && holds(root, offset)) ?? null, offset);
}

function inTree(root: YamlNode | null, offset: number): readonly TextRange[] {
  const found: TextRange[] = [];
  for (let node: YamlNode | undefined = root ?? undefined; node !== undefined; ) {
    found.push(node);
    if (node.kind === 'list') {
      node = node.items.find(item => holds(item, offset));
    } else if (node.kind === 'map') {
      const entry: (typeof node.entries)[number] | undefined = node.entries.find(({ key, value }) =>
        holds({ start: key.start, end: Math.max(key.end, value.end) }, offset),
      );
      if (entry === undefined) break;
      found.push({ start: entry.key.start, end: Math.max(entry.key.end, entry.value.end) });
      node = holds(entry.key, offset) ? entry.key : entry.value;
    } else break;
  }
  return found;
}

function inCard(root: CardNode | null, offset: number): readonly TextRange[] {
  const found: TextRange[] = [];
  for (let node: CardNode | undefined = root ?? undefined; node !== undefined && holds(node, offset); ) {
    found.push(node);
    if (node.kind === 'list') {
      node = node.items.find(item => holds(item, offset));
    } else if (node.kind === 'map') {
      const entry: (typeof node.entries)[number] | undefined = node.entries.find(({ keyRange, value }) =>
        holds({ start: keyRange.start, end: Math.max(keyRange.end, value.end) }, offset),
      );
      if (entry === undefined) break;
      found.push({ start: entry.keyRange.start, end: Math.max(entry.keyRange.end, entry.value.end) });
      if (holds(entry.keyRange, offset)) {
        found.push(entry.keyRange);
        break;
      }
      node = entry.value;
    } else break;
  }
  return found;
}
