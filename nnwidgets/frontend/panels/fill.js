/** The ground of the map: values as colours, of one output by its sign and size, of several the class that wins. */
import { paint, paintClasses, stepped } from "../lib/color.js";

const STEPS = { class: 2, number: 10 }; // of a discretized scale

/**
 * @param {ReturnType<typeof import("./canvas.js").createBitmap>} bitmap @param {import("./host.js").Picture} picture
 * @param {{values: Float64Array, size: number}} seen @param {import("../lib/scale.js").Interval} limits @param {{steps: boolean, output: number}} look
 */
export function fill(bitmap, { evaluator: { k }, settings: { task }, theme }, { values, size }, [lo, hi], { steps, output }) {
  const count = size * size;
  return bitmap.fill(size, (out) => {
    if (k > 1 && task !== "regression") paintClasses(values, k, count, theme.classes, theme.ground, out, steps);
    else paint(values.subarray(output * count, (output + 1) * count), lo, hi, steps ? stepped(theme.table, task === "regression" ? STEPS.number : STEPS.class) : theme.table, out);
  });
}
