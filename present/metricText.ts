// Metrics in words: which way is better, and whether a change is one; never by colour alone.
import type { Direction } from '../engine/domain/metricDirection.ts';
import { formatNumber } from './format.ts';
import { t } from './l10n.ts';

/** `↓` with `lower is better`; null where the direction is not known. */
export function directionMark(direction: Direction): { readonly arrow: '↑' | '↓'; readonly word: string } | null {
  switch (direction) {
    case 'lower':
      return { arrow: '↓', word: t('lower is better') };
    case 'higher':
      return { arrow: '↑', word: t('higher is better') };
    case 'unknown':
      return null;
  }
}

/** `better` and `worse` need a direction; values that are not numbers compare to nothing. */
type Change = 'better' | 'worse' | 'same' | 'different';
function judgeChange(before: number, after: number, direction: Direction): Change {
  if (before === after) return 'same';
  if (direction === 'unknown' || Number.isNaN(before) || Number.isNaN(after)) return 'different';
  return after < before === (direction === 'lower') ? 'better' : 'worse';
}

/** `↓ 2.9 better`, `↑ 0.01 worse`, `↑ 3`, `same`: the change from `before` to `after`. */
export function changeText(before: number, after: number, direction: Direction): string {
  const change = judgeChange(before, after, direction);
  if (change === 'same') return t('same');
  if (Number.isNaN(before) || Number.isNaN(after)) return t('not comparable');
  const size = `${after > before ? '↑' : '↓'} ${formatNumber(Math.abs(after - before))}`;
  if (change === 'different') return size;
  return `${size} ${change === 'better' ? t('better') : t('worse')}`;
}
