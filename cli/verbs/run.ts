// `trainyard run`: runs a pipeline or some of its stages and follows it to its end.
import { randomUUID } from 'node:crypto';
import type { Connection } from '../../connect/connectProject.ts';
import type { PipelineRun } from '../../engine/domain/run.ts';
import { isTrouble } from '../../engine/errors.ts';
import { errorText } from '../../present/texts.ts';
import { asTrouble } from '../../present/troubleOf.ts';
import type { Operation, RunRequest } from '../../protocol/api.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { followRun } from '../followRun.ts';
import { findPython, shellVariables } from '../interpreter.ts';
import type { Io } from '../io.ts';
import { printJson, printLines } from '../print.ts';
import { choosePipeline, withService } from '../project.ts';
import { metricLines, metricValues } from '../runMetrics.ts';
import { runProgress } from '../runProgress.ts';
import { failureLines } from '../runView.ts';
import { readForce, readParallel, readSelect, readValues, separateForce, separateValues } from '../runWords.ts';
import { styleFor } from '../style.ts';
import { UsageError, verb } from '../verb.ts';

export const run = verb({
  name: 'run',
  summary: 'Runs a pipeline; stages in which nothing changed are skipped.',
  usage: ['run [PIPELINE] [--stage STAGE… | --to STAGE] [--force [STAGE]] [--set NAME=VALUE…] [--detach]'],
  options: {
    stage: {
      type: 'string',
      multiple: true,
      value: 'STAGE',
      help: 'Run this stage alone; may be given several times.',
    },
    to: { type: 'string', multiple: true, value: 'STAGE', help: 'Run this stage and all it needs.' },
    force: {
      type: 'string',
      multiple: true,
      value: '[STAGE]',
      help: 'Run this stage, or every one, even when nothing changed.',
    },
    set: {
      type: 'string',
      multiple: true,
      value: 'NAME=VALUE',
      help: 'Set a param for this run, such as train.depth=8.',
    },
    parallel: { type: 'string', value: 'N', help: 'Stages at a time; default: the number of cores, at most 8.' },
    python: {
      type: 'string',
      value: 'PATH',
      help: 'The Python interpreter; default: TRAINYARD_PYTHON, VIRTUAL_ENV’s, python3.',
    },
    detach: { type: 'boolean', short: 'd', help: 'Start it and return at once.' },
  },
  notes: [
    'PIPELINE is a file or a pipeline’s name; it may be left out where there is one.',
    'Ctrl+C cancels the run. With --detach it goes on without this terminal; «trainyard status» shows it.',
  ],
  maxArgs: 1,
  prepare: args => separateForce(separateValues(args)),
  async run({ options, args, io, isJson }) {
    const request: RunRequest = {
      key: randomUUID(),
      ...readSelect(options.stage, options.to),
      ...readForce(options.force),
      ...readValues(options.set),
      ...readParallel(options.parallel),
      pipeline: await choosePipeline(args[0], io.cwd, 'run'),
      ...(await interpreter(options.python, io)),
      env: shellVariables(io.env),
    };
    return withService(io, async service => {
      const after = service.hello.seq;
      const operation = await service.startRun(request);
      if (operation.subject === null) throw new UsageError('The service started no run.', 'run');
      if (options.detach) return tellDetached(await service.pipelineRun(operation.subject), io, isJson);
      const ended = await follow(service, { operation, runId: operation.subject, after, io, isJson });
      if (ended === null) return tellLeft(await service.pipelineRun(operation.subject), io, isJson);
      await tellEnd(service, ended, io, isJson);
      return ended.state === 'succeeded' ? exitCodes.done : exitCodes.failed;
    });
  },
});

async function interpreter(named: string | undefined, io: Io): Promise<Pick<RunRequest, 'python'>> {
  const python = await findPython(named, io.env, io.cwd);
  return python === null ? {} : { python };
}

function tellDetached(started: PipelineRun, io: Io, isJson: boolean): ExitCode {
  if (isJson) printJson(io, { run: started });
  else
    printLines(io, [
      `${started.pipelineName} runs as ${started.name}. «trainyard status» shows it, «trainyard cancel ${started.name}» ends it.`,
    ]);
  return exitCodes.done;
}

interface Following {
  readonly operation: Operation;
  readonly runId: string;
  readonly after: number;
  readonly io: Io;
  readonly isJson: boolean;
}

/** Null when a person left it to itself. */
async function follow(
  service: Connection,
  { operation, runId, after, io, isJson }: Following,
): Promise<PipelineRun | null> {
  const leave = new AbortController();
  const progress = runProgress(io, { isSilent: isJson });
  let interrupts = 0;
  const stopListening = io.onInterrupt(() => {
    interrupts += 1;
    if (interrupts > 1) return leave.abort();
    progress.note('Cancelling. Ctrl+C again leaves at once.');
    progress.note('To start a run and leave it running: trainyard run --detach');
    service
      .cancel(operation.id)
      .catch((error: unknown) => progress.note(`Could not cancel. ${errorText(asTrouble(error))}`));
  });
  try {
    return await followRun(service, { runId, after, signal: leave.signal, onChange: progress.show });
  } catch (error) {
    if (isTrouble(error, 'cancelled')) return null;
    throw error;
  } finally {
    progress.end();
    stopListening();
  }
}

function tellLeft(left: PipelineRun, io: Io, isJson: boolean): ExitCode {
  if (isJson) printJson(io, { run: left });
  return exitCodes.failed;
}

async function tellEnd(service: Connection, ended: PipelineRun, io: Io, isJson: boolean): Promise<void> {
  const { row } = await service.run(ended.id);
  if (isJson) return printJson(io, { run: ended, metrics: metricValues(row), params: row.params });
  const style = styleFor(io);
  const rows = await service.runs({ experiment: row.experimentId, level: 'parents', limit: 20 });
  const before = rows.find(
    other => other.id !== row.id && other.status === 'FINISHED' && (other.startedAt ?? 0) < (row.startedAt ?? 0),
  );
  const metrics = metricLines(row, before ?? null, style);
  printLines(io, [...failureLines(ended, style), ...(metrics.length > 0 ? ['', ...metrics] : [])]);
}
