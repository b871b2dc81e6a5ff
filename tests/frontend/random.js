/** Seeded random numbers for tests (mulberry32), so that every run sees the same examples. */

/** @param {number} seed */
export function createRandom(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** In [lo, hi). */
    real: (lo = 0, hi = 1) => lo + (hi - lo) * uniform(),
    /** One of lo, …, hi. @param {number} lo @param {number} hi */
    int: (lo, hi) => lo + Math.floor(uniform() * (hi - lo + 1)),
    /** @template T @param {T[]} list @returns {T} */
    pick: (list) => list[Math.floor(uniform() * list.length)],
    /** @param {number} p */
    chance: (p) => uniform() < p,
    /** @param {number} n */
    reals: (n, lo = -1, hi = 1) => Float64Array.from({ length: n }, () => lo + (hi - lo) * uniform()),
  };
}
