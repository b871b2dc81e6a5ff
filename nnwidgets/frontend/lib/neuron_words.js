/** What a NeuronLab shows, in a sentence, for whoever hears it. */
import { spoken } from "./format.js";
import { alignment, dots, fires1943, weighImage } from "./neuron.js";

/** @typedef {import("./neuron.js").Seen} Seen */

const num = (/** @type {number} */ v) => spoken(v, 4);
const share = (/** @type {Seen} */ seen) => {
  const all = dots(seen);
  const on = all.filter((v) => v + seen.b > 0).length;
  return `It fires on ${on} of ${all.length} example${all.length === 1 ? "" : "s"}`;
};

/** @type {Record<string, (seen: Seen) => string>} */
const WORDS = {
  sum: ({ z, a, slope, act }) => `z is ${num(z)}, ${act.replaceAll("_", " ")} of that is ${num(a)}, the slope there ${num(slope)}.`,
  bias: (seen) => `${share(seen)}: where w·x is above ${num(-seen.b)}.`,
  line: (seen) => `${share(seen)}. At x, z is ${num(seen.z)}.`,
  gate: ({ header }) => header.hint,
  image: ({ dials: { pixels, probe, revealed }, arrays, settings }) => {
    if (!revealed) return `Image ${probe}: its sum is to be predicted.`;
    const at = settings.probes.indexOf(probe);
    const { total, positive, negative } = weighImage(pixels.flat(), arrays.probes.subarray(at * 64, at * 64 + 64));
    return `Image ${probe}: the sum is ${num(total)}, ${positive} pixels count for it and ${negative} against it.`;
  },
  vectors: ({ w, x }) => {
    const { dot, angle } = alignment(w, x);
    return `w · x is ${num(dot)}${angle === null ? "" : `, the angle between them ${angle.toFixed(0)} degrees`}.`;
  },
  1943: ({ dials: { pulses, kinds, threshold }, header }) => `It ${fires1943(pulses, kinds, threshold) ? "fires" : "does not fire"}. This neuron: ${header.called}.`,
};

/** @param {Seen} seen */
export const neuronWords = (seen) => WORDS[seen.mode]?.(seen) ?? "";
