// The metrics that signals of a monitor can watch, by type of signal; drift has methods instead.
import type { SignalType } from './monitor.ts';

export const signalMetrics = {
  performance: ['rmse', 'mae', 'mape', 'r2', 'accuracy', 'precision', 'recall', 'f1', 'auc', 'log_loss'],
  service: ['p50_ms', 'p95_ms', 'p99_ms', 'error_rate', 'requests_per_second'],
  data_quality: ['missing_share', 'out_of_range_share', 'new_category_share'],
} as const satisfies Partial<Record<SignalType, readonly string[]>>;
