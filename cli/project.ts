// The project a command is about, and its service: found, or started when there is none.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { type Connection, connectProject } from '../connect/connectProject.ts';
import type { ProjectPath } from '../engine/domain/ids.ts';
import { trouble } from '../engine/errors.ts';
import { nodePorts } from '../engine/node/ports.ts';
import { findPipelines } from '../engine/pipeline/findPipelines.ts';
import { findProjectRoot } from '../engine/pipeline/findProjectRoot.ts';
import { loadPipeline } from '../engine/pipeline/loadPipeline.ts';
import { errorText } from '../present/texts.ts';
import type { Io } from './io.ts';
import { UsageError } from './verb.ts';

export const findRoot = (cwd: string): Promise<string> => findProjectRoot(nodePorts().files, cwd);

/** What starts the service: this Node with the bundle beside the command line, or its source. */
export function startOptions(): { readonly nodePath: string; readonly serviceFile: string } {
  const built = join(import.meta.dirname, 'service.js');
  const source = join(import.meta.dirname, '..', 'service', 'main.ts');
  return { nodePath: process.execPath, serviceFile: existsSync(built) ? built : source };
}

/** The project's service, started when there is none. Typing the command is consent: the connection is trusted. */
async function openService(io: Io, root: string): Promise<Connection> {
  return connectProject({
    root,
    trust: 'trusted',
    env: io.env,
    home: homedir(),
    start: startOptions(),
    log: { write: (level, message) => (io.env.TRAINYARD_DEBUG ? io.err(`${level}  ${message}\n`) : undefined) },
  });
}

/** Hands the service of the current folder's project to `work` and lets go of it at the end. */
export async function withService<T>(io: Io, work: (service: Connection) => Promise<T>): Promise<T> {
  const root = await findRoot(io.cwd);
  const service = await openService(io, root);
  try {
    for (const notice of service.hello.notices) io.err(`note   ${errorText(notice)}\n`);
    return await work(service);
  } finally {
    service.dispose();
  }
}

/** The pipeline file meant by a path or a pipeline's name; the only one when nothing was said. Needs no service. */
export async function choosePipeline(typed: string | undefined, cwd: string, verb: string): Promise<ProjectPath> {
  const { files } = nodePorts();
  const root = await findRoot(cwd);
  const known = await findPipelines(files, root);
  const here = (await files.realPath(cwd)) ?? cwd;
  if (typed === undefined) {
    const [only, second] = known;
    if (only === undefined) throw trouble('no-project', { path: root });
    if (second === undefined) return only;
    const [near, other] = known.filter(file => join(root, file).startsWith(`${here}${sep}`));
    if (near !== undefined && other === undefined) return near;
    throw new UsageError(`There are several pipelines: ${known.join(', ')}. Name one.`, verb);
  }
  const path = relative(root, resolve(here, typed)).split(sep).join('/');
  if (known.includes(path)) return path;
  for (const file of known) if ((await loadPipeline(files, root, file)).pipeline?.name === typed) return file;
  throw trouble('pipeline-missing', { file: typed });
}
