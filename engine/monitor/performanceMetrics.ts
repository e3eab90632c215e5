// Metrics of answers whose truth is known: of numbers, of classes and of probabilities.
import type { signalMetrics } from '../domain/signalMetrics.ts';
import { type LabelledRows, meanMetrics, numberOf, probabilitiesOf } from '../stats/labelledRows.ts';
import { momentsOf } from '../stats/numbers.ts';

type PerformanceMetric = (typeof signalMetrics)['performance'][number];
/** One number a row, and what is made of those of some rows. */
export interface RowMetric {
  /** Numbers of one row, laid flat; rows that the metric cannot use are left out. */
  readonly values: Float64Array;
  readonly width: 1 | 2;
  /** Of all rows, or of the rows at `places`, which may repeat; NaN where it is not defined. */
  of(places: Uint32Array): number;
  /** Rows that count, and those among them that are right, where the metric is a share. */
  readonly share: { readonly n: number; readonly count: number } | null;
}

/** Null for a metric that is unknown, or when no row can be used. */
export function rowMetric(metric: string, rows: LabelledRows): RowMetric | null {
  const made = isMetric(metric) ? makers[metric](rows, metric) : null;
  return made === null || made.values.length === 0 ? null : made;
}

const makers: Readonly<Record<PerformanceMetric, (rows: LabelledRows, metric: string) => RowMetric | null>> = {
  rmse: ofLosses,
  mae: ofLosses,
  mape: ofLosses,
  log_loss: ofLosses,
  r2: rows => ofPairs(numberPairs(rows), determination),
  auc: rows => ofPairs(scorePairs(rows), rankArea),
  accuracy(rows) {
    const pairs = classPairs(rows);
    const right = ofPairs(pairs, (truth, answer) => mean(truth, answer, (a, b) => (a === b ? 1 : 0)));
    return { ...right, share: { n: pairs.length / 2, count: countPairs(pairs, (truth, answer) => truth === answer) } };
  },
  precision: rows => ofPositives(rows, ({ hit, falseAlarm }) => [hit, hit + falseAlarm]),
  recall: rows => ofPositives(rows, ({ hit, missed }) => [hit, hit + missed]),
  f1(rows) {
    // Not a share of rows: its interval is that of resampled rows.
    const made = ofPositives(rows, ({ hit, falseAlarm, missed }) => [2 * hit, 2 * hit + falseAlarm + missed]);
    return { ...made, share: null };
  },
};
const isMetric = (metric: string): metric is PerformanceMetric => metric in makers;

function ofLosses({ outputs, labels }: LabelledRows, metric: string): RowMetric | null {
  const found = meanMetrics.get(metric);
  if (found === undefined) return null;
  const losses = outputs.flatMap((output, i) => found.loss(output, labels[i] ?? '') ?? []);
  const values = Float64Array.from(losses);
  return {
    ...{ values, width: 1, share: null },
    of(places) {
      let sum = 0;
      for (const place of places) sum += values[place] ?? 0;
      return found.of(sum / places.length);
    },
  };
}

type PairMetric = (truth: Float64Array, answer: Float64Array) => number;
function ofPairs(values: Float64Array, metric: PairMetric): RowMetric {
  return {
    ...{ values, width: 2, share: null },
    of(places) {
      const truth = Float64Array.from(places, place => values[2 * place] ?? 0);
      return metric(
        truth,
        Float64Array.from(places, place => values[2 * place + 1] ?? 0),
      );
    },
  };
}

/** Truth and answer of each row, as numbers. */
const numberPairs = ({ outputs, labels }: LabelledRows): Float64Array =>
  Float64Array.from(
    outputs.flatMap((output, i) => {
      const [truth, answer] = [numberOf(labels[i] ?? ''), numberOf(output[0] ?? null)];
      return truth === null || answer === null ? [] : [truth, answer];
    }),
  );

/** Truth and probability of the positive class of each row; the answer itself where there is no probability. */
const scorePairs = ({ outputs, labels }: LabelledRows): Float64Array =>
  Float64Array.from(
    outputs.flatMap((output, i) => {
      const truth = numberOf(labels[i] ?? '');
      const score = probabilitiesOf(output)[1] ?? numberOf(output[0] ?? null);
      return truth === null || score === null ? [] : [truth > 0 ? 1 : 0, score];
    }),
  );

/** Classes as numbers of ours: equal numbers, truth values and texts give equal classes. A lone probability counts from 0.5. */
function classPairs({ outputs, labels }: LabelledRows): Float64Array {
  const known = new Map<string, number>();
  const classOf = (value: number | string | boolean): number => {
    const number = numberOf(value);
    if (number !== null) return number;
    const name = String(value);
    const found = known.get(name) ?? -1 - known.size;
    known.set(name, found);
    return found - unnamed;
  };
  return Float64Array.from(
    outputs.flatMap((output, i) => {
      const [answer, truth] = [output[0] ?? null, labels[i] ?? ''];
      if (answer === null || truth === '') return [];
      const isProbability = output.length === 1 && typeof answer === 'number' && answer > 0 && answer < 1;
      return [classOf(truth), isProbability ? Math.round(answer) : classOf(answer)];
    }),
  );
}
/** Classes with a name lie far below those that are numbers. */
const unnamed = 2 ** 40;

function countPairs(pairs: Float64Array, test: (truth: number, answer: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < pairs.length; i += 2) if (test(pairs[i] ?? 0, pairs[i + 1] ?? 0)) count++;
  return count;
}

interface Positives {
  readonly hit: number;
  readonly falseAlarm: number;
  readonly missed: number;
}
/** Of two classes the positive one is 1; with more of them the micro average would be the accuracy, so 1 stays. */
function ofPositives(rows: LabelledRows, parts: (counts: Positives) => readonly [number, number]): RowMetric {
  const pairs = classPairs(rows);
  const counts = (truth: Float64Array, answer: Float64Array): readonly [number, number] => {
    const both = { hit: 0, falseAlarm: 0, missed: 0 };
    for (let i = 0; i < truth.length; i++) {
      if (truth[i] === 1 && answer[i] === 1) both.hit++;
      else if (answer[i] === 1) both.falseAlarm++;
      else if (truth[i] === 1) both.missed++;
    }
    return parts(both);
  };
  const made = ofPairs(pairs, (truth, answer) => {
    const [count, n] = counts(truth, answer);
    return count / n;
  });
  const every = Uint32Array.from({ length: pairs.length / 2 }, (_, i) => i);
  const [count, n] = counts(
    Float64Array.from(every, i => pairs[2 * i] ?? 0),
    Float64Array.from(every, i => pairs[2 * i + 1] ?? 0),
  );
  return { ...made, share: { n, count } };
}

function mean(truth: Float64Array, answer: Float64Array, term: (truth: number, answer: number) => number): number {
  let sum = 0;
  for (let i = 0; i < truth.length; i++) sum += term(truth[i] ?? 0, answer[i] ?? 0);
  return sum / truth.length;
}

/** 1 − squared errors over squared distances from the mean. */
function determination(truth: Float64Array, answer: Float64Array): number {
  const { std } = momentsOf(truth);
  return 1 - mean(truth, answer, (a, b) => (a - b) ** 2) / std ** 2;
}

/** Area under the ROC curve: how often a positive row has the higher score, ties half (Mann and Whitney). */
function rankArea(truth: Float64Array, score: Float64Array): number {
  const order = Uint32Array.from(truth, (_, i) => i).sort((a, b) => (score[a] ?? 0) - (score[b] ?? 0));
  let [positives, ranks] = [0, 0];
  for (let start = 0; start < order.length; ) {
    let end = start;
    const value = score[order[start] ?? 0];
    while (end < order.length && score[order[end] ?? 0] === value) end++;
    for (let i = start; i < end; i++) {
      if (truth[order[i] ?? 0] !== 1) continue;
      positives++;
      ranks += (start + 1 + end) / 2;
    }
    start = end;
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (truth.length - positives));
}
