// Every place of a file that names the same thing as the word under the cursor: what references, highlights and renaming share.
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import type { OpenFile, OpenPipeline } from '../openFile.ts';
import { datasetName, plainPath, type Word } from '../pipelineOutline.ts';
import { nameAt, placesOf } from './dialectPlaces.ts';
import type { PipelinePlace } from './pipelinePlace.ts';
import { placeInPipeline } from './placeInPipeline.ts';

export interface Occurrence {
  readonly range: TextRange;
  readonly role: 'definition' | 'use';
}

/** In file order; empty where the cursor is at no name. */
export function occurrencesAt(file: OpenFile, offset: number): readonly Occurrence[] {
  if (file.kind === 'dialect') {
    const name = nameAt(file, offset);
    return name === null ? [] : placesOf(file, name);
  }
  if (file.kind !== 'pipeline' || !file.isOurs) return [];
  const place = placeInPipeline(file, offset);
  return place === null ? [] : occurrencesOf(file, place);
}

/** Of a place in a pipeline; a place that anchors bring in twice counts once. */
export function occurrencesOf(file: OpenPipeline, place: PipelinePlace): readonly Occurrence[] {
  const all: readonly Occurrence[] = [
    ...declarations(file, place).map(range => ({ range, role: 'definition' as const })),
    ...uses(file, place).map(range => ({ range, role: 'use' as const })),
  ];
  const byStart = new Map([...all].reverse().map(one => [one.range.start, one]));
  return [...byStart.values()].sort((a, b) => a.range.start - b.range.start);
}

function uses(file: OpenPipeline, place: PipelinePlace): readonly TextRange[] {
  const stages = [...file.outline.stages.values()];
  const ranges = (words: readonly Word[], fits: (text: string) => boolean): readonly TextRange[] =>
    words.filter(word => fits(word.text)).map(word => word.range);
  const { gates, model, package: packaging, targets, monitorTarget, triggers } = file.outline;
  const metrics = [...gates.values()].flatMap(gate => gate.metric ?? []);
  const reference = packaging.reference === null ? [] : [packaging.reference];
  const files = [model.artifact, model.card, ...reference, ...metrics.map(metric => metric.file)].flatMap(
    word => word ?? [],
  );
  switch (place.kind) {
    case 'stage':
      return [
        ...stages.flatMap(stage => ranges(stage.needs, text => text === place.name)),
        ...ranges(
          metrics.map(metric => metric.stage),
          text => text === place.name,
        ),
      ];
    case 'dataset':
      return [
        ...stages.flatMap(stage => ranges(stage.deps, text => datasetName(text) === place.name)),
        ...ranges(reference, text => datasetName(text) === place.name),
        ...ranges(triggers.datasets, text => text === place.name),
        ...inExpressions(file, `datasets.${place.name}`),
      ];
    case 'environment': {
      const { defaultEnvironment } = file.outline;
      const words = [
        ...stages.flatMap(stage => stage.environment ?? []),
        ...(defaultEnvironment === null ? [] : [defaultEnvironment]),
        ...(packaging.environment === null ? [] : [packaging.environment]),
      ];
      return ranges(words, text => text === place.name);
    }
    case 'param':
      return [
        ...stages.flatMap(stage => ranges(stage.params, text => text === place.name)),
        ...inExpressions(file, `params.${place.name}`),
      ];
    case 'path':
      return ranges(
        [...stages.flatMap(stage => [...stage.deps, ...stage.makes]), ...files],
        text => plainPath(text) === plainPath(place.path),
      );
    case 'gate':
      return ranges(model.requires, text => text === place.name);
    case 'target':
      return ranges(
        [...[...targets.values()].flatMap(target => target.needs), ...(monitorTarget === null ? [] : [monitorTarget])],
        text => text === place.name,
      );
    case 'signal':
      return ranges(triggers.signals, text => text === place.name);
    case 'metric':
      return ranges(
        metrics.map(metric => metric.key),
        text => text === place.name,
      );
    case 'alias':
      return ranges(
        [...[...gates.values()].map(gate => gate.baseline), model.alias].flatMap(word => word ?? []),
        text => text === place.name,
      );
  }
}

function declarations(file: OpenPipeline, place: PipelinePlace): readonly TextRange[] {
  if (place.kind === 'path' || place.kind === 'metric' || place.kind === 'alias') return [];
  const { stages, datasets, environments, params, gates, targets, signals } = file.outline;
  const found = {
    ...{ stage: stages, dataset: datasets, environment: environments, param: params },
    ...{ gate: gates, target: targets, signal: signals },
  }[place.kind].get(place.name);
  return found === undefined ? [] : [found.name.range];
}

/** The dotted name in `${{ … }}`, groups included. */
function inExpressions(file: OpenPipeline, name: string): readonly TextRange[] {
  return dottedNames(file.document.getText())
    .filter(({ text }) => text === name || text.startsWith(`${name}.`))
    .map(({ range }) => range);
}

/** Dotted names in the expressions of a text. */
export const dottedNames = (text: string): readonly Word[] =>
  [...text.matchAll(/\$\{\{\s*([\w.-]+)\s*\}\}/g)].map(match => {
    const found = match[1] ?? '';
    const start = match.index + match[0].indexOf(found, 3);
    return { text: found, range: { start, end: start + found.length } };
  });
