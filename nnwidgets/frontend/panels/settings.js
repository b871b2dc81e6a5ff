/** What is wanted less often, folded away under the bar: optimizer, schedule, regularization, activation by layer, order of the examples. */
import { PENALTIES } from "../lib/rates.js";
import { zeros } from "../lib/penalty.js";
import { el, pacer, setAttr, setText } from "./dom.js";
import { knob, menu, number, rate, toggle } from "./knob.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/store.js").Store} Store */
/** @typedef {ReturnType<typeof menu>} Menu */

/** @param {HTMLElement} parent a fold @param {Store} store @param {HTMLElement} unusual beside its button: what in it is not as usual */
export function mountSettings(parent, store, unusual) {
  const optimizer = menu((value) => store.do("optimizer", value), "optimizer");
  const schedule = menu((value) => store.do("schedule", value), "schedule");
  const length = number("schedule-steps", (value) => store.do("schedule_steps", value));
  const lengthField = knob("schedule_steps", length.input);
  const kind = menu((value) => store.do("regularization", value), "regularization");
  const strength = rate("regularization_rate", "regularization-rate", PENALTIES, (value) => store.do("regularization_rate", value));
  const zero = el("p", { className: "nnw-note", "data-nnw": "zeros" });
  const layers = el("div", { className: "nnw-group" });
  const shuffle = el("input", { type: "checkbox", "data-nnw": "shuffle", on: { change: () => store.do("shuffle", shuffle.checked) } });
  /** @type {Menu[]} */
  let menus = [];
  let hidden = /** @type {string[]} */ ([]);
  let known = -1;
  const due = pacer();

  const group = (/** @type {string} */ name, /** @type {(Node | string)[]} */ inside) => el("div", { className: "nnw-group", role: "group", "aria-label": name }, inside);
  parent.append(
    group("Optimizer", [
      knob("optimizer", optimizer.select), knob("schedule", schedule.select), lengthField,
      el("label", { className: "nnw-check", "data-nnw-control": "shuffle" }, [shuffle, el("span", { className: "nnw-name" })]),
    ]),
    group("Regularization", [knob("regularization", kind.select), strength.node, zero]),
    el("div", { className: "nnw-field", "data-nnw-control": "layer_activation", role: "group", "aria-label": "Activation by layer" }, [el("span", { className: "nnw-label nnw-name" }), layers]),
  );

  /** One menu for each layer, the output's last. @param {number} count */
  function build(count) {
    menus = Array.from({ length: count + 1 }, (_, l) => menu((value) => {
      if (l === count) store.do("output", value);
      else store.do("activation", hidden.map((name, m) => (m === l ? value : name)));
    }, `activation-${l}`));
    layers.replaceChildren(...menus.map(({ select }, l) => {
      const name = l === count ? "output" : `layer ${l + 1}`;
      setAttr(select, "aria-label", `Activation of ${l === count ? "the output" : name}`);
      return el("span", { className: "nnw-layer" }, [el("span", { text: name }), select]);
    }));
  }

  /** @param {Picture["settings"]} settings */
  function fill(settings) {
    optimizer.update(settings.menus.optimizer, settings.optimizer);
    schedule.update(settings.menus.schedule, settings.schedule);
    toggle(lengthField, settings.schedule_steps !== null);
    if (settings.schedule_steps !== null) length.update(settings.schedule_steps);
    kind.update(settings.menus.regularization, settings.regularization);
    toggle(strength.node, settings.regularization === "l1" || settings.regularization === "l2");
    strength.update(settings.penalty);
    hidden = settings.hidden;
    if (menus.length !== hidden.length + 1) build(hidden.length);
    menus.forEach((one, l) => (l < hidden.length ? one.update(settings.menus.activation, hidden[l]) : one.update(settings.menus.output, settings.output)));
    shuffle.checked = settings.shuffle;
    const all = [
      settings.optimizer !== "sgd" && settings.optimizer, settings.schedule !== "constant" && settings.schedule.replace("_", " "),
      settings.regularization !== "none" && `${settings.regularization.replace(/l/g, "L")} ${settings.penalty || ""}`, !settings.shuffle && "not shuffled",
    ].filter(Boolean);
    setText(unusual, `${all[0] ?? ""}${all.length > 1 ? ` +${all.length - 1}` : ""}`); // what is folded away is not out of mind
    setAttr(unusual, "title", all.join(", "));
  }

  return {
    /** @param {Picture} picture */
    update({ settings, shape, theta, header }) {
      if (shape !== known) fill(settings);
      else if (!due(header.running)) return;
      known = shape;
      const { zero: none, all } = zeros(theta, settings.sizes);
      setText(zero, settings.l1 > 0 || none ? `${none} of ${all} weights are exactly 0` : "");
    },
  };
}
