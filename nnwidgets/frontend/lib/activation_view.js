/** What an ActivationLab shows: its functions with their facts, at the z that the hand has put, and what the kernel found in the network. */
import { activation, readOwn } from "./activations.js";
import { niceCeiling } from "./scale.js";

/** @typedef {{z: number, given: number, slope: number, share: number}} Wrong */
/** @typedef {{formula: string, derivative: string, range: [number | null, number | null], use: string, caveat: string, steepest: number | null, wrong: Wrong | null}} Facts */
/** @typedef {{name: string, label: string, act: import("./activations.js").Activation, facts: Facts, color: string, dash: string, a: number, slope: number}} Shown */
/** @typedef {{W: number[][], b: number[], apart: number | null, largest: number | null, deep: (number | null)[], matrix: (number | null)[]}} One */
/**
 * @typedef {{mean: number[], std: number[], a_low: number[], a_high: number[], a_counts: number[][], z_counts: number[][], z_out: number[], flat: number[],
 *   dead: number[], delta_rms: number[], delta_counts: number[][], delta_edges: [number, number], delta_zero: number[], gradient_rms: number[], one: One}} Pushed
 */
/** @typedef {{z: number, reach: number, flat: number, step: number, shown: Shown[], known: (name: string) => import("./activations.js").Activation, facts: Record<string, Facts>, pushed: Pushed, dials: Record<string, any>, settings: Record<string, any>}} ActivationView */

/** How the curves differ beside their colours, in the order in which they are shown. */
const DASHES = ["", "9 4", "2 4", "12 3 2 3", "5 2 5 6", "1 3"];

/** "leaky relu". @param {string} name */
export const readable = (name) => name.replaceAll("_", " ");

export function createActivationView() {
  let shape = -1;
  /** @type {Record<string, import("./activations.js").Activation>} */ let own = {};

  /** @param {any} picture @returns {ActivationView} */
  return ({ dials, settings, arrays, header, theme, shape: now }) => {
    if (now !== shape) {
      shape = now;
      own = settings.own_activations ? readOwn(settings.own_activations, arrays.own_activations) : {};
    }
    const there = (/** @type {string} */ name) => Object.hasOwn(settings.functions, name);
    const known = (/** @type {string} */ name) => activation(name, own);
    const z = dials.z;
    const reach = Math.abs(z) > dials.reach ? niceCeiling(Math.abs(z)) : dials.reach;
    const shown = dials.shown.filter(there).map((/** @type {string} */ name, /** @type {number} */ i) => {
      const act = known(name);
      const [a, slope] = (header.dials?.z === z && header.read?.[name]) || [act.f(z), act.df(z)]; // of the learner's own the kernel's: a table ends
      return { name, label: readable(name), act, facts: settings.functions[name], color: theme.hue.classes[i % theme.hue.classes.length], dash: DASHES[i % DASHES.length], a: a ?? NaN, slope: slope ?? NaN };
    });
    return { z, reach, flat: dials.flat, step: header.step, shown, known, facts: settings.functions, pushed: header.pushed, dials, settings };
  };
}
