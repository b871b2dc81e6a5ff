/** The shape of a class's points: with more classes than colours, colour and shape together still differ. */

/** Each as the path of a mark of radius 1 about (0, 0), of about the same area. @type {Record<string, string>} */
export const SHAPES = {
  circle:   "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z",
  square:   "M-.9-.9H.9V.9H-.9Z",
  triangle: "M0-1.3L1.2.8H-1.2Z",
  diamond:  "M0-1.35L1.15,0L0,1.35L-1.15,0Z",
  wedge:    "M0,1.3L1.2-.8H-1.2Z",
  cross:    "M-.4-1.2H.4V-.4H1.2V.4H.4V1.2H-.4V.4H-1.2V-.4H-.4Z",
};
const NAMES = Object.keys(SHAPES);

/** The name of class j's shape, where `colours` come round: the next round begins with the next shape. @param {number} j @param {number} colours */
export const shapeOf = (j, colours) => NAMES[(j + Math.floor(j / colours)) % NAMES.length];

/** The class that a row of targets stands for. @param {ArrayLike<number>} Y @param {number} i @param {number} k @param {string} output */
export function classOf(Y, i, k, output) {
  if (k === 1) return Y[i] > (output === "sigmoid" || output === "step" ? 0.5 : 0) ? 1 : 0;
  let best = 0;
  for (let j = 1; j < k; j++) if (Y[i * k + j] > Y[i * k + best]) best = j;
  return best;
}
