// Go to definition: names to where they are defined, deps to the out that makes them, paths to their files.
import type { Location, LocationLink, Position } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import { resolvePath, uriOfPath } from '../documents.ts';
import { toRange } from '../lspText.ts';
import { Range } from '../lspValues.ts';
import { lspRange, type OpenCard, type OpenDialect, type OpenFile, type OpenPipeline } from '../openFile.ts';
import { type Definition, makerOf, plainPath } from '../pipelineOutline.ts';
import { fileAt, nameAt, placesOf } from '../words/dialectPlaces.ts';
import { dvcParamSpots, dvcParamsFile } from '../words/dvcParams.ts';
import { keyInParams } from '../words/paramsFile.ts';
import { holds, type PipelinePlace } from '../words/pipelinePlace.ts';
import { placeInPipeline } from '../words/placeInPipeline.ts';
import type { TextOf } from '../words/renaming.ts';

const top = Range.create(0, 0, 0, 0);

export interface DefinitionOptions {
  /** Links show which word was meant; clients that do not know them get plain locations. */
  readonly links: boolean;
  /** The text of a project file as it stands in the editor, or as it was last told of. */
  readonly textOf: TextOf;
}

export function definition(
  file: OpenFile,
  position: Position,
  { links, textOf }: DefinitionOptions,
): LocationLink[] | Location[] {
  const found = file.isOurs ? [...linksAt(file, file.document.offsetAt(position), textOf)] : [];
  return links
    ? found
    : found.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
}

function linksAt(file: OpenFile, offset: number, textOf: TextOf): readonly LocationLink[] {
  if (file.kind === 'dialect') return dialectLinks(file, offset, textOf);
  if (file.kind === 'card') return fileLinks(file, file.files.find(({ range }) => holds(range, offset)) ?? null);
  const place = placeInPipeline(file, offset);
  return place === null ? [] : targets(file, place, textOf);
}

/** Names to their definitions, paths to their files. */
function dialectLinks(file: OpenDialect, offset: number, textOf: TextOf): readonly LocationLink[] {
  const name = nameAt(file, offset);
  const defined = name === null ? [] : placesOf(file, name).filter(({ role }) => role === 'definition');
  if (name !== null && defined.length > 0)
    return defined.map(({ range, whole }) => ({
      originSelectionRange: lspRange(file, 0, name.range),
      targetUri: file.document.uri,
      targetRange: lspRange(file, 0, whole ?? range),
      targetSelectionRange: lspRange(file, 0, range),
    }));
  const param = dvcParamSpots(file).find(({ range }) => holds(range, offset));
  const inParams = param && paramsLink(file, { path: dvcParamsFile(file), ...param }, textOf);
  return inParams === undefined || inParams.length === 0 ? fileLinks(file, fileAt(file, offset)) : inParams;
}

/** To the key in a params file, when its text is known. */
function paramsLink(
  file: OpenFile,
  {
    path,
    parts,
    range,
  }: { readonly path: string | null; readonly parts: readonly string[]; readonly range: TextRange },
  textOf: TextOf,
): readonly LocationLink[] {
  const text = path === null ? null : textOf(path);
  const { root } = file.project;
  const found = text === null ? null : keyInParams(text, parts);
  if (path === null || root === null || text === null || found === null) return [];
  const targetUri = uriOfPath(root, path);
  const target = TextDocument.create(targetUri, 'yaml', 0, text);
  const { key, value } = found.entry;
  return [
    {
      originSelectionRange: lspRange(file, 0, range),
      targetUri,
      targetRange: toRange(target, { start: key.start, end: Math.max(key.end, value.end) }),
      targetSelectionRange: toRange(target, key),
    },
  ];
}

/** To a file that is known to be there. */
function fileLinks(file: OpenFile, named: OpenCard['files'][number] | null): readonly LocationLink[] {
  const { root, facts } = file.project;
  if (named === null || root === null || facts.files?.includes(named.path) !== true) return [];
  const origin = lspRange(file, 0, named.range);
  const targetUri = uriOfPath(root, named.path);
  return [{ originSelectionRange: origin, targetUri, targetRange: top, targetSelectionRange: top }];
}

function targets(file: OpenPipeline, place: PipelinePlace, textOf: TextOf): readonly LocationLink[] {
  const { outline } = file;
  switch (place.kind) {
    case 'stage':
      return inFile(file, place.range, outline.stages.get(place.name));
    case 'dataset':
      return inFile(file, place.range, outline.datasets.get(place.name));
    case 'environment':
      return inFile(file, place.range, outline.environments.get(place.name));
    case 'param':
      return paramTargets(file, place, textOf);
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
function paramTargets(
  file: OpenPipeline,
  { name, range: origin }: PipelinePlace & { readonly kind: 'param' },
  textOf: TextOf,
): readonly LocationLink[] {
  const own = inFile(file, origin, file.outline.params.get(name));
  const paramsFile = file.outline.paramsFile?.text;
  if (own.length > 0 || paramsFile === undefined) return own;
  const path = resolvePath(file.project.path, paramsFile);
  const exact = paramsLink(file, { path, parts: name.split('.'), range: origin }, textOf);
  if (exact.length > 0) return exact;
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
