// What is known of a served package: its signature, its features, and a row to try it with.
import { join } from 'node:path';
import { readTable } from '../engine/deploy/tables/readTable.ts';
import type { PackageManifest, ReferenceProfile, Signature } from '../engine/domain/modelPackage.ts';
import type { Pipeline } from '../engine/domain/pipeline.ts';
import { isTrouble } from '../engine/errors.ts';
import { folderOf, joinPath } from '../engine/pipeline/projectPath.ts';
import type { Files } from '../engine/ports.ts';

export interface PackageFacts {
  readonly signature: Signature;
  readonly profile: ReferenceProfile | null;
  /** What a caller names: columns of the reference data where the model takes them as one tensor, else its inputs. */
  readonly features: readonly string[];
}
type Row = Readonly<Record<string, number | string | boolean>>;

/** Null when the folder is gone or holds no package. `folder`: absolute. */
export async function packageFacts(files: Pick<Files, 'readText'>, folder: string): Promise<PackageFacts | null> {
  const manifest = parse<PackageManifest>(await files.readText(join(folder, 'trainyard.json')));
  if (manifest === null) return null;
  const profile =
    manifest.profile === null ? null : parse<ReferenceProfile>(await files.readText(join(folder, manifest.profile)));
  const { signature } = manifest;
  const named = profile?.features.map(({ name }) => name) ?? [];
  return {
    signature,
    profile,
    features: takesColumns(signature) && named.length > 0 ? named : signature.inputs.map(({ name }) => name),
  };
}

/** One tensor of several columns, as scikit-learn models converted as they are. */
export const takesColumns = ({ inputs }: Signature): boolean =>
  inputs.length === 1 && inputs[0]?.shape.length === 2 && inputs[0].shape[1] !== 1;

function parse<T>(text: string | null): T | null {
  try {
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/** A real row of the test data, or of the reference data; else typical values of the profile. */
export async function exampleRow(
  { files, root }: { readonly files: Files; readonly root: string },
  pipeline: Pipeline | null,
  facts: PackageFacts,
): Promise<Row | null> {
  for (const path of pipeline === null ? [] : dataPaths(pipeline)) {
    const row = await rowOf({ files, root }, path, facts.features);
    if (row !== null) return row;
  }
  return facts.profile === null ? zeroRow(facts.signature) : typicalRow(facts.profile, facts.features);
}

/** As many numbers as the one tensor has columns, where nothing tells their names; null where each input has its own name. */
function zeroRow(signature: Signature): Row | null {
  const [input] = signature.inputs;
  const width = takesColumns(signature) ? (input?.shape[1] ?? -1) : -1;
  if (input === undefined || width < 1 || input.datatype === 'BYTES') return null;
  return Object.fromEntries(Array.from({ length: width }, (_, i) => [`${input.name}[${i}]`, 0]));
}

function dataPaths(pipeline: Pipeline): readonly string[] {
  const reference = pipeline.model?.package.reference;
  const datasets = [...pipeline.datasets.values()];
  const named = reference?.startsWith('dataset:') ? pipeline.datasets.get(reference.slice(8))?.path : reference;
  const found = [datasets.find(({ role }) => role === 'test')?.path, named];
  return found.flatMap(path => (path === undefined ? [] : (joinPath(folderOf(pipeline.file), path) ?? [])));
}

async function rowOf(
  { files, root }: { readonly files: Files; readonly root: string },
  path: string,
  features: readonly string[],
): Promise<Row | null> {
  try {
    const source = { files, path: join(root, path), chunk: 1, signal: AbortSignal.timeout(2_000) };
    for await (const { columns, rows } of readTable(source)) {
      const cells = features.map(name => rows[0]?.[columns.indexOf(name)] ?? null);
      if (cells.includes(null)) return null;
      return Object.fromEntries(features.map((name, i) => [name, plain(cells[i])]));
    }
  } catch (error) {
    // Data that cannot be read has no row to offer; the form is filled otherwise.
    if (!isTrouble(error)) throw error;
  }
  return null;
}

function plain(cell: unknown): number | string | boolean {
  if (typeof cell === 'boolean' || typeof cell === 'number') return cell;
  const text = String(cell);
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function typicalRow({ features: columns }: ReferenceProfile, features: readonly string[]): Row | null {
  const values = features.map(name => {
    const column = columns.find(one => one.name === name);
    if (column === undefined) return null;
    if (column.kind === 'numeric') return column.quantiles[50] ?? column.mean;
    return Object.entries(column.categories).sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
  });
  if (values.includes(null)) return null;
  return Object.fromEntries(features.map((name, i) => [name, values[i] ?? 0]));
}
