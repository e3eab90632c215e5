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
  const [listing, tracked, pipelines] = await Promise.all([
    walkProject(ports.files, root),
    ports.git.tracked(root),
    readPipelines(ports.files, root, pipelineFiles),
  ]);
  const params = await readAllParams(ports.files, root, pipelines);
  const texts = await allTexts(ports.files, root, listing.files, pipelines);
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
/** Of all texts together: they travel with every change. */
const mostText = 1024 * 1024;
/** Files without a telling name that are looked into. */
const mostUnnamed = 100;
/** Files that are model cards whatever they hold. */
export const isCardName = (name: string): boolean => /^MODEL_CARD\.md$|\.card\.md$|^modelcard\.ya?ml$/i.test(name);

/** Texts of what is known by name, and of what it refers to: params files, requirements, locks. Long ones are left out. */
async function allTexts(
  files: Files,
  root: string,
  listing: readonly ProjectPath[],
  pipelines: readonly NamedFiles[],
): Promise<Readonly<Record<ProjectPath, string>>> {
  const there = new Set(listing);
  const found: Record<ProjectPath, string> = {};
  let length = 0;
  const take = async (path: ProjectPath): Promise<string | null> => {
    if (path in found) return found[path] ?? null;
    if (!there.has(path) || Object.keys(found).length >= mostTexts || length >= mostText) return null;
    const text = await readShort(files, `${root}/${path}`);
    if (text === null) return null;
    found[path] = text;
    length += text.length;
    return text;
  };
  for (const { path, params, requirements } of pipelines) {
    if ((await take(path)) === null) continue;
    for (const named of [params, ...requirements]) if (named !== null) await take(named);
  }
  for (const path of listing) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const dialect = allDialects.find(each => each.names.some(pattern => pattern.test(name)));
    // Beside a card lies what says how its model is built.
    const isWanted = dialect !== undefined || isCardName(name) || name === 'config.json';
    const text = isWanted ? await take(path) : null;
    for (const companion of text === null ? [] : (dialect?.companions?.(text, path) ?? [])) await take(companion);
  }
  const unnamed = listing.filter(path => /\.ya?ml$/.test(path) && !(path in found)).slice(0, mostUnnamed);
  for (const path of unnamed) {
    if (Object.keys(found).length >= mostTexts || length >= mostText) break;
    const text = await readShort(files, `${root}/${path}`);
    if (text === null) continue;
    if (allDialects.some(each => each.isSource?.(text))) {
      found[path] = text;
      length += text.length;
    }
    for (const companion of unnamedCompanions(text, path)) await take(companion);
  }
  return found;
}

/** Null too for what may not be read. A letter has three bytes at most for each unit of its length. */
async function readShort(files: Files, path: string): Promise<string | null> {
  try {
    if (((await files.stat(path))?.size ?? 0) > 3 * longestText) return null;
    const text = await files.readText(path);
    return text === null || text.length > longestText ? null : text;
  } catch {
    return null;
  }
}

/** The files that a pipeline names at its top. */
interface NamedFiles {
  readonly path: ProjectPath;
  readonly params: ProjectPath | null;
  readonly requirements: readonly ProjectPath[];
}

async function readPipelines(
  files: Files,
  root: string,
  paths: readonly ProjectPath[],
): Promise<readonly NamedFiles[]> {
  const found: NamedFiles[] = [];
  for (const path of paths) {
    const text = await files.readText(`${root}/${path}`).catch(() => null);
    if (text === null) continue;
    const { paramsFile, environments } = parsePipeline(text).frame.mentions;
    const at = (name: string | undefined): ProjectPath | null =>
      name === undefined ? null : joinPath(folderOf(path), name);
    const requirements = [...environments.values()].flatMap(one => at(one.requirements?.name) ?? []);
    found.push({ path, params: at(paramsFile?.name), requirements });
  }
  return found;
}

/** What a file refers to whose format the content alone tells. */
const unnamedCompanions = (text: string, path: ProjectPath): readonly ProjectPath[] =>
  allDialects
    .filter(each => each.companions !== undefined && each.names.length === 0 && each.recognise(text))
    .flatMap(each => each.companions?.(text, path) ?? []);

async function readAllParams(
  files: Files,
  root: string,
  pipelines: readonly NamedFiles[],
): Promise<Readonly<Record<ProjectPath, ParamTree>>> {
  const found: Record<ProjectPath, ParamTree> = {};
  for (const { params: path } of pipelines) {
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
