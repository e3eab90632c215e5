// Samples that every language can make again: a seeded generator, and the low-discrepancy ones of the goldens.

/** Numbers in (0, 1), the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4_294_967_296;
  };
}

/** Standard normal numbers (Box and Muller). */
export function normals(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

/** Number `i` of van der Corput's sequence: the digits of i mirrored at the point. */
function vanDerCorput(i: number, base: number): number {
  let [value, unit] = [0, 1 / base];
  for (let rest = i; rest > 0; rest = Math.floor(rest / base)) {
    value += (rest % base) * unit;
    unit /= base;
  }
  return value;
}

/** n logistic values, shifted and scaled, sorted. */
export function logistic(
  n: number,
  { base, shift = 0, scale = 1 }: { readonly base: number; readonly shift?: number; readonly scale?: number },
): Float64Array {
  const values = Float64Array.from({ length: n }, (_, i) => {
    const u = vanDerCorput(i + 1, base);
    return shift + scale * Math.log(u / (1 - u));
  });
  return values.sort();
}
