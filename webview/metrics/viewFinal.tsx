// Metrics with a single value per run, side by side: a dot on one scale per metric, the best marked in words.
import type { VNode } from 'preact';
import { formatNumber, fullNumber } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import { directionMark } from '../../present/metricText.ts';
import { runColor } from '../../present/runColors.ts';
import type { Direction } from '../../protocol/api.ts';
import { markerPath, markerSize } from '../components/marker.ts';
import { Swatch } from '../components/swatch.tsx';
import { bestRuns, finalValue } from './best.ts';
import type { MetricsStore } from './store.ts';

interface FinalValuesProps {
  readonly store: MetricsStore;
  readonly metrics: readonly string[];
}

export function FinalValues({ store, metrics }: FinalValuesProps): VNode | null {
  if (metrics.length === 0) return null;
  return (
    <section class="ty-finals" aria-label={t('Last values')}>
      <h2>{t('Last values')}</h2>
      <div class="ty-final-list">
        {metrics.map(metric => (
          <FinalValue
            key={metric}
            store={store}
            metric={metric}
            direction={store.state.value.directions[metric] ?? 'unknown'}
          />
        ))}
      </div>
    </section>
  );
}

interface FinalValueProps {
  readonly store: MetricsStore;
  readonly metric: string;
  readonly direction: Direction;
}

function FinalValue({ store, metric, direction }: FinalValueProps): VNode {
  const rows = store.selected.value;
  const best = bestRuns(rows, metric, direction);
  const mark = directionMark(direction);
  const values = rows.flatMap(row => finalValue(row, metric) ?? []).filter(Number.isFinite);
  const scale = { low: Math.min(...values), high: Math.max(...values) };
  return (
    <table class="ty-final">
      <caption>
        <span class="ty-chart-name" title={metric}>
          {metric}
        </span>
        {mark !== null && (
          <span class="ty-dim">
            {' '}
            {mark.arrow} {mark.word}
          </span>
        )}
      </caption>
      <tbody>
        {rows.map(row => {
          const value = finalValue(row, metric);
          return (
            <tr key={row.id} class={store.active.value === row.id ? 'ty-final-active' : ''}>
              <th scope="row" title={row.name}>
                <Swatch runId={row.id} /> <span class="ty-final-name">{row.name}</span>
              </th>
              <td class="ty-final-track">
                {value !== null && Number.isFinite(value) && <Dot runId={row.id} at={share(value, scale)} />}
              </td>
              <td class="ty-number" title={value === null ? '' : fullNumber(value)}>
                {value === null ? '–' : formatNumber(value)}
              </td>
              <td class="ty-final-best">{best.has(row.id) && <span>★ {t('best')}</span>}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** 0 is the least, 1 the greatest of the values shown; the middle when they are all the same. */
const share = (value: number, { low, high }: { readonly low: number; readonly high: number }): number =>
  high === low ? 0.5 : (value - low) / (high - low);

const Dot = ({ runId, at }: { readonly runId: string; readonly at: number }): VNode => (
  <span class="ty-final-line" aria-hidden="true">
    <svg aria-hidden="true" width={markerSize} height={markerSize} style={{ left: `${at * 100}%` }}>
      <path d={markerPath(runColor(runId).marker)} fill={runColor(runId).color} />
    </svg>
  </span>
);
