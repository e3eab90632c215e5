// Call hierarchy: what a stage waits for stands among the callers, what waits for it among the called.
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Position,
} from 'vscode-languageserver';
import { SymbolKind } from '../lspValues.ts';
import { lspRange, type OpenFile } from '../openFile.ts';
import { holds } from '../words/pipelinePlace.ts';
import { type GraphPlace, stageGraph } from '../words/stageGraph.ts';

/** The stages under the cursor: several where one place of the text is expanded. */
export function prepareCallHierarchy(file: OpenFile, position: Position): CallHierarchyItem[] {
  const offset = file.document.offsetAt(position);
  const { stages } = stageGraph(file);
  const named = stages.filter(({ range }) => holds(range, offset));
  const found = named.length > 0 ? named : stages.filter(({ whole }) => holds(whole, offset));
  return found.map(stage => toItem(file, stage));
}

export function upstream(file: OpenFile, item: CallHierarchyItem): CallHierarchyIncomingCall[] {
  return neighbours(file, ({ from, to }) => (to === item.name ? from : null)).map(stage => ({
    from: toItem(file, stage),
    fromRanges: [lspRange(file, 0, stage.range)],
  }));
}

export function downstream(file: OpenFile, item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  return neighbours(file, ({ from, to }) => (from === item.name ? to : null)).map(stage => ({
    to: toItem(file, stage),
    fromRanges: [item.selectionRange],
  }));
}

function neighbours(
  file: OpenFile,
  other: (edge: { readonly from: string; readonly to: string }) => string | null,
): readonly GraphPlace[] {
  const { stages, edges } = stageGraph(file);
  const names = new Set(edges.map(other));
  return stages.filter(({ name }) => names.has(name));
}

const toItem = (file: OpenFile, { name, range, whole, does }: GraphPlace): CallHierarchyItem => ({
  name,
  kind: SymbolKind.Function,
  ...(does === '' ? {} : { detail: does.split('\n')[0] ?? '' }),
  uri: file.document.uri,
  range: lspRange(file, 0, whole),
  selectionRange: lspRange(file, 0, range),
});
