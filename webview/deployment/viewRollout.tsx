// The rollout as a line of steps with the judge's word below it, and the rollouts before.
import type { VNode } from 'preact';
import { deployFailureText, holdText, judgedRuleText } from '../../present/deployText.ts';
import { formatDuration, formatRelative, formatTime } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import { isOver, shareText, stepText } from '../../present/rolloutText.ts';
import { stateStyle } from '../../present/states.ts';
import type { DeploymentDetail, Rollout } from '../../protocol/deployApi.ts';
import { now } from '../components/clock.ts';
import { Icon, StateIcon } from '../components/icon.tsx';
import { Section } from './section.tsx';
import type { Send } from './state.ts';

interface RolloutProps {
  readonly detail: DeploymentDetail;
  readonly send: Send;
}

export function RolloutSection({ detail }: RolloutProps): VNode {
  const { rollout } = detail.deployment;
  const before = detail.rollouts.filter(({ id }) => id !== rollout?.id).slice(0, 6);
  return (
    <Section icon="rocket" title={t('Rollout')}>
      {rollout === null ? (
        <p class="ty-dim">{t('Nothing was deployed here yet.')}</p>
      ) : (
        <CurrentRollout rollout={rollout} />
      )}
      {before.length > 0 && (
        <ul class="ty-rollouts" aria-label={t('Rollouts before')}>
          {before.map(one => (
            <PastRollout key={one.id} rollout={one} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function CurrentRollout({ rollout }: { readonly rollout: Rollout }): VNode {
  const { state, from, to, by, why, strategy, failure, kind } = rollout;
  const hold = holdText(rollout);
  const what = kind === 'rollback' ? t('back to') : strategy.type.replace('_', '/');
  return (
    <div class="ty-rollout">
      <p>
        <StateIcon state={state} />{' '}
        <strong>
          {from === null || kind === 'rollback'
            ? `${what} v${to.version}`
            : `${what} v${from.version} → v${to.version}`}
        </strong>{' '}
        <span>{t(stateStyle[state].word)}</span>
        <span class="ty-dim">
          {' '}
          · {t('begun {when} by {who}', { when: formatRelative(now.value, rollout.startedAt), who: by.name })}
          {why === '' ? '' : ` · ${why}`}
        </span>
      </p>
      <Steps rollout={rollout} />
      <p class="ty-rollout-line">
        {[stepText(rollout, now.value), hold ?? ''].filter(part => part !== '').join(' · ')}
      </p>
      {rollout.measurement !== null && <Judge rollout={rollout} />}
      {failure !== null && (
        <p class="ty-rollout-why">
          <Icon id="info" /> {deployFailureText(failure)}
        </p>
      )}
    </div>
  );
}

type StepLook = 'done' | 'now' | 'failed' | 'ahead';
function stepLook(rollout: Rollout, i: number): StepLook {
  const { state, step } = rollout;
  if (state === 'promoted' || state === 'baking' || i < step) return 'done';
  if (i > step || state === 'starting' || state === 'awaiting-approval' || state === 'rejected') return 'ahead';
  return isOver(rollout) || state === 'rolling-back' ? 'failed' : 'now';
}
const lookWords = (): Readonly<Record<StepLook, string>> => ({
  done: t('done'),
  now: t('now'),
  failed: t('ended here'),
  ahead: t('to come'),
});

/** ●10 % ──●50 % ──○100 %; what is watched after the last step is a step of its own. */
function Steps({ rollout }: { readonly rollout: Rollout }): VNode {
  const { strategy, state } = rollout;
  const words = lookWords();
  const bake: StepLook = state === 'promoted' ? 'done' : state === 'baking' ? 'now' : 'ahead';
  const steps = [
    ...strategy.steps.map((step, i) => ({ label: shareText(step), look: stepLook(rollout, i) })),
    ...(strategy.bake > 0 ? [{ label: t('watched {time}', { time: formatDuration(strategy.bake) }), look: bake }] : []),
  ];
  return (
    <ol class="ty-steps">
      {steps.map(({ label, look }, i) => (
        <li key={i} class={`ty-step ty-step-${look}`} aria-current={look === 'now' ? 'step' : undefined}>
          <span class="ty-step-dot" aria-hidden="true" />
          <span>{label}</span>
          <span class="ty-unseen">{words[look]}</span>
        </li>
      ))}
    </ol>
  );
}

const outcomes = { good: 'succeeded', bad: 'failed', undecided: 'queued' } as const;
const outcomeWords = () => ({ good: t('good'), bad: t('worse'), undecided: t('not enough evidence yet') });

function Judge({ rollout: { measurement } }: { readonly rollout: Rollout }): VNode {
  const words = outcomeWords();
  return (
    <ul class="ty-judge" aria-label={t('What the judge compares')}>
      {(measurement?.rules ?? []).map(rule => (
        <li key={rule.rule.metric} title={words[rule.outcome]}>
          <Icon
            id={stateStyle[outcomes[rule.outcome]].icon}
            color={stateStyle[outcomes[rule.outcome]].color}
            label={words[rule.outcome]}
          />{' '}
          <span class="ty-judge-rule">{judgedRuleText(rule)}</span>
        </li>
      ))}
    </ul>
  );
}

function PastRollout({ rollout }: { readonly rollout: Rollout }): VNode {
  const { state, to, from, endedAt, failure, strategy, kind } = rollout;
  const name =
    kind === 'rollback'
      ? t('back to v{version}', { version: to.version })
      : `${strategy.type.replace('_', '/')} v${to.version}`;
  const when = endedAt ?? rollout.startedAt;
  return (
    <li>
      <StateIcon state={state} /> <span>{name}</span>{' '}
      <span class="ty-dim" title={formatTime(when)}>
        {[
          t(stateStyle[state].word),
          ...(from === null ? [] : [t('after v{version}', { version: from.version })]),
          formatRelative(now.value, when),
          ...(failure === null ? [] : [deployFailureText(failure)]),
        ].join(' · ')}
      </span>
    </li>
  );
}
