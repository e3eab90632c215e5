// Copies the service out of the extension's folder, which the editor deletes on update, into per-user storage.
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const unusedAfterMs = 14 * 24 * 3_600_000;

/** Returns the file to start: a copy by content for a build, the file itself for a checkout. */
export async function copyRuntime(serviceFile: string, runtimeFolder: string): Promise<string> {
  if (!serviceFile.endsWith('.js')) return serviceFile;
  const content = await readFile(serviceFile);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const folder = join(runtimeFolder, `${await versionBeside(serviceFile)}-${hash}`);
  const file = join(folder, 'service.js');
  if (await isWhole(file, content.length)) {
    await utimes(folder, new Date(), new Date());
    return file;
  }
  await mkdir(runtimeFolder, { recursive: true, mode: 0o700 });
  const making = await mkdtemp(join(runtimeFolder, '.making-'));
  await writeFile(join(making, 'service.js'), content);
  await writeFile(join(making, 'package.json'), '{ "type": "commonjs" }\n');
  await chmod(making, 0o700);
  try {
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    // Another window was faster: its copy has the same content.
    if (!(await isWhole(file, content.length))) throw error;
  }
  await prune(runtimeFolder, folder);
  return file;
}

const isWhole = async (file: string, size: number): Promise<boolean> =>
  (await stat(file).catch(() => null))?.size === size;

async function versionBeside(serviceFile: string): Promise<string> {
  try {
    const manifest = JSON.parse(await readFile(join(dirname(serviceFile), '../package.json'), 'utf8')) as {
      version?: unknown;
    };
    return typeof manifest.version === 'string' ? manifest.version.replace(/[^\w.-]/g, '') : '0';
  } catch {
    // A copy outside of an extension's folder has no manifest beside it.
    return '0';
  }
}

/** Copies that nothing has started for two weeks are removed; a running process keeps what it has loaded. */
async function prune(runtimeFolder: string, keep: string): Promise<void> {
  for (const name of await readdir(runtimeFolder)) {
    const folder = join(runtimeFolder, name);
    const found = await stat(folder).catch(() => null);
    if (folder === keep || found === null || Date.now() - found.mtimeMs < unusedAfterMs) continue;
    await rm(folder, { recursive: true, force: true });
  }
}
