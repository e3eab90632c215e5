// What a word of gates or model stands for.
import type { GateOutline, PipelineOutline, Word } from '../pipelineOutline.ts';
import { holds, type PipelinePlace } from './pipelinePlace.ts';

/** The name or path at an offset, or null. */
export function inSections(outline: PipelineOutline, offset: number): PipelinePlace | null {
  return inGates(outline, offset) ?? inModel(outline, offset);
}

function inGates({ gates }: PipelineOutline, offset: number): PipelinePlace | null {
  for (const gate of gates.values()) if (holds(gate.whole, offset)) return inGate(gate, offset);
  return null;
}

function inGate({ name, metric, baseline }: GateOutline, offset: number): PipelinePlace | null {
  if (holds(name.range, offset)) return { kind: 'gate', name: name.text, range: name.range };
  if (baseline !== null && holds(baseline.range, offset))
    return { kind: 'alias', name: baseline.text, range: baseline.range };
  if (metric === null) return null;
  const { stage, file, key } = metric;
  if (holds(stage.range, offset)) return { kind: 'stage', name: stage.text, range: stage.range };
  if (file !== null && holds(file.range, offset)) return path(file, 'dep');
  return holds(key.range, offset) ? { kind: 'metric', name: key.text, gate: name.text, range: key.range } : null;
}

function inModel({ model }: PipelineOutline, offset: number): PipelinePlace | null {
  const at = (word: Word | null): word is Word => word !== null && holds(word.range, offset);
  const { artifact, card, requires } = model;
  if (at(artifact)) return path(artifact, 'dep');
  if (at(card)) return path(card, 'file');
  const gate = requires.find(at);
  return gate === undefined ? null : { kind: 'gate', name: gate.text, range: gate.range };
}

const path = ({ text, range }: Word, role: 'dep' | 'file'): PipelinePlace => ({
  kind: 'path',
  path: text,
  role,
  stage: null,
  range,
});
