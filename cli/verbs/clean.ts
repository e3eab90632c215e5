// `trainyard clean`: gives back the space of what can be made again; runs and metrics are never touched.
import { randomUUID } from 'node:crypto';
import { formatBytes } from '../../present/format.ts';
import { errorText } from '../../present/texts.ts';
import type { CleanRequest } from '../../protocol/api.ts';
import { exitCodeOf, exitCodes } from '../exitCodes.ts';
import type { Io } from '../io.ts';
import { operationEnd } from '../operationEnd.ts';
import { printJson } from '../print.ts';
import { withService } from '../project.ts';
import { UsageError, verb } from '../verb.ts';

const words = {
  cache: 'kept outputs of stages',
  environments: 'built Python environments',
  logs: 'logs of ended runs',
} as const satisfies Record<CleanRequest['what'][number], string>;

export const clean = verb({
  name: 'clean',
  summary: 'Deletes kept outputs, built environments and old logs; runs and metrics stay.',
  usage: ['clean [--cache] [--environments] [--logs] [--yes] [--json]'],
  options: {
    cache: { type: 'boolean', help: `Delete ${words.cache}: skipped stages run again when their outputs are gone.` },
    environments: { type: 'boolean', help: `Delete ${words.environments}: the next run builds them anew.` },
    logs: { type: 'boolean', help: `Delete ${words.logs}.` },
    yes: { type: 'boolean', short: 'y', help: 'Do not ask.' },
  },
  notes: ['Without a choice all three are deleted.'],
  maxArgs: 0,
  async run({ options, io, isJson }) {
    const chosen = (Object.keys(words) as (keyof typeof words)[]).filter(name => options[name]);
    const what = chosen.length === 0 ? (Object.keys(words) as (keyof typeof words)[]) : chosen;
    if (!options.yes && !(await isAllowed(what, io))) {
      io.err('Nothing was deleted.\n');
      return exitCodes.failed;
    }
    const operation = await withService(io, async service =>
      operationEnd(service, await service.clean({ key: randomUUID(), what }), { io, isJson }),
    );
    if (isJson) printJson(io, { operation });
    if (operation.trouble !== null) {
      if (!isJson) io.err(`error  ${errorText(operation.trouble)}\n`);
      return exitCodeOf(operation.trouble.code);
    }
    const bytes = Number(operation.result?.bytes ?? 0);
    if (!isJson) io.out(`${formatBytes(bytes)} given back.\n`);
    return exitCodes.done;
  },
});

async function isAllowed(what: CleanRequest['what'], io: Io): Promise<boolean> {
  const answer = await io.ask(`Delete ${what.map(name => words[name]).join(', ')}? [y/N] `);
  if (answer === null) throw new UsageError('Nobody can be asked here: --yes says that it may be deleted.', 'clean');
  return /^y(es)?$/i.test(answer.trim());
}
