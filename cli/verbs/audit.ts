// `trainyard audit`: who changed which model people get, when and why; and whether the record is whole.
import type { AuditRecord } from '../../engine/domain/audit.ts';
import { formatTime } from '../../present/format.ts';
import type { AuditCheck } from '../../protocol/deployApi.ts';
import { findDeployment } from '../deployment.ts';
import { exitCodes } from '../exitCodes.ts';
import { printJson, printLines } from '../print.ts';
import { withService } from '../project.ts';
import { type Style, styleFor } from '../style.ts';
import { formatTable } from '../table.ts';
import { UsageError, verb } from '../verb.ts';

export const audit = verb({
  name: 'audit',
  summary: 'Shows who changed which model people get, when and why.',
  usage: ['audit [--model NAME] [--target TARGET] [--limit N] [--verify] [--json]'],
  options: {
    model: { type: 'string', short: 'm', value: 'NAME', help: 'Only records about this model.' },
    target: { type: 'string', short: 't', value: 'TARGET', help: 'Only records about this deployment.' },
    limit: { type: 'string', short: 'n', value: 'N', help: 'At most this many, newest first; default 50.' },
    verify: { type: 'boolean', help: 'Only say whether the record is whole; the exit code is 1 when it is not.' },
  },
  notes: ['A person who owns both the record and the tracking store could rewrite both.'],
  maxArgs: 0,
  async run({ options, io, isJson }) {
    const limit = readLimit(options.limit);
    const list = await withService(io, async service => {
      const { target, model } = options;
      const deployment =
        target === undefined ? undefined : (await findDeployment(service, target, 'audit')).deployment.id;
      return service.audit({
        limit,
        ...(model === undefined ? {} : { model }),
        ...(deployment === undefined ? {} : { deployment }),
      });
    });
    const style = styleFor(io);
    if (isJson) printJson(io, options.verify ? { check: list.check } : list);
    else {
      const rows = options.verify ? [] : recordLines(list.records, style);
      printLines(io, [...rows, ...(rows.length === 0 ? [] : ['']), checkText(list.check, style)]);
    }
    return options.verify && list.check.state === 'broken' ? exitCodes.failed : exitCodes.done;
  },
});

function readLimit(text = '50'): number {
  if (!/^\d+$/.test(text) || Number(text) < 1) throw new UsageError('--limit takes a number from 1 on.', 'audit');
  return Number(text);
}

export function recordLines(records: readonly AuditRecord[], style: Style): readonly string[] {
  const rows = records.map(record => [
    style('gray', String(record.seq)),
    formatTime(record.at),
    record.kind,
    subjectText(record),
    `${record.who.name}${record.who.kind === 'person' ? '' : ` (${record.who.kind})`}`,
    style('gray', record.why),
  ]);
  const titles = ['', 'when', 'what', 'about', 'who', 'why'];
  return formatTable(
    titles.map(title => ({ title })),
    rows,
  );
}

function subjectText({ subject }: AuditRecord): string {
  const { model, version, modelHash, target, runId, signal } = subject;
  const name = model === undefined ? '' : version === undefined ? model : `${model} v${version}`;
  const hash = modelHash === undefined ? '' : modelHash.slice(0, 8);
  const run = name === '' && runId !== undefined ? `run ${runId.slice(0, 8)}` : '';
  return [name, hash, run, target === undefined ? '' : `on ${target}`, signal ?? ''].filter(Boolean).join(' ');
}

const reasons: Readonly<Record<Extract<AuditCheck, { state: 'broken' }>['reason'], string>> = {
  changed: 'was changed',
  missing: 'is missing',
  order: 'is not in its place',
  truncated: 'and what follows were cut off',
  unreadable: 'cannot be read',
};

function checkText(check: AuditCheck, style: Style): string {
  if (check.state === 'whole')
    return `${style('green', '✓')} The record is whole: ${check.records} ${check.records === 1 ? 'entry' : 'entries'}, head ${check.head.slice(0, 12)}.`;
  return `${style('red', '✗')} The record is not whole: entry ${check.at} ${reasons[check.reason]}.`;
}
