// `trainyard service`: starts, ends or shows the project's background service.
import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { createInterface } from 'node:readline';
import { type FoundService, findService } from '../../connect/findService.ts';
import { startService } from '../../connect/startService.ts';
import { stopService } from '../../connect/stopService.ts';
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
        const start = { ...startOptions(), ...(port === null ? {} : { port }) };
        const asked: StartCall = { ...project, trust: 'trusted', start };
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

type StartCall = Parameters<typeof startService>[0];

function readPort(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new UsageError(`«${text}» is no port.`, 'service');
  return port;
}

async function startInBackground(asked: StartCall, io: Io, isJson: boolean): Promise<ExitCode> {
  const there = await findService(asked);
  const found = there ?? (await startService(asked));
  refuseOtherPort(found, asked);
  tellAddress(found, io, isJson, there === null ? 'The service runs' : 'The service was running already');
  return exitCodes.done;
}

/** A service that is there keeps its port. */
function refuseOtherPort(found: FoundService, { start }: StartCall): void {
  const { port } = new URL(found.url);
  if (start.port !== undefined && String(start.port) !== port)
    throw new UsageError(
      `The service runs on port ${port} already. «trainyard service stop» ends it first.`,
      'service',
    );
}

type Told = Pick<FoundService, 'url' | 'token' | 'pid'>;
function tellAddress({ url, token, pid }: Told, io: Io, isJson: boolean, sentence: string): void {
  if (isJson) printJson(io, { url, token, pid });
  else printLines(io, [`${sentence} at ${url} (process ${pid}). With --json its token is told too.`]);
}

/** The service is a child here: it ends with this process, and its log goes to standard error. */
async function runInForeground(asked: StartCall, io: Io, isJson: boolean): Promise<ExitCode> {
  const there = await findService(asked);
  if (there !== null)
    throw new UsageError(
      `The service runs already (process ${there.pid}). «trainyard service stop» ends it first.`,
      'service',
    );
  const { nodePath, serviceFile, port } = asked.start;
  const flags = ['--root', asked.root, '--trust', 'trusted', '--foreground'];
  const args = [serviceFile, 'service', ...flags, ...(port === undefined ? [] : ['--port', String(port)])];
  const child = spawn(nodePath, args, { env: { ...io.env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const stopListening = io.onInterrupt(() => child.kill('SIGTERM'));
  let refused: Trouble | null = null;
  child.stderr.setEncoding('utf8').on('data', (text: string) => io.err(text));
  createInterface({ input: child.stdout }).on('line', line => {
    const { url, token, pid, trouble } = readWord(line);
    if (trouble !== undefined) refused = trouble;
    if (url !== undefined && token !== undefined && pid !== undefined)
      tellAddress({ url, token, pid }, io, isJson, 'The service runs');
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', exit => resolve(exit ?? 0));
  });
  stopListening();
  if (code === 0) return exitCodes.done;
  throw asError(refused ?? { code: 'internal', args: { reason: `the service ended with code ${code}` } });
}

interface ServiceWord {
  readonly url?: string;
  readonly token?: string;
  readonly pid?: number;
  readonly trouble?: Trouble;
}
/** The service says on its standard output where it is, or why it cannot start: a line of JSON. */
function readWord(line: string): ServiceWord {
  try {
    return JSON.parse(line) as ServiceWord;
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
const asError = (said: Trouble): Error => Object.assign(new Error(said.code), said);

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
