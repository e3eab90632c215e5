// A pipeline run as lines of a terminal: one per stage with state, time, and why it runs.
import { isEnded, type PipelineRun, type StageRun } from '../engine/domain/run.ts';
import { formatDuration } from '../present/format.ts';
import { t } from '../present/l10n.ts';
import type { StateName } from '../present/states.ts';
import { failureClause, failureText, staleText } from '../present/texts.ts';
import { type Style, stateGlyph, stateWord } from './style.ts';
import { displayWidth, pad, shorten } from './table.ts';

export interface RunViewOptions {
  readonly style: Style;
  readonly now: number;
  /** Cells per line; longer lines are cut so that they can be updated in place. */
  readonly width: number;
}

/** One line per stage, in the plan's order. */
export function stageLines(run: PipelineRun, { style, now, width }: RunViewOptions): readonly string[] {
  const nameWidth = Math.max(0, ...run.stages.map(stage => displayWidth(stage.stage)));
  return run.stages.map(stage => {
    const head = `${stateGlyph(style, stage.state)} ${pad(stage.stage, nameWidth)}  ${pad(stateWord(style, stage.state), 9)}`;
    const rest = stageDetail(stage, now);
    if (rest === '') return head.trimEnd();
    return `${head}  ${style('gray', shorten(rest, Math.max(10, width - displayWidth(head) - 3)))}`;
  });
}

/** Time, then what it does or why it ran, or what went wrong. */
function stageDetail(stage: StageRun, now: number): string {
  const time = stage.startedAt === null ? [] : [formatDuration((stage.endedAt ?? now) - stage.startedAt)];
  if (stage.state === 'cached') return t('nothing changed');
  if (stage.state === 'skipped') return t('a stage before it did not succeed');
  if (stage.failure !== null) return [...time, failureClause(stage.failure)].join(' · ');
  const progress = stage.state === 'running' && stage.progress !== null ? [stage.progress.message] : [];
  return [...time, ...progress, ...whyText(stage)].join(' · ');
}

function whyText(stage: StageRun): readonly string[] {
  const [first, second, ...rest] = stage.reasons.map(staleText);
  if (first === undefined) return [];
  const two = second === undefined ? first : `${first}, ${second}`;
  return [rest.length === 0 ? two : `${two} ${t('and {count} more', { count: rest.length })}`];
}

/** `bike-demand as brave-newt  running  42 s · 2 of 4`. */
export function headLine(run: PipelineRun, { style, now }: RunViewOptions): string {
  const done = run.stages.filter(stage => isEnded(stage.state)).length;
  const time = run.startedAt === null ? '' : formatDuration((run.endedAt ?? now) - run.startedAt);
  const state: StateName = run.state;
  const parts = [time, t('{done} of {total}', { done, total: run.stages.length })].filter(part => part !== '');
  return `${style('bold', run.pipelineName)} ${t('as')} ${style('bold', run.name)}  ${stateWord(style, state)}  ${style('gray', parts.join(' · '))}`;
}

/** What changed between two looks at a run, as whole lines: for output that cannot be updated in place. */
export function changeLines(before: PipelineRun | null, run: PipelineRun, options: RunViewOptions): readonly string[] {
  const known = new Map(before?.stages.map(stage => [stage.stage, stage]));
  const lines = stageLines(run, { ...options, width: Number.POSITIVE_INFINITY });
  return run.stages.flatMap((stage, i) => {
    const line = lines[i];
    const old = known.get(stage.stage);
    const isNews = stage.state !== 'queued' && old?.state !== stage.state;
    const isProgress =
      stage.state === 'running' && (old?.progress?.message ?? null) !== (stage.progress?.message ?? null);
    return line !== undefined && (isNews || (isProgress && stage.progress !== null)) ? [line] : [];
  });
}

/** The end of a failed stage's output, each line behind a bar. */
export function failureLines(run: PipelineRun, style: Style): readonly string[] {
  return run.stages.flatMap(stage => {
    if (stage.failure === null) return [];
    const output = stage.failure.code === 'exit' ? stage.failure.lastLines : [];
    return [
      '',
      `${stateGlyph(style, stage.state)} ${style('bold', stage.stage)}  ${failureText(stage.failure)}`,
      ...output.map(line => `  ${style('gray', '│')} ${line}`),
      `  ${style('gray', t('The whole log: trainyard log {stage} --run {run}', { stage: stage.stage, run: run.name }))}`,
    ];
  });
}
