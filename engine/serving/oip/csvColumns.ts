// CSV with a header as columns: numbers where the signature has numbers, an empty cell is a missing value.
import { parse } from 'csv-parse/sync';
import type { TensorSpec } from '../../domain/modelPackage.ts';
import type { Columns } from './columns.ts';
import { wrong } from './oipErrors.ts';

/** Throws `model-input`. Source: RFC 4180. */
export function readCsv(text: string, specs: readonly TensorSpec[]): Columns {
  const [names, ...lines] = parsed(text);
  if (names === undefined) throw wrong('it has no header');
  if (new Set(names).size < names.length) throw wrong('a column comes twice');
  const texts = new Set(specs.filter(({ datatype }) => datatype === 'BYTES').map(({ name }) => name));
  return new Map(
    names.map((name, place) => [name, lines.map(line => cell(line[place] ?? '', texts.has(name)))] as const),
  );
}

function parsed(text: string): readonly (readonly string[])[] {
  try {
    return parse(text, { bom: true, skip_empty_lines: true });
  } catch (error) {
    throw wrong(`it is no CSV (${error instanceof Error ? error.message : String(error)})`);
  }
}

function cell(text: string, isText: boolean): unknown {
  if (isText) return text;
  if (text === '' || text === 'NaN' || text === 'nan') return null;
  if (/^-?\d{16,}$/.test(text)) return BigInt(text);
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number)) return number;
  return text === 'True' || text === 'true' ? true : text === 'False' || text === 'false' ? false : text;
}
