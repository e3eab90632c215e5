// Python environments from requirements files: built once per content, shared by all projects of a person, never half there.
import type { ContentHash } from '../domain/ids.ts';
import type { ResolvedEnvironment } from '../domain/pipeline.ts';
import { isTrouble, trouble } from '../errors.ts';
import type { Ports, ProcessInfo } from '../ports.ts';
import { findProgram, findPython, type Variables } from './programs.ts';

type BuildPorts = Pick<Ports, 'files' | 'processes' | 'clock' | 'hasher' | 'ids' | 'log'>;
export interface BuildRequest {
  readonly environment: ResolvedEnvironment;
  /** Absolute path of the project. */
  readonly root: string;
  /** Folder that holds all built environments. */
  readonly folder: string;
  /** Of the shell or window that asked; proxy, certificate and pip settings among them. */
  readonly variables: Variables;
  /** Interpreter of the request. */
  readonly python: string | null;
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
}
interface Interpreter {
  readonly path: string;
  readonly version: string;
  readonly base: string;
}

const lockPollMs = 500;
const unreadableLockMs = 5_000;
const buildTimeoutMs = 60 * 60_000;

/** What a stage's environment stands for without looking at any interpreter; null when nothing can be read. */
export async function environmentHash(
  ports: Pick<Ports, 'files' | 'hasher'>,
  root: string,
  environment: ResolvedEnvironment,
): Promise<ContentHash | null> {
  const requirements =
    environment.requirements === null ? '' : await ports.files.readText(`${root}/${environment.requirements}`);
  return requirements === null
    ? null
    : ports.hasher.text(JSON.stringify(['environment', environment.python, requirements]));
}

/**
 * Folder of the environment, ready to use; built when it is not there yet.
 * Throws `python-missing`, `environment-failed` with the reason, or `cancelled`.
 */
export async function buildEnvironment(ports: BuildPorts, request: BuildRequest): Promise<string> {
  const { environment, root } = request;
  const requirements =
    environment.requirements === null ? '' : await ports.files.readText(`${root}/${environment.requirements}`);
  if (requirements === null) throw failed(request, `the requirements file ${environment.requirements} is missing`);
  const python = await interpreter(ports, request);
  const key = ports.hasher.text(JSON.stringify([python, requirements]));
  const home = `${request.folder}/${key.slice(0, 32)}`;
  const built = await findBuilt(ports, home);
  if (built !== null) return built;
  await ports.files.makeFolder(home, 0o700);
  // Programs in an environment name its folder, so it cannot be moved: each build has a folder of its own, and `ready.json` names the good one.
  const target = `${home}/${ports.ids.next().slice(0, 8)}`;
  const release = await lock(ports, `${home}/lock`, request);
  try {
    const other = await findBuilt(ports, home);
    if (other !== null) return other;
    await install(ports, { request, python, target });
    await ports.files.writeAtomic(
      `${home}/ready.json`,
      JSON.stringify({ folder: target, python, builtAt: ports.clock.now() }),
    );
    return target;
  } catch (error) {
    await ports.files.remove(target);
    throw error;
  } finally {
    await release();
  }
}

/** The built environment, unless its interpreter has gone since. */
async function findBuilt(ports: BuildPorts, home: string): Promise<string | null> {
  const text = await ports.files.readText(`${home}/ready.json`);
  const folder = text === null ? null : (JSON.parse(text) as { readonly folder: string }).folder;
  return folder !== null && (await ports.files.stat(`${folder}/bin/python`)) !== null ? folder : null;
}

const failed = (request: BuildRequest, reason: string): Error =>
  trouble('environment-failed', { name: request.environment.name, reason });

async function interpreter(ports: BuildPorts, request: BuildRequest): Promise<Interpreter> {
  const wanted = request.environment.python;
  const path = await findPython(ports.files, request.root, {
    python: request.python,
    wanted,
    variables: request.variables,
  });
  const found = path === null ? null : await ask(ports, path, request);
  if (found !== null && (wanted === null || isVersion(found.version, wanted))) return found;
  const exact =
    wanted === null ? null : await findProgram(ports.files, `python${wanted}`, request.root, request.variables);
  const other = exact === null ? null : await ask(ports, exact, request);
  if (other !== null && wanted !== null && isVersion(other.version, wanted)) return other;
  if (found === null) throw trouble('python-missing');
  throw failed(request, `it wants Python ${wanted}, and ${found.path} is ${found.version}`);
}

const isVersion = (version: string, wanted: string): boolean => version === wanted || version.startsWith(`${wanted}.`);

async function ask(ports: BuildPorts, path: string, request: BuildRequest): Promise<Interpreter | null> {
  const program =
    'import json,platform,sys; print(json.dumps([platform.python_version(), sys.base_prefix, getattr(sys, "_base_executable", sys.executable)]))';
  try {
    const done = await ports.processes.run(path, ['-I', '-c', program], {
      cwd: request.root,
      env: request.variables,
      timeoutMs: 30_000,
      signal: request.signal,
    });
    const line = done.output.trim().split('\n').at(-1) ?? '';
    if (done.exitCode !== 0) return null;
    const [version, base, executable] = JSON.parse(line) as [string, string, string];
    return { path: executable || path, version, base };
  } catch (error) {
    if (isTrouble(error, 'cancelled')) throw error;
    ports.log.write('debug', `${path} is no Python that answers`, { error });
    return null;
  }
}

async function install(
  ports: BuildPorts,
  build: { readonly request: BuildRequest; readonly python: Interpreter; readonly target: string },
): Promise<void> {
  const { request, python, target } = build;
  const { requirements } = request.environment;
  const file = requirements === null ? null : `${request.root}/${requirements}`;
  const uv = await findUv(ports, request, python);
  const envPython = `${target}/bin/python`;
  if (uv !== null) {
    await step(ports, request, [...uv, 'venv', '--no-project', '--no-config', '--python', python.path, target]);
    if (file !== null)
      await step(ports, request, [...uv, 'pip', 'install', '--no-config', '--python', envPython, '-r', file]);
    return;
  }
  request.onProgress(`creating the environment with ${python.path}`);
  await step(ports, request, [python.path, '-m', 'venv', target]);
  if (file !== null)
    await step(ports, request, [
      envPython,
      '-m',
      'pip',
      'install',
      '--disable-pip-version-check',
      '--no-input',
      '-r',
      file,
    ]);
}

/** `uv` on PATH, or as a module of the interpreter. */
async function findUv(
  ports: BuildPorts,
  request: BuildRequest,
  python: Interpreter,
): Promise<readonly string[] | null> {
  const onPath = await findProgram(ports.files, 'uv', request.root, request.variables);
  if (onPath !== null) return [onPath];
  for (const path of new Set([request.python ?? python.path, python.path])) {
    const done = await ports.processes.run(path, ['-m', 'uv', '--version'], {
      cwd: request.root,
      env: request.variables,
      timeoutMs: 30_000,
      signal: request.signal,
    });
    if (done.exitCode === 0) return [path, '-m', 'uv'];
  }
  return null;
}

async function step(ports: BuildPorts, request: BuildRequest, argv: readonly string[]): Promise<void> {
  const [program = '', ...args] = argv;
  const { VIRTUAL_ENV: _, PYTHONHOME: __, ...variables } = request.variables;
  const cwd =
    request.environment.requirements === null
      ? request.root
      : `${request.root}/${request.environment.requirements}`.replace(/\/[^/]*$/, '');
  const done = await ports.processes.run(program, args, {
    cwd,
    env: { ...variables, PIP_NO_COLOR: '1', NO_COLOR: '1' },
    signal: request.signal,
    timeoutMs: buildTimeoutMs,
    onLine: line => line.trim() !== '' && request.onProgress(line.trim().slice(0, 200)),
  });
  if (done.exitCode !== 0) throw failed(request, lastWords(done.output));
}

/** From the first line that is marked as an error on, else the last lines. */
function lastWords(output: string): string {
  const lines = output
    .split('\n')
    .map(line => line.replace(/^[\s│╰─▶]+/, '').trim())
    .filter(line => line !== '' && !line.startsWith('[notice]'));
  const first = lines.findIndex(line => /^(error|fatal|×)/i.test(line));
  const words = first === -1 ? lines.slice(-3) : lines.slice(first, first + 4);
  return words.join(' ').slice(0, 500) || 'the installer ended without a word';
}

/**
 * Waits while another living process builds the same environment; a lock whose owner is gone is taken.
 * It saves work only: two builds at once would fill two folders.
 */
async function lock(ports: BuildPorts, path: string, request: BuildRequest): Promise<() => Promise<void>> {
  const mine = JSON.stringify(ports.processes.self());
  while (!(await ports.files.createNew(path, mine))) {
    if (request.signal.aborted) throw trouble('cancelled');
    if (!(await isHeld(ports, path))) {
      await ports.files.remove(path);
      continue;
    }
    request.onProgress('waiting for another run that builds this environment');
    await ports.clock.sleep(lockPollMs, request.signal);
  }
  return () => ports.files.remove(path);
}

async function isHeld(ports: BuildPorts, path: string): Promise<boolean> {
  const stat = await ports.files.stat(path);
  const text = await ports.files.readText(path);
  if (stat === null || text === null) return false;
  const owner = parseOwner(text);
  if (owner === null) return ports.clock.now() - Number(BigInt(stat.mtime) / 1_000_000n) < unreadableLockMs;
  const found = ports.processes.info(owner.pid);
  return (
    found !== null &&
    (found.startedAt === null || owner.startedAt === null || Math.abs(found.startedAt - owner.startedAt) < 2_000)
  );
}

/** Null for a lock whose writer was killed before it had written. */
function parseOwner(text: string): ProcessInfo | null {
  try {
    return JSON.parse(text) as ProcessInfo;
  } catch {
    return null;
  }
}
