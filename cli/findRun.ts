// The tracked run meant by `latest`, a name, or the beginning of an id.
import type { Connection } from '../connect/connectProject.ts';
import type { PipelineRun } from '../engine/domain/run.ts';
import { trouble } from '../engine/errors.ts';
import type { RunRow } from '../protocol/api.ts';
import { UsageError } from './verb.ts';

const searched = 10_000;

/** The newest of several with one name; throws `not-found`, and `UsageError` when the beginning of an id fits several. */
export async function findRun(service: Connection, typed: string, verb: string): Promise<RunRow> {
  if (/^[0-9a-f]{32}$/.test(typed)) return (await service.run(typed)).row;
  if (typed === 'latest') return newestRun(service, verb);
  const rows = await service.runs({ level: 'all', limit: searched });
  const found = rows.find(row => row.name === typed) ?? oneById(rows, typed, verb);
  if (found === undefined) throw trouble('not-found', { what: 'run', id: typed });
  return found;
}

async function newestRun(service: Connection, verb: string): Promise<RunRow> {
  const [newest] = await service.runs({ level: 'parents', limit: 1 });
  if (newest === undefined) throw new UsageError('No run was tracked yet.', verb);
  return newest;
}

/** As above, among executions of pipelines; the newest when nothing was typed. */
export async function findPipelineRun(
  service: Connection,
  typed: string | undefined,
  verb: string,
): Promise<PipelineRun | undefined> {
  const runs = await service.pipelineRuns({ limit: 1000 });
  if (typed === undefined || typed === 'latest') return runs[0];
  const found = runs.find(run => run.name === typed) ?? oneById(runs, typed, verb);
  if (found === undefined) throw trouble('not-found', { what: 'run', id: typed });
  return found;
}

function oneById<T extends { readonly id: string; readonly name: string }>(
  rows: readonly T[],
  typed: string,
  verb: string,
): T | undefined {
  if (!/^[0-9a-f]{4,}$/.test(typed)) return undefined;
  const [found, second] = rows.filter(row => row.id.startsWith(typed));
  if (found !== undefined && second !== undefined)
    throw new UsageError(`«${typed}» begins the id of ${found.name} and of ${second.name}. Type more of it.`, verb);
  return found;
}
