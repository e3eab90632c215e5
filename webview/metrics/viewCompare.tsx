// Runs side by side: one column each; params that differ first, metrics with the best marked, where the code came from.
import type { VNode } from 'preact';
import { formatDuration, formatNumber, formatRelative, formatTime, fullNumber } from '../../present/format.ts';
import { t } from '../../present/l10n.ts';
import { directionMark } from '../../present/metricText.ts';
import { stateStyle } from '../../present/states.ts';
import type { RunRow } from '../../protocol/api.ts';
import { now } from '../components/clock.ts';
import { Button, Checkbox } from '../components/controls.ts';
import { StateIcon } from '../components/icon.tsx';
import { EmptyView } from '../components/notice.tsx';
import { Swatch } from '../components/swatch.tsx';
import { type CompareCell, type CompareRow, compareRuns } from './compare.ts';
import { chooseRuns } from './state.ts';
import type { MetricsStore } from './store.ts';

interface ViewProps {
  readonly store: MetricsStore;
}

export function CompareView({ store }: ViewProps): VNode {
  const { main, directions, view } = store.state.value;
  const rows = store.selected.value;
  if (rows.length < 2) return <TooFew store={store} />;
  const all = compareRuns({ rows, main, directions });
  const isOnly = view.onlyDifferences ?? false;
  const shown = isOnly ? all.filter(row => row.differs) : all;
  return (
    <main class="ty-main ty-compare">
      <div class="ty-compare-tools">
        <Checkbox checked={isOnly} onChange={onlyDifferences => store.change({ onlyDifferences })}>
          {t('Only differences')}
        </Checkbox>
        <span class="ty-dim">
          {t('{count} of {all} rows differ', { count: all.filter(row => row.differs).length, all: all.length })}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region is reached by keyboard */}
      <section class="ty-compare-scroll" tabIndex={0} aria-label={t('Comparison')}>
        <table>
          <thead>
            <tr>
              <td />
              {rows.map(row => (
                <RunHead key={row.id} store={store} row={row} />
              ))}
            </tr>
          </thead>
          <tbody>
            <RunFact name={t('status')} rows={rows} text={row => t(stateStyle[row.status].word)} />
            <RunFact
              name={t('started')}
              rows={rows}
              text={row => (row.startedAt === null ? '–' : formatRelative(now.value, row.startedAt))}
              title={row => (row.startedAt === null ? '' : formatTime(row.startedAt))}
            />
            <RunFact
              name={t('duration')}
              rows={rows}
              text={row => (row.startedAt === null ? '–' : formatDuration((row.endedAt ?? now.value) - row.startedAt))}
            />
          </tbody>
          <Section title={t('Params')} rows={shown.filter(row => row.section === 'params')} />
          <Section title={t('Metrics')} rows={shown.filter(row => row.section === 'metrics')} />
          <Section title={t('Code and environment')} rows={shown.filter(row => row.section === 'origin')} />
        </table>
      </section>
    </main>
  );
}

function RunHead({ store, row }: ViewProps & { readonly row: RunRow }): VNode {
  return (
    <th scope="col">
      <span class="ty-compare-run">
        <Swatch runId={row.id} />
        <StateIcon state={row.status} />
        <button
          type="button"
          class="ty-link"
          title={t('Open {run}', { run: row.name })}
          onClick={() => store.send({ type: 'openRun', runId: row.id })}
        >
          {row.name}
        </button>
        <Button
          kind="icon"
          icon="close"
          label={t('Remove {run} from the comparison', { run: row.name })}
          onClick={() => store.apply(state => chooseRuns(state, [row.id], false))}
        />
      </span>
    </th>
  );
}

interface RunFactProps {
  readonly name: string;
  readonly rows: readonly RunRow[];
  readonly text: (row: RunRow) => string;
  readonly title?: (row: RunRow) => string;
}

const RunFact = ({ name, rows, text, title }: RunFactProps): VNode => (
  <tr>
    <th scope="row">{name}</th>
    {rows.map(row => (
      <td key={row.id} title={title?.(row) ?? ''}>
        {text(row)}
      </td>
    ))}
  </tr>
);

function Section({ title, rows }: { readonly title: string; readonly rows: readonly CompareRow[] }): VNode | null {
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr class="ty-compare-section">
        <th scope="rowgroup" colSpan={(rows[0]?.cells.length ?? 0) + 1}>
          {title}
        </th>
      </tr>
      {rows.map(row => (
        <ComparisonRow key={row.name} row={row} />
      ))}
    </tbody>
  );
}

function ComparisonRow({ row }: { readonly row: CompareRow }): VNode {
  const mark = directionMark(row.direction);
  return (
    <tr class={row.differs ? 'ty-differs' : 'ty-same'}>
      <th scope="row" title={row.name}>
        <span class="ty-compare-mark" title={row.differs ? t('differs') : ''}>
          {row.differs ? '≠' : ''}
        </span>
        {row.section === 'origin' ? t(row.name) : row.name}
        {mark !== null && (
          <span class="ty-arrow" role="img" aria-label={mark.word} title={mark.word}>
            {mark.arrow}
          </span>
        )}
      </th>
      {row.cells.map(cell => (
        <ComparisonCell key={cell.runId} cell={cell} isCode={row.section === 'origin'} />
      ))}
    </tr>
  );
}

function ComparisonCell({ cell, isCode }: { readonly cell: CompareCell; readonly isCode: boolean }): VNode {
  const { value, isBest } = cell;
  if (value === null) return <td class="ty-nothing">–</td>;
  const isNumber = typeof value === 'number';
  const text = isNumber ? formatNumber(value) : isCode && /^[0-9a-f]{40,64}$/.test(value) ? value.slice(0, 8) : value;
  return (
    <td class={isBest ? 'ty-best' : ''} title={isNumber ? fullNumber(value) : value}>
      {text}
      {isBest && <span class="ty-best-word"> ★ {t('best')}</span>}
    </td>
  );
}

function TooFew({ store }: ViewProps): VNode {
  const action = <Button kind="primary" label={t('All Runs')} onClick={() => store.change({ mode: 'runs' })} />;
  return (
    <main class="ty-main">
      <EmptyView icon="git-compare" title={t('Two runs are needed')} action={action}>
        {t('Check two runs or more in the table, then compare them.')}
      </EmptyView>
    </main>
  );
}
