// Data and prediction drift: each column held against the profile of what the model learned from, the worst first.
import type { ColumnProfile, TensorSpec } from '../domain/modelPackage.ts';
import type { FeatureResult, SignalSpec } from '../domain/monitor.ts';
import { type Comparison, chooseMethod, compareColumn, shownShares } from '../stats/compareColumn.ts';
import { correct } from '../stats/corrections.ts';
import { columnsOf, countRows, type LoggedColumn } from './columns.ts';
import { driftBounds, levelOf, worseFirst } from './levels.ts';
import { type Finding, type SignalLook, unknown } from './lookInput.ts';

/** Rows up to which a p-value has a say: with more of them it finds differences that nobody minds. */
const fewRows = 1_000;
const significant = 0.05;
/** What p-values found in many rows must come to as a distance (Evidently's threshold) to count. */
const worthTelling = 0.1;

/** `inputs` for data drift, `outputs` for prediction drift. */
export function lookAtDrift({ input, signal, requests }: SignalLook, side: 'inputs' | 'outputs'): Finding {
  const rows = countRows(requests, side);
  const profiles = wantedProfiles(input.profile === null ? [] : profilesOf(input.profile, side), signal);
  if (profiles.length === 0) return unknown('no-profile', rows);
  if (rows === 0) return unknown('no-requests', rows);
  if (rows < signal.minimum) return unknown('too-few-rows', rows);
  const specs: readonly TensorSpec[] = input.signature[side];
  const all = input.profile === null ? [] : profilesOf(input.profile, side);
  const columns = columnsOf(requests, side, { specs, profiles: all }).filter(({ profile }) =>
    profiles.includes(profile),
  );
  const compared = columns.flatMap(column => {
    const comparison = compareLogged(column, signal.method);
    return comparison === null ? [] : [{ column, comparison }];
  });
  if (compared.length === 0) return unknown('too-few-rows', rows);
  const pValues = correct(
    compared.map(({ comparison }) => comparison.pValue),
    input.spec.correction,
  );
  const features = compared
    .map(({ column, comparison }, i) => featureOf(column, comparison, { signal, pValue: pValues[i] ?? 1 }))
    .sort(worseFirst(signal.op));
  const [worst] = features;
  if (worst === undefined) return unknown('too-few-rows', rows);
  return { level: worst.level, value: worst.value, features, unknownReason: null, interval: null, rows };
}

const profilesOf = (
  profile: { readonly features: readonly ColumnProfile[]; readonly predictions: readonly ColumnProfile[] },
  side: 'inputs' | 'outputs',
): readonly ColumnProfile[] => (side === 'inputs' ? profile.features : profile.predictions);

const wantedProfiles = (profiles: readonly ColumnProfile[], { features }: SignalSpec): readonly ColumnProfile[] =>
  features === 'all' ? profiles : profiles.filter(({ name }) => features.includes(name));

function compareLogged(column: LoggedColumn, method: SignalSpec['method']): Comparison | null {
  const wanted = method === 'auto' ? chooseMethod(column.profile) : method;
  return column.kind === 'numeric'
    ? compareColumn(column.profile, { kind: 'numeric', sorted: column.values.slice().sort() }, wanted)
    : compareColumn(column.profile, { kind: 'categorical', counts: column.counts }, wanted);
}

function featureOf(
  { profile, rows }: LoggedColumn,
  { method, value, pValue: _, bins }: Comparison,
  { signal, pValue }: { readonly signal: SignalSpec; readonly pValue: number },
): FeatureResult {
  const isFew = Math.min(rows, profile.count) <= fewRows;
  const isOfP = asksForP(signal);
  const measured = isOfP ? pValue : value;
  const level = levelOf(measured, driftBounds(signal));
  // With few rows a distance may be chance, with many a p-value may be a trifle.
  const isCredible = isOfP
    ? isFew || value >= worthTelling
    : signal.method !== 'auto' || !isFew || pValue <= significant;
  return {
    ...{ feature: profile.name, method, value: measured, pValue },
    ...{ level: isCredible ? level : 'ok', bins: shownShares(bins) },
  };
}

/** `ks` and `chi2` with `<`: the bounds are those of the corrected p-value. */
const asksForP = ({ method, op }: SignalSpec): boolean =>
  (method === 'ks' || method === 'chi2') && (op === '<' || op === '<=');
