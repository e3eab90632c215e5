// What the pipeline graph knows and how messages change it, and what each stage says in one line; pure.
import * as v from 'valibot';
import { formatDuration } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import { byWeight, staleNote } from '../../present/stageNotes.ts';
import { stateStyle } from '../../present/states.ts';
import { failureText, staleText } from '../../present/texts.ts';
import type { PipelineView, StageView } from '../../protocol/api.ts';
import type { ForeignView, FromGraphPanel, LinkState, ToGraphPanel } from '../../protocol/panels.ts';

/** What is kept over a reload. */
const graphViewState = v.object({
  file: v.nullable(v.string()),
  isList: v.boolean(),
  /** Address of a file of another tool, which is shown instead. */
  foreign: v.optional(v.nullable(v.string())),
  /** Stages whose members are drawn one by one. */
  unfolded: v.optional(v.array(v.string())),
});
export type GraphViewState = v.InferOutput<typeof graphViewState>;

/** How views tell the host what a person wants. */
export type Send = (message: FromGraphPanel) => void;

export interface GraphState {
  readonly view: GraphViewState;
  /** Null until the host has told it. */
  readonly pipeline: PipelineView | null;
  /** A pipeline of another tool; then there is none of ours. */
  readonly foreign: ForeignView | null;
  /** Whether this window may run anything: it may not in an untrusted workspace. */
  readonly canRun: boolean;
  readonly link: { readonly state: LinkState; readonly message: string | null };
  /** When the pipeline was last told, UTC milliseconds. */
  readonly updatedAt: number | null;
}

export function openState(kept: unknown): GraphState {
  const checked = v.safeParse(graphViewState, kept);
  return {
    view: checked.success ? checked.output : { file: null, isList: false },
    ...{ pipeline: null, foreign: null },
    canRun: true,
    link: { state: 'live', message: null },
    updatedAt: null,
  };
}

export function receive(state: GraphState, message: ToGraphPanel, now: number): GraphState {
  switch (message.type) {
    case 'pipeline':
      return {
        ...state,
        pipeline: message.pipeline,
        canRun: message.canRun ?? true,
        updatedAt: now,
        view: { ...state.view, file: message.pipeline.file },
      };
    case 'foreign':
      return {
        ...state,
        foreign: message.pipeline,
        canRun: message.canRun,
        updatedAt: now,
        view: { ...state.view, foreign: message.pipeline.uri },
      };
    case 'link':
      return { ...state, link: { state: message.state, message: message.message } };
    default:
      return state;
  }
}

export const isActive = (stage: StageView): boolean => stage.state === 'running' || stage.state === 'queued';
export const isRunning = (pipeline: PipelineView): boolean =>
  pipeline.run !== null && (pipeline.run.state === 'running' || pipeline.run.state === 'queued');

/** The second line of a node: how long, why stale, why failed; the state's word where there is no more to say. */
export function stageLine(stage: StageView, now: number): string {
  const { state, last } = stage;
  const word = t(stateStyle[state].word);
  if (state === 'stale') return reasonsText(stage);
  if (state === 'failed' && last?.failure != null) return firstSentence(failureText(last.failure));
  if (state === 'running' && last?.progress != null) return last.progress.message;
  const time = durationOf(stage, now);
  if (time === null) return word;
  return state === 'succeeded' || state === 'running' ? formatDuration(time) : `${word} · ${formatDuration(time)}`;
}

const firstSentence = (text: string): string => text.split(/[.。]\s/)[0] ?? text;

/** `stale: depth 6 → 8`; the other reasons stand in the details. */
function reasonsText({ stale }: StageView): string {
  const reason = staleNote(stale);
  return reason === null ? t('stale') : t('stale: {reason}', { reason });
}

/** Milliseconds; null where it never started. */
function durationOf({ last, state }: StageView, now: number): number | null {
  if (last === null || last.startedAt === null || state === 'never-run' || state === 'cached') return null;
  return Math.max(0, (last.endedAt ?? now) - last.startedAt);
}

/** All there is to say about a stage, for hover and screen readers. */
export function stageDetails(stage: StageView, now: number): string {
  const lines = [
    stage.description,
    t(stateStyle[stage.state].word),
    ...byWeight(stage.stale).map(staleText),
    stage.state === 'failed' && stage.last?.failure != null ? failureText(stage.last.failure) : null,
    stage.state === 'running' ? stageLine(stage, now) : null,
    stage.after.length > 0 ? t('after {stages}', { stages: stage.after.join(', ') }) : null,
    stage.outs.length > 0 ? t('makes {outs}', { outs: stage.outs.join(', ') }) : null,
  ];
  return lines.filter(line => line !== null && line !== '').join('\n');
}

/** `running · 2 of 4 stages · 42 s`, `1 failed · 1 stale`, `up to date`: what the whole pipeline is doing. */
export function pipelineLine(pipeline: PipelineView, now: number): string {
  const { stages, run, problem } = pipeline;
  if (problem !== null) return problem.count === 1 ? t('1 error') : t('{count} errors', { count: problem.count });
  if (run !== null && isRunning(pipeline)) {
    const done = run.stages.filter(stage => stage.state !== 'queued' && stage.state !== 'running').length;
    const time = run.startedAt === null ? [] : [formatDuration(Math.max(0, now - run.startedAt))];
    const word = t(stateStyle[run.state].word);
    return [word, t('{done} of {all} stages', { done, all: run.stages.length }), ...time].join(' · ');
  }
  const count = (state: StageView['state']): number => stages.filter(stage => stage.state === state).length;
  const parts = (['failed', 'lost', 'stale', 'cancelled', 'never-run'] as const).flatMap(state =>
    count(state) === 0 ? [] : [`${count(state)} ${t(stateStyle[state].word)}`],
  );
  return parts.length > 0 ? parts.join(' · ') : t('up to date');
}

/** Words of one change, for the live region; null where nothing worth a sentence changed. */
export function changeSentence(before: PipelineView | null, after: PipelineView | null): string | null {
  if (before === null || after === null || before.file !== after.file) return null;
  const old = new Map(before.stages.map(stage => [stage.name, stage.state]));
  const changed = after.stages.filter(({ name, state }) => old.has(name) && old.get(name) !== state);
  if (changed.length === 0) return null;
  return changed.map(({ name, state }) => `${name}: ${t(stateStyle[state].word)}`).join(', ');
}
