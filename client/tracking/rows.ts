// What an experiment's and a run's row say: the main metric with four digits, the best one marked.
import type * as vscode from 'vscode';
import { l10n } from 'vscode';
import { formatDuration, formatNumber, formatRelative, formatTime } from '../../present/format.ts';
import { type ExperimentView, fromWire, type RunRow } from '../../protocol/api.ts';
import { escapeMarkdown, table, tooltip } from '../ui/markdown.ts';

const statusWords: Readonly<Record<RunRow['status'], () => string>> = {
  RUNNING: () => l10n.t('running'),
  SCHEDULED: () => l10n.t('queued'),
  FINISHED: () => l10n.t('finished'),
  FAILED: () => l10n.t('failed'),
  KILLED: () => l10n.t('cancelled'),
};
const statusWord = (status: RunRow['status']): string => statusWords[status]();

/** The number that matters first: rows are cut at their end. */
export function experimentDescription({ runCount, main }: ExperimentView): string {
  const count = runCount === 1 ? l10n.t('1 run') : l10n.t('{0} runs', runCount);
  if (main === null) return count;
  const value = formatNumber(main.best);
  return `${runCount === 1 ? `${main.metric} ${value}` : l10n.t('best {0} {1}', main.metric, value)} · ${count}`;
}

/** One run alone is not the best of anything. */
const isBest = (row: RunRow, { main, runCount }: ExperimentView): boolean => runCount > 1 && main?.bestRunId === row.id;

export function runDescription(row: RunRow, experiment: ExperimentView, isChild: boolean, now: number): string {
  const { main } = experiment;
  const metric = main === null || isChild ? undefined : row.metrics[main.metric];
  const parts = [
    ...(metric === undefined || main === null ? [] : [`${main.metric} ${formatNumber(fromWire(metric.value))}`]),
    ...(row.status === 'FINISHED' ? [] : [statusWord(row.status)]),
  ];
  const text =
    parts.length > 0
      ? parts.join(' · ')
      : row.startedAt === null
        ? statusWord(row.status)
        : formatRelative(now, row.startedAt);
  return isBest(row, experiment) ? `${text}  ★` : text;
}

export function runTooltip(row: RunRow, experiment: ExperimentView, now: number): vscode.MarkdownString {
  const { main } = experiment;
  const times =
    row.startedAt === null
      ? []
      : [
          `${formatRelative(now, row.startedAt)} (${formatTime(row.startedAt)})`,
          ...(row.endedAt === null ? [] : [formatDuration(row.endedAt - row.startedAt)]),
        ];
  const best = main !== null && isBest(row, experiment) ? [l10n.t('best {0} of the experiment', main.metric)] : [];
  const metrics = Object.entries(row.metrics).map(
    ([name, { value }]) => [name, formatNumber(fromWire(value))] as const,
  );
  const params = Object.entries(row.params).map(([name, value]) => [name, value] as const);
  return tooltip([
    `**${escapeMarkdown(row.name)}**`,
    escapeMarkdown(
      [
        statusWord(row.status),
        ...times,
        ...best,
        ...(row.commit === null ? [] : [l10n.t('commit {0}', row.commit.slice(0, 8))]),
      ].join(' · '),
    ),
    ...table([l10n.t('metric'), ''], metrics.slice(0, 12)),
    ...table([l10n.t('param'), ''], params.slice(0, 12)),
  ]);
}

export function experimentTooltip(experiment: ExperimentView): vscode.MarkdownString {
  const { source, main } = experiment;
  return tooltip([
    `**${escapeMarkdown(experiment.name)}** · ${escapeMarkdown(experimentDescription(experiment))}`,
    escapeMarkdown(source.writable ? source.path : l10n.t('{0}, read-only', source.path)),
    ...(main === null || main.direction === 'unknown'
      ? []
      : [
          escapeMarkdown(
            main.direction === 'lower'
              ? l10n.t('{0}: lower is better', main.metric)
              : l10n.t('{0}: higher is better', main.metric),
          ),
        ]),
  ]);
}
