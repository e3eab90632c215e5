// The distribution of the one-sample Kolmogorov–Smirnov distance, after Simard and L'Ecuyer (2011).
import { logGamma } from './specialFunctions.ts';

/** Probability that the distance of `n` values to their own continuous distribution is at least `d`. */
export function kolmogorovTail(n: number, d: number): number {
  if (d >= 1) return 0;
  if (n * d <= 0.5) return 1;
  const scaled = n * d * d;
  if (scaled >= 370) return 0;
  // From here on twice the one-sided tail is right to 10 digits, and small p-values keep theirs.
  if (scaled >= 2.2) return Math.min(1, 2 * oneSidedTail(n, d));
  const below = n <= 500 ? matrixPower(n, d) : pelzGood(n, d);
  return Math.min(1, Math.max(0, 1 - below));
}

/** Birnbaum and Tingey (1951). */
function oneSidedTail(n: number, d: number): number {
  const last = Math.floor(n * (1 - d));
  const logAll = logGamma(n + 1);
  let sum = 0;
  for (let j = 0; j <= last; j++) {
    const rest = 1 - d - j / n;
    if (rest <= 0) continue;
    const choose = logAll - logGamma(j + 1) - logGamma(n - j + 1);
    sum += Math.exp(choose + (j - 1) * Math.log(d + j / n) + (n - j) * Math.log(rest));
  }
  return d * sum;
}

/** Marsaglia, Tsang and Wang (2003): exact, for small n · d. */
function matrixPower(n: number, d: number): number {
  const k = Math.ceil(n * d);
  const h = k - n * d;
  const size = 2 * k - 1;
  const start = transitions(size, h);
  let result: Scaled = { matrix: identity(size), exponent: 0 };
  let square: Scaled = { matrix: start, exponent: 0 };
  for (let power = n; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = multiply(result, square, size);
    square = multiply(square, square, size);
  }
  let value = result.matrix[(k - 1) * size + k - 1] ?? 0;
  let exponent = result.exponent;
  for (let i = 1; i <= n; i++) {
    value *= i / n;
    if (value < 1e-140) {
      value *= 1e140;
      exponent -= 140;
    }
  }
  return value * 10 ** exponent;
}

interface Scaled {
  readonly matrix: Float64Array;
  /** Of ten. */
  readonly exponent: number;
}

function transitions(size: number, h: number): Float64Array {
  const matrix = new Float64Array(size * size);
  const factorial = (i: number): number => Math.exp(logGamma(i + 1));
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      if (i - j + 1 < 0) continue;
      let value = 1;
      if (j === 0) value -= h ** (i + 1);
      if (i === size - 1) value -= h ** (size - j);
      if (i === size - 1 && j === 0) value += Math.max(0, 2 * h - 1) ** size;
      matrix[i * size + j] = value / factorial(i - j + 1);
    }
  return matrix;
}

const identity = (size: number): Float64Array =>
  Float64Array.from({ length: size * size }, (_, place) => (place % (size + 1) === 0 ? 1 : 0));

function multiply(a: Scaled, b: Scaled, size: number): Scaled {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const factor = a.matrix[i * size + k] ?? 0;
      if (factor === 0) continue;
      for (let j = 0; j < size; j++) {
        const place = i * size + j;
        matrix[place] = (matrix[place] ?? 0) + factor * (b.matrix[k * size + j] ?? 0);
      }
    }
  const middle = matrix[((size / 2) | 0) * (size + 1)] ?? 0;
  const isLarge = middle > 1e140;
  return {
    matrix: isLarge ? matrix.map(value => value * 1e-140) : matrix,
    exponent: a.exponent + b.exponent + (isLarge ? 140 : 0),
  };
}

/** Pelz and Good (1976): Kolmogorov's limit with three terms of correction in 1 / √n. */
function pelzGood(n: number, d: number): number {
  const z = Math.sqrt(n) * d;
  const z2 = z * z;
  const square = Math.PI ** 2;
  const decay = square / (2 * z2);
  const [odd, even] = [
    [0, 0, 0, 0],
    [0, 0],
  ] as [[number, number, number, number], [number, number]];
  for (let k = 0; k < 40; k++) {
    const half = (k + 0.5) ** 2;
    const weight = 2 * Math.exp(-half * decay);
    const x = square * half;
    odd[0] += weight;
    odd[1] += weight * (x - z2);
    odd[2] += weight * (6 * z2 ** 3 + 2 * z2 ** 2 + x * (2 * z2 ** 2 - 5 * z2) + x ** 2 * (1 - 2 * z2));
    odd[3] +=
      weight *
      (-30 * z2 ** 3 -
        90 * z2 ** 4 +
        x * (135 * z2 ** 2 - 96 * z2 ** 3) +
        x ** 2 * (212 * z2 ** 2 - 60 * z2) * 1 +
        x ** 3 * (5 - 30 * z2));
    const whole = square * k * k;
    const other = 2 * Math.exp(-k * k * decay);
    even[0] += other * whole;
    even[1] += other * (3 * whole * z2 - whole ** 2);
  }
  const root = Math.sqrt(Math.PI / 2);
  const terms = [
    (root * odd[0]) / z,
    (root * odd[1]) / (6 * z2 ** 2),
    (root * odd[2]) / (72 * z ** 7) - (root * even[0]) / (36 * z ** 3),
    (root * odd[3]) / (6480 * z ** 10) + (root * even[1]) / (216 * z ** 6),
  ];
  return terms.reduce((sum, term, i) => sum + term / n ** (i / 2), 0);
}
