// The files of a package folder: listed, hashed together, and held against its manifest.
import type { ContentHash } from '../../domain/ids.ts';
import type { PackageManifest } from '../../domain/modelPackage.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isTrouble, trouble } from '../../errors.ts';
import type { Ports } from '../../ports.ts';

export const manifestName = 'trainyard.json';
type PackagePorts = Pick<Ports, 'files' | 'hasher'>;

/** MLflow's client leaves this beside a model that it loaded by its registered name. */
const foreignFiles = new Set(['registered_model_meta']);

/** SHA-256 of every file but the manifest, by path with `/`. Throws `package-invalid` for links: they could lead anywhere. */
export async function hashFiles(
  { files, hasher }: PackagePorts,
  folder: string,
  signal?: AbortSignal,
): Promise<Readonly<Record<string, ContentHash>>> {
  const found: [string, ContentHash][] = [];
  const walk = async (below: string): Promise<void> => {
    for (const { name, kind, isLink } of await files.list(`${folder}/${below}`)) {
      const path = below === '' ? name : `${below}/${name}`;
      if (isLink === true) throw trouble('package-invalid', { path: folder, reason: `«${path}» is a link` });
      if (path === manifestName || foreignFiles.has(path)) continue;
      if (kind === 'folder') await walk(path);
      else if (kind === 'file') found.push([path, await hasher.file(`${folder}/${path}`, signal)]);
    }
  };
  await walk('');
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** SHA-256 over the sorted lines `path\0sha256\n`: the same files give the same hash, wherever and whenever. */
export const packageHash = (
  { hasher }: Pick<Ports, 'hasher'>,
  files: Readonly<Record<string, ContentHash>>,
): ContentHash =>
  hasher.text(
    Object.entries(files)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, hash]) => `${path}\0${hash}\n`)
      .join(''),
  );

/** The manifest when the folder holds what it says, nothing less, more or else; fails with a sentence's part. */
export async function verifyPackage(ports: PackagePorts, folder: string): Promise<Result<PackageManifest, string>> {
  const text = await ports.files.readText(`${folder}/${manifestName}`);
  if (text === null) return fail(`it has no ${manifestName}`);
  const manifest = parseManifest(text);
  if (manifest === null) return fail(`its ${manifestName} cannot be read`);
  const told = Object.keys(manifest.files);
  const outside = [...told, manifest.entry, manifest.profile ?? ''].find(leaves);
  if (outside !== undefined) return fail(`«${outside}» leads out of its folder`);
  const hashed = await hashOrReason(ports, folder);
  if (!hashed.ok) return hashed;
  const found = hashed.value;
  const missing = told.find(path => found[path] === undefined);
  if (missing !== undefined) return fail(`«${missing}» is missing`);
  const extra = Object.keys(found).find(path => manifest.files[path] === undefined);
  if (extra !== undefined) return fail(`«${extra}» does not belong to it`);
  const changed = told.find(path => manifest.files[path] !== found[path]);
  if (changed !== undefined) return fail(`«${changed}» was changed`);
  return packageHash(ports, found) === manifest.hash ? ok(manifest) : fail('its hash is not that of its files');
}

type Hashes = Awaited<ReturnType<typeof hashFiles>>;
async function hashOrReason(ports: PackagePorts, folder: string): Promise<Result<Hashes, string>> {
  try {
    return ok(await hashFiles(ports, folder));
  } catch (error) {
    if (isTrouble(error, 'package-invalid')) return fail(String(error.args.reason));
    throw error;
  }
}

const leaves = (path: string): boolean => path.startsWith('/') || path.includes('\\') || path.split('/').includes('..');

function parseManifest(text: string): PackageManifest | null {
  try {
    const found = JSON.parse(text) as Partial<PackageManifest> | null;
    const isWhole =
      found?.schema === 1 &&
      typeof found.hash === 'string' &&
      typeof found.entry === 'string' &&
      typeof found.files === 'object' &&
      Array.isArray(found.signature?.inputs) &&
      Array.isArray(found.signature.outputs);
    return isWhole ? (found as PackageManifest) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
