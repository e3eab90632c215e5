// Find references: every place of a pipeline that names the stage, data set, environment, param or path.
import type { Location, Position } from 'vscode-languageserver';
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import { lspRange, type OpenDialect, type OpenFile, type OpenPipeline } from '../openFile.ts';
import { datasetName, plainPath, type Word } from '../pipelineOutline.ts';
import { nameAt, placesOf } from '../words/dialectPlaces.ts';
import type { PipelinePlace } from '../words/pipelinePlace.ts';
import { placeInPipeline } from '../words/placeInPipeline.ts';

export function references(file: OpenFile, position: Position, includeDeclaration: boolean): readonly Location[] {
  if (file.kind === 'dialect') return dialectReferences(file, file.document.offsetAt(position), includeDeclaration);
  if (file.kind !== 'pipeline' || !file.isOurs) return [];
  const place = placeInPipeline(file, file.document.offsetAt(position));
  if (place === null) return [];
  const ranges = [...uses(file, place), ...(includeDeclaration ? declarations(file, place) : [])];
  return ranges
    .sort((a, b) => a.start - b.start)
    .map(range => ({ uri: file.document.uri, range: lspRange(file, 0, range) }));
}

function dialectReferences(file: OpenDialect, offset: number, includeDeclaration: boolean): readonly Location[] {
  const name = nameAt(file, offset);
  const places = name === null ? [] : placesOf(file, name);
  return places
    .filter(({ role }) => includeDeclaration || role === 'use')
    .map(({ range }) => ({ uri: file.document.uri, range: lspRange(file, 0, range) }));
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
  const pattern = /\$\{\{\s*([\w.-]+)\s*\}\}/g;
  return [...file.document.getText().matchAll(pattern)].flatMap(match => {
    const found = match[1] ?? '';
    if (found !== name && !found.startsWith(`${name}.`)) return [];
    const start = match.index + match[0].indexOf(found);
    return [{ start, end: start + found.length }];
  });
}
