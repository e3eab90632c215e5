// The charts of the chosen runs: one per metric with curves, then last values side by side; one legend for all.
import type { VNode } from 'preact';
import { t } from '../../present/l10n.ts';
import { Checkbox, Dropdown } from '../components/controls.ts';
import { EmptyView } from '../components/notice.tsx';
import { Swatch } from '../components/swatch.tsx';
import type { XAxis } from './curves.ts';
import { chartedMetrics, curvesOf } from './state.ts';
import type { MetricsStore } from './store.ts';
import { ChartView } from './viewChart.tsx';
import { FinalValues } from './viewFinal.tsx';

interface ViewProps {
  readonly store: MetricsStore;
}

export function ChartsView({ store }: ViewProps): VNode {
  const state = store.state.value;
  const metrics = chartedMetrics(state);
  const curved = metrics.filter(metric => curvesOf(state, metric).some(({ curve }) => curve.total > 1));
  const { maximised } = state.view;
  const isMaximised = maximised != null && curved.includes(maximised);
  const shown = isMaximised ? [maximised] : curved;
  if (store.selected.value.length === 0) return <NothingChosen />;
  return (
    <section class={`ty-charts${isMaximised ? ' ty-charts-one' : ''}`} aria-label={t('Charts')}>
      {curved.length > 0 && <ChartTools store={store} />}
      <Legend store={store} />
      <div class="ty-chart-list">
        {shown.map(metric => (
          <ChartView key={metric} store={store} metric={metric} isMaximised={isMaximised} />
        ))}
      </div>
      {!isMaximised && <FinalValues store={store} metrics={metrics.filter(metric => !curved.includes(metric))} />}
    </section>
  );
}

const NothingChosen = (): VNode => (
  <section class="ty-charts">
    <EmptyView icon="graph-line" title={t('No run selected')}>
      {t('Check runs in the table to see their curves here.')}
    </EmptyView>
  </section>
);

function ChartTools({ store }: ViewProps): VNode {
  const { smoothing, xAxis, logScale } = store.state.value.view;
  const axes: readonly { readonly value: XAxis; readonly label: string }[] = [
    { value: 'step', label: t('Step') },
    { value: 'time', label: t('Time') },
    { value: 'relative', label: t('Relative') },
  ];
  return (
    <div class="ty-chart-tools">
      <label class="ty-slider">
        <span>{t('Smoothing')}</span>
        <input
          type="range"
          min={0}
          max={0.99}
          step={0.01}
          value={smoothing}
          onInput={event => store.change({ smoothing: Number(event.currentTarget.value) })}
        />
        <output>{smoothing.toFixed(2)}</output>
      </label>
      <span class="ty-labelled">
        <span aria-hidden="true">{t('X axis')}</span>
        <Dropdown value={xAxis} options={axes} label={t('X axis')} onChange={value => store.change({ xAxis: value })} />
      </span>
      <Checkbox checked={logScale} onChange={value => store.change({ logScale: value })}>
        {t('Log scale')}
      </Checkbox>
    </div>
  );
}

/** Each run's mark and name; pointing at one lifts its curves. */
function Legend({ store }: ViewProps): VNode {
  const active = store.active.value;
  return (
    <ul class="ty-legend" aria-label={t('Legend')}>
      {store.selected.value.map(row => (
        <li
          key={row.id}
          class={active === row.id ? 'ty-legend-active' : ''}
          title={row.name}
          onPointerEnter={() => {
            store.active.value = row.id;
          }}
          onPointerLeave={() => {
            store.active.value = null;
          }}
        >
          <Swatch runId={row.id} kind="line" />
          <span class="ty-legend-name">{row.name}</span>
        </li>
      ))}
    </ul>
  );
}
