// The ports of a worker: real ones, and for untrusted folders real ones that read below the root and do nothing else.
import { realpathSync } from 'node:fs';
import { createEngine, type Engine } from '../engine/createEngine.ts';
import { trouble } from '../engine/errors.ts';
import { nodePorts } from '../engine/node/ports.ts';
import type { BlockingFiles, Files, Git, Ports } from '../engine/ports.ts';
import { serviceLog } from './projectFolder.ts';
import { viewingDatabases } from './viewingDatabases.ts';
import type { WorkerData } from './workerCalls.ts';

/** The engine of a worker; its parts are opened when they are asked for. */
export function openEngine({ root, access, paths }: WorkerData): { readonly engine: Engine; readonly ports: Ports } {
  const real = nodePorts({ log: serviceLog(paths) });
  const ports = access === 'write' ? real : viewingPorts(real, root);
  const folders = { runs: paths.runs, environments: paths.environments };
  return { ports, engine: createEngine({ ports, root, access, folders }) };
}

/** No git, no processes, no writes, and nothing that a link leads to outside of `root`. */
function viewingPorts(ports: Ports, root: string): Ports {
  const files = viewingFiles(ports.files, root);
  return {
    ...ports,
    files,
    blockingFiles: viewingBlockingFiles(ports.blockingFiles, root),
    databases: viewingDatabases(ports.databases, path => isInside(path, root)),
    git: noGit,
    hasher: {
      text: ports.hasher.text,
      async file(path, signal) {
        if ((await files.stat(path)) === null) throw trouble('path-outside', { path });
        return ports.hasher.file(path, signal);
      },
    },
    processes: { ...ports.processes, spawnDetached: refuse, spawnPiped: refuse, run: refuse, signalGroup: () => false },
  };
}

const refuse = async (): Promise<never> => {
  throw trouble('untrusted');
};
const noGit: Git = { provenance: async () => null, tracked: async () => null };

const isBelow = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`);

function isInside(path: string, root: string): boolean {
  try {
    return isBelow(realpathSync(path), root);
  } catch {
    // Missing, or a link that leads nowhere.
    return false;
  }
}

const viewingBlockingFiles = (files: BlockingFiles, root: string): BlockingFiles => ({
  readText: path => (isInside(path, root) ? files.readText(path) : null),
  stat: path => (isInside(path, root) ? files.stat(path) : null),
  list: folder => (isInside(folder, root) ? files.list(folder) : []),
});

function viewingFiles(files: Files, root: string): Files {
  const inside = async (path: string): Promise<boolean> => {
    const real = await files.realPath(path);
    return real !== null && isBelow(real, root);
  };
  return {
    ...files,
    read: async path => ((await inside(path)) ? files.read(path) : null),
    readText: async path => ((await inside(path)) ? files.readText(path) : null),
    stat: async path => ((await inside(path)) ? files.stat(path) : null),
    list: async folder => ((await inside(folder)) ? files.list(folder) : []),
    readSlice: async (path, offset, limit) => ((await inside(path)) ? files.readSlice(path, offset, limit) : null),
    writeAtomic: refuse,
    append: refuse,
    createNew: refuse,
    makeFolder: refuse,
    remove: refuse,
    rename: refuse,
    copy: refuse,
  };
}
