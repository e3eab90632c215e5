// Finds the folders that are projects: nearest ancestor with .trainyard/, else with a pipeline file of ours, else the git root.
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';

const marker = /^apiVersion:\s*["']?trainyard\//m;
export const isPipelineName = (name: string): boolean => name === 'pipeline.yaml' || name.endsWith('.pipeline.yaml');
/** A file without the marker is not ours, whatever its name. */
export const isPipelineText = (text: string): boolean => marker.test(text);

/** Roots of a workspace folder, shallow ones first; `pipelineFiles` are candidates by name. All paths absolute. */
export async function findProjectRoots(folder: string, pipelineFiles: readonly string[]): Promise<readonly string[]> {
  const start = await realpath(folder);
  const roots: string[] = [];
  if (await hasSomethingOfOurs(start)) roots.push(await rootOf(start));
  const byDepth = [...pipelineFiles].sort((a, b) => a.split(sep).length - b.split(sep).length);
  for (const file of byDepth) {
    const own = await realpath(dirname(file));
    if (roots.some(root => isWithin(own, root)) && !(await isFolder(join(own, '.trainyard')))) continue;
    if (!(await isPipeline(file))) continue;
    const root = await rootOf(own);
    if (!roots.includes(root)) roots.push(root);
  }
  return roots;
}

export const isWithin = (path: string, root: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);

async function hasSomethingOfOurs(folder: string): Promise<boolean> {
  const stores = ['mlflow.db', 'dvc.yaml', 'MLproject'].map(name => isFile(join(folder, name)));
  if ((await Promise.all(stores)).includes(true) || (await isFolder(join(folder, 'mlruns')))) return true;
  for (const ancestor of ancestors(folder)) {
    if ((await isFolder(join(ancestor, '.trainyard'))) || (await hasPipeline(ancestor))) return true;
  }
  return false;
}

async function rootOf(start: string): Promise<string> {
  for (const test of [
    (folder: string) => isFolder(join(folder, '.trainyard')),
    hasPipeline,
    (folder: string) => exists(join(folder, '.git')),
  ]) {
    for (const folder of ancestors(start)) if (await test(folder)) return folder;
  }
  return start;
}

function ancestors(start: string): readonly string[] {
  const all = [start];
  for (let folder = start; dirname(folder) !== folder; folder = dirname(folder)) all.push(dirname(folder));
  return all;
}

async function hasPipeline(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter(isPipelineName)) if (await isPipeline(join(folder, name))) return true;
  return false;
}
const isPipeline = async (file: string): Promise<boolean> =>
  isPipelineName(basename(file)) && isPipelineText(await readFile(file, 'utf8').catch(() => ''));
const kindOf = (path: string) => stat(path).catch(() => null);
const exists = async (path: string): Promise<boolean> => (await kindOf(path)) !== null;
const isFolder = async (path: string): Promise<boolean> => (await kindOf(path))?.isDirectory() ?? false;
const isFile = async (path: string): Promise<boolean> => (await kindOf(path))?.isFile() ?? false;
