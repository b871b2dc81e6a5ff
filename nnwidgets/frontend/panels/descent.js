/** The parts of a DescentLab: what it stands on and how it steps above; below it the curve, the surface, or the terms of the cost. */
import { descentView, sentence } from "../lib/descent_view.js";
import { formatShare, formatWeight } from "../lib/format.js";
import { levelShare } from "../lib/terrains.js";
import { createBatch } from "./descent_batch.js";
import { createCurve } from "./descent_curve.js";
import { createGradient } from "./descent_gradient.js";
import { createSurface } from "./descent_surface.js";
import { createTerms } from "./descent_terms.js";
import { createTower } from "./descent_tower.js";
import { el, field, setAttr, setText } from "./dom.js";
import { number } from "./knob.js";

const [PACE, MOST] = [140, 400]; // ms a step; steps
const NEURONS = ["sigmoid", "step"]; // curves that are the same but for the activation
const PARTS = { curve: createCurve, surface: createSurface, gradient: createGradient, batch: createBatch, terms: createTerms, tower: createTower };

/** @param {HTMLElement} root @param {Record<string, HTMLElement>} places @param {import("../lib/store.js").Store} store */
export function mountDescent(root, places, store) {
  const tabs = el("div", { className: "nnw-tabs", role: "group", "aria-label": "View" });
  const ground = el("select", { "data-nnw": "terrain", on: { change: () => choose(ground.value) } });
  const eta = el("input", { type: "range", min: -4, max: 1, step: 0.01, "data-nnw": "eta", on: { input: () => store.dial({ eta: Number((10 ** Number(eta.value)).toPrecision(3)) }) } });
  const typed = number("eta-typed", (value) => value > 0 && value <= 100 && store.dial({ eta: value }));
  typed.input.setAttribute("aria-label", "Rate η, as a number");
  const limit = el("span", { className: "nnw-number", "data-nnw": "limit" });
  const etas = el("div", { className: "nnw-eta" }, [field("Rate η", eta, limit), typed.input]);
  const button = (/** @type {string} */ name, /** @type {string} */ text, /** @type {string} */ label, /** @type {() => void} */ click) => el("button", { type: "button", "data-nnw": name, text, "aria-label": label, title: label, on: { click } });
  const back = button("back", "◀", "One step back", () => go(store.dials.steps - 1));
  const next = button("next", "Step ▶", "One step on", () => go(store.dials.steps + 1));
  const reset = button("reset", "|◀", "Back to the start", () => go(0));
  const play = button("play", "Play", "Play the steps", () => (timer ? stop() : start()));
  play.classList.add("nnw-play");
  const count = el("span", { className: "nnw-number nnw-note", "data-nnw": "steps" });
  const constant = el("input", { type: "checkbox", "data-nnw": "constant", on: { change: () => store.dial({ constant: constant.checked }) } });
  const hidden = el("input", { type: "checkbox", "data-nnw": "hidden", on: { change: () => store.dial({ hidden: hidden.checked, seen: [] }) } });
  const eleven = button("eleven", "Eleven balls", "Drop eleven balls", () => store.dial({ balls: Array.from({ length: 11 }, (_, i) => Number((-2.7 + 0.64 * i).toFixed(4))), steps: 0 }));
  const one = button("one", "One ball", "One ball alone", () => store.dial({ balls: store.dials.balls.slice(0, 1), steps: 0 }));
  const extras = el("div", { className: "nnw-group" }, [el("label", {}, [constant, " steps of one length"]), el("label", {}, [hidden, " hide the curve"]), eleven, one]);
  const transport = el("div", { className: "nnw-group", role: "group", "aria-label": "Steps" }, [reset, back, next, play, count]);
  const formula = el("p", { className: "nnw-note", "data-nnw": "formula" });
  const said = el("p", { className: "nnw-said", role: "status", "aria-live": "polite", "data-nnw": "said" });
  places.controls.append(tabs, field("Terrain", ground), etas, transport, extras);
  const parts = Object.entries(PARTS).map(([name, create]) => {
    const box = el("div", { className: `nnw-view nnw-view-${name}`, "data-nnw": `view-${name}`, hidden: true });
    places.main.append(box);
    return { name, box, part: create(box, store) };
  });
  places.main.prepend(formula);
  places.main.append(said);
  let [timer, built, spoken, later] = [0, "", "", 0];
  /** @type {Record<string, {start: number[]}>} */ let known = {};

  /** @param {string} name */
  function choose(name) {
    const { start } = known[name];
    store.dial(store.dials.view === "surface" ? { surface: name, point: [...start], steps: 0 } : { curve: name, balls: [...start], steps: 0, seen: [] });
  }

  /** @param {number} steps */
  function go(steps) {
    store.dial({ steps: Math.min(Math.max(steps, 0), MOST) });
  }

  function start() {
    if (store.dials.steps >= MOST) go(0);
    timer = window.setInterval(() => (store.dials.steps < MOST ? go(store.dials.steps + 1) : stop()), PACE);
    setText(play, "Pause");
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    setText(play, "Play");
  }

  return {
    /** @param {any} picture */
    update(picture) {
      const { dials, settings, theme } = picture;
      for (const name of ["positive", "negative"]) root.style.setProperty(`--nnw-${name}`, theme.hue[name]);
      const crowd = dials.view === "batch";
      const walks = dials.view === "curve" || dials.view === "surface";
      const view = descentView(picture);
      known = settings.terrains;
      const key = `${dials.view} ${settings.surfaces}`;
      if (key !== built) {
        built = key;
        tabs.replaceChildren(...Object.entries(settings.views).map(([name, text]) => el("button", { type: "button", "data-nnw": `tab-${name}`, text, on: { click: () => store.dial({ view: name, steps: 0 }) } })));
        const names = /** @type {string[]} */ (view.flat ? settings.surfaces : settings.curves);
        ground.replaceChildren(...names.map((name) => el("option", { value: name, text: ({ line: "line fit", sigmoid: "a sigmoid neuron", step: "a step neuron", "3b1b": "three valleys", fit: "line fit, slope and intercept", loss: "the network's own loss" })[name] ?? name })));
        for (const tab of tabs.children) setAttr(tab, "aria-pressed", tab.getAttribute("data-nnw") === `tab-${dials.view}`);
      }
      for (const node of [ground.parentElement, transport]) /** @type {HTMLElement} */ (node).hidden = !walks;
      formula.hidden = !walks && !crowd;
      extras.hidden = dials.view !== "curve";
      etas.hidden = extras.hidden && !crowd;
      if (document.activeElement !== ground) ground.value = view.name;
      if (document.activeElement !== eta) eta.value = String(Math.log10(dials.eta));
      setAttr(eta, "aria-valuetext", String(dials.eta));
      typed.update(dials.eta);
      setText(limit, view.terrain.level ? "C is level here" : Number.isFinite(view.limit) ? `2/C″ here: ${formatWeight(view.limit, 4)}` : "no limit: C bends down");
      setAttr(limit, "data-over", !dials.constant && dials.eta > view.limit);
      constant.checked = dials.constant;
      hidden.checked = dials.hidden;
      one.disabled = dials.balls.length < 2;
      back.disabled = reset.disabled = dials.steps === 0;
      setText(count, `step ${dials.steps}`);
      setText(formula, `C(${view.about.names.join(", ")}) = ${view.about.text}${view.about.source === "definition" ? "" : `  (${view.about.source})`}${dials.view === "curve" && NEURONS.includes(view.name) ? `. Its slope is exactly 0 at ${formatShare(levelShare(view.terrain, view.about.over[0]))} of the weights in view.` : ""}`);
      for (const { name, box, part } of parts) {
        box.hidden = name !== dials.view;
        if (!box.hidden) part.update(view, picture);
      }
      const words = sentence(view);
      if (words === spoken) return;
      spoken = words;
      clearTimeout(later);
      later = window.setTimeout(() => setText(said, words), timer ? 1000 : 250);
    },
    destroy() {
      stop();
      clearTimeout(later);
      for (const { part } of parts) part.destroy?.();
      for (const place of Object.values(places)) place.replaceChildren();
    },
  };
}
