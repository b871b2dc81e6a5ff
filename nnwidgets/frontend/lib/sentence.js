/** What has changed of a lab, and where it stands, in one sentence: for whoever does not see it. */
import { formatCount, formatLoss, formatShare, formatWeight } from "./format.js";

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
