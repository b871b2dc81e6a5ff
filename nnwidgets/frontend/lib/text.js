/** What things are called: as NumPy writes them, as a book does, and as a voice says them. */
import { formatCount, formatLoss, formatShare, formatWeight } from "./format.js";
import { layout } from "./forward.js";

/** @typedef {{inputs?: string[], outputs?: string[]}} Names the inputs' names (else x1, x2, …), the outputs' (else output, or output 1, …) */
/**
 * @typedef {object} ParameterName
 * @property {number} layer of the weights, from 0
 * @property {number} to
 * @property {number | null} source null for a bias
 * @property {string} numpy "W[0][1, 2]"
 * @property {string} book "W⁽¹⁾₂₃"
 * @property {string} short "weight, x3 → neuron 2"
 * @property {string} spoken "weight from input x3 to neuron 2 of hidden layer 1"
 */

/** @param {number} n @param {string} digits */
const withDigits = (n, digits) => [...String(n)].map((d) => digits[Number(d)]).join("");
/** @param {number} n */
const superscript = (n) => `⁽${withDigits(n, "⁰¹²³⁴⁵⁶⁷⁸⁹")}⁾`;
/** @param {number[]} indices */
const subscript = (indices) => indices.map((n) => withDigits(n, "₀₁₂₃₄₅₆₇₈₉")).join(indices.some((n) => n > 9) ? "," : "");

/**
 * "input x1", "neuron 2 of hidden layer 1", "output", "output 2"
 * @param {number} layer from 0, the inputs
 * @param {number} unit from 0
 * @param {number[]} sizes
 * @param {Names} [names]
 */
export function neuronName(layer, unit, sizes, { inputs = [], outputs = [] } = {}) {
  if (layer === 0) return `input ${inputs[unit] ?? `x${unit + 1}`}`;
  if (layer < sizes.length - 1) return `neuron ${unit + 1} of hidden layer ${layer}`;
  return sizes[layer] === 1 ? "output" : `output ${outputs[unit] ?? unit + 1}`;
}

/** "x1", "neuron 2", "output" @param {string} name */
const brief = (name) => name.replace(/^input /, "").replace(/ of hidden layer \d+$/, "");

/**
 * The names of theta[k].
 * @param {number} k
 * @param {number[]} sizes
 * @param {Names} [names]
 * @returns {ParameterName}
 * @throws {Error} when there is no such parameter
 */
export function parameterName(k, sizes, names = {}) {
  const layers = layout(sizes);
  const layer = layers.filter(({ offset }) => offset <= k).length - 1;
  const { offset, nIn, nOut } = layers[layer] ?? { offset: 0, nIn: 0, nOut: 0 };
  const to = Math.floor((k - offset) / (nIn + 1));
  if (!(to >= 0 && to < nOut && Number.isInteger(k))) throw new Error(`sizes [${sizes.join(", ")}] have no parameter ${k}`);
  const column = (k - offset) % (nIn + 1);
  const target = neuronName(layer + 1, to, sizes, names);
  const article = target === "output" ? "the output" : target;
  if (column === nIn) {
    return {
      layer, to, source: null,
      numpy: `b[${layer}][${to}]`,
      book: `b${superscript(layer + 1)}${subscript([to + 1])}`,
      short: `bias of ${target}`,
      spoken: `bias of ${article}`,
    };
  }
  return {
    layer, to, source: column,
    numpy: `W[${layer}][${to}, ${column}]`,
    book: `W${superscript(layer + 1)}${subscript([to + 1, column + 1])}`,
    short: `weight, ${brief(neuronName(layer, column, sizes, names))} → ${brief(target)}`,
    spoken: `weight from ${neuronName(layer, column, sizes, names)} to ${article}`,
  };
}

/**
 * @typedef {object} State what is said of a lab at rest; two of them make a sentence
 * @property {number} shape counts settings
 * @property {ArrayLike<number>} theta
 * @property {{step: number, epoch: number, running: boolean, reason: string}} header
 * @property {{sizes: number[], data: string | null, noise: number, test: number, n_train: number, activation: string, output: string, hidden: string[], loss: string,
 *   variant?: {value: string} | null, optimizer?: string, schedule?: string, regularization?: string, penalty?: number, shuffle?: boolean}} settings
 * @property {{n: number}} evaluator
 * @property {{loss: {train: number | null, test: number | null}, accuracy: {train: number | null, test: number | null}}} score
 */

/**
 * What changed, and where the lab stands now, for whoever does not see it: "" when there is nothing to say.
 * @param {State} before
 * @param {State} now
 * @param {(k: number) => {spoken: string}} nameOf of theta[k]
 */
export function sentence(before, now, nameOf) {
  if (now.header.running) return before.header.running ? "" : `Training started at step ${formatCount(before.header.step)}.`;
  const news = event(before, now, nameOf);
  return news && `${news[0].toUpperCase()}${news.slice(1)}; ${standing(now.score)}.`;
}

/** @param {State} before @param {State} now @param {(k: number) => {spoken: string}} nameOf */
function event({ settings: old, ...before }, { settings, header, theta, evaluator, score, shape }, nameOf) {
  const place = `step ${formatCount(header.step)}, epoch ${formatCount(header.epoch)}`;
  if (before.header.running) return `${header.reason === "diverged" || header.reason === "stopped" ? "stopped" : header.reason.split(":")[0]} at ${place}`;
  if (settings.sizes.join() !== old.sizes.join()) return `network of ${settings.sizes.join(", ")} units`;
  if (settings.data !== old.data || settings.variant?.value !== old.variant?.value) return `data ${[settings.variant?.value, settings.data ?? "of your own"].filter(Boolean).join(" ").replaceAll("_", " ")}, ${settings.n_train} to train on, ${evaluator.n - settings.n_train} to test`;
  if (settings.noise !== old.noise) return `noise ${Math.round(100 * settings.noise)}%`;
  if (settings.test !== old.test || settings.n_train !== old.n_train) return `${settings.n_train} to train on, ${evaluator.n - settings.n_train} to test`;
  if (settings.hidden.join() !== old.hidden.join()) return `activation ${settings.activation.replaceAll("_", " ")}`;
  if (settings.output !== old.output) return `output activation ${settings.output}`;
  if (settings.optimizer !== old.optimizer) return `optimizer ${settings.optimizer} from here on: weights and steps stay, its memory begins empty`;
  if (settings.schedule !== old.schedule) return `schedule ${settings.schedule?.replace("_", " ")}`;
  if (settings.regularization !== old.regularization || settings.penalty !== old.penalty) return `regularization ${settings.regularization?.replaceAll("l", "L")}${settings.penalty ? `, rate ${settings.penalty}` : ""}`;
  if (settings.shuffle !== old.shuffle) return settings.shuffle ? "examples in another order every epoch" : "examples in the same order every epoch";
  if (settings.loss !== old.loss) return `loss ${settings.loss.replaceAll("_", " ")}`;
  const moved = Array.from(theta, (_, k) => k).filter((k) => theta[k] !== before.theta[k]);
  if (header.step !== before.header.step) return header.step ? place : "back at step 0";
  if (!moved.length) return shape === before.shape || score.loss.train === before.score.loss.train ? "" : "other data";
  if (header.reason === "new weights" && moved.length > 1) return "new weights";
  return moved.length > 1 ? `${formatCount(moved.length)} weights and biases changed` : `${nameOf(moved[0]).spoken} set to ${formatWeight(theta[moved[0]], 3)}`;
}

/** "training loss 0.4213, 82% right; test loss 0.4501, 80% right" @param {State["score"]} score */
function standing({ loss, accuracy }) {
  return (/** @type {const} */ (["train", "test"])).filter((part) => loss[part] !== null)
    .map((part) => `${part === "train" ? "training" : "test"} loss ${formatLoss(loss[part])}${accuracy[part] === null ? "" : `, ${formatShare(accuracy[part])} right`}`)
    .join("; ");
}
