/** The chain rule for one parameter: every route to the cost, with the factors along it; equal to nnwidgets/core/routes.py. */

import { lowered } from "./digits.js";

/** @typedef {{of: string, latex: string, numpy: string, value: number}} Factor */
/** @typedef {{units: number[], factors: Factor[], product: number}} Route units: one of each layer from the parameter's on */

const MOST = 60; // that a page lists

/** @param {import("./backprop_view.js").BackpropView} view @returns {Route[] | null} null where there are too many */
export function routesOf({ sizes, a, back, last, place: { layer, unit, source }, theta, at, settings }) {
  const between = sizes.slice(layer + 2);
  const way = /** @type {NonNullable<typeof back>} */ (back);
  if (!back || between.reduce((count, n) => count * n, 1) > MOST) return null;
  const first = source < sizes[layer]
    ? { of: layer ? `a${sizes[layer] > 1 ? lowered(source + 1) : ""}` : settings.names[source] ?? `x${source + 1}`, latex: `a^{(${layer})}_{${source + 1}}`, numpy: `lab.trace.a[${layer}][0, ${source}]`, value: a[layer][source] }
    : { of: "1", latex: "1", numpy: "1", value: 1 };

  /** @param {number[]} units @returns {Route} */
  function route(units) {
    const factors = [first];
    units.forEach((j, n) => {
      const l = layer + n;
      const [above, one] = [`^{(${l + 1})}`, sizes[l + 1] > 1 ? lowered(j + 1) : ""];
      if (n) factors.push({ of: `w${sizes[l] > 1 || one ? ` ${units[n - 1] + 1}→${j + 1}` : ""}`, latex: `W${above}_{${j + 1}${units[n - 1] + 1}}`, numpy: `lab.net.W[${l}][${j}, ${units[n - 1]}]`, value: theta[at(l, j, units[n - 1])] });
      if (l === last && settings.pair) return factors.push({ of: `a${one} − y${one}`, latex: `a${above}_{${j + 1}} - y_{${j + 1}}`, numpy: `lab.grads.delta[${l}][0, ${j}]`, value: way.delta[l][j] });
      const act = l === last ? "lab.net.output" : `lab.net.activation[${l}]`;
      factors.push({ of: `${(settings.hidden[l] ?? settings.output) === "sigmoid" ? "σ" : settings.hidden[l] ?? settings.output}′(z${one})`, latex: `\\sigma'(z${above}_{${j + 1}})`, numpy: `${act}.df(lab.trace.z[${l}])[0, ${j}]`, value: way.slope[l][j] });
      if (l === last) factors.push({ of: `∂C/∂a${one}`, latex: `\\partial C / \\partial a${above}_{${j + 1}}`, numpy: `lab.value(${settings.ops.findIndex((/** @type {any} */ op) => op.kind === "pull" && op.layer === l)})[0, ${j}]`, value: way.pull[j] });
      return null;
    });
    return { units, factors, product: factors.reduce((p, { value }) => p * value, 1) };
  }

  let all = [[unit]];
  for (const n of between) all = all.flatMap((units) => Array.from({ length: n }, (_, j) => [...units, j]));
  return all.map(route);
}
