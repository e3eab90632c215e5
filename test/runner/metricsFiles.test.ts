// Metrics files as people's scripts really write them.
import { expect, test } from 'vitest';
import { createSeriesReader, metricsFormat, parseFinalMetrics } from '../../engine/runner/metricsFiles.ts';

const final = (text: string, format: 'json' | 'yaml' = 'json'): unknown => {
  const parsed = parseFinalMetrics(text, format);
  return parsed.ok ? Object.fromEntries(parsed.value) : parsed.error;
};

test('nested numbers get dotted names, everything else is left out', () =>
  expect(final('{"rmse": 1.5, "by": {"hour": {"mean": 2}}, "name": "x", "ok": true, "list": [1]}')).toEqual({
    rmse: 1.5,
    'by.hour.mean': 2,
  }));

test('NaN and infinities as Python writes them are numbers', () =>
  expect(final('{"loss": NaN, "a": Infinity, "b": -Infinity, "text": "NaN is a word"}')).toEqual({
    loss: Number.NaN,
    a: Infinity,
    b: -Infinity,
  }));

test('YAML is read with its own specials', () =>
  expect(final('rmse: 1.5\nloss: .nan\n', 'yaml')).toEqual({ rmse: 1.5, loss: Number.NaN }));

test('names get the characters that MLflow takes', () =>
  expect(final('{"acc@5 (top)": 1}')).toEqual({ 'acc_5 _top_': 1 }));

test('what is no mapping is refused with a reason', () => {
  expect(parseFinalMetrics('[1, 2]', 'json')).toMatchObject({ ok: false });
  expect(parseFinalMetrics('{"a": ', 'json')).toMatchObject({ ok: false });
});

test('formats are told by extension', () => {
  expect(metricsFormat('m/train.JSONL')).toBe('jsonl');
  expect(metricsFormat('m/readme.txt')).toBeNull();
});

test('rows come as their lines are completed, whatever the pieces', () => {
  const reader = createSeriesReader('jsonl');
  expect(reader.push('{"step": 3, "lo')).toEqual([]);
  expect(reader.push('ss": 0.5}\n{"step": 4')).toEqual([{ key: 'loss', value: 0.5, step: 3, timestamp: null }]);
  expect(reader.push(', "loss": 0.25}')).toEqual([]);
  expect(reader.end()).toEqual([{ key: 'loss', value: 0.25, step: 4, timestamp: null }]);
});

test('a line that is no row is passed over and counted', () => {
  const reader = createSeriesReader('jsonl');
  expect(reader.push('{"step": 1, "a": 1}\nhello\n{"step": 2, "a": 2}\n').map(value => value.step)).toEqual([1, 2]);
  expect(reader.badLines).toBe(1);
});

test('columns of CSV are named by its header; quoted cells and empty ones are understood', () => {
  const reader = createSeriesReader('csv');
  expect(reader.push('epoch,loss,"note, long",acc\n0,0.5,"a, b",\n1,nan,c,0.9\n')).toEqual([
    { key: 'loss', value: 0.5, step: 0, timestamp: null },
    { key: 'loss', value: Number.NaN, step: 1, timestamp: null },
    { key: 'acc', value: 0.9, step: 1, timestamp: null },
  ]);
});

test('without a step column rows are counted; a time column gives the time', () => {
  const reader = createSeriesReader('tsv');
  expect(reader.push('timestamp\tloss\n1700000000.5\t1\n1700000001\t2\n')).toEqual([
    { key: 'loss', value: 1, step: 0, timestamp: 1_700_000_000_500 },
    { key: 'loss', value: 2, step: 1, timestamp: 1_700_000_001_000 },
  ]);
});
