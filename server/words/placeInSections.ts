// What a word of gates, model, package, deploy, monitor or triggers stands for.
import { datasetName, type GateOutline, type PipelineOutline, type Word } from '../pipelineOutline.ts';
import { holds, type PipelinePlace } from './pipelinePlace.ts';

/** The name or path at an offset, or null. */
export function inSections(outline: PipelineOutline, offset: number): PipelinePlace | null {
  return inGates(outline, offset) ?? named(outline, offset) ?? inModel(outline, offset);
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

/** Names of targets, signals and data sets, where they are made and where they are used. */
function named(outline: PipelineOutline, offset: number): PipelinePlace | null {
  const { targets, signals, model, monitorTarget, triggers } = outline;
  const words: readonly (readonly ['gate' | 'target' | 'signal' | 'dataset', readonly Word[]])[] = [
    ['gate', model.requires],
    ['target', [...targets.values()].flatMap(({ name, needs }) => [name, ...needs])],
    ['target', monitorTarget === null ? [] : [monitorTarget]],
    ['signal', [...[...signals.values()].map(({ name }) => name), ...triggers.signals]],
    ['dataset', triggers.datasets],
  ];
  for (const [kind, list] of words) {
    const word = list.find(({ range }) => holds(range, offset));
    if (word !== undefined) return { kind, name: word.text, range: word.range };
  }
  return null;
}

function inModel({ model, package: packaging }: PipelineOutline, offset: number): PipelinePlace | null {
  const at = (word: Word | null): word is Word => word !== null && holds(word.range, offset);
  const { artifact, card, alias } = model;
  const { reference, environment } = packaging;
  if (at(artifact)) return path(artifact, 'dep');
  if (at(card)) return path(card, 'file');
  if (at(alias)) return { kind: 'alias', name: alias.text, range: alias.range };
  if (at(environment)) return { kind: 'environment', name: environment.text, range: environment.range };
  if (!at(reference)) return null;
  const dataset = datasetName(reference.text);
  return dataset === null ? path(reference, 'dep') : { kind: 'dataset', name: dataset, range: reference.range };
}

const path = ({ text, range }: Word, role: 'dep' | 'file'): PipelinePlace => ({
  kind: 'path',
  path: text,
  role,
  stage: null,
  range,
});
