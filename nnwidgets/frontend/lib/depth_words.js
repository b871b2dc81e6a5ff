/** What a DepthLab has come to, in a sentence: for those who listen, and for everybody's last look. */
import { conv2d, forward } from "./convnet.js";
import { formatCount, formatShare, formatTiny, formatWeight } from "./format.js";

/** The pixels of the image that the kernel slides over, and their width. @param {any} seen */
export function imageOf({ dials, settings, arrays }) {
  if (Array.isArray(dials.image)) return { pixels: dials.image.flat(), width: dials.image[0].length };
  if (dials.image === "drawing") return { pixels: dials.drawing.flat(), width: 28 };
  const i = settings.images.indexOf(dials.image);
  return { pixels: Array.from(arrays.images.subarray(784 * i, 784 * (i + 1))), width: 28 };
}

/** What the learned network is given. @param {any} seen @returns {number[]} */
export const pictureOf = ({ dials, arrays }) => (dials.digit === null ? dials.drawing.flat() : Array.from(arrays.picks.subarray(784 * dials.digit, 784 * (dials.digit + 1))));

/** @param {any} seen */
export const netOf = ({ arrays: { K1, b1, K2, b2, W, b } }) => ({ K1, b1, K2, b2, W, b });

/** @type {Record<string, (seen: any) => string>} */
const WORDS = {
  depth({ header, settings, dials }) {
    if (!header.depth) return "";
    const g = header.depth.now.gradient_rms;
    const n = dials.layers;
    return `${n} hidden layer${n === 1 ? "" : "s"} of ${dials.activation.replaceAll("_", " ")}, step ${formatCount(header.step)}: the gradient of the first layer is ${formatTiny(g[0])}, of the last ${formatTiny(g.at(-1))}; ${formatShare(header.accuracy.test)} of ${settings.n_test} test digits are right.`;
  },
  kernel(seen) {
    const { pixels, width } = imageOf(seen);
    const [r, c] = seen.dials.pixel;
    return `Row ${r}, column ${c}: the kernel answers ${formatWeight(conv2d(pixels, width, seen.dials.kernel.flat())[r * (width - 2) + c])}.`;
  },
  features(seen) {
    const { a } = forward(netOf(seen), pictureOf(seen));
    const best = a.indexOf(Math.max(...a));
    return `${seen.dials.digit === null ? "Your drawing" : "The digit"}: the network says ${best}, with ${formatShare(a[best])}.`;
  },
  ladder({ header }) {
    if (!header.ladder) return "";
    const { found, face } = header.ladder;
    const count = (/** @type {number} */ n, /** @type {string} */ what) => `${n || "no"} ${what}${n === 1 ? "" : "s"}`;
    return `The second step finds ${count(found.eye.length, "eye")} and ${count(found.mouth.length, "mouth")}; the face unit says ${face ? "yes" : "no"}.`;
  },
  parts: ({ header }) => (header.scored ? `${header.scored.hits} of 10 drawn digits are right, and ${formatCount(header.scored.real)} of ${formatCount(header.scored.n)} handwritten ones.` : ""),
};

/** @param {any} seen @returns {string} */
export const depthWords = (seen) => WORDS[seen.dials.view]?.(seen) ?? "";
