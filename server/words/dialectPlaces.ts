// Names, notes and files of a foreign format at a place of the text.
import type { DialectReading, NamedPlace, PlaceNote } from '../../engine/pipeline/dialects/dialect.ts';
import type { OpenDialect } from '../openFile.ts';
import { holds } from './pipelinePlace.ts';

const readingOf = ({ read }: OpenDialect): Pick<DialectReading, 'names' | 'notes' | 'files'> =>
  read?.reading ?? { names: [], notes: [], files: [] };

/** The name at an offset; of nested ones the shortest. */
export function nameAt(file: OpenDialect, offset: number): NamedPlace | null {
  return shortest(readingOf(file).names.filter(({ range }) => holds(range, offset)));
}

export const noteAt = (file: OpenDialect, offset: number): PlaceNote | null =>
  shortest(readingOf(file).notes.filter(({ range }) => holds(range, offset)));

export const fileAt = (file: OpenDialect, offset: number): DialectReading['files'][number] | null =>
  shortest(readingOf(file).files.filter(({ range }) => holds(range, offset)));

/** Every place of the same thing, in order. */
export const placesOf = (file: OpenDialect, { kind, name }: NamedPlace): readonly NamedPlace[] =>
  readingOf(file)
    .names.filter(place => place.kind === kind && place.name === name)
    .sort((a, b) => a.range.start - b.range.start);

function shortest<T extends { readonly range: { readonly start: number; readonly end: number } }>(
  places: readonly T[],
): T | null {
  const length = ({ range }: T): number => range.end - range.start;
  return places.reduce<T | null>((best, place) => (best === null || length(place) < length(best) ? place : best), null);
}
