// Go to definition: names to where they are defined, deps to the out that makes them, paths to their files.
import { type Location, type LocationLink, type Position, Range } from 'vscode-languageserver';
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import { resolvePath, uriOfPath } from '../documents.ts';
import { lspRange, type OpenCard, type OpenDialect, type OpenFile, type OpenPipeline } from '../openFile.ts';
import { type Definition, makerOf, plainPath } from '../pipelineOutline.ts';
import { fileAt, nameAt, placesOf } from '../words/dialectPlaces.ts';
import { holds, type PipelinePlace } from '../words/pipelinePlace.ts';
import { placeInPipeline } from '../words/placeInPipeline.ts';

const top = Range.create(0, 0, 0, 0);

/** Links show which word was meant; clients that do not know them get plain locations. */
export function definition(
  file: OpenFile,
  position: Position,
  { links }: { readonly links: boolean },
): LocationLink[] | Location[] {
  const found = file.isOurs ? [...linksAt(file, file.document.offsetAt(position))] : [];
  return links
    ? found
    : found.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
}

function linksAt(file: OpenFile, offset: number): readonly LocationLink[] {
  if (file.kind === 'dialect') return dialectLinks(file, offset);
  if (file.kind === 'card') return fileLinks(file, file.files.find(({ range }) => holds(range, offset)) ?? null);
  const place = placeInPipeline(file, offset);
  return place === null ? [] : targets(file, place);
}

/** Names to their definitions, paths to their files. */
function dialectLinks(file: OpenDialect, offset: number): readonly LocationLink[] {
  const name = nameAt(file, offset);
  const defined = name === null ? [] : placesOf(file, name).filter(({ role }) => role === 'definition');
  if (name !== null && defined.length > 0)
    return defined.map(({ range, whole }) => ({
      originSelectionRange: lspRange(file, 0, name.range),
      targetUri: file.document.uri,
      targetRange: lspRange(file, 0, whole ?? range),
      targetSelectionRange: lspRange(file, 0, range),
    }));
  return fileLinks(file, fileAt(file, offset));
}

/** To a file that is known to be there. */
function fileLinks(file: OpenFile, named: OpenCard['files'][number] | null): readonly LocationLink[] {
  const { root, facts } = file.project;
  if (named === null || root === null || facts.files?.includes(named.path) !== true) return [];
  const origin = lspRange(file, 0, named.range);
  const targetUri = uriOfPath(root, named.path);
  return [{ originSelectionRange: origin, targetUri, targetRange: top, targetSelectionRange: top }];
}

function targets(file: OpenPipeline, place: PipelinePlace): readonly LocationLink[] {
  const { outline } = file;
  switch (place.kind) {
    case 'stage':
      return inFile(file, place.range, outline.stages.get(place.name));
    case 'dataset':
      return inFile(file, place.range, outline.datasets.get(place.name));
    case 'environment':
      return inFile(file, place.range, outline.environments.get(place.name));
    case 'param':
      return paramTargets(file, place.name, place.range);
    case 'path':
      return pathTargets(file, place);
    case 'gate':
      return inFile(file, place.range, outline.gates.get(place.name));
    case 'target':
      return inFile(file, place.range, outline.targets.get(place.name));
    case 'signal':
      return inFile(file, place.range, outline.signals.get(place.name));
    case 'metric':
      return metricTargets(file, place);
    case 'alias':
      return [];
  }
}

function inFile(file: OpenPipeline, origin: TextRange, definition: Definition | undefined): readonly LocationLink[] {
  if (definition === undefined) return [];
  return [
    {
      originSelectionRange: lspRange(file, 0, origin),
      targetUri: file.document.uri,
      targetRange: lspRange(file, 0, definition.whole),
      targetSelectionRange: lspRange(file, 0, definition.name.range),
    },
  ];
}

/** Written in the pipeline itself, which wins; else the params file, when it is known to hold the name. */
function paramTargets(file: OpenPipeline, name: string, origin: TextRange): readonly LocationLink[] {
  const own = inFile(file, origin, file.outline.params.get(name));
  const paramsFile = file.outline.paramsFile?.text;
  if (own.length > 0 || paramsFile === undefined) return own;
  const path = resolvePath(file.project.path, paramsFile);
  let tree: unknown = path === null ? undefined : file.project.facts.params?.[path];
  for (const key of name.split('.')) {
    tree = typeof tree === 'object' && tree !== null ? (tree as Record<string, unknown>)[key] : undefined;
  }
  return tree === undefined ? [] : toFile(file, paramsFile, origin);
}

/** The file that the metric is read from. */
function metricTargets(
  file: OpenPipeline,
  place: PipelinePlace & { readonly kind: 'metric' },
): readonly LocationLink[] {
  const metric = file.outline.gates.get(place.gate)?.metric;
  const stage = file.outline.stages.get(metric?.stage.text ?? '');
  const files = stage?.makes.filter(({ role }) => role === 'metrics') ?? [];
  const written = metric?.file?.text;
  const made = written === undefined ? files[0] : files.find(({ text }) => plainPath(text) === plainPath(written));
  return stage === undefined || made === undefined ? [] : inFile(file, place.range, { name: made, whole: stage.whole });
}

function pathTargets(file: OpenPipeline, place: PipelinePlace & { readonly kind: 'path' }): readonly LocationLink[] {
  const maker = place.role === 'out' ? null : makerOf(file.outline, place.path);
  if (maker === null) return toFile(file, place.path, place.range);
  return [
    {
      originSelectionRange: lspRange(file, 0, place.range),
      targetUri: file.document.uri,
      targetRange: lspRange(file, 0, maker.stage.whole),
      targetSelectionRange: lspRange(file, 0, maker.out.range),
    },
  ];
}

/** A file of the project, unless it is known not to be there. */
function toFile(file: OpenPipeline, written: string, origin: TextRange): readonly LocationLink[] {
  const { root, facts } = file.project;
  const path = resolvePath(file.project.path, written);
  if (root === null || path === null || path === '') return [];
  if (facts.files !== undefined && !facts.files.includes(path)) return [];
  return [
    {
      originSelectionRange: lspRange(file, 0, origin),
      targetUri: uriOfPath(root, path),
      targetRange: top,
      targetSelectionRange: top,
    },
  ];
}
