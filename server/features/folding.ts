// Folding: every mapping, list and block text that takes several lines, runs of comments, the front matter of a card.
import type { FoldingRange } from 'vscode-languageserver';
import type { CardEntry } from '../../engine/card/cardTree.ts';
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import type { YamlNode } from '../../engine/pipeline/syntax/yamlTree.ts';
import { FoldingRangeKind } from '../lspValues.ts';
import type { OpenCard, OpenFile } from '../openFile.ts';

/** Editors show no more; of a larger file the outer levels fold. */
const most = 5_000;

export function folding(file: OpenFile): FoldingRange[] {
  if (!file.isOurs) return [];
  if (file.kind === 'card') return ranges(file, ofCard(file), FoldingRangeKind.Region);
  const ofPipeline = file.kind === 'pipeline' && file.root !== null ? [file.root] : [];
  const roots = file.kind === 'pipeline' ? ofPipeline : (file.read?.documents ?? []).map(({ root }) => root);
  return [
    ...ranges(file, ofTrees(roots), FoldingRangeKind.Region),
    ...ranges(file, commentsIn(file.document.getText()), FoldingRangeKind.Comment),
  ];
}

/** Level by level, so that what is left out of a large file lies deep. */
function ofTrees(roots: readonly YamlNode[]): readonly TextRange[] {
  const found: TextRange[] = roots.length > 1 ? [...roots] : [];
  for (let level = roots; level.length > 0 && found.length < most; ) {
    const next: YamlNode[] = [];
    for (const node of level) {
      if (node.kind === 'map')
        for (const { key, value } of node.entries) {
          if (isLong(value)) found.push({ start: key.start, end: value.end });
          next.push(value);
        }
      else if (node.kind === 'list')
        for (const item of node.items) {
          if (isLong(item)) found.push(item);
          next.push(item);
        }
    }
    level = next;
  }
  return found;
}

const isLong = (node: YamlNode): boolean =>
  node.kind === 'map' || node.kind === 'list' || (node.kind === 'scalar' && node.style === 'block');

function ofCard({ card: { front, root } }: OpenCard): readonly TextRange[] {
  if (front === null) return [];
  const entries: readonly CardEntry[] = root?.kind === 'map' ? root.entries : [];
  return [
    ...(front.opening.end > front.opening.start ? [{ start: front.opening.start, end: front.whole.end - 1 }] : []),
    ...entries.map(({ keyRange, value }) => ({ start: keyRange.start, end: value.end })),
  ];
}

const commentsIn = (text: string): readonly TextRange[] =>
  [...text.matchAll(/^[ \t]*#.*(?:\r?\n[ \t]*#.*)+/gm)].map(({ 0: block, index }) => ({
    start: index,
    end: index + block.length,
  }));

function ranges(file: OpenFile, wholes: readonly TextRange[], kind: FoldingRangeKind): FoldingRange[] {
  const starts = new Set<number>();
  const folds: FoldingRange[] = [];
  for (const { start, end } of wholes) {
    const startLine = file.document.positionAt(start).line;
    const endLine = lastLine(file, start, end);
    // Of two that begin on one line the outer one folds.
    if (endLine <= startLine || starts.has(startLine)) continue;
    starts.add(startLine);
    folds.push({ startLine, endLine, kind });
  }
  return folds;
}

/** Blank lines at the end stay outside. */
function lastLine(file: OpenFile, start: number, end: number): number {
  const length = file.document.getText().slice(start, end).trimEnd().length;
  return file.document.positionAt(start + length).line;
}
