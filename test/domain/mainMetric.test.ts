// Which metric trees, lenses and tables show first, and which way is better.
import { expect, test } from 'vitest';
import { mainMetric } from '../../engine/domain/mainMetric.ts';
import { metricDirection } from '../../engine/domain/metricDirection.ts';

test('the measure of the model comes before its baseline and its training', () =>
  expect(mainMetric(['baseline_rmse', 'train_loss', 'mae', 'rmse', 'r2'])).toBe('rmse'));
test('a metric of unknown direction is never the main one', () =>
  expect(mainMetric(['onnx_difference', 'rows'])).toBeNull());
test('a plain name comes before a longer one', () => expect(mainMetric(['val_accuracy', 'accuracy'])).toBe('accuracy'));
test('training alone is shown when there is nothing else', () =>
  expect(mainMetric(['train_loss', 'epoch'])).toBe('train_loss'));

test.each([
  ['val_rmse', 'lower'],
  ['test.roc_auc', 'higher'],
  ['train/loss', 'lower'],
  ['f1 score', 'higher'],
  ['rows', 'unknown'],
  ['loss_score', 'unknown'],
])('%s is better %s', (name, direction) => expect(metricDirection(name)).toBe(direction));
