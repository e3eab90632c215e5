// Starts the project's service as a background process and waits until it answers.
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Trouble } from '../protocol/api.ts';
import { type FoundService, findService } from './findService.ts';
import { copyRuntime } from './runtimeCopy.ts';
import { ServiceTrouble } from './serviceTrouble.ts';
import { type ConnectOptions, logFileOf, pathsOf, type StartOptions } from './target.ts';

const readyMs = 20_000;

type FirstLine = { readonly ready: true } | { readonly ready: false; readonly trouble: Trouble };

/**
 * Returns the service that answers, be it this one or one that another process started at the same moment.
 * Throws `service-unreachable`, `service-crashing`, `store-locked`, `port-taken` and what opening the project's state throws.
 */
export async function startService(options: ConnectOptions & { readonly start: StartOptions }): Promise<FoundService> {
  const paths = pathsOf(options);
  mkdirSync(paths.project, { recursive: true, mode: 0o700 });
  const file = await copyRuntime(options.start.serviceFile, paths.runtime);
  const first = await spawnService(options, file);
  if (!first.ready && first.trouble.code !== 'store-locked')
    throw new ServiceTrouble(first.trouble.code, first.trouble.args);
  const end = Date.now() + readyMs;
  while (Date.now() < end) {
    const found = await findService(options);
    if (found !== null) return found;
    await wait(100);
  }
  if (!first.ready) throw new ServiceTrouble(first.trouble.code, first.trouble.args);
  throw new ServiceTrouble('service-unreachable', { reason: 'it did not answer in time', log: logFileOf(paths) });
}

/** Waits for the one line that the service prints when it is ready or cannot be. */
function spawnService(
  { start, trust, ...target }: ConnectOptions & { readonly start: StartOptions },
  file: string,
): Promise<FirstLine> {
  const paths = pathsOf(target);
  const log = logFileOf(paths);
  const args = [
    ...serviceFlags(file),
    file,
    'service',
    '--root',
    paths.root,
    '--trust',
    trust,
    ...(start.port === undefined ? [] : ['--port', String(start.port)]),
  ];
  return new Promise((done, fail) => {
    const child = spawn(start.nodePath, args, {
      cwd: paths.root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      env: { ...process.env, ...definedOnly(target.env ?? {}), ELECTRON_RUN_AS_NODE: '1' },
    });
    let text = '';
    let errors = '';
    const finish = (act: () => void): void => {
      clearTimeout(timer);
      child.stdout.destroy();
      child.stderr.destroy();
      child.removeAllListeners();
      child.unref();
      act();
    };
    const unreachable = (reason: string): void =>
      finish(() => fail(new ServiceTrouble('service-unreachable', { reason, log })));
    const timer = setTimeout(() => unreachable('it did not start in time'), readyMs);
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const [line, rest] = text.split('\n');
      if (rest !== undefined) finish(() => done(JSON.parse(line ?? '') as FirstLine));
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
      appendFileSync(log, chunk);
    });
    child.once('error', error => unreachable(error.message));
    child.once('exit', code => unreachable(errors.trim().split('\n').at(-1) ?? `it ended with exit code ${code}`));
  });
}

/** A checkout's sources are run by Node itself; its warning about that is for nobody. */
const serviceFlags = (file: string): readonly string[] =>
  file.endsWith('.ts') ? ['--disable-warning=ExperimentalWarning'] : [];

const definedOnly = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
