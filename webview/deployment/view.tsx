// The Deployment panel as a whole: head with what can be done, rollout, charts, drift, the form of a request.
import type { Signal } from '@preact/signals';
import type { VNode } from 'preact';
import { deployFailureText } from '../../present/deployText.ts';
import { t } from '../../present/l10n.ts';
import { rateText, splitText } from '../../present/rolloutText.ts';
import { type StateName, stateStyle } from '../../present/states.ts';
import type { DeploymentDetail } from '../../protocol/deployApi.ts';
import { Button } from '../components/controls.ts';
import { StateIcon } from '../components/icon.tsx';
import { LiveRegion } from '../components/live.tsx';
import { EmptyView, LinkBanner } from '../components/notice.tsx';
import { allowedActs, type DeploymentState, type PanelAct, type Send } from './state.ts';
import { ChartsSection } from './viewCharts.tsx';
import { MonitorSection } from './viewMonitor.tsx';
import { RolloutSection } from './viewRollout.tsx';
import { TryIt } from './viewTryIt.tsx';

interface PanelProps {
  readonly state: Signal<DeploymentState>;
  readonly send: Send;
}

export function DeploymentPanelView({ state, send }: PanelProps): VNode {
  const { detail, link, updatedAt, isGone, canAct } = state.value;
  const isLost = link.state === 'lost';
  return (
    <div class={`ty-panel${isLost ? ' ty-panel-old' : ''}`}>
      {isLost && <LinkBanner message={link.message} asOf={updatedAt} onReconnect={() => send({ type: 'reconnect' })} />}
      {detail === null || isGone ? (
        <>
          <header class="ty-toolbar">
            <h1>{t('Deployment')}</h1>
          </header>
          {isGone ? <Gone /> : <Skeleton />}
        </>
      ) : (
        <>
          <Head detail={detail} send={send} canAct={canAct && !isLost} />
          <main class="ty-main ty-deployment">
            <RolloutSection detail={detail} send={send} />
            <ChartsSection state={state} send={send} />
            <MonitorSection detail={detail} send={send} canAct={canAct && !isLost} />
            <TryIt state={state} send={send} />
          </main>
        </>
      )}
      <LiveRegion />
    </div>
  );
}

const actWords = (): Readonly<Record<PanelAct, string>> => ({
  promote: t('Promote'),
  hold: t('Hold'),
  resume: t('Resume'),
  rollBack: t('Roll Back'),
  approve: t('Approve'),
  reject: t('Reject'),
  start: t('Start'),
});

interface DetailProps {
  readonly detail: DeploymentDetail;
  readonly send: Send;
  readonly canAct: boolean;
}

function Head({ detail, send, canAct }: DetailProps): VNode {
  const { deployment, rate } = detail;
  const { url, model } = deployment;
  const words = actWords();
  const acts = canAct ? allowedActs(detail) : [];
  return (
    <header class="ty-toolbar">
      <StateIcon state={deployment.state} />
      <h1>{t('{model} on {target}', { model: deployment.pipelineName, target: deployment.target })}</h1>
      <span class="ty-toolbar-count">
        {[stateText(detail), rateText(rate)].filter(part => part !== '').join(' · ')}
      </span>
      {url !== null && (
        <Button
          kind="icon"
          icon="copy"
          label={t('Copy Address')}
          title={`${url}/v2/models/${model}/infer`}
          onClick={() => send({ type: 'copy', text: `${url}/v2/models/${encodeURIComponent(model)}/infer` })}
        />
      )}
      <span class="ty-toolbar-space" />
      {acts.map((act, i) => (
        <Button
          key={act}
          kind={i === 0 && (act === 'approve' || act === 'resume' || act === 'start') ? 'primary' : 'secondary'}
          label={words[act]}
          onClick={() => send({ type: 'act', act })}
        />
      ))}
      <Button kind="icon" icon="history" label={t('Show Audit Trail')} onClick={() => send({ type: 'openAudit' })} />
    </header>
  );
}

/** `v3 90 % · v4 10 %`, or why nothing is served as it should be. */
function stateText({ deployment }: DeploymentDetail): string {
  const { state, failure, verified, stable } = deployment;
  const word: string = t(stateStyle[state as StateName].word);
  const split = state === 'stopped' ? '' : splitText(deployment);
  const doubt = verified || stable === null || state !== 'live' ? '' : t('not yet confirmed by its hash');
  const why = failure === null ? '' : deployFailureText(failure);
  return [state === 'live' ? '' : word, split, doubt, why].filter(part => part !== '').join(' · ');
}

const Gone = (): VNode => (
  <EmptyView icon="trash" title={t('This deployment was removed')}>
    {t('Its versions and the audit trail are still there. «Deploy…» makes a new one.')}
  </EmptyView>
);

const Skeleton = (): VNode => (
  <div class="ty-main ty-skeleton" aria-hidden="true">
    {Array.from({ length: 12 }, (_, i) => (
      <div key={i} class="ty-skeleton-row" />
    ))}
  </div>
);
