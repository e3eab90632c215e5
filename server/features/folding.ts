// Folding: sections and their entries in a pipeline, the front matter of a card.
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import type { OpenFile } from '../openFile.ts';

export function folding(file: OpenFile): FoldingRange[] {
  if (!file.isOurs) return [];
  if (file.kind === 'card') {
    const front = file.card.front;
    return front === null ? [] : ranges(file, [{ start: front.opening.start, end: front.whole.end - 1 }]);
  }
  if (file.kind === 'dialect')
    return ranges(
      file,
      (file.read?.reading.names ?? []).flatMap(({ whole }) => whole ?? []),
    );
  const { sections, stages, datasets, environments, gates, targets, signals } = file.outline;
  const entries = [
    ...sections,
    ...[stages, datasets, environments, gates, targets, signals].flatMap(named => [...named.values()]),
  ];
  return ranges(
    file,
    entries.map(entry => entry.whole),
  );
}

function ranges(file: OpenFile, wholes: readonly TextRange[]): FoldingRange[] {
  return wholes
    .map(({ start, end }) => ({
      startLine: file.document.positionAt(start).line,
      endLine: lastLine(file, start, end),
      kind: FoldingRangeKind.Region,
    }))
    .filter(range => range.endLine > range.startLine);
}

/** Blank lines at the end stay outside. */
function lastLine(file: OpenFile, start: number, end: number): number {
  const length = file.document.getText().slice(start, end).trimEnd().length;
  return file.document.positionAt(start + length).line;
}
