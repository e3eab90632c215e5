// Entry of the background process: the service itself, a runner, a router, a model server, or one of the service's workers.
import { isMainThread } from 'node:worker_threads';
import { isTrouble, trouble } from '../engine/errors.ts';
import { errorStreamLog } from '../engine/node/log.ts';
import { ensureService } from './ensureService.ts';
import { readOptions, type ServiceOptions } from './options.ts';
import { runnerMain } from './runnerMain.ts';
import { startService } from './serviceMain.ts';
import { servingMain } from './servingMain.ts';
import { runWorker } from './worker.ts';

const entry = import.meta.filename;

/** Its last line says why it could not start, as JSON: whoever started it reads that. */
async function serve(args: readonly string[]): Promise<number> {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort());
  // The window or terminal that started it is gone one day.
  process.on('SIGHUP', () => undefined);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    const options = parse(args);
    const service = await startService(options, {
      entry,
      signal: stop.signal,
      ...(options.foreground ? { echo: errorStreamLog('info') } : {}),
    });
    await service.ended;
    return 0;
  } catch (error) {
    if (!isTrouble(error)) throw error;
    process.stdout.write(`${JSON.stringify({ trouble: { code: error.code, args: error.args } })}\n`);
    return 1;
  }
}

function parse(args: readonly string[]): ServiceOptions {
  try {
    return readOptions(args, process.env);
  } catch (error) {
    if (error instanceof TypeError) throw trouble('bad-request', { reason: error.message }, { cause: error });
    throw error;
  }
}

async function main(): Promise<number> {
  const [verb, ...args] = process.argv.slice(2);
  if (verb === 'service') return serve(args);
  if (verb === 'runner') return runnerMain(args, { ensureService: (root, paths) => ensureService(root, paths, entry) });
  const served = await servingMain(verb, args);
  if (served !== null) return served;
  process.stderr.write(
    'usage: service --root FOLDER | runner FOLDER RUN | router FOLDER DEPLOYMENT | model-server PACKAGE\n',
  );
  return 2;
}

if (!isMainThread) runWorker();
else {
  main().then(
    code => process.exit(code),
    error => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(70);
    },
  );
}
