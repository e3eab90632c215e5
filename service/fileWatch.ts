// Hears of changed files through a bounded number of folder watches: nothing is polled, nothing is walked.
import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Log } from '../engine/ports.ts';

export interface FileWatch {
  /** Watches these instead of those of before; paths are relative to the root. */
  follow(paths: readonly string[]): void;
  stop(): void;
}
interface FileWatchOptions {
  readonly root: string;
  /** Changed paths, gathered for a moment. */
  readonly onChange: (paths: readonly string[]) => void;
  readonly log: Log;
}

const mostFolders = 256;
const calmMs = 200;
const longestMs = 1_000;
const isPipelineFile = (path: string): boolean => /(^|\/|\.)pipeline\.yaml$/.test(path);

export function createFileWatch({ root, onChange, log }: FileWatchOptions): FileWatch {
  const watchers = new Map<string, FSWatcher>();
  let followed: ReadonlySet<string> = new Set();
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let since = 0;

  const tell = (): void => {
    const paths = [...changed];
    changed.clear();
    onChange(paths);
  };
  const hear = (folder: string, name: string | null): void => {
    const path = relative(root, name === null ? folder : join(folder, name))
      .split(sep)
      .join('/');
    if (!isFollowed(path, followed) && !isPipelineFile(path)) return;
    if (changed.size === 0) since = Date.now();
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(tell, Date.now() - since > longestMs ? 0 : calmMs);
  };
  const open = (folder: string): void => {
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => hear(folder, name));
      watcher.on('error', () => close(folder));
      watchers.set(folder, watcher);
    } catch (error) {
      // The folder is not there yet, or the system has no watches left: its changes are seen when something else changes.
      log.write('debug', `${folder} is not watched`, { error });
    }
  };
  const close = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  return {
    follow(paths) {
      followed = new Set(paths);
      const wanted = new Set([root, ...paths.flatMap(path => foldersFor(join(root, path)))].slice(0, mostFolders));
      for (const folder of [...watchers.keys()]) if (!wanted.has(folder)) close(folder);
      for (const folder of wanted) if (!watchers.has(folder)) open(folder);
    },
    stop() {
      clearTimeout(timer);
      for (const folder of [...watchers.keys()]) close(folder);
    },
  };
}

/** The path itself, or a folder that it is, or that holds it. */
function isFollowed(path: string, followed: ReadonlySet<string>): boolean {
  if (followed.has(path) || followed.has(`${path}/`)) return true;
  const parent = path.slice(0, path.lastIndexOf('/') + 1);
  return parent !== '' && (followed.has(parent) || followed.has(parent.slice(0, -1)));
}

const foldersFor = (path: string): readonly string[] =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ? [dirname(path), path] : [dirname(path)];
