// Which metric of a run is worth a glance: the one that says how good the model is, rather than a step on the way.
import { metricDirection } from './metricDirection.ts';

/** Words that name a measure of the whole, the telling ones first. */
const telling = ['rmse', 'auc', 'auroc', 'f1', 'accuracy', 'acc', 'r2', 'mae', 'mse', 'score', 'perplexity', 'loss'];
/** Of training, of a baseline to beat, of the machine: never what a person asks for first. */
const aside = new Set(['train', 'training', 'baseline', 'system', 'epoch', 'step']);

/** Smaller is more telling. */
function metricRank(name: string): number {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const place = telling.findIndex(word => words.includes(word));
  return (
    (words.some(word => aside.has(word)) ? 100 : 0) +
    (place < 0 ? telling.length : place) +
    (words.length > 1 ? 0.5 : 0)
  );
}

/** The most telling of those whose direction is known; null when none is. */
export function mainMetric(names: readonly string[]): string | null {
  const known = names.filter(name => metricDirection(name) !== 'unknown');
  return [...known].sort((a, b) => metricRank(a) - metricRank(b) || a.length - b.length)[0] ?? null;
}
