// Data quality: shares of values that are missing, outside the range or among no category of the reference data.
import type { FeatureResult } from '../domain/monitor.ts';
import type { signalMetrics } from '../domain/signalMetrics.ts';
import { wilsonInterval } from '../stats/proportions.ts';
import { columnsOf, countRows, type LoggedColumn } from './columns.ts';
import { levelOf, worseFirst } from './levels.ts';
import { type Finding, type SignalLook, unknown } from './lookInput.ts';

type QualityMetric = (typeof signalMetrics)['data_quality'][number];
interface Share {
  readonly n: number;
  readonly count: number;
}

/** How many values are bad of how many; null where the column is of another kind. */
const measures: Readonly<Record<QualityMetric, (column: LoggedColumn) => Share | null>> = {
  missing_share: column => ({
    n: column.rows,
    count: column.kind === 'numeric' ? column.rows - column.values.length : column.missing,
  }),
  out_of_range_share(column) {
    if (column.kind !== 'numeric') return null;
    const { profile, values } = column;
    // A model that takes 32-bit numbers has them logged as such, rounded up or down.
    const low = Math.min(profile.min, Math.fround(profile.min));
    const high = Math.max(profile.max, Math.fround(profile.max));
    let count = 0;
    for (const value of values) if (value < low || value > high) count++;
    return { n: values.length, count };
  },
  new_category_share(column) {
    if (column.kind !== 'categorical') return null;
    const { profile, counts } = column;
    let [n, count] = [0, 0];
    for (const [name, times] of counts) {
      n += times;
      // Rare categories are kept as one: what is not listed may be one of them.
      if (!(name in profile.categories) && profile.other === 0) count += times;
    }
    return { n, count };
  },
};
const isMetric = (metric: string): metric is QualityMetric => metric in measures;

export function lookAtQuality({ input, signal, requests }: SignalLook): Finding {
  const rows = countRows(requests, 'inputs');
  if (input.profile === null) return unknown('no-profile', rows);
  if (rows === 0) return unknown('no-requests', rows);
  if (rows < signal.minimum) return unknown('too-few-rows', rows);
  const metric = signal.metric ?? 'missing_share';
  const measure = isMetric(metric) ? measures[metric] : measures.missing_share;
  const columns = columnsOf(requests, 'inputs', {
    specs: input.signature.inputs,
    profiles: input.profile.features,
  }).filter(({ profile: { name } }) => signal.features === 'all' || signal.features.includes(name));
  const shares = new Map<string, Share>();
  const features: FeatureResult[] = [];
  for (const column of columns) {
    const share = measure(column);
    if (share === null || share.n === 0) continue;
    const [feature, value] = [column.profile.name, share.count / share.n];
    shares.set(feature, share);
    features.push({ feature, method: 'share', value, pValue: null, level: levelOf(value, signal), bins: null });
  }
  features.sort(worseFirst(signal.op));
  const [worst] = features;
  if (worst === undefined) return unknown('no-profile', rows);
  const interval = wilsonInterval(shares.get(worst.feature) ?? { n: 0, count: 0 });
  return { level: worst.level, value: worst.value, features, unknownReason: null, interval, rows };
}
