/** A fixed sample of many rows: the same ones at every call, so that nothing flickers. */

const SEED = 0x5eed;

/** Mulberry32 (Tommy Ettinger 2017, public domain): uniform in [0, 1). @param {number} seed */
export function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * At most `most` of the rows 0 … n − 1, in their order, all parts in proportion: (rows, how many of them are below `cut`).
 * @param {number} n @param {number} cut rows before it are one part, the others the other @param {number} most
 */
export function sampleRows(n, cut, most) {
  if (n <= most) return { rows: Int32Array.from({ length: n }, (_, i) => i), cut };
  const random = generator(SEED);
  const few = (/** @type {number} */ from, /** @type {number} */ to) => {
    const wanted = to > from ? Math.max(1, Math.round((most * (to - from)) / n)) : 0;
    const found = [];
    // Knuth 1969, algorithm S: each row is taken with the chance that leaves exactly `wanted`
    for (let i = from, left = wanted; left > 0; i++) if (random() * (to - i) < left) { found.push(i); left--; }
    return found;
  };
  const [train, test] = [few(0, cut), few(cut, n)];
  return { rows: Int32Array.from([...train, ...test]), cut: train.length };
}
