// What renaming the word under the cursor changes: every place in the file, and in the params file.
import type { TextRange } from '../../engine/domain/diagnostic.ts';
import { resolvePath } from '../documents.ts';
import type { OpenDialect, OpenFile, OpenPipeline } from '../openFile.ts';
import { nameAt, placesOf } from './dialectPlaces.ts';
import { dvcParamSpots, dvcParamsFile, type ParamSpot } from './dvcParams.ts';
import { dottedNames, occurrencesOf } from './occurrences.ts';
import { keyInParams } from './paramsFile.ts';
import { holds, type PipelinePlace } from './pipelinePlace.ts';
import { placeInPipeline } from './placeInPipeline.ts';

export interface Renaming {
  /** The name as it stands; of a dotted one the part under the cursor. */
  readonly name: string;
  readonly at: TextRange;
  /** Places in the file, in order. */
  readonly here: readonly TextRange[];
  /** Places in the params file, by its path from the project root. */
  readonly inParams: { readonly path: string; readonly text: string; readonly places: readonly TextRange[] } | null;
  /** Names of the same kind: a new name must be none of them. */
  readonly taken: ReadonlySet<string>;
}

/** The text of a project file as it stands in the editor, or as it was last told of. */
export type TextOf = (path: string) => string | null;

/** Null where nothing can be renamed: paths, metrics and aliases, and names whose definition is not in reach. */
export function renamingAt(file: OpenFile, offset: number, textOf: TextOf): Renaming | null {
  if (file.kind === 'dialect') return inDialect(file, offset) ?? ofDvcParam(file, offset, textOf);
  if (file.kind !== 'pipeline' || !file.isOurs) return null;
  const place = placeInPipeline(file, offset);
  if (place === null) return null;
  if (place.kind === 'param') return ofParam(file, place, offset, textOf);
  return place.kind === 'path' || place.kind === 'metric' || place.kind === 'alias' ? null : ofName(file, place);
}

/** Files are not renamed here. Of a dotted name the last part is written at each of its places. */
function inDialect(file: OpenDialect, offset: number): Renaming | null {
  const place = nameAt(file, offset);
  if (place === null || place.kind === 'path') return null;
  const places = placesOf(file, place);
  const text = file.document.getText();
  const name = text.slice(place.range.start, place.range.end);
  const lead = place.name.slice(0, place.name.length - name.length);
  const isExact = places.every(({ range }) => text.slice(range.start, range.end) === name);
  if (!isExact || lead + name !== place.name || !places.some(({ role }) => role === 'definition')) return null;
  if (lead !== '' && !lead.endsWith('.')) return null;
  const same = file.read?.reading.names.filter(one => one.kind === place.kind && one.name.startsWith(lead)) ?? [];
  const starts = new Map(places.map(({ range }) => [range.start, range]));
  return {
    ...{ name, at: place.range, here: [...starts.values()], inParams: null },
    taken: new Set(same.map(one => one.name.slice(lead.length))),
  };
}

type NamedPlace = Exclude<PipelinePlace, { readonly kind: 'param' | 'path' | 'metric' | 'alias' }>;

function ofName(file: OpenPipeline, place: NamedPlace): Renaming | null {
  const { stages, datasets, environments, gates, targets, signals } = file.outline;
  const defined = {
    ...{ stage: stages, dataset: datasets, environment: environments },
    ...{ gate: gates, target: targets, signal: signals },
  }[place.kind];
  if (!defined.has(place.name)) return null;
  const text = file.document.getText();
  const part = (range: TextRange): TextRange => {
    const lead = /^(?:dataset:|datasets\.)/.exec(text.slice(range.start, range.end));
    const start = range.start + (place.kind === 'dataset' ? (lead?.[0].length ?? 0) : 0);
    return { start, end: start + place.name.length };
  };
  const here = occurrencesOf(file, place).map(({ range }) => part(range));
  if (here.some(({ start, end }) => text.slice(start, end) !== place.name)) return null;
  return {
    ...{ name: place.name, at: part(place.range), here, inParams: null },
    taken: new Set<string>(defined.keys()),
  };
}

/** Of `train.rate` the part under the cursor is renamed: in its definition, and in all names that go through it. */
function ofParam(
  file: OpenPipeline,
  place: PipelinePlace & { readonly kind: 'param' },
  offset: number,
  textOf: TextOf,
): Renaming | null {
  const text = file.document.getText();
  const written = text.slice(place.range.start, place.range.end);
  const parts = place.name.split('.');
  const isKey = written === parts.at(-1) && file.outline.params.get(place.name)?.name.range.start === place.range.start;
  const base = place.range.start + (written.startsWith('params.') && written !== place.name ? 'params.'.length : 0);
  const deep = isKey ? parts.length : text.slice(base, offset).split('.').length;
  const path = parts.slice(0, deep);
  const name = path.at(-1) ?? '';
  const full = path.join('.');
  const lead = full.length - name.length;
  const part = (start: number): TextRange => ({ start: start + lead, end: start + lead + name.length });
  const isThrough = (dotted: string): boolean => dotted === full || dotted.startsWith(`${full}.`);
  const defined = file.outline.params.get(full)?.name.range;
  const paramsFile = file.outline.paramsFile?.text ?? null;
  const inParams = paramsPlaces(paramsFile && resolvePath(file.project.path, paramsFile), path, textOf);
  const here = [
    ...(defined === undefined ? [] : [defined]),
    ...[...file.outline.stages.values()]
      .flatMap(stage => stage.params)
      .filter(word => isThrough(word.text))
      .map(word => part(word.range.start)),
    ...dottedNames(text)
      .filter(word => word.text.startsWith('params.') && isThrough(word.text.slice('params.'.length)))
      .map(word => part(word.range.start + 'params.'.length)),
  ];
  if (defined === undefined && inParams === null) return null;
  if (here.some(({ start, end }) => text.slice(start, end) !== name)) return null;
  const siblings = [...file.outline.params.keys()].filter(
    other => other.startsWith(full.slice(0, lead)) && other.split('.').length === deep,
  );
  return {
    ...{ name, at: isKey ? place.range : part(base), inParams: inParams?.edit ?? null },
    here: [...new Map(here.map(range => [range.start, range])).values()].sort((a, b) => a.start - b.start),
    taken: new Set([...siblings.map(other => other.slice(lead)), ...(inParams?.siblings ?? [])]),
  };
}

/** The key in the params file; null when there is none, or its text is not known. */
function paramsPlaces(
  file: string | null,
  path: readonly string[],
  textOf: TextOf,
): { readonly edit: NonNullable<Renaming['inParams']>; readonly siblings: readonly string[] } | null {
  const text = file === null ? null : textOf(file);
  const found = text === null ? null : keyInParams(text, path);
  if (file === null || text === null || found === null) return null;
  const { start, end } = found.entry.key;
  return { edit: { path: file, text, places: [{ start, end }] }, siblings: found.siblings };
}

/** A param of a dvc.yaml, by the part of its name under the cursor. */
function ofDvcParam(file: OpenDialect, offset: number, textOf: TextOf): Renaming | null {
  const spots = dvcParamSpots(file);
  const spot = spots.find(({ range }) => holds(range, offset));
  if (spot === undefined) return null;
  const deep = file.document.getText().slice(spot.range.start, offset).split('.').length;
  const path = spot.parts.slice(0, deep);
  const found = paramsPlaces(dvcParamsFile(file), path, textOf);
  const name = path.at(-1) ?? '';
  const lead = path.join('.').length - name.length;
  const part = ({ range: { start } }: ParamSpot): TextRange => ({
    start: start + lead,
    end: start + lead + name.length,
  });
  return (
    found && {
      ...{ name, at: part(spot), inParams: found.edit, taken: new Set(found.siblings) },
      here: spots.filter(({ parts }) => path.every((step, i) => parts[i] === step)).map(part),
    }
  );
}
