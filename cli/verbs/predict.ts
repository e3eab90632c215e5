// `trainyard predict`: predictions for a whole file with a registered version, tracked as a run.

import { randomUUID } from 'node:crypto';
import { extname, resolve } from 'node:path';
import { whoAsks } from '../../connect/whoAsks.ts';
import { formatNumber } from '../../present/format.ts';
import { exitCodes } from '../exitCodes.ts';
import { operationEnd, tellTrouble } from '../operationEnd.ts';
import { printJson } from '../print.ts';
import { withService } from '../project.ts';
import { UsageError, verb } from '../verb.ts';
import { readVersion } from './deploy.ts';

export const predict = verb({
  name: 'predict',
  summary: 'Predicts every row of a file with a registered model.',
  usage: ['predict --input FILE [--model NAME[@VERSION]] [--output FILE] [--json]'],
  options: {
    input: { type: 'string', short: 'i', value: 'FILE', help: 'CSV, Parquet or JSON, by its ending.' },
    model: {
      type: 'string',
      short: 'm',
      value: 'NAME[@VERSION]',
      help: 'Such as bike-demand@champion or bike-demand@3; default: the newest version of the only model.',
    },
    output: {
      type: 'string',
      short: 'o',
      value: 'FILE',
      help: 'CSV or JSON; default: the input’s name with .predictions.csv.',
    },
  },
  notes: ['Ctrl+C cancels it; no half file is left.'],
  maxArgs: 0,
  async run({ options, io, isJson }) {
    if (options.input === undefined) throw new UsageError('--input names the file to predict.', 'predict');
    const input = resolve(io.cwd, options.input);
    const output = resolve(
      io.cwd,
      options.output ?? `${input.slice(0, -extname(input).length || undefined)}.predictions.csv`,
    );
    const who = await whoAsks(io);
    return withService(io, async service => {
      const [name, at] = options.model === undefined ? [onlyModel(await service.models())] : readModel(options.model);
      const begun = await service.predict({
        ...{ key: randomUUID(), model: name, input, output, who },
        ...(at === undefined ? {} : { version: at }),
      });
      const ended = await operationEnd(service, begun, { io, isJson });
      const failed = tellTrouble(ended, { io, isJson });
      if (failed !== null) return failed;
      const { rows = 0, version = '?' } = ended.result ?? {};
      if (isJson) printJson(io, { run: ended.subject, output, ...ended.result });
      else io.out(`${formatNumber(Number(rows))} rows predicted by ${name} v${version}: ${output}\n`);
      return exitCodes.done;
    });
  },
});

function readModel(text: string): readonly [string, (number | string)?] {
  const [name = '', at, ...rest] = text.split('@');
  if (name === '' || at === '' || rest.length > 0)
    throw new UsageError('--model takes NAME, NAME@ALIAS or NAME@3.', 'predict');
  return at === undefined ? [name] : [name, readVersion(at)];
}

function onlyModel(models: readonly { readonly name: string }[]): string {
  const [only, second] = models;
  if (only === undefined) throw new UsageError('No model is registered yet. «trainyard register» does it.', 'predict');
  if (second !== undefined)
    throw new UsageError(
      `There are several models: ${models.map(({ name }) => name).join(', ')}. Name one with --model.`,
      'predict',
    );
  return only.name;
}
