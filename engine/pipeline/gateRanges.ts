// Where each gate of a pipeline file is named, so that a row leads to its line.
import type { TextRange } from '../domain/diagnostic.ts';
import { moveRange, type PipelineDocument } from './pipelineDocument.ts';
import { childOf, entriesOf, follow } from './syntax/yamlTree.ts';

export function gateRanges({ frame }: PipelineDocument): ReadonlyMap<string, TextRange> {
  const gates = follow(childOf(frame.root, 'gates'));
  if (gates?.kind !== 'map') return new Map();
  return new Map(entriesOf(gates).map(({ key }) => [key.raw, moveRange(key, frame.at)]));
}
