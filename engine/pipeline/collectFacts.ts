// What rules may know of a project, read from disk and git without writing or running anything of the project.
import type { Facts } from '../domain/facts.ts';
import type { ProjectPath } from '../domain/ids.ts';
import type { ParamTree } from '../domain/pipeline.ts';
import type { Files, Ports } from '../ports.ts';
import { allDialects } from './dialects/allDialects.ts';
import { parseParams } from './params.ts';
import { parsePipeline } from './parsePipeline.ts';
import { folderOf, joinPath } from './projectPath.ts';
import { walkProject } from './walkProject.ts';

/** `pipelineFiles`: those whose params files are read. `tracked` is absent outside a git repository. */
export async function collectFacts(
  ports: Pick<Ports, 'files' | 'git'>,
  root: string,
  pipelineFiles: readonly ProjectPath[],
): Promise<Facts> {
  const [listing, tracked, params] = await Promise.all([
    walkProject(ports.files, root),
    ports.git.tracked(root),
    readAllParams(ports.files, root, pipelineFiles),
  ]);
  const texts = await companionTexts(ports.files, root, listing.files);
  return {
    root: fileUri(root),
    files: [...listing.files, ...listing.folders.map(folder => `${folder}/`)],
    unlisted: listing.unlisted,
    ...(tracked === null ? {} : { tracked }),
    params,
    ...(Object.keys(texts).length === 0 ? {} : { texts }),
  };
}

const mostTexts = 200;
const longestText = 256 * 1024;

/** Texts that foreign formats refer to: params files, locks. Long ones are left out. */
async function companionTexts(
  files: Files,
  root: string,
  listing: readonly ProjectPath[],
): Promise<Readonly<Record<ProjectPath, string>>> {
  const there = new Set(listing);
  const found: Record<ProjectPath, string> = {};
  for (const path of listing) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const dialect = allDialects.find(each => each.companions && each.names.some(pattern => pattern.test(name)));
    if (dialect?.companions === undefined) continue;
    const text = await files.readText(`${root}/${path}`).catch(() => null);
    for (const companion of text === null ? [] : dialect.companions(text, path)) {
      if (companion in found || !there.has(companion) || Object.keys(found).length >= mostTexts) continue;
      const content = await files.readText(`${root}/${companion}`).catch(() => null);
      if (content !== null && content.length <= longestText) found[companion] = content;
    }
  }
  return found;
}

async function readAllParams(
  files: Files,
  root: string,
  pipelineFiles: readonly ProjectPath[],
): Promise<Readonly<Record<ProjectPath, ParamTree>>> {
  const found: Record<ProjectPath, ParamTree> = {};
  for (const file of pipelineFiles) {
    const text = await files.readText(`${root}/${file}`).catch(() => null);
    const name = text === null ? undefined : parsePipeline(text).frame.mentions.paramsFile?.name;
    const path = name === undefined ? null : joinPath(folderOf(file), name);
    if (path === null || path in found) continue;
    const content = await files.readText(`${root}/${path}`).catch(() => null);
    const parsed = content === null ? null : parseParams(content, path);
    if (parsed?.ok) found[path] = parsed.value;
  }
  return found;
}

/** RFC 8089; Windows drives get a slash in front. */
function fileUri(path: string): string {
  const parts = path
    .replaceAll('\\', '/')
    .split('/')
    .map(part => encodeURIComponent(part).replace(/^([A-Za-z])%3A$/, '$1:'));
  const joined = parts.join('/').replace(/\/$/, '');
  return joined.startsWith('/') ? `file://${joined}` : `file:///${joined}`;
}
