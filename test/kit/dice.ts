// Numbers that look random and are the same in every run.

/** Numbers below `n`, the same ones every time (a linear congruential generator; C standard library's constants). */
export function dice(seed: number): (n: number) => number {
  let state = seed;
  return n => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 12) % n;
  };
}
