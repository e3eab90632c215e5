// The line above the table: experiment, number of runs, filter with its problem explained, column chooser.
import type { VNode } from 'preact';
import { t } from '../../present/l10n.ts';
import { Button, Checkbox, TextField } from '../components/controls.ts';
import { Icon } from '../components/icon.tsx';
import { Popover } from '../components/popover.tsx';
import type { RunColumn } from './columns.ts';
import { filterHint, filterText } from './filterTexts.ts';
import { toggleColumn } from './state.ts';
import type { MetricsStore } from './store.ts';

interface ViewProps {
  readonly store: MetricsStore;
}

export function ToolbarView({ store }: ViewProps): VNode {
  const { view, rows } = store.state.value;
  const isCompare = view.mode === 'compare';
  return (
    <header class="ty-toolbar">
      <h1 title={view.experiment}>{view.experiment || t('Metrics')}</h1>
      {rows !== null && <span class="ty-toolbar-count">{countText(store)}</span>}
      {isCompare ? <span class="ty-toolbar-space" /> : rows !== null && rows.length > 0 && <Filter store={store} />}
      {isCompare && (
        <Button
          kind="secondary"
          icon="arrow-left"
          label={t('All Runs')}
          onClick={() => store.change({ mode: 'runs' })}
        />
      )}
      {!isCompare && rows !== null && rows.length > 0 && <ColumnChooser store={store} />}
    </header>
  );
}

function countText(store: MetricsStore): string {
  const { view } = store.state.value;
  const all = store.rows.value.length;
  if (view.mode === 'compare') return t('comparing {count} of {all} runs', { count: store.selected.value.length, all });
  const shown = store.table.value.rows.length;
  if (shown !== all) return t('{shown} of {all} runs', { shown, all });
  return all === 1 ? t('1 run') : t('{all} runs', { all });
}

function Filter({ store }: ViewProps): VNode {
  const text = store.state.value.view.filter;
  const parsed = store.filter.value;
  const hint = parsed.ok ? filterHint(parsed.fields, store.columns.value) : filterText(parsed.error);
  return (
    <div class="ty-filter">
      <TextField
        value={text}
        label={t('Filter runs')}
        placeholder={t('Filter: metrics.rmse < 45 and params.depth > 4')}
        invalid={!parsed.ok}
        onInput={filter => store.change({ filter })}
        onKeyDown={event => {
          if (event.key === 'Escape' && text !== '') store.change({ filter: '' });
        }}
      />
      {text !== '' && (
        <Button kind="icon" icon="close" label={t('Clear the filter')} onClick={() => store.change({ filter: '' })} />
      )}
      {hint !== null && (
        <div class={`ty-filter-hint${parsed.ok ? '' : ' ty-filter-error'}`} role="status">
          <Icon id={parsed.ok ? 'info' : 'error'} /> {hint}
        </div>
      )}
    </div>
  );
}

function ColumnChooser({ store }: ViewProps): VNode {
  const columns = store.columns.value;
  const groups = [
    { title: t('Metrics'), columns: columns.filter(({ kind }) => kind === 'metric') },
    { title: t('Params'), columns: columns.filter(({ kind }) => kind === 'param') },
    { title: t('Times'), columns: columns.filter(({ kind }) => kind === 'duration' || kind === 'when') },
  ].filter(group => group.columns.length > 0);
  return (
    <Popover label={t('Choose columns')} icon="list-selection">
      <fieldset class="ty-choices">
        <legend>{t('Rows')}</legend>
        <Checkbox
          checked={store.state.value.view.withStages === true}
          onChange={withStages => store.change({ withStages })}
        >
          {t('Stage runs')}
        </Checkbox>
      </fieldset>
      {groups.map(group => (
        <fieldset key={group.title} class="ty-choices">
          <legend>{group.title}</legend>
          {group.columns.map(column => (
            <ColumnChoice key={column.id} store={store} column={column} />
          ))}
        </fieldset>
      ))}
    </Popover>
  );
}

function ColumnChoice({ store, column }: ViewProps & { readonly column: RunColumn }): VNode {
  const isShown = !store.state.value.view.hiddenColumns.includes(column.id);
  const isSame = column.kind === 'param' && !column.differs;
  return (
    <Checkbox checked={isShown} onChange={() => store.apply(state => toggleColumn(state, column.id))}>
      {columnLabel(column)}
      {isSame && <span class="ty-dim"> {t('same in all runs')}</span>}
    </Checkbox>
  );
}

export function columnLabel(column: RunColumn): string {
  if (column.kind === 'run') return t('run');
  if (column.kind === 'when') return t('when');
  return column.kind === 'duration' ? t('duration') : column.name;
}
