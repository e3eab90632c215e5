// The line below: how many runs are chosen, what can be done with them, how fresh it all is.
import type { VNode } from 'preact';
import { formatRelative, formatTime } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import { now } from '../components/clock.ts';
import { Button } from '../components/controls.ts';
import { announce } from '../components/live.tsx';
import { markdownTable } from './markdown.ts';
import type { MetricsStore } from './store.ts';

interface ViewProps {
  readonly store: MetricsStore;
}

export function FooterView({ store }: ViewProps): VNode {
  const { rows, view } = store.state.value;
  const chosen = store.selected.value.length;
  if (rows === null || rows.length === 0) return <footer class="ty-footer" />;
  return (
    <footer class="ty-footer">
      <span class="ty-footer-count">{t('{chosen} of {all} selected', { chosen, all: store.rows.value.length })}</span>
      {view.mode === 'runs' && (
        <Button
          kind="secondary"
          icon="git-compare"
          label={t('Compare')}
          disabled={chosen < 2}
          title={chosen < 2 ? t('Select two runs or more to compare them') : t('Show the selected runs side by side')}
          onClick={() => store.change({ mode: 'compare', maximised: null })}
        />
      )}
      <Button
        kind="secondary"
        icon="copy"
        label={t('Copy as Markdown')}
        disabled={chosen === 0}
        title={t('Copy the selected runs as a Markdown table with full values')}
        onClick={() => copyMarkdown(store)}
      />
      <span class="ty-toolbar-space" />
      <Freshness store={store} />
    </footer>
  );
}

function copyMarkdown(store: MetricsStore): void {
  store.send({ type: 'copy', text: markdownTable(store.selected.value, store.table.value.columns) });
  announce(t('Copied'));
}

function Freshness({ store }: ViewProps): VNode | null {
  const { link, updatedAt } = store.state.value;
  if (updatedAt === null) return null;
  const age = formatRelative(now.value, updatedAt);
  const isLost = link.state === 'lost';
  return (
    <span class={`ty-fresh${isLost ? ' ty-fresh-old' : ''}`} title={formatTime(updatedAt)}>
      <span class="ty-fresh-dot" aria-hidden="true" />
      {isLost ? t('not connected · updated {age}', { age }) : t('live · updated {age}', { age })}
    </span>
  );
}
