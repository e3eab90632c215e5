// `trainyard cancel`: ends a run that is going on.
import type { Connection } from '../../connect/connectProject.ts';
import { isEnded, type PipelineRun } from '../../engine/domain/run.ts';
import { trouble } from '../../engine/errors.ts';
import { exitCodes } from '../exitCodes.ts';
import { findPipelineRun } from '../findRun.ts';
import { printJson } from '../print.ts';
import { withService } from '../project.ts';
import { UsageError, verb } from '../verb.ts';

export const cancel = verb({
  name: 'cancel',
  summary: 'Cancels a run that is going on.',
  usage: ['cancel [RUN] [--json]'],
  options: {},
  notes: ['RUN is a run’s name or the beginning of its id; it may be left out when one run is going on.'],
  maxArgs: 1,
  async run({ args: [typed], io, isJson }) {
    return withService(io, async service => {
      const run = await chooseActive(service, typed);
      const operation = (await service.operations()).find(
        ({ subject, state }) => subject === run.id && state === 'running',
      );
      if (operation === undefined) throw trouble('not-found', { what: 'running operation of run', id: run.name });
      const answer = await service.cancel(operation.id);
      if (isJson) printJson(io, { operation: answer, run: { id: run.id, name: run.name } });
      else io.out(`${run.pipelineName} ${run.name} is being cancelled.\n`);
      return exitCodes.done;
    });
  },
});

async function chooseActive(service: Connection, typed: string | undefined): Promise<PipelineRun> {
  if (typed !== undefined) {
    const found = await findPipelineRun(service, typed, 'cancel');
    if (found === undefined) throw trouble('not-found', { what: 'run', id: typed });
    if (isEnded(found.state)) throw new UsageError(`${found.name} has ended already: ${found.state}.`, 'cancel');
    return found;
  }
  const active = (await service.pipelineRuns({ limit: 100 })).filter(run => !isEnded(run.state));
  const [only, second] = active;
  if (only === undefined) throw new UsageError('No run is going on.', 'cancel');
  if (second !== undefined)
    throw new UsageError(`Several runs are going on: ${active.map(run => run.name).join(', ')}. Name one.`, 'cancel');
  return only;
}
