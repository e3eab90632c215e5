// Starts the project's service as a background process and waits until it, or one that was faster, answers.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { Trouble, Trust } from '../protocol/api.ts';
import { type FoundService, findAt } from './findService.ts';
import { findPlace, type ProjectOptions, type ProjectPlace, type Variables } from './projectPlace.ts';
import { copyRuntime, pruneRuntimes } from './runtimeCopy.ts';
import { cancelled, ServiceError, unreachable } from './serviceError.ts';

export interface Log {
  write(level: 'debug' | 'info' | 'warn' | 'error', message: string): void;
}
export interface StartHow {
  /** Node, or an Electron that can be it. */
  readonly nodePath: string;
  /** `dist/service.js`, or `service/main.ts` from source. */
  readonly serviceFile: string;
  /** Asked for by a person: when it is taken the start fails with `port-taken`. */
  readonly port?: number;
  /** True when a person asks for it: crashes of before no longer count. */
  readonly afterCrashes?: boolean;
}
export interface StartOptions extends ProjectOptions {
  readonly trust: Trust;
  readonly start: StartHow;
  readonly log?: Log;
  readonly signal?: AbortSignal;
}
export interface ServiceCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
  readonly cwd: string;
}

const patienceMs = 30_000;
/** A winner on this host answers well within this time; a holder that never does is reported. */
const racePatienceMs = 8_000;
const pollMs = 25;

/** Returns the service that answers in the end; throws what it could not start for, or `service-unreachable`. */
export async function startService(options: StartOptions): Promise<FoundService> {
  return startAt(await findPlace(options), options);
}

/** For callers that start it themselves, in the foreground for example. */
export async function serviceCommand(options: StartOptions): Promise<ServiceCommand> {
  return commandAt(await findPlace(options), options);
}

async function commandAt(
  place: ProjectPlace,
  { start, trust, env = process.env }: StartOptions,
): Promise<ServiceCommand> {
  mkdirSync(place.paths.project, { recursive: true, mode: 0o700 });
  const file = await copyRuntime(start.serviceFile, place.paths);
  return {
    command: start.nodePath,
    args: [
      file,
      'service',
      '--root',
      place.root,
      '--trust',
      trust,
      ...(start.port === undefined ? [] : ['--port', String(start.port)]),
      ...(start.afterCrashes ? ['--after-crashes'] : []),
    ],
    env: ownVariables(env),
    // Not the project's folder: that may be moved or unmounted.
    cwd: place.paths.home,
  };
}

/** Electron runs as Node; options for another Node process are not for this one. */
function ownVariables(env: Variables): Record<string, string> {
  const own: Record<string, string> = {};
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && name !== 'NODE_OPTIONS') own[name] = value;
  return process.versions.electron === undefined && env.ELECTRON_RUN_AS_NODE === undefined
    ? own
    : { ...own, ELECTRON_RUN_AS_NODE: '1' };
}

export async function startAt(place: ProjectPlace, options: StartOptions): Promise<FoundService> {
  const command = await commandAt(place, options);
  const outputFile = `${place.paths.project}/start-${randomBytes(6).toString('hex')}.out`;
  const child = launch(command, outputFile);
  options.log?.write('info', `starting the service of ${place.root} (process ${child.pid ?? '?'})`);
  try {
    return await waitForAnswer(place, child, outputFile, options.signal);
  } finally {
    await rm(outputFile, { force: true });
    pruneRuntimes(place.paths).catch((error: unknown) => options.log?.write('debug', `pruning: ${String(error)}`));
  }
}

interface Child {
  readonly pid: number | undefined;
  /** Set once it has ended. */
  ended: { readonly code: number | null; readonly error: Error | null } | null;
}

function launch({ command, args, env, cwd }: ServiceCommand, outputFile: string): Child {
  const output = openSync(outputFile, 'a', 0o600);
  try {
    const spawned = spawn(command, args, {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', output, output],
      windowsHide: true,
    });
    const child: Child = { pid: spawned.pid, ended: null };
    spawned.once('error', error => {
      child.ended = { code: null, error };
    });
    spawned.once('exit', code => {
      child.ended ??= { code, error: null };
    });
    spawned.unref();
    return child;
  } finally {
    closeSync(output);
  }
}

/** A child that lost the race against another starter on this host says `store-locked`; then the other one is waited for. */
async function waitForAnswer(
  place: ProjectPlace,
  child: Child,
  outputFile: string,
  signal: AbortSignal | undefined,
): Promise<FoundService> {
  const since = performance.now();
  while (performance.now() - since < patienceMs) {
    if (signal?.aborted) throw cancelled();
    // Asked first: the end may be seen before the answer of a faster one.
    const { ended } = child;
    const found = await findAt(place);
    if (found !== null) return found;
    if (ended !== null && ended.code !== 0) {
      const reason = await whyNot(place, ended, outputFile);
      if (!isLostRace(reason) || performance.now() - since > racePatienceMs) throw reason;
    }
    await wait(pollMs);
  }
  throw unreachable(`it did not answer within ${patienceMs / 1000} s`, place.logFile);
}

const isLostRace = ({ code, args }: ServiceError): boolean => code === 'store-locked' && args.host === hostname();

/** The service's last word is one line of JSON with its trouble. */
async function whyNot(
  place: ProjectPlace,
  ended: NonNullable<Child['ended']>,
  outputFile: string,
): Promise<ServiceError> {
  const output = await readFile(outputFile, 'utf8').catch(() => '');
  for (const line of output.split('\n').reverse()) {
    if (!line.startsWith('{"trouble":')) continue;
    return new ServiceError((JSON.parse(line) as { readonly trouble: Trouble }).trouble);
  }
  const said = output.split('\n').find(line => /^\w*Error\b/.test(line)) ?? output.trim().slice(-300);
  const reason = ended.error?.message ?? `it ended with code ${ended.code}${said === '' ? '' : `: ${said}`}`;
  return unreachable(reason, place.logFile, ended.error);
}
