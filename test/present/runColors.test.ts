// A run's look is stable, spread over the palette, and readable in light and dark.
import { describe, expect, test } from 'vitest';
import { runColor, runPalette } from '../../present/runColors.ts';

const ids = Array.from({ length: 2400 }, (_, i) => (i * 2654435761).toString(16).padStart(32, '0'));

describe('the look of a run', () => {
  test('is told from its id alone', () => expect(runColor('a'.repeat(32))).toEqual(runColor('a'.repeat(32))));
  test('spreads runs over all twelve colours', () => {
    const counts = new Map<string, number>();
    for (const { color } of ids.map(runColor)) counts.set(color, (counts.get(color) ?? 0) + 1);
    expect(counts.size).toBe(12);
    expect(Math.min(...counts.values())).toBeGreaterThan(120);
    expect(Math.max(...counts.values())).toBeLessThan(280);
  });
  test('differs in dash or marker for most runs of one colour', () => {
    const looks = new Set(ids.map(id => JSON.stringify(runColor(id))));
    expect(looks.size).toBeGreaterThan(200);
  });
});

describe('runs of one colour', () => {
  const looks = ids.map(runColor);
  const pairs = looks.flatMap((look, index) => {
    const other = looks.slice(0, index).find(({ color }) => color === look.color);
    return other === undefined ? [] : [[look, other] as const];
  });
  test('differ in dash or marker all but one time in 24, as twelve times as many looks can', () => {
    const same = pairs.filter(([a, b]) => a.marker === b.marker && a.dash === b.dash).length;
    expect(same / pairs.length).toBeLessThan(1.5 / 24);
  });
});

describe('the palette', () => {
  test.each(runPalette.map(color => [color]))('%s has a contrast of 3:1 on light and on dark', color => {
    expect(contrast(color, '#ffffff')).toBeGreaterThanOrEqual(3);
    expect(contrast(color, '#1e1e1e')).toBeGreaterThanOrEqual(3);
  });
  test('keeps any two colours apart, however they are seen', () => {
    for (const seenBy of Object.values(sights)) {
      for (const [index, color] of runPalette.entries()) {
        for (const other of runPalette.slice(0, index)) {
          const distance = Math.hypot(...minus(oklab(seenBy, color), oklab(seenBy, other)));
          expect(distance, `${color} and ${other}`).toBeGreaterThan(0.06);
        }
      }
    }
  });
});

/** Contrast as WCAG 2 defines it. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}
const luminance = (color: string): number => dot([0.2126, 0.7152, 0.0722], linear(color));
const linear = (color: string): readonly number[] =>
  [1, 3, 5]
    .map(at => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map(v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0);
const minus = (a: readonly number[], b: readonly number[]): readonly number[] => a.map((v, i) => v - (b[i] ?? 0));
const times = (rows: readonly (readonly number[])[], v: readonly number[]): readonly number[] =>
  rows.map(row => dot(row, v));

/** Machado, Oliveira and Fernandes 2009, severity 1. */
const sights = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const toLms = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const toLab = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];
function oklab(seenBy: readonly (readonly number[])[], color: string): readonly number[] {
  const seen = times(seenBy, linear(color)).map(v => Math.min(1, Math.max(0, v)));
  return times(toLab, times(toLms, seen).map(Math.cbrt));
}
