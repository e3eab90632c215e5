// Outputs of stages kept by content under `.trainyard/cache/`: objects by hash, entries by stage key. Every write is atomic.
import type { ContentHash, ProjectPath } from '../domain/ids.ts';
import type { ResolvedOut } from '../domain/pipeline.ts';
import type { MetricPoint } from '../domain/run.ts';
import { type ManifestEntry, manifestText, parseManifest } from '../store/statCache.ts';
import type { ProjectContext } from './runnerContext.ts';

/** What a stage made from given inputs; enough to have it again without running. */
export interface CacheEntry {
  readonly key: ContentHash;
  readonly stage: string;
  readonly outs: readonly CachedOut[];
  readonly params: Readonly<Record<string, string>>;
  readonly points: readonly MetricPoint[];
}
export interface CachedOut {
  readonly path: ProjectPath;
  readonly hash: ContentHash;
  readonly kind: 'file' | 'folder';
  /** False: the content is not in the cache, only its hash is known. */
  readonly kept: boolean;
}
type WirePoint = readonly [key: string, value: number | string, timestamp: number, step: number];

const cacheFolder = (root: string): string => `${root}/.trainyard/cache`;
const objectFile = (root: string, hash: ContentHash): string =>
  `${cacheFolder(root)}/objects/${hash.slice(0, 2)}/${hash}`;
const manifestFile = (root: string, hash: ContentHash): string => `${objectFile(root, hash)}.dir`;
const entryFile = (root: string, key: ContentHash): string => `${cacheFolder(root)}/entries/${key}.json`;

/** Hashes an output and, when it is to be kept, puts its content into the cache; null when it is missing. */
export async function keepOut(
  context: ProjectContext,
  out: ResolvedOut,
  signal?: AbortSignal,
): Promise<CachedOut | null> {
  const { files } = context.ports;
  const path = `${context.root}/${out.path}`;
  const stat = await files.stat(path);
  if (stat?.kind === 'file') {
    const hash = await context.hashes.hash(path, signal);
    if (hash === null) return null;
    if (out.cache) await keepObject(context, path, hash);
    return { path: out.path, hash, kind: 'file', kept: out.cache };
  }
  if (stat?.kind !== 'folder') return null;
  const manifest = await context.hashes.manifest(path, signal);
  const text = manifestText(manifest);
  const hash = context.ports.hasher.text(text);
  if (out.cache) {
    for (const entry of manifest) await keepObject(context, `${path}/${entry.path}`, entry.hash);
    if ((await files.stat(manifestFile(context.root, hash))) === null)
      await files.writeAtomic(manifestFile(context.root, hash), text);
  }
  return { path: out.path, hash, kind: 'folder', kept: out.cache };
}

async function keepObject(context: ProjectContext, path: string, hash: ContentHash): Promise<void> {
  const { files, ids } = context.ports;
  const object = objectFile(context.root, hash);
  if (await files.stat(object)) return;
  const beside = `${cacheFolder(context.root)}/tmp/${ids.next()}`;
  await files.copy(path, beside);
  await files.makeFolder(object.slice(0, object.lastIndexOf('/')));
  await files.rename(beside, object);
}

export async function saveEntry(context: ProjectContext, entry: CacheEntry): Promise<void> {
  const points = entry.points.map(
    (point): WirePoint => [
      point.key,
      Number.isFinite(point.value) ? point.value : String(point.value),
      point.timestamp,
      point.step,
    ],
  );
  await context.ports.files.writeAtomic(entryFile(context.root, entry.key), JSON.stringify({ ...entry, points }));
}

/** Null when there is none, or when it cannot be read. */
export async function findEntry(context: ProjectContext, key: ContentHash): Promise<CacheEntry | null> {
  const text = await context.ports.files.readText(entryFile(context.root, key));
  if (text === null) return null;
  try {
    const stored = JSON.parse(text) as Omit<CacheEntry, 'points'> & { readonly points: readonly WirePoint[] };
    return {
      ...stored,
      points: stored.points.map(([name, value, timestamp, step]) => ({
        key: name,
        value: Number(value),
        timestamp,
        step,
      })),
    };
  } catch (error) {
    context.ports.log.write('warn', 'a cache entry cannot be read and is ignored', { key, error });
    return null;
  }
}

/** True when every output of the stage can be had from the entry: kept in the cache, or unchanged in the folder. */
export async function canRestore(
  context: ProjectContext,
  entry: CacheEntry,
  outs: readonly ResolvedOut[],
): Promise<boolean> {
  const known = new Map(entry.outs.map(out => [out.path, out]));
  for (const out of outs) {
    const cached = known.get(out.path);
    if (!cached || !(await isAvailable(context, cached))) return false;
  }
  return true;
}

async function isAvailable(context: ProjectContext, out: CachedOut): Promise<boolean> {
  if ((await context.hashes.hash(`${context.root}/${out.path}`)) === out.hash) return true;
  if (!out.kept) return false;
  const has = async (path: string): Promise<boolean> => (await context.ports.files.stat(path)) !== null;
  if (out.kind === 'file') return has(objectFile(context.root, out.hash));
  const manifest = await context.ports.files.readText(manifestFile(context.root, out.hash));
  if (manifest === null) return false;
  for (const entry of parseManifest(manifest)) if (!(await has(objectFile(context.root, entry.hash)))) return false;
  return true;
}

/** Puts an output back; does nothing when it is there unchanged. `clear` removes what lies in its place. */
export async function restoreOut(
  context: ProjectContext,
  out: CachedOut,
  clear: (path: ProjectPath) => Promise<void>,
): Promise<void> {
  const { files, ids } = context.ports;
  const path = `${context.root}/${out.path}`;
  if ((await context.hashes.hash(path)) === out.hash) return;
  const beside = `${cacheFolder(context.root)}/tmp/${ids.next()}`;
  if (out.kind === 'file') await files.copy(objectFile(context.root, out.hash), beside);
  else
    await buildFolder(
      context,
      beside,
      parseManifest((await files.readText(manifestFile(context.root, out.hash))) ?? ''),
    );
  await clear(out.path);
  await files.makeFolder(path.slice(0, path.lastIndexOf('/')));
  await files.rename(beside, path);
}

/** Copies what an output was to another place, from the folder where it is unchanged, else from the cache; false when neither has it. */
export async function copyOut(
  context: ProjectContext,
  { path, hash }: Pick<CachedOut, 'path' | 'hash'>,
  place: string,
): Promise<boolean> {
  const { files } = context.ports;
  const here = `${context.root}/${path}`;
  const isUnchanged = (await context.hashes.hash(here)) === hash;
  if (isUnchanged && (await files.stat(here))?.kind === 'file') {
    await files.copy(here, place);
    return true;
  }
  const manifest = isUnchanged
    ? manifestText(await context.hashes.manifest(here))
    : await files.readText(manifestFile(context.root, hash));
  if (manifest === null) {
    if ((await files.stat(objectFile(context.root, hash))) === null) return false;
    await files.copy(objectFile(context.root, hash), place);
    return true;
  }
  for (const entry of parseManifest(manifest)) {
    const from = isUnchanged ? `${here}/${entry.path}` : objectFile(context.root, entry.hash);
    if ((await files.stat(from)) === null) return false;
    await files.copy(from, `${place}/${entry.path}`);
  }
  return true;
}

async function buildFolder(context: ProjectContext, folder: string, manifest: readonly ManifestEntry[]): Promise<void> {
  await context.ports.files.makeFolder(folder);
  for (const entry of manifest)
    await context.ports.files.copy(objectFile(context.root, entry.hash), `${folder}/${entry.path}`);
}
