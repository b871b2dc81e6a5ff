/** The gradient check: backpropagation beside central differences for any h, and the learner's own backward, entry by entry. */
import { formatDigits } from "../lib/format.js";
import { centralOf, errorOf } from "../lib/nudges.js";
import { exactText } from "../lib/written.js";
import { el, field, setAttr, setText } from "./dom.js";
import { svg } from "./svg.js";

/** @typedef {import("../lib/backprop_view.js").BackpropView} View */

const [WIDE, HIGH, LEFT, FOOT] = [420, 170, 46, 26];
const [LEAST, ROWS, COSTLY, RIGHT] = [1e-13, 40, 300, 1e-4]; // the axis ends there; parameters listed; parameters from which on the curve is not drawn; relative error that is right
const H = Array.from({ length: 29 }, (_, i) => Number((10 ** (-i / 2)).toPrecision(i % 2 ? 2 : 1)));

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {ReturnType<typeof import("./copying.js").createCopying>} copying */
export function createCheck(parent, store, copying) {
  const size = el("input", { type: "range", min: 0, max: H.length - 1, "data-nnw": "check-h", on: { input: () => store.dial({ h: H[Number(size.value)] }) } });
  const sizeText = el("span", { className: "nnw-number" });
  const said = el("p", { "data-nnw": "check-words", role: "status", "aria-live": "polite" });
  const verdict = el("p", { className: "nnw-verdict", "data-nnw": "verdict", role: "status" });
  const curve = svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "nnw-curve", role: "img", "data-nnw": "check-curve" });
  const box = el("div", { className: "nnw-scroll", tabindex: 0, role: "group", "aria-label": "Gradients" });
  parent.append(el("div", { className: "nnw-group" }, [field("h of the central difference", size, sizeText)]), verdict, said, curve, box);
  let shown = "";

  /** The error for every h, on two log scales. @param {View} view @param {number} h */
  function draw(view, h) {
    const x = (/** @type {number} */ v) => LEFT + (-Math.log10(v) / 14) * (WIDE - LEFT - 10);
    const y = (/** @type {number} */ v) => 8 + (-Math.log10(Math.min(1, Math.max(v, LEAST))) / 13) * (HIGH - FOOT - 8);
    const errors = view.theta.length > COSTLY ? [] : H.map((one) => errorOf(view, one));
    const best = errors.length ? H[errors.indexOf(Math.min(...errors))] : NaN;
    setAttr(curve, "aria-label", errors.length ? `Error against h: least, ${formatDigits(Math.min(...errors))}, at h = ${best}` : "Error against h: not drawn for so many parameters");
    const text = (/** @type {string} */ words, /** @type {number} */ tx, /** @type {number} */ ty, anchor = "end") => svg("text", { x: tx, y: ty, class: "nnw-tick", "text-anchor": anchor }, [words]);
    curve.replaceChildren(
      ...[0, 4, 8, 12].flatMap((d) => [svg("line", { x1: LEFT, x2: WIDE - 10, y1: y(10 ** -d), y2: y(10 ** -d), class: "nnw-axis" }), text(d ? `1e−${d}` : "1", LEFT - 6, y(10 ** -d) + 4)]),
      ...[0, 2, 4, 6, 8, 10, 12, 14].map((d) => text(d ? `1e−${d}` : "1", x(10 ** -d), HIGH - 10, "middle")),
      svg("polyline", { points: errors.map((e, i) => `${x(H[i])},${y(e)}`).join(" "), class: "nnw-error" }),
      ...(errors.length ? [svg("circle", { cx: x(h), cy: y(errorOf(view, h)), r: 5, class: "nnw-dot" })] : []),
    );
    return best;
  }

  return {
    /** @param {View} view @param {any} picture */
    update(view, { settings, arrays }) {
      const { theta, dials, back, weight } = view;
      const h = dials.h;
      const at = H.reduce((nearest, one, i) => (Math.abs(Math.log(one / h)) < Math.abs(Math.log(H[nearest] / h)) ? i : nearest), 0);
      if (document.activeElement !== size) size.value = String(at);
      setText(sizeText, String(h));
      setAttr(size, "aria-valuetext", String(h));
      const yours = settings.answer ? arrays.answer : null;
      const state = `${h} ${[...theta]} ${dials.x} ${dials.y} ${weight} ${settings.sizes} ${yours ? [...yours] : ""}`;
      if (state === shown) return;
      shown = state;
      verdict.hidden = !settings.answer;
      setText(verdict, settings.answer ? `Your backward: ${settings.answer.outcome.replaceAll("_", " ")}. ${settings.answer.sentence} ${settings.answer.remedy}` : "");
      setAttr(verdict, "data-outcome", settings.answer?.outcome ?? "");
      if (!back) return setText(said, `The page does not know the loss ${settings.loss}: nw.gradient_check does.`);
      const best = draw(view, h);
      const error = errorOf(view, h);
      setText(said, `Error ‖n − a‖ / (‖n‖ + ‖a‖) = ${formatDigits(error)} at h = ${h}. ${h > best * 3 ? "A large h measures a chord, not the tangent." : h < best / 3 ? "A small h subtracts two almost equal numbers: what is left is rounding." : "About as good as it gets."}`);
      const off = (/** @type {number} */ mine, /** @type {number} */ right) => !(Math.abs(mine - right) <= RIGHT * Math.max(Math.abs(mine), Math.abs(right)));
      box.replaceChildren(el("table", { "data-nnw": "gradients" }, [
        el("thead", {}, [el("tr", {}, [el("td"), ...["backpropagation", "difference", "relative error", ...(yours ? ["yours", "verdict"] : [])].map((text) => el("th", { scope: "col", text }))])]),
        el("tbody", {}, Array.from(theta.subarray(0, ROWS), (_, k) => {
          const [a, n] = [back.gradient[k], centralOf(view, k, h)];
          const { numpy } = store.name(k);
          const departs = yours && off(yours[k], a);
          return el("tr", { ...(departs ? { "data-departs": "true" } : {}) }, [el("th", { scope: "row", text: numpy }),
            el("td", {}, [copying.number({ numpy: `lab.grads.${numpy}`, latex: "", value: exactText(a) })]), el("td", { text: exactText(n) }), el("td", { text: formatDigits(a || n ? Math.abs(n - a) / Math.max(Math.abs(n), Math.abs(a)) : 0) }),
            ...(yours ? [el("td", { text: exactText(yours[k]) }), el("td", { text: departs ? (a ? `wrong, ×${exactText(Number((yours[k] / a).toPrecision(3)))}` : "wrong") : "right" })] : [])]);
        })),
      ]));
    },
  };
}
