// The command line `trainyard <verb>`: finds the verb, runs it, and turns what went wrong into a sentence and an exit code.
import packageJson from '../package.json' with { type: 'json' };
import { errorText } from '../present/texts.ts';
import { asTrouble } from '../present/troubleOf.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exitCodes.ts';
import { type Io, processIo } from './io.ts';
import { printJson } from './print.ts';
import { styleFor } from './style.ts';
import { pad } from './table.ts';
import { UsageError, type Verb } from './verb.ts';
import { audit } from './verbs/audit.ts';
import { cancel } from './verbs/cancel.ts';
import { check } from './verbs/check.ts';
import { clean } from './verbs/clean.ts';
import { deploy } from './verbs/deploy.ts';
import { deployments } from './verbs/deployments.ts';
import { gates } from './verbs/gates.ts';
import { init } from './verbs/init.ts';
import { log } from './verbs/log.ts';
import { lsp } from './verbs/lsp.ts';
import { metrics } from './verbs/metrics.ts';
import { models } from './verbs/models.ts';
import { monitor } from './verbs/monitor.ts';
import { predict } from './verbs/predict.ts';
import { register } from './verbs/register.ts';
import { retrain } from './verbs/retrain.ts';
import { run } from './verbs/run.ts';
import { runs } from './verbs/runs.ts';
import { service } from './verbs/service.ts';
import { status } from './verbs/status.ts';
import { approve, hold, promote, resume, rollback, start, stop } from './verbs/steer.ts';
import { trace } from './verbs/trace.ts';

/** A new verb is a new file and one word here. */
const verbs: readonly Verb[] = [
  ...[init, check, run, status, runs, metrics, log, cancel],
  ...[gates, register, models, deploy, deployments, approve, promote, hold, resume, rollback, stop, start],
  ...[predict, monitor, retrain, audit, trace],
  ...[clean, service, lsp],
];

/** Does what `args` say and gives back the exit code; never throws. */
async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  const isJson = args.includes('--json') || /(^| )--format[= ]json( |$)/.test(args.join(' '));
  try {
    return await dispatch(args, io);
  } catch (error) {
    return tell(error, io, isJson);
  }
}

async function dispatch([name, ...rest]: readonly string[], io: Io): Promise<ExitCode> {
  if (name === '--version' || name === '-v') {
    io.out(`${packageJson.version}\n`);
    return exitCodes.done;
  }
  if (name === undefined || name === '--help' || name === '-h') {
    io.out(overview());
    return name === undefined ? exitCodes.wrongUse : exitCodes.done;
  }
  if (name === 'help') return dispatch(rest.length === 0 ? ['--help'] : [...rest.slice(0, 1), '--help'], io);
  const verb = verbs.find(candidate => candidate.name === name);
  if (verb === undefined) throw new UsageError(`There is no «trainyard ${name}».`);
  return verb.execute(rest, io);
}

function overview(): string {
  return [
    'Usage: trainyard <verb> [options]',
    '',
    'Write a pipeline, run it, compare the runs; register, deploy, watch and roll back its models.',
    '',
    ...verbs.map(verb => `  ${pad(verb.name, 11)} ${verb.summary}`),
    '',
    'trainyard <verb> --help says more. Exit codes: 0 done, 1 findings or failed, 2 wrong use, 3 our fault.',
    '',
  ].join('\n');
}

function tell(error: unknown, io: Io, isJson: boolean): ExitCode {
  const style = styleFor(io);
  const say = (message: string) => io.err(`${style('red', 'error')}  ${message}\n`);
  if (error instanceof UsageError) {
    const hint = `trainyard ${error.verb === null ? '' : `${error.verb} `}--help`;
    if (isJson) printJson(io, { error: { code: 'usage', message: error.message } });
    say(`${error.message} «${hint}» says what can be said.`);
    return exitCodes.wrongUse;
  }
  const trouble = asTrouble(error);
  const message = errorText(trouble);
  if (isJson) printJson(io, { error: { ...trouble, message } });
  say(message);
  if (io.env.TRAINYARD_DEBUG && error instanceof Error) io.err(`${error.stack ?? ''}\n`);
  return exitCodeOf(trouble.code);
}

/** Runs with this process's words and terminal, and ends it when everything is written. */
export async function runFromProcess(): Promise<void> {
  hideExperimentalWarnings();
  const code = await main(process.argv.slice(2), processIo());
  process.stdout.write('', () => process.exit(code));
}

/** Node announces node:sqlite as experimental at every start: nothing a reader of `check` can act on. */
function hideExperimentalWarnings(): void {
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => {
    if (name !== 'ExperimentalWarning') process.stderr.write(`${name}: ${message}\n`);
  });
}

if (import.meta.main) void runFromProcess();
