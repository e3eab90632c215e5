// `trainyard service`: starts, ends or shows the project's background service.
import { type ChildProcess, spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { type FoundService, findService } from '../../connect/findService.ts';
import { type StartOptions, serviceCommand, startService } from '../../connect/startService.ts';
import { stopService } from '../../connect/stopService.ts';
import { trouble } from '../../engine/errors.ts';
import { formatRelative } from '../../present/format.ts';
import type { Trouble } from '../../protocol/api.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import type { Io } from '../io.ts';
import { printJson, printLines } from '../print.ts';
import { findRoot, startOptions } from '../project.ts';
import { UsageError, verb } from '../verb.ts';

export const service = verb({
  name: 'service',
  summary: 'Starts, ends or shows the project’s background service.',
  usage: ['service start [--foreground] [--port N] [--json]', 'service stop [--json]', 'service status [--json]'],
  options: {
    foreground: { type: 'boolean', help: 'Stay in this terminal until Ctrl+C; for containers.' },
    port: { type: 'string', value: 'N', help: 'The port to listen on; default: the project’s own.' },
  },
  notes: ['It starts by itself when a verb needs it, and ends by itself when idle. Runs outlive it.'],
  maxArgs: 1,
  async run({ options, args: [what], io, isJson }) {
    const project = { root: await findRoot(io.cwd), env: io.env, home: homedir() };
    switch (what) {
      case 'start': {
        const port = readPort(options.port);
        const start = { ...startOptions(), afterCrashes: true, ...(port === null ? {} : { port }) };
        const asked: StartOptions = { ...project, trust: 'trusted', start };
        return options.foreground ? runInForeground(asked, io, isJson) : startInBackground(asked, io, isJson);
      }
      case 'stop': {
        const wasThere = await stopService(project);
        if (isJson) printJson(io, { stopped: wasThere });
        else io.out(wasThere ? 'The service has ended.\n' : 'No service was running.\n');
        return exitCodes.done;
      }
      case 'status':
        return tellStatus(await findService(project), io, isJson);
      default:
        throw new UsageError(
          what === undefined ? 'Say start, stop or status.' : `There is no «service ${what}».`,
          'service',
        );
    }
  },
});

function readPort(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new UsageError(`«${text}» is no port.`, 'service');
  return port;
}

async function startInBackground(asked: StartOptions, io: Io, isJson: boolean): Promise<ExitCode> {
  const there = await findService(asked);
  const found = there ?? (await startService(asked));
  refuseOtherPort(found, asked);
  tellAddress(found, io, isJson, there === null ? 'The service runs' : 'The service was running already');
  return exitCodes.done;
}

/** A service that is there keeps its port. */
function refuseOtherPort(found: FoundService, { start }: StartOptions): void {
  if (start.port !== undefined && start.port !== found.port)
    throw new UsageError(
      `The service runs on port ${found.port} already. «trainyard service stop» ends it first.`,
      'service',
    );
}

type Told = Pick<FoundService, 'url' | 'token' | 'pid'>;
function tellAddress({ url, token, pid }: Told, io: Io, isJson: boolean, sentence: string): void {
  if (isJson) printJson(io, { url, token, pid });
  else printLines(io, [`${sentence} at ${url} (process ${pid}). With --json its token is told too.`]);
}

/** The service is a child here: it ends with this process, and its log goes to standard error. */
async function runInForeground(asked: StartOptions, io: Io, isJson: boolean): Promise<ExitCode> {
  const there = await findService(asked);
  if (there !== null)
    throw new UsageError(
      `The service runs already (process ${there.pid}). «trainyard service stop» ends it first.`,
      'service',
    );
  const { command, args, env, cwd } = await serviceCommand(asked);
  const child = spawn(command, [...args, '--foreground'], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const stopListening = io.onInterrupt(() => child.kill('SIGTERM'));
  const output: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => io.err(text));
  createInterface({ input: child.stdout }).on('line', line => output.push(line));
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', exit => resolve(exit ?? 0));
  });
  const found = await Promise.race([ended.then(() => null), untilFound(asked, child)]);
  if (found !== null) tellAddress(found, io, isJson, 'The service runs');
  const code = await ended;
  stopListening();
  if (code === 0) return exitCodes.done;
  throw lastTrouble(output) ?? trouble('internal', { reason: `the service ended with code ${code}` });
}

/** Null when it ended before it answered. */
async function untilFound(asked: StartOptions, child: ChildProcess): Promise<FoundService | null> {
  while (child.exitCode === null && child.signalCode === null) {
    const found = await findService(asked);
    if (found?.pid === child.pid) return found;
    await wait(50);
  }
  return null;
}

/** A service that cannot start says why in a last line of JSON. */
function lastTrouble(output: readonly string[]): Error | null {
  const line = output.findLast(candidate => candidate.startsWith('{"trouble":'));
  if (line === undefined) return null;
  const { trouble: said } = JSON.parse(line) as { readonly trouble: Trouble };
  return Object.assign(new Error(said.code), said);
}

function tellStatus(found: FoundService | null, io: Io, isJson: boolean): ExitCode {
  if (isJson) {
    const { url, pid, hello } = found ?? {};
    printJson(
      io,
      found === null ? { running: false } : { running: true, url, pid, version: hello?.version, mode: hello?.mode },
    );
  } else if (found === null) io.out('No service is running. It starts when a verb needs it.\n');
  else
    printLines(io, [
      `The service runs at ${found.url} (process ${found.pid}), version ${found.hello.version}, started ${formatRelative(Date.now(), found.hello.startedAt)}.`,
    ]);
  return exitCodes.done;
}
