// The audit trail and a trace as Markdown for the editor's preview; what came from outside is escaped.
import * as vscode from 'vscode';
import type { AuditRecord } from '../../engine/domain/audit.ts';
import type { GateVerdict } from '../../engine/domain/gate.ts';
import { auditActor, auditCheckText, auditSubject, auditWhy } from '../../present/auditText.ts';
import { judgedRuleText } from '../../present/deployText.ts';
import { formatNumber, formatTime } from '../../present/format.ts';
import { gateText } from '../../present/gateText.ts';
import type { AuditList, Trace } from '../../protocol/deployApi.ts';
import { escapeMarkdown } from '../ui/markdown.ts';

/** With a record's number `at`, that record's details come first. */
export function auditPage({ records, check }: AuditList, about: string, at: number | null): string {
  const head = [
    vscode.l10n.t('# Audit Trail of {0}', escapeMarkdown(about)),
    '',
    escapeMarkdown(auditCheckText(check)),
    '',
  ];
  if (records.length === 0)
    return [
      ...head,
      vscode.l10n.t('Nothing is recorded yet: a training, a registration or a deployment will be.'),
      '',
    ].join('\n');
  const asked = records.filter(({ seq }) => seq === at).flatMap(details);
  const all = records.filter(({ seq }) => seq !== at).flatMap(details);
  return [
    ...head,
    ...asked,
    ...recordTable(records),
    '',
    ...(all.length === 0 ? [] : [vscode.l10n.t('## Details'), '', ...all]),
  ].join('\n');
}

function recordTable(records: readonly AuditRecord[]): readonly string[] {
  return table(
    [
      '',
      vscode.l10n.t('when'),
      vscode.l10n.t('what'),
      vscode.l10n.t('about'),
      vscode.l10n.t('who'),
      vscode.l10n.t('why'),
    ],
    records.map(record => [
      `${record.seq}`,
      // On one line, also where the page is narrow.
      formatTime(record.at).replaceAll(' ', '\u00a0'),
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
    ...Object.entries(data).map(([path, hash]) =>
      vscode.l10n.t('- data {0} {1}', escapeMarkdown(path), hash.slice(0, 16)),
    ),
    ...verdicts.map(verdict => `- ${verdictText(verdict)}`),
    ...(measurement?.rules ?? []).map(rule =>
      vscode.l10n.t('- judge {0}: {1}', rule.outcome, escapeMarkdown(judgedRuleText(rule))),
    ),
  ];
  return lines.length === 0 ? [] : [`### ${seq} ${kind}: ${escapeMarkdown(auditSubject(record))}`, '', ...lines, ''];
}

const verdictText = (verdict: GateVerdict): string =>
  vscode.l10n.t('gate {0} {1}: {2}', escapeMarkdown(verdict.gate), verdict.state, escapeMarkdown(gateText(verdict)));

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
    vscode.l10n.t('# Trace of {0}', escapeMarkdown(request.id)),
    '',
    ...table(['', ''], rows),
    ...section(vscode.l10n.t('## Data'), trace.data, 16),
    ...section(vscode.l10n.t('## Params'), trace.params),
    ...(trace.verdicts.length === 0 ? [] : ['', vscode.l10n.t('## Gates'), '']),
    ...trace.verdicts.map(verdict => `- ${verdictText(verdict)}`),
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

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (row: readonly string[]): string => `| ${row.map(escapeMarkdown).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- ').join('|')}|`, ...rows.map(line)];
}
