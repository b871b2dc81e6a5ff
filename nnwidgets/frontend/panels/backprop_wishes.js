/** Wishes: what every neuron of a layer asks of the activations before it, one column each, and their sum; and its three ways to change. */
import { neuronName } from "../lib/text.js";
import { exactText } from "../lib/written.js";
import { el, field, setText } from "./dom.js";

/** @typedef {import("../lib/backprop_view.js").BackpropView} View */

const MOST = 12; // rows and columns

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {ReturnType<typeof import("./copying.js").createCopying>} copying */
export function createWishes(parent, store, copying) {
  const menu = el("select", { "data-nnw": "wish-layer", on: { change: () => store.dial({ layer: Number(menu.value), stacked: null }) } });
  const [none, more, all] = [["wish-none", "None"], ["wish-next", "Add the next"], ["wish-all", "All"]].map(([what, text]) => el("button", { type: "button", "data-nnw": what, text }));
  const box = el("div", { className: "nnw-scroll", tabindex: 0, role: "group", "aria-label": "Wishes" });
  const outputs = el("div", { "data-nnw": "outputs" });
  const hebb = el("input", { type: "checkbox", "data-nnw": "hebb", on: { change: () => store.dial({ hebb: hebb.checked }) } });
  const said = el("p", { "data-nnw": "wish-words", role: "status", "aria-live": "polite" });
  const caveat = el("p", { className: "nnw-note", "data-nnw": "hebb-words", text: "Hebb's rule strengthens a link between two neurons that are active together, a·a. Backpropagation's −δ·a has one factor in common with it, not the other: δ can be negative, and knows the target. It is an image, not the same rule." });
  const ways = el("div", { className: "nnw-scroll", tabindex: 0, role: "group", "aria-label": "Three ways to change", "data-nnw": "ways" });
  parent.append(outputs, el("div", { className: "nnw-group" }, [field("Asked of", menu), none, more, all]), box, said, el("h3", { text: "Three ways for one neuron to get its wish" }), ways, el("label", {}, [hebb, " Fire together, wire together: show a·a beside it"]), caveat);
  let [stacked, count, built, shown] = [0, 0, "", ""];
  none.addEventListener("click", () => store.dial({ stacked: 0 }));
  more.addEventListener("click", () => store.dial({ stacked: Math.min(stacked + 1, count) }));
  all.addEventListener("click", () => store.dial({ stacked: null }));

  /** A wish, with its bar: to the right more, to the left less. @param {number} v @param {number} most @param {string} numpy @param {boolean} [faint] */
  function cell(v, most, numpy, faint = false) {
    const share = Math.round((100 * Math.abs(v)) / (most || 1));
    return el("td", { className: "nnw-wish", "data-sign": v < 0 ? "negative" : "positive", style: `--nnw-share: ${share}%`, ...(faint ? { "data-faint": "true" } : {}) }, faint ? ["·"] : [copying.number({ numpy, latex: "", value: `${v > 0 ? "+" : ""}${exactText(v)}` })]);
  }

  /** What the cost asks of every output: an arrow as long as the push. @param {View} view */
  function askOutputs({ a, y, back, sizes, last, dials, settings, names }) {
    const [out, many] = [a[last + 1], Math.min(sizes[last + 1], MOST)];
    const state = `${[...out]} ${dials.y} ${sizes}`;
    if (state === asked || !back || settings.pair) return void (outputs.hidden = !back || settings.pair);
    asked = state;
    targets = Array.from(y);
    outputs.hidden = false;
    const most = Math.max(...back.pull.map(Math.abs));
    const pull = settings.ops.findIndex((/** @type {any} */ op) => op.kind === "pull" && op.layer === last);
    if (rowsOf !== `${sizes} ${names.outputs}`) {
      rowsOf = `${sizes} ${names.outputs}`;
      rows = Array.from({ length: many }, (_, j) => outputRow(neuronName(last + 1, j, sizes, names), j));
      outputs.replaceChildren(el("table", {}, [
        el("caption", { text: "What the cost asks of each output: −∂C/∂a" }),
        el("thead", {}, [el("tr", {}, ["output", "says", "target", "asks for"].map((text) => el("th", { scope: "col", text })))]),
        el("tbody", {}, rows.map(({ row }) => row)),
      ]));
    }
    rows.forEach(({ says, slider, value, row }, j) => {
      says.replaceChildren(copying.number({ numpy: `lab.trace.output[0, ${j}]`, latex: "", value: exactText(out[j]) }));
      slider.value = String(y[j]);
      setText(value, ` ${exactText(y[j])}`);
      row.lastElementChild?.replaceWith(cell(-back.pull[j] || 0, most, `-lab.value(${pull})[0, ${j}]`));
    });
  }

  /** Made once: a slider that was made anew would fall out of the hand. @param {string} name @param {number} j */
  function outputRow(name, j) {
    const slider = el("input", { type: "range", min: -1, max: 1, step: 0.01, "data-target": j, "aria-label": `Target of ${name}`, on: {
      input: () => store.dial({ y: targets.map((v, i) => (i === j ? Number(slider.value) : v)) }),
    } });
    const [says, value] = [el("td"), el("span", { className: "nnw-number" })];
    return { says, slider, value, row: el("tr", {}, [el("th", { scope: "row", text: name }), says, el("td", {}, [slider, value]), el("td")]) };
  }
  /** @type {ReturnType<typeof outputRow>[]} */ let rows = [];
  /** @type {number[]} */ let targets = [];
  let rowsOf = "";
  let asked = "";

  return {
    /** @param {View} view */
    update(view) {
      const { dials, sizes, back, theta, at, a, names, place } = view;
      const l = Math.min(dials.layer, sizes.length - 2);
      const [nIn, nOut] = [Math.min(sizes[l], MOST), Math.min(sizes[l + 1], MOST)];
      count = nOut;
      stacked = Math.min(dials.stacked ?? nOut, nOut);
      const key = sizes.join();
      if (key !== built) menu.replaceChildren(...sizes.slice(0, -1).map((_, i) => el("option", { value: i, text: i ? `activations of layer ${i}` : "the inputs" })));
      built = key;
      if (document.activeElement !== menu) menu.value = String(l);
      hebb.checked = dials.hebb;
      caveat.hidden = !dials.hebb;
      askOutputs(view);
      const state = `${dials.hebb} ${key} ${l} ${stacked} ${[...theta]} ${dials.x} ${dials.y} ${place.layer} ${place.unit}`;
      if (state === shown) return;
      shown = state;
      none.disabled = stacked === 0;
      more.disabled = all.disabled = stacked === nOut;
      if (!back) return void box.replaceChildren(el("p", { text: `The page does not know the loss ${view.settings.loss}: nw.wish works it out.` }));
      const wish = (/** @type {number} */ j, /** @type {number} */ i) => -back.delta[l][j] * theta[at(l, j, i)] || 0;
      const sums = Array.from({ length: nIn }, (_, i) => Array.from({ length: stacked }, (__, j) => wish(j, i)).reduce((s, v) => s + v, 0));
      const most = Math.max(...Array.from({ length: nIn }, (_, i) => Array.from({ length: nOut }, (__, j) => Math.abs(wish(j, i)))).flat(), ...sums.map(Math.abs));
      box.replaceChildren(el("table", { "data-nnw": "wishes" }, [
        el("caption", { text: "A wish is −∂C/∂a: + asks for more, − for less" }),
        el("thead", {}, [el("tr", {}, [el("td"), ...Array.from({ length: nOut }, (_, j) => el("th", { scope: "col", text: neuronName(l + 1, j, sizes, names).replace(/ of hidden layer \d+/, "") })), el("th", { scope: "col", text: "sum" })])]),
        el("tbody", {}, Array.from({ length: nIn }, (_, i) => el("tr", {}, [el("th", { scope: "row", text: neuronName(l, i, sizes, names) }),
          ...Array.from({ length: nOut }, (__, j) => cell(wish(j, i), most, `-(lab.grads.delta[${l}][0, ${j}] * lab.net.W[${l}][${j}, ${i}])`, j >= stacked)), cell(sums[i], most, `-(lab.grads.delta[${l}] @ lab.net.W[${l}])[0, ${i}]`)]))),
      ]));
      const whose = `neuron${nOut > 1 ? "s" : ""}`;
      setText(said, stacked < nOut ? `${stacked} of ${nOut} ${whose} ${stacked === 1 ? "has said what it wants" : "have said what they want"} so far.` : l ? "All wishes added: nobody can set an activation, so the sum goes on to the layer before, through its slopes." : "All wishes added: the inputs are given, nobody can change them.");
      const j = place.layer === l ? place.unit : 0;
      const d = back.delta[l][j];
      const brief = (/** @type {number} */ layer, /** @type {number} */ i) => neuronName(layer, i, sizes, names).replace(/ of hidden layer \d+/, "");
      const nudges = [["bias", -d, `-lab.grads.b[${l}][${j}]`, "−δ"], ...Array.from({ length: nIn }, (_, i) => [`weight from ${brief(l, i)}`, -d * a[l][i] || 0, `-lab.grads.W[${l}][${j}, ${i}]`, "−δ·a"]),
        ...Array.from({ length: nIn }, (_, i) => [`activation of ${brief(l, i)}`, wish(j, i), `-(lab.grads.delta[${l}][0, ${j}] * lab.net.W[${l}][${j}, ${i}])`, "−δ·w"])];
      const largest = Math.max(...nudges.map(([, v]) => Math.abs(Number(v))));
      ways.replaceChildren(el("table", {}, [el("caption", { text: `${neuronName(l + 1, j, sizes, names)[0].toUpperCase()}${neuronName(l + 1, j, sizes, names).slice(1)}: each in proportion to what stands beside it` }),
        el("tbody", {}, nudges.map(([what, v, numpy, how], n) => el("tr", {}, [el("th", { scope: "row", text: String(what) }), el("td", { className: "nnw-how", text: String(how) }), cell(Number(v), largest, String(numpy)),
          ...(dials.hebb && how === "−δ·a" ? [el("td", { text: `a·a ${exactText(Number((a[l][n - 1] * a[l + 1][j]).toPrecision(4)))}` })] : [])])))]));
    },
  };
}
