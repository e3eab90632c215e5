// Traffic stacked by version with marks of what happened, latency and errors of each version over the same time.
import type { Signal } from '@preact/signals';
import type { VNode } from 'preact';
import { formatTime } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import type { DeploymentSeries } from '../../protocol/deployApi.ts';
import { Dropdown } from '../components/controls.ts';
import type { DrawnLine } from '../components/drawnLine.ts';
import { errorShares, hasTraffic, markPlace, stacked, timesOf, versionColor, versionDash } from './charts.ts';
import { Section } from './section.tsx';
import { type DeploymentState, ranges, type Send, setMinutes } from './state.ts';
import { TimeChart, type TimeColumn } from './timeChart.tsx';

interface ChartsProps {
  readonly state: Signal<DeploymentState>;
  readonly send: Send;
}

export function ChartsSection({ state, send }: ChartsProps): VNode {
  const { series, view, detail } = state.value;
  const tools = (
    <Dropdown
      label={t('Time shown')}
      value={String(view.minutes)}
      options={ranges.map(minutes => ({ value: String(minutes), label: rangeText(minutes) }))}
      onChange={value => {
        const minutes = Number(value);
        state.value = setMinutes(state.value, minutes);
        send({ type: 'range', minutes });
      }}
    />
  );
  return (
    <Section icon="graph" title={t('Traffic')} tools={tools}>
      {series === null ? (
        <p class="ty-dim ty-waiting">{t('Reading the log of requests…')}</p>
      ) : hasTraffic(series) ? (
        <Charts series={series} send={send} />
      ) : (
        <NoTraffic url={detail?.deployment.url ?? null} model={detail?.deployment.model ?? ''} />
      )}
    </Section>
  );
}

const rangeText = (minutes: number): string =>
  minutes < 60
    ? t('last {count} minutes', { count: minutes })
    : minutes === 60
      ? t('last hour')
      : t('last {count} hours', { count: minutes / 60 });

function Charts({ series, send }: { readonly series: DeploymentSeries; readonly send: Send }): VNode {
  const times = timesOf(series);
  const { versions } = series;
  return (
    <>
      <Legend series={series} />
      <div class="ty-deploy-charts">
        <div class="ty-with-marks">
          <TimeChart name={t('requests per second')} times={times} columns={trafficColumns(series)} unit="" />
          <Marks series={series} send={send} />
        </div>
        <TimeChart
          name={t('latency in ms: p95, thin p50 and p99')}
          times={times}
          columns={versions.flatMap(latencyColumns)}
          unit="ms"
        />
        <TimeChart
          name={t('errors in percent')}
          times={times}
          columns={versions.map(one => ({
            name: `v${one.version}`,
            values: errorShares(one),
            line: { ...look(one.version), width: 1.5, hasEnd: false, hasPoints: true },
          }))}
          unit="%"
        />
      </div>
      {series.isSampled === true && <p class="ty-dim">{t('The log is long: counts come from parts of it.')}</p>}
    </>
  );
}

const look = (version: number): Pick<DrawnLine, 'id' | 'color' | 'dash' | 'marker' | 'opacity'> => ({
  id: `v${version}`,
  color: versionColor(version),
  dash: versionDash(version),
  marker: 'circle',
  opacity: 1,
});

/** Shares of each version; what is drawn is the sum up to it. */
function trafficColumns(series: DeploymentSeries): readonly TimeColumn[] {
  const own = new Map(series.versions.map(({ version, requests }) => [version, requests]));
  return stacked(series).map(({ version, column }) => ({
    name: `v${version}`,
    values: column,
    said: (own.get(version) ?? []).map(count => (count * 1000) / series.stepMs),
    line: { ...look(version), dash: [], width: 1, hasEnd: false, fill: versionColor(version) },
  }));
}

function latencyColumns({ version, p50, p95, p99 }: DeploymentSeries['versions'][number]): readonly TimeColumn[] {
  const thin = { ...look(version), width: 1, opacity: 0.5, hasEnd: false, dash: [2, 3] };
  return [
    { name: `v${version} p50`, values: p50, line: thin },
    { name: `v${version} p99`, values: p99, line: thin },
    { name: `v${version} p95`, values: p95, line: { ...look(version), width: 1.8, hasEnd: false, hasPoints: true } },
  ];
}

function Legend({ series: { versions } }: { readonly series: DeploymentSeries }): VNode {
  const shown = [...versions].sort((a, b) => b.version - a.version);
  return (
    <ul class="ty-legend" aria-label={t('Versions')}>
      {shown.map(({ version, requests, errors }) => {
        const [count, failed] = [sum(requests), sum(errors)];
        return (
          <li key={version}>
            <span class="ty-legend-swatch" style={{ background: versionColor(version) }} aria-hidden="true" />
            <strong>v{version}</strong>{' '}
            <span class="ty-dim">
              {t('{count} requests', { count: count.toLocaleString('en') })}
              {failed > 0 ? ` · ${t('{count} errors', { count: failed.toLocaleString('en') })}` : ''}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const markIcons: Readonly<Partial<Record<DeploymentSeries['marks'][number]['kind'], string>>> = {
  promote: 'pass-filled',
  rollback: 'discard',
  alert: 'error',
  deploy: 'rocket',
  retrain: 'sync',
};

/** What happened, where it happened; each opens its audit record. Steps stand close and are left to the record. */
function Marks({ series, send }: { readonly series: DeploymentSeries; readonly send: Send }): VNode {
  const shown = series.marks.flatMap(mark => {
    const place = markPlace(series, mark.at);
    const icon = markIcons[mark.kind];
    return place === null || icon === undefined ? [] : [{ ...mark, place, icon }];
  });
  return (
    <div class="ty-marks">
      {shown.map(({ seq, kind, at, place, icon }) => (
        <button
          key={seq}
          type="button"
          class={`ty-mark ty-mark-${kind}`}
          style={{ '--ty-place': `${place * 100}%` }}
          title={`${kind} ${formatTime(at)}`}
          aria-label={t('{kind} at {time}: open its record', { kind, time: formatTime(at) })}
          onClick={() => send({ type: 'openAudit', seq })}
        >
          <span class={`codicon codicon-${icon}`} aria-hidden="true" />
        </button>
      ))}
    </div>
  );
}

const NoTraffic = ({ url, model }: { readonly url: string | null; readonly model: string }): VNode => (
  <div class="ty-no-traffic">
    <p>{t('No request came in this time. The form below sends one; so does')}</p>
    <pre class="ty-command">
      {`curl -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \\
  -d @request.json ${url ?? ''}/v2/models/${model}/infer`}
    </pre>
    <p class="ty-dim">{t('«trainyard deployments --token» prints the token.')}</p>
  </div>
);
