// Pipeline files of a project, found by name and marker.
import type { ProjectPath } from '../domain/ids.ts';
import type { Files } from '../ports.ts';
import { parsePipeline } from './parsePipeline.ts';
import { walkProject } from './walkProject.ts';

export const isPipelineName = (name: string): boolean => name === 'pipeline.yaml' || name.endsWith('.pipeline.yaml');
const maxBytes = 20_000_000;

/** Sorted, those at the top first. Folders of tools, environments and stores are not looked into. */
export async function findPipelines(files: Files, root: string): Promise<readonly ProjectPath[]> {
  const { files: found } = await walkProject(files, root);
  const named = found.filter(path => isPipelineName(path.slice(path.lastIndexOf('/') + 1)));
  const ours = await Promise.all(named.map(async path => ((await isOurFile(files, `${root}/${path}`)) ? [path] : [])));
  return ours.flat().sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
}

/** True for a file that has our marker. */
export async function isOurFile(files: Files, path: string): Promise<boolean> {
  const stat = await files.stat(path);
  if (stat?.kind !== 'file' || stat.size > maxBytes) return false;
  // A file that may not be read says nothing.
  const text = await files.readText(path).catch(() => null);
  return text !== null && parsePipeline(text).isOurs;
}
