// Where artifacts really lie: MLflow's locations as local folders, also after the project was moved.
import type { BlockingFiles } from '../ports.ts';

export interface ArtifactPaths {
  /** Absolute folder of new experiments' artifacts, `<root>/mlruns`. */
  readonly root: string;
  /** Absolute local folder of a location; null when it is not local. */
  folder(location: string): string | null;
  /** The location as clients should be told it: a place that this project left is replaced by the present one. */
  present(location: string): string;
  /** True when a local folder of that location has anything in it. */
  hasFiles(location: string): boolean;
}

const folderName = 'mlruns';

/**
 * MLflow writes absolute locations. One of the form `<elsewhere>/mlruns/<rest>` means `<root>/mlruns/<rest>` when that
 * is there, or when `<elsewhere>/mlruns` is gone.
 */
export function artifactPaths(files: BlockingFiles, root: string): ArtifactPaths {
  const own = `${root}/${folderName}`;
  const isFolder = (path: string): boolean => files.stat(path)?.kind === 'folder';
  const moved = (path: string): string => {
    if (path === root || path.startsWith(`${root}/`)) return path;
    const at = path.lastIndexOf(`/${folderName}/`);
    if (at < 0) return path;
    const here = `${own}${path.slice(at + folderName.length + 1)}`;
    return isFolder(here) || !isFolder(path.slice(0, at + folderName.length + 1)) ? here : path;
  };
  const folder = (location: string): string | null => {
    const path = localPath(location, root);
    return path === null ? null : moved(path);
  };
  return {
    root: own,
    folder,
    present(location) {
      const path = localPath(location, root);
      const now = path === null ? null : moved(path);
      return now === null || now === path ? location : now;
    },
    hasFiles(location) {
      const path = folder(location);
      return path !== null && files.list(path).length > 0;
    },
  };
}

/** `mlflow server` in the project keeps what it calls `mlflow-artifacts:/` in `mlartifacts/`. */
function localPath(location: string, root: string): string | null {
  const served = /^mlflow-artifacts:\/(?!\/)(.*)$/.exec(location);
  if (served) return clean(`${root}/mlartifacts/${served[1]}`);
  if (location.startsWith('file:')) return clean(decode(location.replace(/^file:(\/\/[^/]*)?/, '')));
  if (/^[a-z][\w+.-]+:/i.test(location) || location === '') return null;
  return clean(location.startsWith('/') ? location : `${root}/${location.replace(/^\.\//, '')}`);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Null where `..` could lead elsewhere. */
const clean = (path: string): string | null =>
  path.split('/').includes('..') || path.includes('\0') ? null : path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
