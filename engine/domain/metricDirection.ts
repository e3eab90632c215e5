// Whether a metric is better low or high, told from the words in its name; unknown rather than a guess.
export type Direction = 'lower' | 'higher' | 'unknown';

const lower = new Set([
  'loss',
  'error',
  'err',
  'rmse',
  'mse',
  'mae',
  'mape',
  'smape',
  'rmsle',
  'msle',
  'wer',
  'cer',
  'perplexity',
  'ppl',
  'logloss',
  'deviance',
  'brier',
  'gap',
  'fid',
  'latency',
  'pinball',
  'crps',
  'hinge',
  'nll',
]);
const higher = new Set([
  'accuracy',
  'acc',
  'auc',
  'auroc',
  'auprc',
  'f1',
  'r2',
  'precision',
  'recall',
  'score',
  'iou',
  'dice',
  'map',
  'ndcg',
  'mrr',
  'bleu',
  'rouge',
  'meteor',
  'psnr',
  'ssim',
  'kappa',
  'mcc',
  'specificity',
  'sensitivity',
  'reward',
  'throughput',
  'rate_correct',
]);

/** `val_rmse` → lower, `test.roc_auc` → higher; names that say both or neither are unknown. */
export function metricDirection(name: string): Direction {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const isLower = words.some(word => lower.has(word));
  const isHigher = words.some(word => higher.has(word));
  return isLower === isHigher ? 'unknown' : isLower ? 'lower' : 'higher';
}
