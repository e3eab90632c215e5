// How good answers were, from those whose truth is known: metrics of regression and classification with 95 % intervals.
import {
  type LabelledRows,
  lossesOf,
  type MeanMetric,
  meanMetrics,
  numberOf,
  probabilitiesOf,
  type Value,
} from '../stats/labelledRows.ts';
import { momentsOf } from '../stats/numbers.ts';
import { type Share, wilsonInterval } from '../stats/proportions.ts';

export interface Performance {
  readonly value: number;
  readonly interval: readonly [number, number] | null;
  /** Rows that the metric could use. */
  readonly rows: number;
}

/** Null where no row can be used: answers of another kind, or an unknown metric. */
export function performanceOf(metric: string, rows: LabelledRows): Performance | null {
  const mean = meanMetrics.get(metric);
  if (mean !== undefined) return ofMean(mean, rows);
  const whole = wholeMetrics[metric];
  return whole === undefined ? null : whole(rows);
}

const z95 = 1.959963984540054;

function ofMean(metric: MeanMetric, rows: LabelledRows): Performance | null {
  const losses = lossesOf(metric, rows);
  if (losses.length === 0) return null;
  const { mean, std } = momentsOf(losses);
  const half = (z95 * std) / Math.sqrt(losses.length);
  const interval = [metric.of(Math.max(0, mean - half)), metric.of(mean + half)] as const;
  return { value: metric.of(mean), interval, rows: losses.length };
}

const wholeMetrics: Readonly<Record<string, (rows: LabelledRows) => Performance | null>> = {
  r2: rows => {
    const pairs = rows.outputs.flatMap((output, i) => {
      const [answer, truth] = [numberOf(output[0] ?? null), numberOf(rows.labels[i] ?? '')];
      return answer === null || truth === null ? [] : [[truth, answer] as const];
    });
    return bootstrapped(pairs, rSquared);
  },
  auc: rows => {
    const pairs = rows.outputs.flatMap((output, i) => {
      const [score, truth] = [probabilitiesOf(output).at(-1) ?? numberOf(output[0] ?? null), rows.labels[i] ?? ''];
      const isPositive = numberOf(truth);
      return score === null || isPositive === null ? [] : [[isPositive > 0 ? 1 : 0, score] as const];
    });
    return bootstrapped(pairs, areaUnderCurve);
  },
  accuracy: rows => {
    const pairs = classPairs(rows);
    return ofShare({ n: pairs.length, count: pairs.filter(([truth, answer]) => truth === answer).length });
  },
  precision: rows => classMetric(rows, ({ hits, answered }) => ({ n: answered, count: hits })),
  recall: rows => classMetric(rows, ({ hits, actual }) => ({ n: actual, count: hits })),
  f1: rows => {
    const pairs = classPairs(rows);
    return bootstrapped(pairs, f1Of(positiveOf(pairs)));
  },
};

type Pair<T> = readonly [truth: T, answer: T];

function rSquared(pairs: readonly Pair<number>[]): number {
  const { std } = momentsOf(pairs.map(([truth]) => truth));
  const squares = pairs.reduce((sum, [truth, answer]) => sum + (truth - answer) ** 2, 0) / pairs.length;
  return std === 0 ? Number.NaN : 1 - squares / std ** 2;
}

/** Share of pairs of a positive and a negative that are in order; ties count half. NaN with one kind alone. */
function areaUnderCurve(pairs: readonly Pair<number>[]): number {
  const sorted = [...pairs].sort(([, a], [, b]) => a - b);
  const positives = sorted.filter(([truth]) => truth === 1).length;
  let ranks = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end]?.[1] === sorted[start]?.[1]) end++;
    const rank = (start + end + 1) / 2;
    for (let i = start; i < end; i++) if (sorted[i]?.[0] === 1) ranks += rank;
    start = end;
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (sorted.length - positives));
}

/** Classes as text, whole numbers and truth values in one form; an answer that is a lone probability is cut at a half. */
function classPairs({ outputs, labels }: LabelledRows): readonly Pair<string>[] {
  const isScore = outputs.some(output => isFraction(output[0] ?? null)) && outputs.every(output => output.length === 1);
  return outputs.map((output, i) => {
    const answer = output[0] ?? null;
    return [classOf(labels[i] ?? ''), isScore ? String((numberOf(answer) ?? 0) >= 0.5 ? 1 : 0) : classOf(answer)];
  });
}
const isFraction = (value: Value): boolean => typeof value === 'number' && !Number.isInteger(value);
const classOf = (value: Value): string => String(numberOf(value) ?? value);

/** The class 1 where there are no others than 0 and 1; null for other classes: then metrics are the means over classes. */
function positiveOf(pairs: readonly Pair<string>[]): string | null {
  return pairs.every(pair => pair.every(one => one === '0' || one === '1')) ? '1' : null;
}

interface Confusion {
  readonly hits: number;
  readonly answered: number;
  readonly actual: number;
}
function confusionOf(pairs: readonly Pair<string>[], of: string): Confusion {
  let [hits, answered, actual] = [0, 0, 0];
  for (const [truth, answer] of pairs) {
    if (answer === of) answered++;
    if (truth === of) actual++;
    if (answer === of && truth === of) hits++;
  }
  return { hits, answered, actual };
}

const classesOf = (pairs: readonly Pair<string>[]): readonly string[] => [...new Set(pairs.map(([truth]) => truth))];
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function classMetric(rows: LabelledRows, share: (confusion: Confusion) => Share): Performance | null {
  const pairs = classPairs(rows);
  const positive = positiveOf(pairs);
  if (positive !== null) {
    const found = ofShare(share(confusionOf(pairs, positive)));
    return found === null ? null : { ...found, rows: pairs.length };
  }
  return bootstrapped(pairs, sample =>
    meanOf(
      classesOf(sample).map(name => {
        const { n, count } = share(confusionOf(sample, name));
        return n === 0 ? 0 : count / n;
      }),
    ),
  );
}

const f1Of =
  (positive: string | null) =>
  (pairs: readonly Pair<string>[]): number =>
    meanOf(
      (positive === null ? classesOf(pairs) : [positive]).map(name => {
        const { hits, answered, actual } = confusionOf(pairs, name);
        return answered + actual === 0 ? 0 : (2 * hits) / (answered + actual);
      }),
    );

const ofShare = (share: Share): Performance | null =>
  share.n === 0 ? null : { value: share.count / share.n, interval: wilsonInterval(share), rows: share.n };

const resamples = 200;
const largestResample = 2_000;

/** Percentile bootstrap with a fixed seed; of many rows samples of 2,000, whose wider interval is scaled back. */
function bootstrapped<T>(rows: readonly T[], metric: (rows: readonly T[]) => number): Performance | null {
  const value = rows.length === 0 ? Number.NaN : metric(rows);
  if (!Number.isFinite(value)) return null;
  const size = Math.min(rows.length, largestResample);
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const found = Float64Array.from({ length: resamples }, () => {
    const sample: T[] = [];
    while (sample.length < size) {
      const row = rows[Math.floor(next() * rows.length)];
      if (row !== undefined) sample.push(row);
    }
    return metric(sample);
  })
    .filter(Number.isFinite)
    .sort();
  const shrink = Math.sqrt(size / rows.length);
  const at = (share: number): number =>
    value + ((found[Math.round(share * (found.length - 1))] ?? value) - value) * shrink;
  return { value, interval: [at(0.025), at(0.975)], rows: rows.length };
}
