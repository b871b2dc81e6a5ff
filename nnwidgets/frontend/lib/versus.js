/** Two runs that differ in one thing, as a page has them: what each says over the plane, and where that differs. */
import { createEvaluator } from "./evaluate.js";
import { formatCount, formatShare, formatWeight, parseNumber } from "./format.js";

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {import("./wire.js").Settings} Settings */
/** @typedef {{name: string, label: string, now: any, list: any[] | null}} Turn what can differ: its value now, and the list that it is chosen from */
/** @typedef {{sizes: number[], hidden: string[], output: string, own_activations: string[], steps: number, train_loss: number | null, test_loss: number | null, train_accuracy: number | null, test_accuracy: number | null}} Side */
/** @typedef {{name: string, label: string, values: string[], of: number, changed: number, runs: Side[]}} Told */
/** @typedef {{values: Float64Array[], difference: Float64Array, least: number, most: number, apart: number | null, size: number}} Maps of A, of B, and B − A; where both name the same class, NaN */
/** @typedef {NonNullable<ReturnType<typeof readVersus>>} Versus */

const SIDES = /** @type {const} */ (["a", "b"]);

/** What else the one difference means. @type {Record<string, string>} */
const NOTES = {
  sizes: "Another shape has no same start: both are drawn from the same seed.", init: "The start is what differs: both are drawn from the same seed.",
  batch_size: "With it the batches differ.", shuffle: "With it the batches differ.", seed: "With it the batches differ.",
  loss: "Their losses are two measures: compare what is right.", output: "The outputs may be on two scales, and the losses with them: compare what is right.",
  l1: "Each loss includes its penalty.", l2: "Each loss includes its penalty.",
};

/** "learning rate", "L1 rate" @param {string} label */
const within = (label) => (/^[A-Z][a-z]/.test(label) ? label[0].toLowerCase() + label.slice(1) : label);

/** @param {Settings} settings @param {Vector} X @param {Vector} Y @param {Record<string, Vector>} more */
export function readVersus(settings, X, Y, more) {
  const told = settings.versus;
  if (!told) return undefined;
  const sides = told.runs.map((run, i) => ({ ...run, name: "AB"[i], value: told.values[i], theta: more[`${SIDES[i]}_theta`], rows: more[`${SIDES[i]}_rows`] }));
  const made = sides.map(() => /** @type {ReturnType<typeof createEvaluator> | null} */ (null));
  const classes = settings.task !== "regression" && told.runs[0].sizes.at(-1) !== 1;
  /** @type {Maps | null} */ let known = null;

  /** That of a side, on the plane of the map. @param {number} i */
  function evaluator(i) {
    const { sizes, hidden, output, own_activations: own } = sides[i];
    return made[i] ??= createEvaluator({ ...settings, sizes, hidden, output, own_activations: own.length ? own : undefined }, X, Y, { ...more, own_activations: more[`${SIDES[i]}_own`] });
  }

  return {
    ...told, sides, classes,
    sentence: sides.map(({ name, value }) => `${name} ${within(told.label)} ${value}`).join(" · ") + ", all else equal.",
    notes: [NOTES[told.name], !classes && told.runs[0].sizes.at(-1) !== 1 && "The maps show the first output.", told.changed && "A has the settings of now from its start on: what was changed on the way is in neither.",
      ...sides.map(({ name, steps }) => steps < told.of && `${name} diverged: it is shown at step ${formatCount(steps)}, its last with finite numbers.`)].filter(Boolean).join(" "),

    /** What both say over the plane. @param {number} size of the grid */
    maps(size) {
      if (known?.size === size) return known;
      const grids = sides.map(({ theta }, i) => evaluator(i).grid(theta, size));
      const values = grids.map(({ pass }) => pass.a[pass.a.length - 1]);
      return known = { values, size: grids[0].size, ...(classes ? disagree(values, grids[0].count) : subtract(values, grids[0].count)) };
    },

    /** Both outputs for one point of the plane. @param {number} u @param {number} v */
    at: (u, v) => sides.map(({ theta }, i) => evaluator(i).at(theta, u, v)),
  };
}

/** B − A, of the first output. @param {Float64Array[]} values @param {number} count */
export function subtract([a, b], count) {
  const difference = Float64Array.from({ length: count }, (_, i) => b[i] - a[i]);
  const [least, most] = difference.reduce(([lo, hi], x) => [Math.min(lo, x), Math.max(hi, x)], [Infinity, -Infinity]);
  return { difference, least, most, apart: null };
}

/** What B says where the two name different classes, else NaN; and how much of the plane that is. @param {Float64Array[]} values unit-major @param {number} count */
export function disagree([a, b], count) {
  const k = b.length / count;
  const difference = b.slice();
  let apart = 0;
  for (let i = 0; i < count; i++) {
    if (winner(a, i, count) !== winner(b, i, count)) apart++;
    else for (let j = 0; j < k; j++) difference[j * count + i] = NaN;
  }
  return { difference, least: 0, most: 0, apart: apart / count };
}

/** The largest of the outputs of cell i. @param {ArrayLike<number>} values @param {number} i @param {number} count */
function winner(values, i, count) {
  let best = 0;
  for (let j = 1; j < values.length / count; j++) if (values[j * count + i] > values[best * count + i]) best = j;
  return best;
}

const signed = (/** @type {number} */ x, /** @type {number} */ digits) => (x > 0 ? "+" : "") + formatWeight(x, digits);

/** What the difference map shows. @param {Versus} versus @param {Maps} maps */
export function mapWords({ classes }, { least, most, apart }) {
  if (classes) return `They name different classes on ${formatShare(apart)} of this plane: there it has the colour of B's class. It does not show which of them is right.`;
  if (least === 0 && most === 0) return "B says what A says, everywhere on this plane.";
  return `B − A lies between ${signed(least, 3)} and ${signed(most, 3)} on this plane. It shows where they differ, not which of them is right.`;
}

/** "x1 1.0, x2 −2.0: A 0.31, B 0.52, B − A +0.21" @param {Versus} versus @param {string[]} names @param {{x: number, y: number}} at @param {string[]} called names of the classes @param {number} d columns */
export function pointWords(versus, names, { x, y }, called, d) {
  const [a, b] = versus.at(x, y);
  const place = `${names[0]} ${formatWeight(x, 1)}${d > 1 ? `, ${names[1]} ${formatWeight(y, 1)}` : ""}`;
  if (!versus.classes) return `${place}: A ${formatWeight(a[0], 3)}, B ${formatWeight(b[0], 3)}, B − A ${signed(b[0] - a[0], 3)}`;
  return `${place}: ${[a, b].map((out, i) => `${"AB"[i]} ${called[winner(out, 0, 1)]} (${formatWeight(Math.max(...out))})`).join(", ")}`;
}

/** A value as it is written in a field. @param {Turn} turn @param {any} value */
export const written = ({ name }, value) => (name === "sizes" ? value.slice(1, -1).join(", ") : typeof value === "boolean" ? (value ? "on" : "off") : String(value));

/** A value that is worth a try. @param {Turn} turn */
export function proposed(turn) {
  const { name, now, list } = turn;
  if (list) return list[(list.indexOf(now) + 1) % list.length];
  if (name === "sizes") return now.length > 2 ? [now[0], ...now.slice(1, -1).map((/** @type {number} */ n) => 2 * n), now.at(-1)] : [now[0], 4, now[1]];
  if (name === "seed") return now + 1;
  return name === "batch_size" ? 2 * now : now ? Number((10 * now).toPrecision(6)) : 0.001;
}

/** What is written in a field, as a value; null where it is none. @param {Turn} turn @param {string} text */
export function meant(turn, text) {
  const { name, now, list } = turn;
  if (list) return list.find((value) => written(turn, value) === text) ?? null;
  if (name !== "sizes") return parseNumber(text);
  const hidden = text.split(/[\s,;]+/).filter(Boolean).map(Number);
  return hidden.every((n) => Number.isInteger(n) && n > 0) ? [now[0], ...hidden, now.at(-1)] : null;
}
