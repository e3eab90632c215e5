// The frame of a graph's list twin: a table of stages, whose second column says what is known of each.
import type { ComponentChildren, VNode } from 'preact';
import { t } from '../../present/l10n.ts';

interface StageTableProps {
  readonly pipeline: string;
  /** Heading of the second column. */
  readonly second: string;
  /** A row for each stage. */
  readonly children: ComponentChildren;
}

export const StageTable = ({ pipeline, second, children }: StageTableProps): VNode => (
  <main class="ty-main ty-stage-list">
    <table>
      <caption class="ty-unseen">{t('Stages of {pipeline}', { pipeline })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('Stage')}</th>
          <th scope="col">{second}</th>
          <th scope="col">{t('After')}</th>
          <th scope="col">{t('Makes')}</th>
          <th scope="col">{t('Actions')}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </main>
);
