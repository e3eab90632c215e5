// `trainyard models`: registered models with their versions; sets and takes away aliases.
import { randomUUID } from 'node:crypto';
import { whoAsks } from '../../connect/whoAsks.ts';
import { trouble } from '../../engine/errors.ts';
import { formatNumber, formatRelative } from '../../present/format.ts';
import { gatesText } from '../../present/gateText.ts';
import type { ModelList } from '../../protocol/deployApi.ts';
import { exitCodes } from '../exitCodes.ts';
import { printJson, printLines } from '../print.ts';
import { withService } from '../project.ts';
import { type Style, styleFor } from '../style.ts';
import { formatTable } from '../table.ts';
import { UsageError, verb } from '../verb.ts';

export const models = verb({
  name: 'models',
  summary: 'Lists registered models with their versions, and moves aliases.',
  usage: ['models [MODEL] [--json]', 'models MODEL --set ALIAS=VERSION', 'models MODEL --unset ALIAS'],
  options: {
    set: { type: 'string', value: 'ALIAS=VERSION', help: 'Give an alias to a version, such as champion=3.' },
    unset: { type: 'string', value: 'ALIAS', help: 'Take an alias away.' },
  },
  maxArgs: 1,
  async run({ options, args, io, isJson }) {
    const change = readChange(options.set, options.unset);
    const [name] = args;
    if (change !== null && name === undefined) throw new UsageError('Name the model whose alias changes.', 'models');
    const all = await withService(io, async service => {
      if (change !== null && name !== undefined)
        await service.setAlias({ key: randomUUID(), model: name, ...change, who: await whoAsks(io) });
      return service.models();
    });
    const shown = name === undefined ? all : all.filter(model => model.name === name);
    if (name !== undefined && shown.length === 0)
      throw trouble('model-unknown', { model: name, known: all.map(model => model.name).join(', ') || '—' });
    if (isJson) printJson(io, { models: shown });
    else if (shown.length === 0) io.out('No model is registered yet. «trainyard register» registers the last run’s.\n');
    else
      printLines(
        io,
        shown.flatMap((model, i) => [...(i === 0 ? [] : ['']), ...lines(model, styleFor(io))]),
      );
    return exitCodes.done;
  },
});

function readChange(
  set: string | undefined,
  unset: string | undefined,
): { readonly alias: string; readonly version: number | null } | null {
  if (set !== undefined && unset !== undefined) throw new UsageError('Set or unset, one at a time.', 'models');
  if (unset !== undefined) return { alias: unset, version: null };
  if (set === undefined) return null;
  const [, alias, version] = /^([\w.-]+)=v?(\d+)$/.exec(set) ?? [];
  if (alias === undefined || version === undefined)
    throw new UsageError(`«${set}» is not of the form champion=3.`, 'models');
  return { alias, version: Number(version) };
}

function lines({ name, versions }: ModelList[number], style: Style): readonly string[] {
  const now = Date.now();
  const rows = versions.map(({ version, aliases, metrics, verdicts, createdAt, hash }) => [
    `v${version}`,
    aliases.join(', '),
    Object.entries(metrics)
      .filter(([key]) => verdicts.some(({ metric }) => metric === key))
      .map(([key, value]) => `${key} ${formatNumber(value)}`)
      .join(' · '),
    verdicts.length === 0 ? '' : gatesText(verdicts),
    createdAt === null ? '' : formatRelative(now, createdAt),
    style('gray', hash?.slice(0, 12) ?? ''),
  ]);
  const columns = ['version', 'alias', 'metrics', 'gates', 'registered', 'hash'].map(title => ({ title }));
  return [style('bold', name), ...formatTable(columns, rows)];
}
