// Quality of inputs: shares of values that are missing, out of the reference's range, or of a category it did not have.
import type { ColumnProfile } from '../domain/modelPackage.ts';
import type { FeatureResult } from '../domain/monitor.ts';
import { wilsonInterval } from '../stats/proportions.ts';
import { isWatched, tooFew } from './driftSignal.ts';
import { byLevel, levelOf } from './levels.ts';
import { categoryName, placesOf, type Rows, rowsOf, toNumber } from './loggedColumns.ts';
import { type Look, unknown } from './lookInput.ts';

/** Null where the metric says nothing of such a column. */
type ShareOf = (rows: Rows, index: number, profile: ColumnProfile | null) => number | null;

export const lookAtQuality: Look = (signal, { profile, signature }, window) => {
  const rows = rowsOf(window, 'inputs');
  const missing = tooFew(signal, window, rows);
  if (missing !== null) return missing;
  const shareOf = shares.get(signal.metric ?? '');
  if (shareOf === undefined || (profile === null && signal.metric !== 'missing_share'))
    return unknown('no-profile', signal, rows.length);
  const places = placesOf(signature.inputs, rows[0]?.length ?? 0, profile?.features ?? []);
  const found = places.flatMap(({ name, index, profile: own }): readonly FeatureResult[] => {
    const value = isWatched(signal, name) ? shareOf(rows, index, own) : null;
    if (value === null) return [];
    return [{ feature: name, method: 'share', value, pValue: null, level: levelOf(value, signal), bins: null }];
  });
  const isLow = signal.op.startsWith('<');
  const features = found.sort((a, b) => byLevel(a, b) || (isLow ? a.value - b.value : b.value - a.value));
  const worst = features[0];
  if (worst === undefined) return unknown('no-profile', signal, rows.length);
  const { level, value } = worst;
  const interval = wilsonInterval({ n: rows.length, count: Math.round(value * rows.length) });
  return {
    ...{ level, value, features, rows: rows.length, unknownReason: null, interval },
    ...{ warn: signal.warn, alert: signal.alert },
  };
};

/** Of the values that are there. */
function shareAmong(rows: Rows, index: number, isBad: (value: string | number | boolean) => boolean): number {
  let [there, bad] = [0, 0];
  for (const row of rows) {
    const value = row[index];
    if (value === null || value === undefined || value === '') continue;
    there++;
    if (isBad(value)) bad++;
  }
  return there === 0 ? 0 : bad / there;
}

const shares: ReadonlyMap<string, ShareOf> = new Map<string, ShareOf>([
  [
    'missing_share',
    (rows, index, profile) => {
      // A text where numbers belong is as good as nothing.
      const isMissing = (value: string | number | boolean): boolean =>
        profile?.kind === 'numeric' && Number.isNaN(toNumber(value));
      let missing = 0;
      for (const row of rows) {
        const value = row[index];
        if (value === null || value === undefined || value === '' || isMissing(value)) missing++;
      }
      return missing / rows.length;
    },
  ],
  [
    'out_of_range_share',
    (rows, index, profile) => {
      if (profile?.kind !== 'numeric' || profile.count === 0) return null;
      // A model that takes 32-bit numbers has them logged as such, rounded up or down.
      const min = Math.min(profile.min, Math.fround(profile.min));
      const max = Math.max(profile.max, Math.fround(profile.max));
      return shareAmong(rows, index, value => {
        const number = toNumber(value);
        return number < min || number > max;
      });
    },
  ],
  [
    'new_category_share',
    (rows, index, profile) => {
      // With more categories than the profile keeps, an unknown one may be one of the others.
      if (profile?.kind !== 'categorical' || profile.other > 0) return null;
      const known = new Set(Object.keys(profile.categories));
      return shareAmong(rows, index, value => !known.has(categoryName(value, profile)));
    },
  ],
]);
