// What monitors found: open alerts, every watched feature with its distribution now over the reference, other signals.
import type { VNode } from 'preact';
import { alertOutcomeText, comparisonSigns, signalText } from '../../present/deployText.ts';
import { formatNumber, formatRelative } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import type { Alert, DeploymentDetail, MonitorView } from '../../protocol/deployApi.ts';
import { now } from '../components/clock.ts';
import { Button } from '../components/controls.ts';
import { Icon, StateIcon } from '../components/icon.tsx';
import { Distribution } from './distribution.tsx';
import { type DriftRow, driftRows, type SignalRow, signalRows } from './driftRows.ts';
import { Section } from './section.tsx';
import type { Send } from './state.ts';

interface MonitorProps {
  readonly detail: DeploymentDetail;
  readonly send: Send;
  readonly canAct: boolean;
}

export function MonitorSection({ detail: { monitor }, send, canAct }: MonitorProps): VNode {
  if (monitor === null)
    return (
      <Section icon="pulse" title={t('Drift and Signals')}>
        <p class="ty-dim">
          {t(
            'Nothing is watched here. A «monitor» section in the pipeline file watches drift, quality, latency and accuracy.',
          )}
        </p>
      </Section>
    );
  const looked =
    monitor.lastLook === null
      ? t('not looked yet')
      : t('looked {when}', { when: formatRelative(now.value, monitor.lastLook) });
  const tools = (
    <span class="ty-section-tools">
      <span class="ty-dim">{looked}</span>
      {canAct && <Button label={t('Monitor Now')} onClick={() => send({ type: 'lookNow' })} />}
    </span>
  );
  const features = driftRows(monitor);
  return (
    <Section icon="pulse" title={t('Drift and Signals')} tools={tools}>
      <Alerts monitor={monitor} />
      <SignalTable rows={signalRows(monitor)} />
      {features.length > 0 && <DriftTable rows={features} />}
    </Section>
  );
}

function Alerts({ monitor }: { readonly monitor: MonitorView }): VNode | null {
  const open = monitor.alerts.filter(({ endedAt }) => endedAt === null);
  if (open.length === 0) return null;
  return (
    <ul class="ty-alerts" aria-label={t('Open alerts')}>
      {open.map(alert => (
        <li key={alert.id}>
          <Icon id="error" color="testing.iconFailed" label={t('alert')} />
          <span>
            <strong>{alert.signal}</strong> {alertNumbers(alert)}
            <span class="ty-dim">
              {' '}
              · {formatRelative(now.value, alert.at)} · {alertOutcomeText(alert)}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

const alertNumbers = ({ feature, value, op, bound }: Alert): string =>
  `${feature === null ? '' : `${feature} `}${formatNumber(value)} ${comparisonSigns[op]} ${formatNumber(bound)}`;

function SignalTable({ rows }: { readonly rows: readonly SignalRow[] }): VNode | null {
  if (rows.length === 0) return null;
  return (
    <table class="ty-table" aria-label={t('Signals')}>
      <tbody>
        {rows.map(({ spec, result }) => (
          <tr key={spec.name}>
            <td class="ty-cell-icon">
              <StateIcon state={result?.level ?? 'unknown'} />
            </td>
            <th scope="row">{spec.name}</th>
            <td class="ty-dim">{spec.type.replace('_', ' ')}</td>
            <td>{result === null ? t('not looked yet') : signalText(result, spec.metric)}</td>
            <td class="ty-dim">
              {result === null ? '' : t('{count} rows', { count: result.window.rows.toLocaleString('en') })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DriftTable({ rows }: { readonly rows: readonly DriftRow[] }): VNode {
  return (
    <div class="ty-drift">
      <table class="ty-table" aria-label={t('Drift by feature, the worst first')}>
        <thead>
          <tr>
            <th class="ty-cell-icon">
              <span class="ty-unseen">{t('state')}</span>
            </th>
            <th scope="col">{t('feature')}</th>
            <th scope="col">{t('signal')}</th>
            <th scope="col" class="ty-number">
              {t('value')}
            </th>
            <th scope="col" class="ty-number">
              {t('warn')}
            </th>
            <th scope="col" class="ty-number">
              {t('alert')}
            </th>
            <th scope="col">
              <span class="ty-key-now">{t('now')}</span> <span class="ty-key-reference">{t('reference')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ feature, signal, warn, alert }) => (
            <tr key={`${signal} ${feature.feature}`}>
              <td class="ty-cell-icon">
                <StateIcon state={feature.level} />
              </td>
              <th scope="row">{feature.feature}</th>
              <td class="ty-dim">{signal}</td>
              <td
                class="ty-number"
                title={
                  feature.pValue === null ? feature.method : `${feature.method}, p ${formatNumber(feature.pValue)}`
                }
              >
                {feature.method} {formatNumber(feature.value)}
              </td>
              <td class="ty-number ty-dim">{warn === null ? '–' : formatNumber(warn)}</td>
              <td class="ty-number ty-dim">{alert === null ? '–' : formatNumber(alert)}</td>
              <td>{feature.bins === null ? null : <Distribution bins={feature.bins} name={feature.feature} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
