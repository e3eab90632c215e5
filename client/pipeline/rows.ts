// What a pipeline's and a stage's row say: the one number or word that matters, the rest in the tooltip.
import * as vscode from 'vscode';
import { formatDuration, formatNumber, formatRelative, formatTime } from '../../present/format.ts';
import { byWeight, failureNote, pipelineState, staleNote } from '../../present/stageNotes.ts';
import { failureText, staleText } from '../../present/texts.ts';
import type { PipelineView, StageView } from '../../protocol/api.ts';
import { isActive, isActiveStage, runProgress } from '../pipelineState.ts';
import { runningTime } from '../runningTime.ts';
import { escapeMarkdown, table, tooltip } from '../ui/markdown.ts';
import { stateWord } from '../ui/stateIcon.ts';

/** Last value of a running stage's metric. */
export interface LiveMetric {
  readonly name: string;
  readonly value: number;
}

export function pipelineDescription(view: PipelineView, now: number): string {
  if (view.problem !== null) {
    return view.problem.count === 1 ? vscode.l10n.t('1 error') : vscode.l10n.t('{0} errors', view.problem.count);
  }
  if (view.run !== null && isActive(view.run)) return activeDescription(view.run, now);
  const failed = view.stages.find(({ state }) => state === 'failed' || state === 'lost');
  if (failed !== undefined) return vscode.l10n.t('failed: {0}', failed.name);
  const state = pipelineState(view);
  if (state === 'stale')
    return vscode.l10n.t(
      '{0} of {1} stale',
      view.stages.filter(stage => stage.state === 'stale' || stage.state === 'never-run').length,
      view.stages.length,
    );
  if (state === 'succeeded') {
    const ended = view.run?.endedAt ?? null;
    return ended === null
      ? vscode.l10n.t('up to date')
      : vscode.l10n.t('up to date · ran {0}', formatRelative(now, ended));
  }
  return stateWord(state);
}

function activeDescription(run: NonNullable<PipelineView['run']>, now: number): string {
  const { done, total, running } = runProgress(run);
  const [first] = running;
  const count = vscode.l10n.t('{0} of {1}', Math.min(done + running.length, total), total);
  if (first === undefined) return run.state === 'queued' ? stateWord('queued') : count;
  return `${first.stage} ${runningTime(now - (first.startedAt ?? now))} · ${count}`;
}

export function stageDescription(stage: StageView, now: number, live: LiveMetric | null): string {
  const { last } = stage;
  if (stage.state === 'running') {
    const time = runningTime(now - (last?.startedAt ?? now));
    if (last?.progress != null) return `${time} · ${last.progress.message}`;
    return live === null ? time : `${time} · ${live.name} ${formatNumber(live.value)}`;
  }
  if (stage.state === 'failed' && last?.failure != null) return failureNote(last.failure);
  if (stage.state === 'stale') {
    const reason = staleNote(stage.stale);
    return reason === null ? stateWord('stale') : vscode.l10n.t('stale: {0}', reason);
  }
  if (stage.state === 'succeeded' && last?.startedAt != null && last.endedAt !== null)
    return formatDuration(last.endedAt - last.startedAt);
  return stateWord(stage.state);
}

export function pipelineTooltip(view: PipelineView, now: number): vscode.MarkdownString {
  const { run } = view;
  const head = `**${escapeMarkdown(view.name)}** · ${escapeMarkdown(view.file)}`;
  if (run === null) return tooltip([head, escapeMarkdown(pipelineDescription(view, now))]);
  const when = `${stateWord(run.state)} ${formatRelative(now, run.endedAt ?? run.createdAt)}`;
  const commit = run.git === null ? [] : [vscode.l10n.t('commit {0}', run.git.commit.slice(0, 8))];
  const changes = run.git?.diffHash == null ? [] : [vscode.l10n.t('with uncommitted changes')];
  const duration = run.startedAt === null ? [] : [formatDuration((run.endedAt ?? now) - run.startedAt)];
  return tooltip([
    head,
    `$(history) ${escapeMarkdown([run.name, when, ...duration, ...commit, ...changes].join(' · '))}`,
    escapeMarkdown(formatTime(run.createdAt)),
  ]);
}

export function stageTooltip(stage: StageView, now: number): vscode.MarkdownString {
  const { last } = stage;
  const times =
    last?.startedAt == null
      ? []
      : [
          escapeMarkdown(
            `${stateWord(last.state)} ${formatRelative(now, last.endedAt ?? last.startedAt)} · ${formatDuration((last.endedAt ?? now) - last.startedAt)}`,
          ),
        ];
  const failure =
    last?.failure == null ? [] : [`$(error) ${escapeMarkdown(failureText(last.failure))}`, ...lastLines(last.failure)];
  const reasons = [
    ...reasonList(vscode.l10n.t('Ran because:'), last?.state === 'cached' ? [] : (last?.reasons ?? [])),
    ...reasonList(vscode.l10n.t('Would run again because:'), stage.stale),
  ];
  const files = table(
    [vscode.l10n.t('reads'), vscode.l10n.t('writes')],
    pairs(stage.deps, [...stage.outs, ...stage.metrics]),
    'words',
  );
  return tooltip([
    `**${escapeMarkdown(stage.name)}**`,
    ...(stage.description === null ? [] : [escapeMarkdown(stage.description)]),
    ...times,
    ...failure,
    ...reasons,
    ...files,
  ]);
}
function reasonList(title: string, reasons: StageView['stale']): readonly string[] {
  if (reasons.length === 0) return [];
  const items = byWeight(reasons)
    .slice(0, 8)
    .map(reason => `- ${escapeMarkdown(staleText(reason))}`);
  return [[escapeMarkdown(title), ...items].join('\n')];
}
function lastLines(failure: NonNullable<NonNullable<StageView['last']>['failure']>): readonly string[] {
  if (failure.code !== 'exit' || failure.lastLines.length === 0) return [];
  const lines = failure.lastLines.slice(-6).join('\n').replaceAll('```', "'''");
  return [`\`\`\`text\n${lines}\n\`\`\``];
}
const pairs = (left: readonly string[], right: readonly string[]): readonly (readonly [string, string])[] =>
  Array.from(
    { length: Math.min(12, Math.max(left.length, right.length)) },
    (_, index) => [left[index] ?? '', right[index] ?? ''] as const,
  );

/** Words for menus' `when` clauses. */
export function pipelineContext(view: PipelineView): string {
  const logged = view.run?.stages.some(({ startedAt }) => startedAt !== null) ? '.logged' : '';
  return `pipeline.${view.run !== null && isActive(view.run) ? 'running' : view.problem === null ? 'idle' : 'broken'}${logged}`;
}
export function stageContext(view: PipelineView, stage: StageView): string {
  const activity = isActiveStage(stage) ? 'active' : view.run !== null && isActive(view.run) ? 'waiting' : 'idle';
  return `stage.${activity}${stage.last?.startedAt == null ? '' : '.logged'}`;
}
