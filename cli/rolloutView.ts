// A rollout as lines: its head, its steps with requests and the judge's word, and how it ended.
import type { Deployment, Measurement, Rollout, RolloutStep } from '../engine/domain/deployment.ts';
import { deployFailureText, holdText } from '../present/deployText.ts';
import { formatDuration } from '../present/format.ts';
import { judgeText, shareText } from '../present/rolloutText.ts';
import { type Style, stateGlyph, stateWord } from './style.ts';

interface Shown {
  readonly style: Style;
  readonly now: number;
}

export function rolloutLines(deployment: Deployment, rollout: Rollout, shown: Shown): readonly string[] {
  const { strategy } = rollout;
  const steps = strategy.steps.map((step, i) => stepLine(rollout, step, i, shown));
  const bake = strategy.bake > 0 ? [bakeLine(rollout, shown)] : [];
  return [headLine(deployment, rollout, shown), ...steps, ...bake];
}

function headLine({ model, target }: Deployment, rollout: Rollout, { style }: Shown): string {
  const { from, to, state, strategy } = rollout;
  const before = from === null ? '' : ` after v${from.version}`;
  const hold = holdText(rollout);
  const word = `${stateWord(style, state)}${hold === null ? '' : style('gray', `: ${hold}`)}`;
  return `${style('bold', `${model} v${to.version}`)} on ${style('bold', target)}${before}  ${strategy.type}  ${word}`;
}

function stepLine(rollout: Rollout, step: RolloutStep, i: number, shown: Shown): string {
  const { style } = shown;
  const state = stepState(rollout, i);
  const name = `step ${i + 1} of ${rollout.strategy.steps.length}  ${shareText(step)}`;
  const detail = i === rollout.step && !isDone(rollout) ? stepDetail(rollout, step, shown) : '';
  return `  ${stateGlyph(style, state)} ${name}${detail === '' ? '' : style('gray', `  ${detail}`)}`;
}

type StepState = 'succeeded' | 'running' | 'holding' | 'failed' | 'never-run';
function stepState({ state, step }: Rollout, i: number): StepState {
  if (state === 'promoted' || state === 'baking' || i < step)
    return i < step || state !== 'baking' ? 'succeeded' : 'running';
  if (i > step) return 'never-run';
  if (state === 'running') return 'running';
  if (state === 'holding') return 'holding';
  return state === 'starting' || state === 'awaiting-approval' || state === 'rejected' ? 'never-run' : 'failed';
}
const isDone = ({ state }: Rollout): boolean => state === 'promoted' || state === 'baking';

function stepDetail(
  { measurement, step: index, stepStartedAt, state }: Rollout,
  step: RolloutStep,
  { now }: Shown,
): string {
  const mine = measurement?.step === index ? measurement : null;
  const parts: string[] = [];
  if (step.minRequests > 0) parts.push(`${mine?.requests.candidate ?? 0} of ${step.minRequests} requests`);
  if (step.hold > 0 && state === 'running')
    parts.push(`${formatDuration(Math.min(step.hold, now - stepStartedAt))} of ${formatDuration(step.hold)}`);
  if (mine !== null && mine.rules.length > 0) parts.push(judgedText(mine));
  return parts.join(' · ');
}

export const judgedText = (measurement: Measurement): string => `judge: ${judgeText(measurement)}`;

function bakeLine(rollout: Rollout, { style, now }: Shown): string {
  const { bake } = rollout.strategy;
  const isBaking = rollout.state === 'baking';
  const state = rollout.state === 'promoted' ? 'succeeded' : isBaking ? 'running' : 'never-run';
  const passed = isBaking ? `${formatDuration(Math.min(bake, now - rollout.stepStartedAt))} of ` : '';
  return `  ${stateGlyph(style, state)} bake  ${style('gray', `${passed}${formatDuration(bake)}`)}`;
}

/** What is served in the end, and why. */
export function endLines(deployment: Deployment, rollout: Rollout, style: Style): readonly string[] {
  const { target, stable, verified, failure } = deployment;
  const cause = rollout.failure ?? failure;
  const why = cause === null ? [] : [`Because ${deployFailureText(cause)}.`];
  const serves =
    stable === null
      ? `${target} serves nothing.`
      : `${target} serves v${stable.version}, hash ${stable.hash.slice(0, 12)}, ${verified ? 'as its model servers confirm' : style('red', 'NOT confirmed by its model servers')}.`;
  const word = `${stateGlyph(style, rollout.state)} v${rollout.to.version} ${stateWord(style, rollout.state)}.`;
  return [word, ...why, serves];
}

/** One line per thing that changed, for pipes. */
export function changeLine(deployment: Deployment, rollout: Rollout, shown: Shown): string {
  const { steps } = rollout.strategy;
  const step = steps[rollout.step];
  if (rollout.state !== 'running' || step === undefined) return headLine(deployment, rollout, shown);
  const detail = stepDetail(rollout, step, shown);
  const gap = detail === '' ? '' : `  ${detail}`;
  return `${headLine(deployment, rollout, shown)}  step ${rollout.step + 1} of ${steps.length}: ${shareText(step)}${gap}`;
}
