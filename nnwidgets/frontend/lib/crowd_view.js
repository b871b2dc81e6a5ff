/** What the view of a crowd of examples shows: a careful walker who asks all of them, and a drunk one who asks a few, at equal work. */
import { createCrowd } from "./crowd.js";
import { formatCount, formatWeight } from "./format.js";

/** @type {WeakMap<object, ReturnType<typeof createCrowd>>} */ const made = new WeakMap();

/** @param {import("./plain.js").Plain} picture */
export function crowdView({ settings, dials, arrays }) {
  const key = arrays.orders;
  const crowd = made.get(key) ?? createCrowd(arrays.crowd_x, arrays.crowd_y, key);
  made.set(key, crowd);
  const walker = (/** @type {string} */ label, /** @type {number} */ batch) => ({ label, batch, walk: crowd.walk(dials.begin, dials.eta, batch, dials.work), valley: -1 });
  const runners = [walker("careful", crowd.n), walker("drunk", dials.batch)];
  const at = /** @type {number[]} */ (runners[0].walk.points.at(-1));
  const terrain = /** @type {import("./terrains.js").Terrain} */ (crowd);
  return {
    settings, dials, name: "crowd", about: settings.crowd, terrain, runners, at, flat: true,
    cost: crowd.cost(at), slope: crowd.gradient(at), limit: 2 / crowd.bend(), crowd, noise: crowd.noise(dials.begin, dials.batch),
  };
}

/** @param {{runners: {label: string, walk: import("./walk.js").Walk}[], dials: any}} view */
export function crowdWords({ runners, dials }) {
  const [careful, drunk] = runners.map(({ walk: { points, costs, diverged } }) => (diverged === null ? `took ${formatCount(points.length - 1)} step${points.length === 2 ? "" : "s"}, C ${formatWeight(/** @type {number} */ (costs.at(-1)), 4)}` : `diverged at step ${diverged}`));
  if (!dials.work) return "Nobody has asked anything yet: give them work.";
  return `After ${formatCount(dials.work)} gradients of one example each: the careful walker ${careful}; the drunk one ${drunk}.`;
}
