// Drift of inputs and of answers: each column against its reference profile, the worst one speaks for all.
import type { LoggedRequest } from '../domain/deployment.ts';
import type { FeatureResult, SignalSpec } from '../domain/monitor.ts';
import { type Comparison, chooseMethod, compareColumn, shownShares } from '../stats/compareColumn.ts';
import { type Correction, correct } from '../stats/corrections.ts';
import { byLevel, levelOf } from './levels.ts';
import { type ColumnPlace, currentColumn, placesOf, type Rows, rowsOf } from './loggedColumns.ts';
import { type Found, type Look, unknown } from './lookInput.ts';

/** Where the file names none. Tests by p-value have none: there the corrected p-value decides. */
const usualBounds: Readonly<Record<Comparison['method'], { readonly warn: number; readonly alert: number } | null>> = {
  psi: { warn: 0.1, alert: 0.25 },
  js: { warn: 0.1, alert: 0.2 },
  wasserstein: { warn: 0.1, alert: 0.2 },
  ks: null,
  chi2: null,
};
const significance = 0.05;
/** With more rows than these a p-value finds differences that nobody minds: then the distance must be worth telling too. */
const fewRows = 1_000;
const worthTelling = 0.1;

export const lookAtDrift: Look = (signal, input, window) => {
  const { profile, signature, version } = input;
  if (profile === null) return unknown('no-profile', signal, 0);
  const isData = signal.type === 'data_drift';
  const side = isData ? 'inputs' : 'outputs';
  const rows = rowsOf(isData ? window : window.filter(request => request.version === version), side);
  const missing = tooFew(signal, window, rows);
  if (missing !== null) return missing;
  const profiles = isData ? profile.features : profile.predictions;
  const places = placesOf(signature[side], rows[0]?.length ?? 0, profiles).filter(
    ({ name }) => !isData || isWatched(signal, name),
  );
  const compared = places.flatMap(place => compareAt(signal, rows, place));
  if (compared.length === 0) return unknown('no-profile', signal, rows.length);
  return judge(signal, compared, { rows: rows.length, correction: input.spec.correction });
};

export const isWatched = ({ features }: SignalSpec, name: string): boolean =>
  features === 'all' || features.includes(name);

/** What keeps a signal about rows from saying anything; null when there are enough. */
export function tooFew(signal: SignalSpec, window: readonly LoggedRequest[], rows: Rows): Found | null {
  if (window.length === 0) return unknown('no-requests', signal, 0);
  return rows.length < Math.max(1, signal.minimum) ? unknown('too-few-rows', signal, rows.length) : null;
}

interface Compared {
  readonly feature: string;
  readonly found: Comparison;
}

function compareAt({ method }: SignalSpec, rows: Rows, { name, index, profile }: ColumnPlace): readonly Compared[] {
  if (profile === null) return [];
  const current = currentColumn(rows, index, profile);
  const found = compareColumn(profile, current, method === 'auto' ? chooseMethod(profile) : method);
  return found === null ? [] : [{ feature: name, found }];
}

function judge(
  signal: SignalSpec,
  compared: readonly Compared[],
  { rows, correction }: { readonly rows: number; readonly correction: Correction },
): Found {
  const pValues = correct(
    compared.map(({ found }) => found.pValue),
    correction,
  );
  const results = compared.map(({ feature, found }, i): FeatureResult & { readonly critical: number } => {
    const pValue = pValues[i] ?? 1;
    const { method, critical } = found;
    return {
      feature,
      method,
      value: asksForP(signal) ? pValue : found.value,
      pValue,
      level: levelAt(signal, found, { pValue, rows }),
      bins: shownShares(found.bins),
      critical,
    };
  });
  const ordered = results.sort(
    (a, b) => byLevel(a, b) || (asksForP(signal) ? a.value - b.value : b.value / b.critical - a.value / a.critical),
  );
  const worst = ordered[0];
  if (worst === undefined) return unknown('too-few-rows', signal, rows);
  const bounds = boundsOf(signal, worst.method as Comparison['method']);
  return {
    ...{ level: worst.level, value: worst.value, rows, unknownReason: null, interval: null },
    features: ordered.map(({ critical: _, ...feature }) => feature),
    ...(bounds ?? { warn: null, alert: worst.critical }),
  };
}

function boundsOf(
  { warn, alert }: SignalSpec,
  method: Comparison['method'],
): { readonly warn: number | null; readonly alert: number | null } | null {
  return warn === null && alert === null ? usualBounds[method] : { warn, alert };
}

/** `ks` and `chi2` with `<`: the bounds are those of the corrected p-value, which is then the value. */
const asksForP = ({ method, op }: SignalSpec): boolean =>
  (method === 'ks' || method === 'chi2') && (op === '<' || op === '<=');

/** With `auto` a difference has to be large and also unlikely to be chance: with few rows every distance is large. */
function levelAt(
  signal: SignalSpec,
  { method, value }: Comparison,
  { pValue, rows }: { readonly pValue: number; readonly rows: number },
): FeatureResult['level'] {
  const bounds = boundsOf(signal, method);
  const isTrifle = rows > fewRows && value < worthTelling;
  if (bounds === null) return pValue <= significance && !isTrifle ? 'alert' : 'ok';
  if (asksForP(signal)) return isTrifle ? 'ok' : levelOf(pValue, { op: signal.op, ...bounds });
  return signal.method === 'auto' && pValue > significance ? 'ok' : levelOf(value, { op: signal.op, ...bounds });
}
