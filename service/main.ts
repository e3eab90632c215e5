// Entry of the background process: the service itself, a runner, or one of the service's workers.
import { isMainThread } from 'node:worker_threads';
import { isTrouble } from '../engine/errors.ts';
import { ensureService } from './ensureService.ts';
import { readOptions } from './options.ts';
import { runnerMain } from './runnerMain.ts';
import { startService } from './serviceMain.ts';
import { runWorker } from './worker.ts';

const entry = import.meta.filename;

/** Prints one line of JSON when it is ready or when it cannot start; whoever started it reads that. */
async function serve(args: readonly string[]): Promise<number> {
  try {
    const service = await startService(readOptions(args, process.env), entry);
    process.stdout.on('error', () => undefined);
    process.stdout.write(
      `${JSON.stringify({ ready: true, url: service.url, token: service.token, pid: process.pid })}\n`,
    );
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => service.stop());
    process.on('SIGHUP', () => undefined);
    await service.ended;
    return 0;
  } catch (error) {
    if (!isTrouble(error) && !(error instanceof TypeError)) throw error;
    const trouble = isTrouble(error)
      ? { code: error.code, args: error.args }
      : { code: 'bad-request', args: { reason: error.message } };
    process.stdout.write(`${JSON.stringify({ ready: false, trouble })}\n`);
    return 1;
  }
}

async function main(): Promise<number> {
  const [verb, ...args] = process.argv.slice(2);
  if (verb === 'service') return serve(args);
  if (verb === 'runner') return runnerMain(args, { ensureService: (root, paths) => ensureService(root, paths, entry) });
  process.stderr.write('usage: service --root FOLDER | runner FOLDER RUN\n');
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
