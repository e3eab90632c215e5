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
import { errorText } from '../present/texts.ts';
import type { PipelineView } from '../protocol/api.ts';
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
export async function openService(io: Io, root: string): Promise<Connection> {
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
export async function withService<T>(io: Io, work: (service: Connection, root: string) => Promise<T>): Promise<T> {
  const root = await findRoot(io.cwd);
  const service = await openService(io, root);
  try {
    for (const notice of service.hello.notices) io.err(`note   ${errorText(notice)}\n`);
    return await work(service, root);
  } finally {
    service.dispose();
  }
}

/** The pipeline file meant by a path or a pipeline's name; the only one when nothing was said. */
export async function choosePipeline(
  typed: string | undefined,
  { root, cwd, verb }: { readonly root: string; readonly cwd: string; readonly verb: string },
  named: () => Promise<readonly PipelineView[]>,
): Promise<ProjectPath> {
  const files = await findPipelines(nodePorts().files, root);
  if (typed === undefined) {
    const [only, second] = files;
    if (only === undefined) throw trouble('no-project', { path: root });
    if (second === undefined) return only;
    const nearest = files.filter(file => join(root, file).startsWith(`${cwd}${sep}`));
    if (nearest.length === 1 && nearest[0] !== undefined) return nearest[0];
    throw new UsageError(`There are several pipelines: ${files.join(', ')}. Name one.`, verb);
  }
  const path = relative(root, resolve(cwd, typed)).split(sep).join('/');
  if (files.includes(path)) return path;
  const found = (await named()).find(view => view.name === typed);
  if (found !== undefined) return found.file;
  throw trouble('pipeline-missing', { file: typed });
}
