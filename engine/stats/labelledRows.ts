// What was answered beside what turned out to be true, row by row, and how wrong each answer was.
import type { Label, LoggedRequest } from '../domain/deployment.ts';

export type Value = number | string | boolean | null;
export interface LabelledRows {
  /** A row of outputs each, in the order of the signature. */
  readonly outputs: readonly (readonly Value[])[];
  readonly labels: readonly (number | string)[];
}

/** Joins by request id and row; of two labels of a row the later one counts. Newest request first. */
export function joinLabels(requests: readonly LoggedRequest[], labels: readonly Label[]): LabelledRows {
  const found = new Map<string, Map<number, Label>>();
  for (const label of labels) {
    const rows = found.get(label.id) ?? new Map<number, Label>();
    if ((rows.get(label.row)?.at ?? Number.NEGATIVE_INFINITY) <= label.at) rows.set(label.row, label);
    found.set(label.id, rows);
  }
  const joined = { outputs: [] as (readonly Value[])[], labels: [] as (number | string)[] };
  for (const { id, outputs } of requests) {
    const rows = found.get(id);
    if (rows === undefined || outputs === null) continue;
    for (const [row, { value }] of rows) {
      const output = outputs[row];
      if (output === undefined) continue;
      joined.outputs.push(output);
      joined.labels.push(value);
    }
  }
  return joined;
}

/** A metric that is a function of the mean loss of a row; lower is better. */
export interface MeanMetric {
  /** Null for a row that the metric cannot use. */
  loss(output: readonly Value[], label: number | string): number | null;
  of(mean: number): number;
  /** Derivative of `of`. */
  slope(mean: number): number;
}
const plain = { of: (mean: number): number => mean, slope: (): number => 1 };
const ofNumbers =
  (loss: (answer: number, truth: number) => number | null) =>
  (output: readonly Value[], label: number | string): number | null => {
    const [answer, truth] = [numberOf(output[0] ?? null), numberOf(label)];
    return answer === null || truth === null ? null : loss(answer, truth);
  };

export const meanMetrics: ReadonlyMap<string, MeanMetric> = new Map<string, MeanMetric>([
  [
    'rmse',
    {
      loss: ofNumbers((answer, truth) => (answer - truth) ** 2),
      of: Math.sqrt,
      slope: mean => 0.5 / Math.sqrt(Math.max(mean, 1e-300)),
    },
  ],
  ['mae', { ...plain, loss: ofNumbers((answer, truth) => Math.abs(answer - truth)) }],
  [
    'mape',
    {
      ...plain,
      loss: ofNumbers((answer, truth) => (truth === 0 ? null : Math.abs((answer - truth) / truth))),
    },
  ],
  ['log_loss', { ...plain, loss: logLoss }],
]);

/** Losses of all rows that the metric can use. */
export function lossesOf({ loss }: MeanMetric, { outputs, labels }: LabelledRows): Float64Array {
  const losses = new Float64Array(labels.length);
  let used = 0;
  for (const [i, output] of outputs.entries()) {
    const found = loss(output, labels[i] ?? '');
    if (found === null) continue;
    losses[used] = found;
    used++;
  }
  return losses.subarray(0, used);
}

function logLoss(output: readonly Value[], label: number | string): number | null {
  const place = numberOf(label);
  if (place === null) return null;
  const probability = probabilitiesOf(output)[place];
  return probability === undefined ? null : -Math.log(Math.min(1 - 1e-15, Math.max(1e-15, probability)));
}

/** What follows the label where there is more than one output; two from one where that is a probability. */
export function probabilitiesOf(output: readonly Value[]): readonly number[] {
  const numbers = output.map(value => numberOf(value) ?? Number.NaN);
  const rest = output.length > 1 ? numbers.slice(1) : [1 - (numbers[0] ?? 0), numbers[0] ?? 0];
  const all = rest.length === 1 ? [1 - (rest[0] ?? 0), rest[0] ?? 0] : rest;
  return all.every(value => value >= -1e-6 && value <= 1 + 1e-6) ? all : [];
}

/** Numbers, truth values, and texts of either; null for others. */
export function numberOf(value: Value): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === null || value === '') return null;
  if (value === 'true' || value === 'True') return 1;
  if (value === 'false' || value === 'False') return 0;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
