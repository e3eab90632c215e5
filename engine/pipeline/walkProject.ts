// Lists what lies in a project, within bounds, leaving out folders that hold no one's own files.
import type { ProjectPath } from '../domain/ids.ts';
import type { Files } from '../ports.ts';

/** Folders of tools, environments, caches and stores. */
export const skippedFolders: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  '.dvc',
  '.trainyard',
  'mlruns',
  'mlartifacts',
  'wandb',
  'node_modules',
  '.venv',
  'venv',
  '.tox',
  '.nox',
  '__pycache__',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.ipynb_checkpoints',
  '.cache',
  'site-packages',
  '.idea',
  '.vscode-server',
]);
const maxFiles = 50_000;
/** A folder of images is known as a folder, not file by file. */
const maxFolder = 2_000;
const maxDepth = 20;

export interface ProjectListing {
  readonly files: readonly ProjectPath[];
  /** Without a slash at the end; skipped ones included. */
  readonly folders: readonly ProjectPath[];
  /** Folders whose content is not listed, or not all of it. */
  readonly unlisted: readonly ProjectPath[];
}

/** Breadth first. Linked folders are listed, and looked into once at most. */
export async function walkProject(files: Files, root: string): Promise<ProjectListing> {
  const found: ProjectPath[] = [];
  const folders: ProjectPath[] = [];
  const unlisted: ProjectPath[] = [];
  const seen = new Set<string>();
  let level: readonly ProjectPath[] = [''];
  for (let depth = 0; level.length > 0; depth++) {
    const next: ProjectPath[] = [];
    for (const folder of level) {
      if (depth > maxDepth || found.length >= maxFiles || !(await isNew(files, root, folder, seen))) {
        unlisted.push(folder);
        continue;
      }
      const entries = await listSafely(files, folder === '' ? root : `${root}/${folder}`);
      if (entries === null) {
        unlisted.push(folder);
        continue;
      }
      if (entries.length > maxFolder) unlisted.push(folder);
      for (const { name, kind } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, maxFolder)) {
        const path = folder === '' ? name : `${folder}/${name}`;
        if (kind === 'file') found.push(path);
        if (kind !== 'folder') continue;
        folders.push(path);
        (skippedFolders.has(name) ? unlisted : next).push(path);
      }
    }
    level = next;
  }
  return { files: found, folders, unlisted };
}

async function isNew(files: Files, root: string, folder: ProjectPath, seen: Set<string>): Promise<boolean> {
  const real = await files.realPath(folder === '' ? root : `${root}/${folder}`).catch(() => null);
  if (real === null || seen.has(real)) return false;
  seen.add(real);
  return true;
}

/** Null for a folder that may not be read. */
async function listSafely(files: Files, path: string): Promise<Awaited<ReturnType<Files['list']>> | null> {
  try {
    return await files.list(path);
  } catch {
    // Not allowed: what is in it stays unknown.
    return null;
  }
}
