/** What a DescentLab shows: the terrain in view, the walks on it, and what is said of where they stand. */
import { crowdView, crowdWords } from "./crowd_view.js";
import { MINUS, formatWeight } from "./format.js";
import { TERRAINS, sampled } from "./terrains.js";
import { walk } from "./walk.js";

/** @typedef {{label: string, walk: import("./walk.js").Walk, valley: number}} Runner valley: which one a ball lies in, from the left; −1 where there is one only */
/** @typedef {{settings: any, dials: any, name: string, about: any, terrain: import("./terrains.js").Terrain, runners: Runner[], at: number[], flat: boolean, cost: number, slope: number[], limit: number}} DescentView */

const [SMALL, PATIENCE] = [0.005, 4000];
/** @type {Map<string, number[]>} */ const bottoms = new Map();

/** Where a ball that crawls comes to rest. @param {import("./terrains.js").Terrain} terrain @param {number} w */
function rest({ gradient }, w) {
  for (let i = 0; i < PATIENCE && Math.abs(w) < 20; i++) w -= SMALL * Math.max(-50, Math.min(50, gradient([w])[0]));
  return w;
}

/** The valleys of a curve, from the left. @param {string} name @param {[number, number]} over */
function valleys(name, [low, high]) {
  if (!bottoms.has(name)) {
    const ends = Array.from({ length: 25 }, (_, i) => rest(TERRAINS[name], low + ((high - low) * i) / 24)).sort((a, b) => a - b);
    bottoms.set(name, ends.filter((w, i) => i === 0 || w - ends[i - 1] > 0.05));
  }
  return /** @type {number[]} */ (bottoms.get(name));
}

/** @param {import("./plain.js").Plain} picture @returns {DescentView} */
export function descentView(picture) {
  const { settings, dials, arrays } = picture;
  if (dials.view === "batch") return crowdView(picture);
  const flat = dials.view === "surface";
  const name = /** @type {string} */ (flat ? dials.surface : dials.curve);
  const about = settings.terrains[name];
  const terrain = name === "loss" ? sampled(arrays.heights, settings.points, about.over) : TERRAINS[name];
  const beds = flat || terrain.level ? [] : valleys(name, about.over[0]);
  const inValley = (/** @type {number} */ w) => {
    const end = beds.length > 1 ? rest(terrain, w) : NaN;
    return beds.findIndex((bed) => Math.abs(bed - end) < 0.05);
  };
  /** @type {Runner[]} */
  const runners = flat
    ? dials.race.map((/** @type {[string, number]} */ [rule, rate]) => ({ label: rule, walk: walk(terrain, dials.point, rule, rate, dials.steps), valley: -1 }))
    : dials.balls.map((/** @type {number} */ w, /** @type {number} */ i) => {
      const way = walk(terrain, [w], "sgd", dials.eta, dials.steps, dials.constant);
      return { label: `ball ${i + 1}`, walk: way, valley: inValley(way.points[way.points.length - 1][0]) };
    });
  const first = runners[0].walk;
  const at = first.points[first.points.length - 1];
  const bend = terrain.bend(at);
  return {
    settings, dials, name, about, terrain, runners, at, flat,
    cost: terrain.cost(at), slope: terrain.gradient(at), limit: bend > 0 ? 2 / bend : Infinity,
  };
}

const last = (/** @type {number[][]} */ points) => points[points.length - 1];

/** Three digits, whatever the size: 0.0938, 2.03e−5. @param {number} v */
export const brief = (v) => String(v !== 0 && Math.abs(v) < 1e-3 ? v.toExponential(2) : Number(v.toPrecision(3))).replaceAll("-", MINUS);

/** One sentence. @param {DescentView} view */
export function sentence({ dials, runners, flat, cost, slope, limit, about, terrain }) {
  if (["terms", "tower", "gradient"].includes(dials.view)) return ""; // they say it themselves
  if (dials.view === "batch") return crowdWords({ runners, dials });
  const gone = runners.filter(({ walk: { diverged } }) => diverged !== null);
  const steps = `${dials.steps} step${dials.steps === 1 ? "" : "s"}`;
  if (gone.length) return `After ${steps}: ${gone.map(({ label, walk: { diverged } }) => `${label} has diverged at step ${diverged}`).join(", ")}; the last point that is shown is its last one within a million.`;
  const where = runners.slice(0, 4).map(({ label, walk: { points, costs } }) => `${label} at ${last(points).map((v) => formatWeight(v)).join(", ")}, C ${formatWeight(costs[costs.length - 1], 4)}`).join("; ");
  const more = runners.length > 4 ? `; and ${runners.length - 4} more` : "";
  if (terrain.level) return `After ${steps}: ${where}${more}. C has no slope here: gradient descent stays where it is.`;
  const rate = flat || !Number.isFinite(limit) ? "" : ` A rate above 2/C″ = ${formatWeight(limit, 4)} cannot settle here.`;
  const names = about.names.map((/** @type {string} */ text, /** @type {number} */ i) => `∂C/∂${text} = ${formatWeight(slope[i], 3)}`).join(", ");
  return `After ${steps}: ${where}${more}. C ${formatWeight(cost, 4)} falls against the slope, ${names}.${rate}`;
}
