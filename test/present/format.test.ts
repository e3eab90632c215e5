// Numbers, durations, times and sizes read the same everywhere.
import { describe, expect, test } from 'vitest';
import { formatBytes, formatDuration, formatNumber, formatRelative, formatTime } from '../../present/format.ts';

describe('a number', () => {
  test.each([
    [41.23456, '41.23'],
    [0.934, '0.934'],
    [0.93449999, '0.9345'],
    [17379, '17379'],
    [12345.678, '12346'],
    [0.00012346, '0.0001235'],
    [0.0000123456, '1.235e-5'],
    [123456789, '1.235e8'],
    [10_000_000, '1e7'],
    [-27.18559, '-27.19'],
    [0, '0'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-∞'],
  ])('%d is shown as %s', (value, text) => expect(formatNumber(value)).toBe(text));
});

describe('a duration', () => {
  test.each([
    [420, '420 ms'],
    [4260, '4.2 s'],
    [9999, '9.9 s'],
    [42_900, '42 s'],
    [134_000, '2 m 14 s'],
    [120_000, '2 m'],
    [11_100_000, '3 h 5 m'],
    [183_600_000, '2 d 3 h'],
    [-5, '0 ms'],
  ])('of %d ms is shown as %s', (value, text) => expect(formatDuration(value)).toBe(text));
});

describe('a time', () => {
  const now = Date.UTC(2026, 2, 14, 15, 9, 26);
  test.each([
    [1_000, 'just now'],
    [12_000, '12 s ago'],
    [150_000, '2 m ago'],
    [3_600_000, '1 h ago'],
    [260_000_000, '3 d ago'],
    [-60_000, 'just now'],
  ])('%d ms ago is shown as %s', (age, text) => expect(formatRelative(now, now - age)).toBe(text));
  test('more than 30 days ago is a date', () => {
    const then = now - 40 * 86_400_000;
    expect(formatRelative(now, then)).toBe(formatTime(then).slice(0, 10));
  });
  test('is local', () => expect(formatTime(new Date(2026, 2, 4, 5, 6, 7).getTime())).toBe('2026-03-04 05:06:07'));
});

test.each([
  [1, '1 byte'],
  [812, '812 bytes'],
  [1434, '1.4 KB'],
  [23 * 1024 * 1024, '23 MB'],
])('%d bytes are shown as %s', (value, text) => expect(formatBytes(value)).toBe(text));
