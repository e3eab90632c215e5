// Copies the service out of the extension's folder, which the editor deletes on update, and prunes copies nobody uses.
import { createHash, randomBytes } from 'node:crypto';
import { constants, copyFile, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PrivatePaths, ServiceFile } from '../protocol/privateFolder.ts';
import { isAlive } from './findService.ts';

const keptUnusedMs = 14 * 24 * 60 * 60_000;

/** Returns the file to start: sources are started where they are, a bundle from its copy in `runtime/<version>-<hash>/`. */
export async function copyRuntime(serviceFile: string, paths: PrivatePaths): Promise<string> {
  if (serviceFile.endsWith('.ts')) return serviceFile;
  const content = await readFile(serviceFile);
  const version = await productVersion(serviceFile);
  const others = await filesBeside(dirname(serviceFile));
  const hash = createHash('sha256').update(content).update(JSON.stringify(others)).digest('hex').slice(0, 12);
  const folder = join(paths.runtime, `${version}-${hash}`);
  const copy = join(folder, 'service.js');
  const isThere = async (): Promise<boolean> => {
    const sizes: readonly (readonly [string, number])[] = [['service.js', content.length], ...others];
    return (await Promise.all(sizes.map(([name, size]) => isWhole(join(folder, name), size)))).every(Boolean);
  };
  if (await isThere()) {
    await utimes(folder, new Date(), new Date());
    return copy;
  }
  const beside = join(paths.runtime, `.${randomBytes(6).toString('hex')}`);
  await mkdir(beside, { recursive: true, mode: 0o700 });
  await writeFile(join(beside, 'service.js'), content);
  for (const [name] of others)
    await copyFile(join(dirname(serviceFile), name), join(beside, name), constants.COPYFILE_FICLONE);
  await writeFile(join(beside, 'package.json'), `${JSON.stringify({ type: 'commonjs', version })}\n`);
  try {
    await rename(beside, folder);
  } catch (error) {
    // Another window was faster: its copy is the same by name.
    await rm(beside, { recursive: true, force: true });
    if (!(await isThere())) throw error;
  }
  return copy;
}

/** What model servers load at run time, with its size: it lies beside the bundle, as `scripts/build.ts` puts it. */
async function filesBeside(folder: string): Promise<readonly (readonly [string, number])[]> {
  const names = (await namesIn(folder)).filter(name => /^ort-wasm[\w.-]*\.(mjs|wasm)$|^predict_worker\.py$/.test(name));
  return Promise.all(names.sort().map(async name => [name, (await stat(join(folder, name))).size] as const));
}

/** Of the package that holds `dist/service.js`, or of the copy itself. */
async function productVersion(serviceFile: string): Promise<string> {
  for (const folder of [dirname(serviceFile), join(dirname(serviceFile), '..')]) {
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
    const { version } = JSON.parse(text) as { readonly version?: unknown };
    if (typeof version === 'string') return version;
  }
  return '0.0.0';
}

async function isWhole(file: string, size: number): Promise<boolean> {
  try {
    return (await stat(file)).size === size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Removes copies that no living service or router runs from and that were not started for two weeks. */
export async function pruneRuntimes(paths: PrivatePaths, now = Date.now()): Promise<void> {
  const used = await entriesInUse(paths);
  for (const name of await namesIn(paths.runtime)) {
    const folder = join(paths.runtime, name);
    const { mtimeMs } = await stat(folder);
    const isUsed = [...used].some(entry => entry.startsWith(`${folder}/`));
    if (!isUsed && now - mtimeMs > keptUnusedMs) await rm(folder, { recursive: true, force: true });
  }
}

async function entriesInUse(paths: PrivatePaths): Promise<ReadonlySet<string>> {
  const used = new Set<string>();
  for (const project of await namesIn(join(paths.home, 'projects'))) {
    const folder = join(paths.home, 'projects', project);
    const routers = (await namesIn(join(folder, 'routers'))).filter(name => name.endsWith('.json'));
    for (const file of [join(folder, 'service.json'), ...routers.map(name => join(folder, 'routers', name))]) {
      const entry = await entryInUse(file);
      if (entry !== null) used.add(entry);
    }
  }
  return used;
}

async function entryInUse(file: string): Promise<string | null> {
  try {
    const { entry, pid } = JSON.parse(await readFile(file, 'utf8')) as Partial<ServiceFile>;
    return entry !== undefined && pid !== undefined && isAlive(pid) ? entry : null;
  } catch {
    // A project without a service, or a file that is being written: nothing to keep for it.
    return null;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
