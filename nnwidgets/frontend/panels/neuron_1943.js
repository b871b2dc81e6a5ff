/** The neuron of 1943: inputs all or none, weights fixed at +1 or an absolute veto, and a threshold that counts. */
import { fires1943, patterns } from "../lib/neuron.js";
import { el, setAttr, setText, table } from "./dom.js";
import { svg } from "./svg.js";

const MOST = 4;
const KINDS = ["excitatory", "inhibitory"];

/** @type {import("./neuron.js").Make} */
export function createCell(parent, store, now) {
  const inputs = el("div", { className: "nnw-fibers" });
  const picture = svg("svg", { class: "nnw-cell", viewBox: "0 10 310 220", role: "img", "data-nnw": "cell" });
  const less = el("button", { type: "button", text: "\u2212", "aria-label": "Lower the threshold", "data-nnw": "threshold-less", on: { click: () => store.dial({ threshold: now().dials.threshold - 1 }) } });
  const more = el("button", { type: "button", text: "+", "aria-label": "Raise the threshold", "data-nnw": "threshold-more", on: { click: () => store.dial({ threshold: now().dials.threshold + 1 }) } });
  const threshold = el("span", { className: "nnw-number", "data-nnw": "threshold" });
  const add = el("button", { type: "button", text: "+ input", "data-nnw": "more-inputs", on: { click: () => change([...now().dials.kinds, "excitatory"]) } });
  const drop = el("button", { type: "button", text: "− input", "data-nnw": "fewer-inputs", on: { click: () => change(now().dials.kinds.slice(0, -1)) } });
  const said = el("p", { className: "nnw-strong", "data-nnw": "fires1943" });
  const called = el("p", { "data-nnw": "called" });
  const all = el("div", { className: "nnw-patterns" });
  const rule = el("p", { className: "nnw-note", text: "The rule: an input is 0 or 1, all or none. The neuron fires if no inhibitory input is active and at least as many excitatory ones are as the threshold says. No weights are learnt. W. S. McCulloch and W. Pitts, “A logical calculus of the ideas immanent in nervous activity”, Bulletin of Mathematical Biophysics 5 (1943), 115–133." });
  parent.append(
    el("div", { className: "nnw-cell-left" }, [el("h3", { text: "Inputs" }), inputs, el("div", { className: "nnw-group" }, [add, drop]), el("h3", { text: "Threshold" }), el("div", { className: "nnw-stepper" }, [less, threshold, more])]),
    el("div", { className: "nnw-cell-middle" }, [picture, said, called]), all, rule,
  );
  /** @param {string[]} kinds */
  const change = (kinds) => store.dial({ kinds, pulses: kinds.map((_, i) => now().dials.pulses[i] ?? 0) });
  let [built, listed] = ["", ""];
  /** @type {{toggle: HTMLButtonElement, kind: HTMLSelectElement}[]} */ let rows = [];

  /** @param {number} n */
  function build(n) {
    rows = Array.from({ length: n }, (_, i) => ({
      toggle: el("button", { type: "button", "data-nnw": `pulse-${i}`, on: { click: () => store.dial({ pulses: now().dials.pulses.map((/** @type {number} */ p, /** @type {number} */ k) => (k === i ? 1 - p : p)) }) } }),
      kind: el("select", { "data-nnw": `kind-${i}`, "aria-label": `What x${i + 1} does`, on: { change: () => change(now().dials.kinds.map((/** @type {string} */ k, /** @type {number} */ j) => (j === i ? rows[i].kind.value : k))) } }, KINDS.map((value) => el("option", { value, text: value === "excitatory" ? "excitatory, +1" : "inhibitory, veto" }))),
    }));
    inputs.replaceChildren(...rows.map(({ toggle, kind }, i) => el("div", { className: "nnw-fiber" }, [el("span", { className: "nnw-letter", text: `x${i + 1}` }), toggle, kind])));
  }

  /** @param {number[]} pulses @param {string[]} kinds @param {number} theta @param {boolean} on */
  function draw(pulses, kinds, theta, on) {
    const places = kinds.map((_, i) => 120 + (i - (kinds.length - 1) / 2) * 52);
    picture.replaceChildren(...places.flatMap((y, i) => {
      const [dx, dy] = [205 - 42, 120 - y];
      const far = Math.hypot(dx, dy);
      const [ex, ey] = [205 - (dx / far) * 46, 120 - (dy / far) * 46];
      const veto = kinds[i] === "inhibitory";
      return [
        svg("path", { class: "nnw-fiber-line", "data-on": String(Boolean(pulses[i])), "data-sign": veto ? "negative" : "positive", d: `M42 ${y}L${ex} ${ey}` }),
        veto ? svg("circle", { class: "nnw-veto", cx: ex, cy: ey, r: 6 }) : svg("path", { class: "nnw-end", d: "M5 0l-13 -6v12z", transform: `translate(${ex} ${ey}) rotate(${(Math.atan2(dy, dx) * 180) / Math.PI})` }),
        svg("circle", { class: "nnw-pulse", "data-on": String(Boolean(pulses[i])), cx: 28, cy: y, r: 16 }),
        svg("text", { class: "nnw-pulse-value", "data-on": String(Boolean(pulses[i])), x: 28, y: y + 5 }, [String(pulses[i])]),
      ];
    }), svg("circle", { class: "nnw-body", "data-on": String(on), cx: 205, cy: 120, r: 36 }), svg("text", { class: "nnw-pulse-value nnw-theta", "data-on": String(on), x: 205, y: 126 }, [`≥ ${theta}`]),
    svg("path", { class: "nnw-fiber-line", "data-on": String(on), "data-sign": "positive", d: "M241 120H290" }), svg("path", { class: "nnw-end", d: "M5 0l-13 -6v12z", transform: "translate(296 120)" }));
  }

  return {
    update({ dials: { pulses: given, kinds, threshold: theta }, header }) {
      const pulses = kinds.map((/** @type {string} */ _, /** @type {number} */ i) => given[i] ?? 0);
      if (String(kinds.length) !== built) build(kinds.length);
      built = String(kinds.length);
      rows.forEach(({ toggle, kind }, i) => {
        setText(toggle, pulses[i] ? "1, active" : "0, still");
        setAttr(toggle, "aria-label", `x${i + 1}: ${toggle.textContent}`);
        setAttr(toggle, "aria-pressed", Boolean(pulses[i]));
        kind.value = kinds[i];
      });
      add.disabled = kinds.length === MOST;
      drop.disabled = kinds.length === 1;
      less.disabled = theta === 1;
      setText(threshold, String(theta));
      const on = fires1943(pulses, kinds, theta);
      draw(pulses, kinds, theta, on);
      const active = pulses.filter((/** @type {number} */ p, /** @type {number} */ i) => p && kinds[i] === "excitatory").length;
      const vetoed = pulses.some((/** @type {number} */ p, /** @type {number} */ i) => p && kinds[i] === "inhibitory");
      setText(said, on ? `It fires: ${active} active, ${theta} needed.` : vetoed ? "It does not fire: an inhibitory input is active." : `It does not fire: ${active} active, ${theta} needed.`);
      setText(called, `This neuron: ${header.called}.`);
      called.hidden = store.lost;
      setAttr(picture, "aria-label", `A neuron with threshold ${theta} and inputs ${kinds.map((/** @type {string} */ k, /** @type {number} */ i) => `x${i + 1} ${k} ${pulses[i]}`).join(", ")}. ${said.textContent}`);
      const key = `${kinds} ${theta} ${pulses}`;
      if (key === listed) return;
      listed = key;
      const lines = patterns(kinds.length).map((pattern) => {
        const fires = fires1943(pattern, kinds, theta);
        return el("tr", { "data-here": String(String(pattern) === String(pulses)) }, [...pattern.map((p) => el("td", { text: String(p) })), el("td", { text: fires ? "1 fires" : "0", "data-fires": String(fires) })]);
      });
      const made = table("All patterns", "", [...kinds.map((/** @type {string} */ _, /** @type {number} */ i) => `x${i + 1}`), "output"], lines);
      made.querySelector("thead td")?.remove();
      setAttr(made, "data-nnw", "patterns");
      all.replaceChildren(made);
    },
    destroy() { parent.replaceChildren(); },
  };
}
