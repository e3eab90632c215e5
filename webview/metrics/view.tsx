// The metrics panel as a whole: toolbar, table beside charts or the comparison, footer; honest when there is nothing.
import type { VNode } from 'preact';
import { t } from '../../present/l10n.ts';
import { Button } from '../components/controls.ts';
import { LiveRegion } from '../components/live.tsx';
import { EmptyView, LinkBanner } from '../components/notice.tsx';
import { Splitter } from '../components/splitter.tsx';
import type { MetricsStore } from './store.ts';
import { ChartsView } from './viewCharts.tsx';
import { CompareView } from './viewCompare.tsx';
import { FooterView } from './viewFooter.tsx';
import { TableView } from './viewTable.tsx';
import { ToolbarView } from './viewToolbar.tsx';

interface ViewProps {
  readonly store: MetricsStore;
}

export function MetricsView({ store }: ViewProps): VNode {
  const { rows, link, updatedAt } = store.state.value;
  const isLost = link.state === 'lost';
  return (
    <div class={`ty-panel${isLost ? ' ty-panel-old' : ''}`}>
      {isLost && (
        <LinkBanner
          message={link.message}
          asOf={rows === null ? null : updatedAt}
          onReconnect={() => store.send({ type: 'reconnect' })}
        />
      )}
      <ToolbarView store={store} />
      <MainView store={store} />
      <FooterView store={store} />
      <LiveRegion />
    </div>
  );
}

function MainView({ store }: ViewProps): VNode {
  const { rows, view, link } = store.state.value;
  if (rows === null) return link.state === 'lost' ? <div class="ty-main" /> : <Skeleton />;
  if (rows.length === 0) return <NoRuns store={store} />;
  if (view.mode === 'compare') return <CompareView store={store} />;
  if (view.maximised != null) return <ChartsView store={store} />;
  const split = view.split ?? 0.56;
  return (
    <main class="ty-main ty-split" style={{ '--ty-split': `${split * 100}%` }}>
      <TableView store={store} />
      <Splitter share={split} label={t('Width of the table')} onChange={share => store.change({ split: share })} />
      <ChartsView store={store} />
    </main>
  );
}

function NoRuns({ store }: ViewProps): VNode {
  const action = (
    <Button kind="primary" icon="play" label={t('Run Pipeline')} onClick={() => store.send({ type: 'runPipeline' })} />
  );
  return (
    <main class="ty-main">
      <EmptyView icon="graph-line" title={t('No runs yet')} action={action}>
        {t('Each run of the pipeline becomes a row here, with its params, its metrics and its curves.')}
      </EmptyView>
    </main>
  );
}

/** The shape of what will come; it stays invisible for the first 300 ms. */
function Skeleton(): VNode {
  return (
    <main class="ty-main ty-skeleton" aria-busy="true" aria-label={t('Reading runs')}>
      {Array.from({ length: 8 }, (_, index) => (
        <div key={index} class="ty-skeleton-row" />
      ))}
    </main>
  );
}
