/** The chain rule for one parameter: every route to the cost, with the factors along it; equal to nnwidgets/core/routes.py. */

import { lowered } from "./digits.js";
import { exactText, inner } from "./written.js";

/** @typedef {{of: string, latex: string, numpy: string, value: number}} Factor */
/** @typedef {{of: string, value: number, why: string}} Piece why: it does not belong, or "" */
/** @typedef {{units: number[], factors: Factor[], product: number}} Route units: one of each layer from the parameter's on */

const MOST = 60; // that a page lists

/** Pieces to build a route's product from: its own, and others that do not belong; in an order that says nothing. @param {import("./backprop_view.js").BackpropView} view @param {Route} route @returns {Piece[]} */
export function candidatesOf({ place: { layer, unit, source }, a, z, y, theta, weight, sizes, last, acts }, route) {
  const one = (/** @type {number} */ l, /** @type {number} */ j) => (sizes[l + 1] > 1 ? lowered(j + 1) : "");
  const out = route.units[route.units.length - 1];
  const others = [
    { of: source < sizes[layer] ? "w, the parameter itself" : "b, the parameter itself", value: theta[weight], why: "it is what is nudged, its own size is no factor" },
    { of: `z${one(layer, unit)}`, value: z[layer][unit], why: "only the slope at z counts, not z" },
    { of: `${acts[last] === "sigmoid" ? "σ" : acts[last]}(z${one(last, out)})`, value: a[last + 1][out], why: "a ratio of nudges is a slope, σ′, not a value" },
    { of: `y${one(last, out)}`, value: y[out], why: "the target alone does not move with w" },
  ];
  const rank = (/** @type {string} */ text) => [...text].reduce((hash, c) => (hash * 31 + c.charCodeAt(0)) % 9973, 7);
  const own = route.factors.map(({ of, value }, i) => ({ of: `${of}${sizes.length > 2 && /^[σa-z]+′/.test(of) ? `, layer ${layer + 1 + Math.floor(i / 2)}` : ""}`, value, why: "" }));
  return [...own, ...others].sort((p, q) => rank(p.of) - rank(q.of));
}

/** What is said of the pieces that are picked. @param {Piece[]} pieces @param {number[]} picked @param {Route} route */
export function judged(pieces, picked, { factors, product }) {
  const chosen = picked.map((i) => pieces[i]).filter(Boolean);
  const wrong = chosen.find(({ why }) => why);
  if (!chosen.length) return `Which ${factors.length} pieces multiply to the slope along this route? The order does not matter.`;
  if (wrong) return `${wrong.of} does not belong: ${wrong.why}.`;
  const so = chosen.map(({ value }) => inner(exactText(value))).join(" · ");
  return chosen.length < factors.length ? `${so}: ${chosen.length} of ${factors.length}, all of them right so far.` : `${so} = ${exactText(product)}: right.`;
}

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
