// `trainyard audit`: who changed which model people get, when and why; and whether the record is whole.
import type { AuditRecord } from '../../engine/domain/audit.ts';
import { auditActor, auditCheckText, auditSubject, auditWhy } from '../../present/auditText.ts';
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
    auditSubject(record),
    auditActor(record),
    style('gray', auditWhy(record)),
  ]);
  const titles = ['', 'when', 'what', 'about', 'who', 'why'];
  return formatTable(
    titles.map(title => ({ title })),
    rows,
  );
}

const checkText = (check: AuditCheck, style: Style): string =>
  `${check.state === 'whole' ? style('green', '✓') : style('red', '✗')} ${auditCheckText(check)}`;
