/** The sum of one neuron written out, the line of NumPy for its layer, and the name of whatever is lit. */
import { expression, letterOf, lineOf } from "../lib/expression.js";
import { lit } from "../lib/pass_view.js";
import { neuronName } from "../lib/text.js";
import { exactText, unitText, writtenSum } from "../lib/written.js";
import { el, setAttr, setText } from "./dom.js";
import { math } from "./math.js";

/** @typedef {import("../lib/pass_view.js").PassView} PassView */
/** @typedef {import("../lib/pass_view.js").Light} Light */

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {import("./forward_hand.js").Hand} hand @param {() => PassView} now */
export function createSum(parent, store, hand, now) {
  const title = el("h3", { "data-nnw": "neuron" });
  const terms = el("div", { className: "nnw-sum", "data-nnw": "sum", role: "group", "aria-label": "The sum written out" });
  const code = el("code", { "data-nnw": "numpy" });
  const copy = el("button", { type: "button", className: "nnw-quiet", "data-nnw": "copy", text: "Copy", on: { click: () => copyLine() } });
  const named = el("p", { className: "nnw-note", "data-nnw": "named" });
  parent.append(el("div", { className: "nnw-title" }, [title]), terms, el("div", { className: "nnw-numpy" }, [el("span", { className: "nnw-note", text: "NumPy" }), code, copy]), named);
  let owner = new AbortController();
  let [built, line] = ["", ""];
  /** @type {HTMLElement[]} */ let chips = [];

  /** To the clipboard; where there is none, selected, to be copied by hand. */
  async function copyLine() {
    const text = code.textContent ?? "";
    try {
      await navigator.clipboard.writeText(text);
      setText(copy, "Copied");
    } catch {
      getSelection()?.selectAllChildren(code);
      setText(copy, "Press Ctrl+C");
    }
  }

  /** A term: what is multiplied over what comes out. @param {string} part @param {number | null} k @param {AbortSignal} signal */
  function chip(part, k, signal) {
    const node = el("div", { className: "nnw-chip", tabindex: 0, role: "button", "data-part": part, ...(k === null ? {} : { "data-k": k }) }, [el("span", { className: "nnw-what" }), el("span", { className: "nnw-value" })]);
    hand.watch(node, () => (k === null ? { unit: now().unit, term: null, part } : { unit: now().unit, term: k, part: "term" }), signal);
    const choose = () => store.dial({ term: k ?? (part === "a" ? now().nIn + 1 : null) });
    node.addEventListener("click", choose, { signal });
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose();
    }, { signal });
    return node;
  }

  /** @param {HTMLElement} node @param {string} what @param {string} value */
  function fill(node, what, value) {
    setText(/** @type {HTMLElement} */ (node.firstElementChild), what);
    setText(/** @type {HTMLElement} */ (node.lastElementChild), value);
    setAttr(node, "data-known", value !== "");
    setAttr(node, "aria-label", `${what}: ${value || "not computed yet"}`.replaceAll("·", "times"));
  }

  /** @param {PassView} view @param {string} key */
  function build({ columns, nIn }, key) {
    built = key;
    owner.abort();
    owner = new AbortController();
    const sign = (/** @type {string} */ text) => el("span", { className: "nnw-sign", text, "aria-hidden": true });
    const rest = () => el("div", { className: "nnw-chip nnw-rest" }, [el("span", { className: "nnw-what", text: "…" }), el("span", { className: "nnw-value" })]);
    const [before, after] = [columns[0] > 0, columns[columns.length - 1] < nIn - 1];
    const middle = [...(before ? [rest()] : []), ...columns.map((k) => chip("term", k, owner.signal)), ...(after ? [rest()] : []), chip("term", nIn, owner.signal)];
    chips = [...middle, chip("z", null, owner.signal), chip("a", null, owner.signal)];
    terms.replaceChildren(...middle.flatMap((node, i) => (i ? [sign("+"), node] : [node])), sign("="), chips[chips.length - 2], sign("→"), chips[chips.length - 1]);
  }

  return {
    /** @param {PassView} view @param {Light} light */
    update(view, light) {
      const { layer, nIn, sizes, names, columns, act } = view;
      const unit = Math.min(light.unit ?? view.unit, view.nOut - 1);
      const key = `${layer} ${sizes} ${columns[0]}`;
      if (key !== built) build(view, key);
      const name = neuronName(layer + 1, unit, sizes, names);
      setText(title, `${name[0].toUpperCase()}${name.slice(1)}`);
      const written = writtenSum(view, unit);
      const values = [...(columns[0] > 0 ? [written.before] : []), ...written.terms.slice(0, -1), ...(columns[columns.length - 1] < nIn - 1 ? [written.after] : []), written.terms[columns.length]];
      values.forEach((value, i) => {
        if (value === null || typeof value === "string") fill(chips[i], "…", value ?? "");
        else fill(chips[i], value.what, value.value ?? "");
      });
      const [zChip, aChip] = chips.slice(-2);
      fill(zChip, written.sumSoFar === null ? "z" : "so far", written.z !== null ? unitText(written.z) : written.sumSoFar === null ? "" : unitText(written.sumSoFar));
      fill(aChip, written.formula, written.a === null ? "" : unitText(written.a));
      zChip.dataset.known = String(written.z !== null);
      for (const node of chips) {
        const { part, k } = node.dataset;
        const how = part && lit({ ...light, unit }, part, unit, k === undefined ? null : Number(k), nIn);
        setAttr(node, "data-lit", how === "hot" && (light.term !== null || light.part === part) ? how : ""); // the whole sum lit would be none
      }

      const pieces = lineOf(layer, act);
      const now = pieces.map(({ text }) => text).join("");
      if (now !== line) {
        line = now;
        code.replaceChildren(...pieces.map(({ text, part }) => el("span", { text, ...(part ? { "data-part": part } : {}) })));
        setText(copy, "Copy");
      }
      for (const piece of code.children) setAttr(piece, "data-lit", piece.getAttribute("data-part") === light.part || (light.part === "term" && piece.getAttribute("data-part") === (light.term === nIn ? "b" : "W")) ? "hot" : "");
      const what = entry(view, light, unit);
      named.replaceChildren(...(what ? [math(what.math), ` = ${what.text}, in NumPy `, el("code", { text: what.numpy })] : [`${letterOf(act)} is applied to each entry of z by itself.`]));
    },
    destroy() { owner.abort(); },
  };
}

/** The one number that is lit, if it is one. @param {PassView} view @param {Light} light @param {number} unit */
function entry(view, light, unit) {
  const { layer, nIn, theta, a, z, at, moves, dials, last } = view;
  const options = { notation: dials.notation, last };
  const { term, part } = light;
  const say = (/** @type {import("../lib/expression.js").Expression} */ e, /** @type {number} */ value, known = true) => ({ ...e, text: known ? exactText(value) : "not computed yet" });
  if (part === "in" && term !== null) return say(expression("a", layer, [term], options), a[layer][term], view.knows(layer, term));
  if (term === null || term > nIn) {
    if (part === "z") return say(expression("z", layer, [unit], options), z[layer][unit], moves[layer][unit] > nIn);
    return say(expression("a", layer + 1, [unit], options), a[layer + 1][unit], view.knows(layer + 1, unit));
  }
  return say(term === nIn ? expression("b", layer, [unit], options) : expression("W", layer, [unit, term], options), theta[at(unit, term)]);
}
