// Why a filter cannot be used, and which names in it no run has, in words.
import { t } from '../../present/l10n.ts';
import type { RunColumn } from './columns.ts';
import type { FilterProblem } from './filter.ts';

export function filterText({ code, word }: FilterProblem): string {
  switch (code) {
    case 'value-missing':
      return t('A value is missing after «{word}».', { word });
    case 'operator-missing':
      return t('A comparison is missing after «{word}»: one of < <= > >= = != contains.', { word });
    case 'unclosed':
      return t('A closing bracket is missing.');
    case 'not-a-number':
      return t('Metrics are compared with numbers, and «{word}» is none.', { word });
    case 'nothing-after':
      return t('Something is missing after «{word}».', { word });
    case 'unexpected':
      return t('«{word}» does not belong here.', { word });
    default:
      return code;
  }
}

/** A sentence about the first name that no run has, or nothing. */
export function filterHint(fields: readonly string[], columns: readonly RunColumn[]): string | null {
  const known = new Set(columns.map(column => column.id));
  const missing = fields.find(field => !known.has(field));
  if (missing === undefined) return null;
  const kind = missing.startsWith('metrics.') ? 'metrics.' : 'params.';
  const names = [...known].filter(id => id.startsWith(kind)).slice(0, 5);
  return names.length === 0
    ? t('No run has «{missing}».', { missing })
    : t('No run has «{missing}». There are: {names}.', { missing, names: names.join(', ') });
}
