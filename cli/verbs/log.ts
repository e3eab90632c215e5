// `trainyard log`: what a stage wrote, at once or while it writes.
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '../../connect/connectProject.ts';
import type { PipelineRun } from '../../engine/domain/run.ts';
import { trouble } from '../../engine/errors.ts';
import type { LogSlice } from '../../protocol/api.ts';
import { exitCodes } from '../exitCodes.ts';
import { findPipelineRun } from '../findRun.ts';
import type { Io } from '../io.ts';
import { printJson } from '../print.ts';
import { withService } from '../project.ts';
import { UsageError, verb } from '../verb.ts';

export const log = verb({
  name: 'log',
  summary: 'Prints what a stage wrote.',
  usage: ['log STAGE [--run RUN] [--follow] [--json]'],
  options: {
    run: {
      type: 'string',
      short: 'r',
      value: 'RUN',
      help: 'A run’s name or the beginning of its id; default: the newest with that stage.',
    },
    follow: { type: 'boolean', short: 'f', help: 'Go on until the stage ends.' },
  },
  maxArgs: 1,
  async run({ options, args: [stage], io, isJson }) {
    if (isJson && options.follow) throw new UsageError('--json and --follow exclude each other.', 'log');
    return withService(io, async service => {
      if (stage === undefined) throw new UsageError(await missingStage(service), 'log');
      const run = await runWithStage(service, options.run, stage);
      if (isJson) printJson(io, { run: run.id, stage, ...(await readAll(service, run.id, stage)) });
      else await print(service, { run: run.id, stage, io, follows: options.follow === true });
      return exitCodes.done;
    });
  },
});

async function missingStage(service: Connection): Promise<string> {
  const names = (await service.pipelines()).flatMap(view => view.stages.map(stage => stage.name));
  return `A stage is missing${names.length === 0 ? '' : `: ${[...new Set(names)].join(', ')}`}.`;
}

async function runWithStage(service: Connection, typed: string | undefined, stage: string): Promise<PipelineRun> {
  const hasStage = (run: PipelineRun) => run.stages.some(({ stage: name }) => name === stage);
  if (typed === undefined) {
    const found = (await service.pipelineRuns({ limit: 1000 })).find(hasStage);
    if (found === undefined) throw trouble('not-found', { what: 'run with a stage', id: stage });
    return found;
  }
  const found = await findPipelineRun(service, typed, 'log');
  if (found === undefined) throw trouble('not-found', { what: 'run', id: typed });
  if (hasStage(found)) return found;
  const known = found.stages.map(({ stage: name }) => name).join(', ');
  throw trouble('stage-unknown', { pipeline: found.pipelineName, stage, known });
}

const sliceBytes = 256 * 1024;
const pollMs = 300;

async function readAll(
  service: Connection,
  run: string,
  stage: string,
): Promise<Pick<LogSlice, 'text' | 'ended' | 'file'>> {
  let text = '';
  for (let offset = 0; ; ) {
    const slice = await service.log({ run, stage, offset, limit: sliceBytes });
    text += slice.text;
    if (slice.next === offset) return { text, ended: slice.ended, file: slice.file };
    offset = slice.next;
  }
}

interface Printing {
  readonly run: string;
  readonly stage: string;
  readonly io: Io;
  readonly follows: boolean;
}

/** Ctrl+C ends the watching, not the stage. */
async function print(service: Connection, { run, stage, io, follows }: Printing): Promise<void> {
  let isLeft = false;
  const stopListening = io.onInterrupt(() => {
    isLeft = true;
  });
  for (let offset = 0; !isLeft; ) {
    const slice = await service.log({ run, stage, offset, limit: sliceBytes });
    io.out(slice.text);
    const isAtEnd = slice.next === offset;
    offset = slice.next;
    if (isAtEnd && (slice.ended || !follows)) break;
    if (isAtEnd) await wait(pollMs);
  }
  stopListening();
}
