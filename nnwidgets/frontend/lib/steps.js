/**
 * The forward pass one step after another: what is known after so many. It is nnwidgets/core/forward_steps.py, equal to it by test:
 * a neuron takes nIn + 2 moves (its products, its bias, its activation), but for a softmax, whose activation comes for all at once.
 */

/** @typedef {"layer" | "operation" | "neuron" | "term"} By */
/** @typedef {{layer: number, unit: number | null, term: number | null}} Place as in W[layer][unit, term]; null: no one in particular */

/** @type {Record<By, (nIn: number, nOut: number, whole: number) => number>} */
export const BY = {
  layer:     () => 1,
  operation: () => 3, // W a, + b, σ
  neuron:    (_, nOut, whole) => nOut + whole,
  term:      (nIn, nOut, whole) => nOut * (nIn + 2 - whole) + whole,
};

/** @param {number[]} sizes @param {boolean} softmax @param {number} l */
const wholeAt = (sizes, softmax, l) => Number(softmax && l === sizes.length - 2);

/** How many steps each layer takes. @param {number[]} sizes @param {boolean} softmax @param {By} by */
export const stepsOf = (sizes, softmax, by) => sizes.slice(1).map((nOut, l) => BY[by](sizes[l], nOut, wholeAt(sizes, softmax, l)));

/** @param {number[]} sizes @param {boolean} softmax @param {By} by */
export const countSteps = (sizes, softmax, by) => stepsOf(sizes, softmax, by).reduce((sum, n) => sum + n, 0);

/** For every layer: how many moves of each neuron are made after `done` steps. @param {number[]} sizes @param {boolean} softmax @param {By} by @param {number} done */
export function reached(sizes, softmax, by, done) {
  let begin = 0;
  return stepsOf(sizes, softmax, by).map((n, l) => {
    const here = Math.min(Math.max(done - begin, 0), n);
    begin += n;
    const [nIn, nOut] = [sizes[l], sizes[l + 1]];
    const each = nIn + 2 - wholeAt(sizes, softmax, l);
    return Array.from({ length: nOut }, (_, j) => {
      if (here === 0 || here === n) return here && nIn + 2;
      if (by === "operation") return nIn + here - 1;
      return Math.min(Math.max(here * (by === "neuron" ? each : 1) - j * each, 0), each);
    });
  });
}

/** Where the last of `done` steps was taken. @param {number[]} sizes @param {boolean} softmax @param {By} by @param {number} done @returns {Place} */
export function placeOf(sizes, softmax, by, done) {
  const counts = stepsOf(sizes, softmax, by);
  let [layer, rest] = [0, done - 1];
  while (layer < counts.length - 1 && rest >= counts[layer]) rest -= counts[layer++];
  if (rest < 0) return { layer, unit: 0, term: null };
  const whole = wholeAt(sizes, softmax, layer);
  if (by === "layer" || by === "operation" || (whole && rest === counts[layer] - 1)) return { layer, unit: null, term: null };
  if (by === "neuron") return { layer, unit: rest, term: null };
  const each = sizes[layer] + 2 - whole;
  return { layer, unit: Math.floor(rest / each), term: rest % each };
}

/** As many steps of the kind `next` as show nothing that `done` of the kind `old` do not. @param {number[]} sizes @param {boolean} softmax @param {By} old @param {By} next @param {number} done */
export function convert(sizes, softmax, old, next, done) {
  const known = reached(sizes, softmax, old, done);
  let [low, high] = [0, countSteps(sizes, softmax, next)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (reached(sizes, softmax, next, middle).every((layer, l) => layer.every((moves, j) => moves <= known[l][j]))) low = middle;
    else high = middle - 1;
  }
  return low;
}
