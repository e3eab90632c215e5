// The audit trail and a trace as Markdown that reads well as plain text: columns stand below each other.
import * as vscode from 'vscode';
import type { AuditRecord } from '../../engine/domain/audit.ts';
import { auditActor, auditCheckText, auditSubject, auditWhy } from '../../present/auditText.ts';
import { judgedRuleText } from '../../present/deployText.ts';
import { formatNumber, formatTime } from '../../present/format.ts';
import { gateText } from '../../present/gateText.ts';
import type { AuditList, Trace } from '../../protocol/deployApi.ts';

export function auditPage({ records, check }: AuditList, about: string): string {
  const head = [vscode.l10n.t('# Audit Trail of {0}', about), '', auditCheckText(check), ''];
  if (records.length === 0)
    return [
      ...head,
      vscode.l10n.t('Nothing is recorded yet: a training, a registration or a deployment will be.'),
      '',
    ].join('\n');
  return [...head, ...recordTable(records), '', vscode.l10n.t('## Details'), '', ...records.flatMap(details)].join(
    '\n',
  );
}

function recordTable(records: readonly AuditRecord[]): readonly string[] {
  return table(
    ['', 'when', 'what', 'about', 'who', 'why'],
    records.map(record => [
      `${record.seq}`,
      formatTime(record.at),
      record.kind,
      auditSubject(record),
      auditActor(record),
      auditWhy(record),
    ]),
  );
}

/** What the table has no room for; nothing for records that hold no more. */
function details(record: AuditRecord): readonly string[] {
  const { seq, kind, git, data, verdicts, measurement, subject } = record;
  const lines = [
    ...(git === null
      ? []
      : [vscode.l10n.t('- commit {0}{1}', git.commit, git.diffHash !== null ? vscode.l10n.t(', with changes') : '')]),
    ...(subject.runId === undefined ? [] : [vscode.l10n.t('- run {0}', subject.runId)]),
    ...(subject.modelHash === undefined ? [] : [vscode.l10n.t('- model {0}', subject.modelHash)]),
    ...Object.entries(data).map(([path, hash]) => vscode.l10n.t('- data {0} {1}', path, hash.slice(0, 16))),
    ...verdicts.map(verdict => vscode.l10n.t('- gate {0} {1}: {2}', verdict.gate, verdict.state, gateText(verdict))),
    ...(measurement?.rules ?? []).map(rule => vscode.l10n.t('- judge {0}: {1}', rule.outcome, judgedRuleText(rule))),
  ];
  return lines.length === 0 ? [] : [`### ${seq} ${kind}: ${auditSubject(record)}`, '', ...lines, ''];
}

export function tracePage(trace: Trace): string {
  const { request, deployment, label } = trace;
  const rows: (readonly string[])[] = [
    [vscode.l10n.t('request'), request.id],
    [vscode.l10n.t('answered'), `${formatTime(request.at)}, ${request.latency.toFixed(1)} ms, ${request.status}`],
    [vscode.l10n.t('input'), valuesText(request.inputs)],
    [vscode.l10n.t('answer'), valuesText(request.outputs)],
    ...(label === null ? [] : [[vscode.l10n.t('true value'), String(label)]]),
    [vscode.l10n.t('deployment'), `${deployment.target} (${deployment.pipeline})`],
    [vscode.l10n.t('version'), `${trace.model} v${trace.version}`],
    ...(trace.modelHash === null ? [] : [[vscode.l10n.t('model'), trace.modelHash]]),
    [
      vscode.l10n.t('run'),
      trace.runId === null ? vscode.l10n.t('not known') : `${trace.runName ?? ''} ${trace.runId}`.trim(),
    ],
    [vscode.l10n.t('commit'), commitText(trace)],
  ];
  const section = (title: string, pairs: Readonly<Record<string, string>>, length?: number): readonly string[] =>
    Object.keys(pairs).length === 0
      ? []
      : [
          '',
          title,
          '',
          ...table(
            ['', ''],
            Object.entries(pairs).map(([name, value]) => [name, value.slice(0, length)]),
          ),
        ];
  return [
    vscode.l10n.t('# Trace of {0}', request.id),
    '',
    ...table(['', ''], rows),
    ...section(vscode.l10n.t('## Data'), trace.data, 16),
    ...section(vscode.l10n.t('## Params'), trace.params),
    ...(trace.verdicts.length === 0 ? [] : ['', vscode.l10n.t('## Gates'), '']),
    ...trace.verdicts.map(verdict => `- ${verdict.gate} ${verdict.state}: ${gateText(verdict)}`),
    ...(trace.records.length === 0 ? [] : ['', vscode.l10n.t('## Audit'), '', ...recordTable(trace.records)]),
    '',
  ].join('\n');
}

function commitText({ commit, diffHash }: Trace): string {
  if (commit === null) return vscode.l10n.t('not known');
  return diffHash === null ? commit : vscode.l10n.t('{0}, with changes {1}', commit, diffHash.slice(0, 12));
}

function valuesText(rows: Trace['request']['inputs']): string {
  if (rows === null) return vscode.l10n.t('not logged');
  return rows
    .map(row => row.map(value => (typeof value === 'number' ? formatNumber(value) : String(value))).join(', '))
    .join('; ');
}

/** Padded, so that it is a table in the text too. A bar in a cell would end it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const cells = [head, ...rows].map(row => row.map(cell => cell.replaceAll('|', '¦').replaceAll('\n', ' ')));
  const widths = head.map((_, column) => Math.max(3, ...cells.map(row => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [first = [], ...rest] = cells;
  return [line(first), `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`, ...rest.map(line)];
}
