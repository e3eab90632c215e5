// Deployments as rows say them: who serves how much, how far a rollout is, how fast answers come.
import {
  type Deployment,
  isRolloutOver,
  type Measurement,
  type Rollout,
  type RolloutStep,
} from '../engine/domain/deployment.ts';
import { judgedRuleText } from './deployText.ts';
import { formatDuration, formatNumber } from './format.ts';
import { t } from './l10n.ts';

/** Whether nothing of it is to come any more. */
export const isOver = ({ state }: Pick<Rollout, 'state'>): boolean => isRolloutOver(state);

/** `v3 90 % · v4 10 %`, as the router says it; what was last asked where it does not answer. */
export function splitText({ observed, stable }: Pick<Deployment, 'observed' | 'stable'>): string {
  const served = observed?.versions.filter(({ traffic, mirror }) => traffic > 0 || mirror > 0) ?? [];
  if (served.length === 0) return stable === null ? '' : `v${stable.version}`;
  return served.map(({ version, ...share }) => `v${version} ${shareText(share)}`).join(' · ');
}

/** `10 %`, or `100 % copied` for a shadow. */
export const shareText = ({ traffic, mirror }: Pick<RolloutStep, 'traffic' | 'mirror'>): string =>
  traffic === 0 && mirror > 0 ? t('{share} % copied', { share: mirror }) : `${traffic} %`;

/** `12 req/s · p95 8 ms`, with the share of errors where there are any; empty without requests. */
export function rateText({
  perSecond,
  errorShare,
  p95,
}: {
  readonly perSecond: number;
  readonly errorShare: number;
  readonly p95: number | null;
}): string {
  if (perSecond === 0) return '';
  return [
    t('{rate} req/s', { rate: formatNumber(perSecond) }),
    ...(p95 === null ? [] : [`p95 ${formatNumber(p95)} ms`]),
    ...(errorShare > 0 ? [t('{share} % errors', { share: formatNumber(errorShare * 100) })] : []),
  ].join(' · ');
}

const marks = { good: '✓', bad: '✗', undecided: '…' } as const;
/** `error_rate 0 % ≤ 1 % ✓ · …` */
export const judgeText = ({ rules }: Pick<Measurement, 'rules'>): string =>
  rules.map(one => `${judgedRuleText(one)} ${marks[one.outcome]}`).join(' · ');

/** `step 2 of 4 · 118 of 200 requests · 3 m left`; the time a step or the bake still takes at least. */
export function stepText(rollout: Rollout, now: number): string {
  const { state, step: index, strategy, stepStartedAt, measurement } = rollout;
  const left = (span: number): readonly string[] =>
    now - stepStartedAt < span ? [t('{time} left', { time: formatDuration(stepStartedAt + span - now) })] : [];
  if (state === 'baking') return [t('watched'), ...left(strategy.bake)].join(' · ');
  const step = strategy.steps[index];
  if (step === undefined || (state !== 'running' && state !== 'holding')) return '';
  const seen = measurement?.step === index ? measurement.requests.candidate : 0;
  return [
    t('step {step} of {steps}', { step: index + 1, steps: strategy.steps.length }),
    ...(seen < step.minRequests ? [t('{seen} of {wanted} requests', { seen, wanted: step.minRequests })] : []),
    ...(state === 'running' ? left(step.hold) : []),
  ].join(' · ');
}
