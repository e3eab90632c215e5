// Where the values of a metric can lie, told from its id; unknown metrics have no range.

export interface MetricRange {
  readonly low: number;
  readonly high: number;
  /** True when cards write it as a fraction or as a percentage. */
  readonly isFraction: boolean;
}

const fractions = new Set(
  'accuracy balanced_accuracy f1 precision recall roc_auc auc auroc average_precision exact_match bleu sacrebleu rouge rouge1 rouge2 rougel rougelsum meteor mean_iou iou map dice specificity sensitivity pass@1'.split(
    ' ',
  ),
);
const correlations = new Set(
  'r2 pearson pearsonr spearman spearmanr kendalltau matthews_correlation mcc kappa cohen_kappa'.split(' '),
);
const distances = new Set('rmse mse mae mape smape medae msle rmsle wer cer ter perplexity brier_score fid'.split(' '));

/** Range of a metric id such as `accuracy` or `rmse`; null when nothing is known of it. */
export function metricRange(type: string): MetricRange | null {
  const id = plainMetric(type);
  if (fractions.has(id)) return { low: 0, high: 100, isFraction: true };
  if (id === 'r2') return { low: Number.NEGATIVE_INFINITY, high: 100, isFraction: true };
  if (correlations.has(id)) return { low: -100, high: 100, isFraction: true };
  if (distances.has(id)) return { low: 0, high: Number.POSITIVE_INFINITY, isFraction: false };
  return null;
}

/** Whether the last part of a key is the metric, in its plain spelling: `test_rmse` and `evaluate.rmse` end in `rmse`. */
export const endsInMetric = (key: string, metric: string): boolean =>
  new RegExp(`[._/ -]${metric.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`).test(plainMetric(key));

/** `R²`, `ROC AUC`, `roc-auc` as one spelling. */
export const plainMetric = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/²/g, '2')
    .replace(/[\s-]+/g, '_')
    .replace(/^r_?squared$/, 'r2');
