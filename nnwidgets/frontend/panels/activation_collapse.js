/** Without activations the layers are one matrix: the product, its numbers, and its outputs beside the network's. */
import { formatCount, formatDigits, formatWeight } from "../lib/format.js";
import { linear } from "../lib/scale.js";
import { el, setAttr, setText } from "./dom.js";
import { fold } from "./fold.js";
import { math } from "./math.js";
import { svg } from "./svg.js";

/** @typedef {import("../lib/activation_view.js").ActivationView} ActivationView */

const SIDE = 190;
const SAME = 1e-9; // of the largest output: rounding alone is far below it

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createCollapse(parent, store) {
  const part = fold(parent, "All layers as one matrix", "collapse", store);
  const product = el("div", { className: "nnw-product" });
  const numbers = el("table", { "aria-label": "The one matrix and its bias", "data-nnw": "matrix" });
  const verdict = el("p", { className: "nnw-verdict", "data-nnw": "verdict" });
  const code = el("code", { text: "W = np.linalg.multi_dot([*lab.net.W[::-1]])" });
  const points = svg("svg", { class: "nnw-scatter", viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "data-nnw": "scatter" });
  const box = el("div", { className: "nnw-together" }, [el("div", { className: "nnw-words-of-one" }, [product, numbers, verdict, el("p", { className: "nnw-note" }, ["NumPy: ", code])]), el("figure", {}, [/** @type {any} */ (points), el("figcaption", { className: "nnw-note", text: "z of the output for 120 inputs: across by the one matrix, up by the network" })])]);
  part.body.append(box);
  let built = "";

  /** @param {ActivationView} view @param {boolean} same */
  function build({ pushed: { one }, settings }, same) {
    const L = settings.sizes.length - 1;
    const W = (/** @type {number} */ l) => /** @type {any} */ (["msup", ["mi", "W"], ["mrow", ["mo", "("], ["mn", String(l)], ["mo", ")"]]]);
    const factors = L <= 4 ? Array.from({ length: L }, (_, i) => W(L - i)) : [W(L), W(L - 1), ["mo", "⋯"], W(2), W(1)];
    product.replaceChildren(math(["mrow", ["mi", "W"], ["mo", "="], ...factors], { "aria-label": `W is the product of all ${L} matrices` }));
    const columns = one.W[0].map((_, k) => `x${k + 1}`);
    numbers.replaceChildren(
      el("thead", {}, [el("tr", {}, [el("td"), ...columns.map((text) => el("th", { scope: "col", text })), el("th", { scope: "col", text: "b" })])]),
      el("tbody", {}, one.W.map((row, j) => el("tr", {}, [el("th", { scope: "row", text: "W" }), ...[...row, one.b[j]].map((value) => el("td", { text: formatWeight(value, 4) }))]))),
    );
    const apart = formatDigits(one.apart);
    setText(verdict, same
      ? `Equal: over ${formatCount(settings.n)} inputs the outputs differ by at most ${apart}, which is rounding. ${formatCount(settings.n_params)} numbers do no more than these ${one.W[0].length + 1}.`
      : `Not equal: over ${formatCount(settings.n)} inputs the outputs differ by up to ${apart}. With its activations the network is more than one matrix.`);
    setAttr(verdict, "data-same", same);
    const found = one.deep.map((v, i) => [one.matrix[i], v]).filter(([a, b]) => a !== null && b !== null).map((pair) => pair.map(Number));
    const all = found.flat();
    const reach = Math.max(1e-12, ...all.map(Math.abs)) * 1.08;
    const [x, y] = [linear([-reach, reach], [0, SIDE]), linear([-reach, reach], [SIDE, 0])];
    points.replaceChildren(
      svg("rect", { class: "nnw-ground", x: 0, y: 0, width: SIDE, height: SIDE }),
      svg("line", { class: "nnw-axis", x1: 0, x2: SIDE, y1: y(0), y2: y(0) }), svg("line", { class: "nnw-axis", x1: x(0), x2: x(0), y1: 0, y2: SIDE }),
      svg("line", { class: "nnw-equal", x1: 0, y1: SIDE, x2: SIDE, y2: 0 }),
      ...found.map(([a, b]) => svg("circle", { class: "nnw-pair", cx: x(a), cy: y(b), r: 2.6 })),
    );
    setAttr(points, "aria-label", same ? "All points lie on the diagonal: both outputs are equal" : "The points do not lie on the diagonal: the outputs differ");
  }

  return {
    /** @param {ActivationView} view */
    update(view) {
      part.show(view.dials.collapse);
      const { one } = view.pushed;
      const key = JSON.stringify([one, view.settings.sizes]);
      if (key !== built && view.dials.collapse) {
        built = key;
        build(view, one.apart !== null && one.apart <= SAME * Math.max(1e-300, one.largest ?? 0));
      }
    },
    destroy() {},
  };
}
