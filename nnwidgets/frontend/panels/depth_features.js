/** What a small convolutional network has learned: kernels and their maps, parts and what excites them, and the class; on any drawing. */
import { FIELD, forward, SIZES, strongest } from "../lib/convnet.js";
import { netOf, pictureOf } from "../lib/depth_words.js";
import { formatShare, formatWeight } from "../lib/format.js";
import { reach, rowsOf } from "../lib/pixels.js";
import { el, setAttr, setText } from "./dom.js";
import { createPad } from "./pad.js";
import { createMark, createPixels } from "./pixels.js";

const { side, maps, parts, kernel, first, second } = SIZES;
const PATCHES = 6;

/** @type {import("./depth.js").Make} */
export function createFeatures(parent, store, now) {
  const pad = createPad(() => pictureOf(now()), (drawing) => store.dial({ drawing, digit: null }));
  const seesFirst = createMark(pad.node);
  const sees = createMark(pad.node);
  sees.show(false);
  const clear = el("button", { type: "button", text: "Clear: draw a digit", "data-nnw": "clear", on: { click: () => store.dial({ drawing: rowsOf(new Array(side * side).fill(0), side), digit: null }) } });
  const again = el("button", { type: "button", text: "Your drawing", "data-nnw": "drawing", on: { click: () => store.dial({ digit: null }) } });
  const picks = el("div", { className: "nnw-picks", role: "group", "aria-label": "Handwritten digits that were not trained on" });
  const ones = Array.from({ length: 20 }, (_, i) => {
    const image = createPixels("");
    const node = el("button", { type: "button", "aria-label": `A handwritten ${Math.floor(i / 2)}${i % 2 ? ", another" : ""}`, "data-nnw": `pick-${i}`, on: { click: () => store.dial({ digit: i }) } }, [image.node]);
    picks.append(node);
    return { image, node };
  });

  const tiles = Array.from({ length: maps }, (_, k) => {
    const [weights, map] = [createPixels("", { cell: 5 }), createPixels("")];
    const number = el("span", { className: "nnw-number" });
    return { weights, map, number, node: el("button", { type: "button", className: "nnw-tile", "data-nnw": `map-${k}`, on: { click: () => store.dial({ map: k }) } }, [weights.node, map.node, number]) };
  });
  const units = Array.from({ length: parts }, (_, k) => {
    const map = createPixels("");
    const number = el("span", { className: "nnw-number" });
    return { map, number, node: el("button", { type: "button", className: "nnw-unit", "data-nnw": `unit-${k}`, on: { click: () => store.dial({ unit: k }) } }, [map.node, number]) };
  });
  const patches = Array.from({ length: PATCHES }, (_, i) => createPixels(`Piece ${i + 1} of the test images that excites this unit most`));
  const [firstNote, secondNote] = [el("p", { className: "nnw-note", "data-nnw": "first" }), el("p", { className: "nnw-note", "data-nnw": "second" })];
  const bars = Array.from({ length: 10 }, (_, d) => {
    const [bar, value] = [el("span", { className: "nnw-class-bar" }), el("span", { className: "nnw-number", "data-nnw": `class-${d}` })];
    return { bar, value, node: el("div", { className: "nnw-class" }, [el("span", { className: "nnw-strong", text: String(d) }), el("span", { className: "nnw-track" }, [bar]), value]) };
  });
  const step = (/** @type {string} */ name, /** @type {string} */ title, /** @type {string} */ note, /** @type {(Node | string)[]} */ nodes) => el("section", { className: `nnw-step nnw-step-${name}`, "aria-label": title }, [el("h3", { text: title }), el("p", { className: "nnw-note", text: note }), ...nodes]);
  parent.append(
    step("picture", "Picture", "28 × 28; draw, or choose", [pad.node, el("div", { className: "nnw-buttons" }, [clear, again]), picks]),
    step("first", "Layer 1: eight kernels", "5 × 5 learned weights over the picture, then relu", [el("div", { className: "nnw-tiles" }, tiles.map((tile) => tile.node)), firstNote]),
    step("second", "Layer 2: sixteen parts", "5 × 5 over all eight maps: each unit sees 14 × 14 pixels", [el("div", { className: "nnw-units" }, units.map((unit) => unit.node)), secondNote, el("div", { className: "nnw-patches" }, patches.map((patch) => patch.node))]),
    step("class", "Class", "softmax over what all parts say", bars.map((bar) => bar.node)),
  );
  let [drawn, learned] = ["", ""];

  /** What does not change with the picture. @param {import("./depth.js").Seen} seen */
  function weights({ arrays, theme, shape }) {
    const key = `${theme.id} ${shape}`;
    if (key === learned) return;
    learned = key;
    const most = reach(arrays.K1);
    tiles.forEach(({ weights: image }, k) => image.draw(arrays.K1.slice(k * kernel ** 2, (k + 1) * kernel ** 2), kernel, most, theme));
    ones.forEach(({ image }, i) => image.draw(arrays.picks.slice(i * side * side, (i + 1) * side * side), side, 1));
  }

  return {
    update(seen) {
      weights(seen);
      const { dials, arrays } = seen;
      const picture = pictureOf(seen);
      const key = `${picture} ${dials.map} ${dials.unit} ${learned}`;
      if (key === drawn) return;
      drawn = key;
      const { a1, a2, a } = forward(netOf(seen), picture);
      pad.update(picture);
      ones.forEach(({ node }, i) => setAttr(node, "aria-pressed", i === dials.digit));
      setAttr(again, "aria-pressed", dials.digit === null);
      const [most1, most2] = [Math.max(...a1.map((map) => reach(map))), Math.max(...a2.map((map) => reach(map)))];
      tiles.forEach(({ map, number, node }, k) => {
        map.draw(a1[k], first, most1);
        const top = strongest(a1[k]);
        setText(number, formatWeight(top.value));
        setAttr(node, "aria-pressed", k === dials.map);
        setAttr(node, "aria-label", `Kernel ${k}: at most ${formatWeight(top.value)}`);
      });
      units.forEach(({ map, number, node }, k) => {
        map.draw(a2[k], second, most2);
        const top = strongest(a2[k]);
        setText(number, formatWeight(top.value));
        setAttr(node, "aria-pressed", k === dials.unit);
        setAttr(node, "aria-label", `Part ${k}: at most ${formatWeight(top.value)}`);
      });
      const [one, two] = [strongest(a1[dials.map]), strongest(a2[dials.unit])];
      seesFirst.show(one.value > 0);
      seesFirst.at(one.row, one.column, kernel, side);
      sees.show(two.value > 0);
      sees.at(2 * two.row, 2 * two.column, FIELD, side);
      setText(firstNote, one.value > 0 ? `Kernel ${dials.map} answers most at row ${one.row}, column ${one.column}: ${formatWeight(one.value)} (lab.seen.a1[0, ${dials.map}])` : `Kernel ${dials.map} finds nothing here`);
      setText(secondNote, two.value > 0 ? `Part ${dials.unit}: ${formatWeight(two.value)} in the large frame (lab.seen.a2[0, ${dials.unit}]). What excites it most of 2,000 test images:` : `Part ${dials.unit} finds nothing here. What excites it most of 2,000 test images:`);
      const size = FIELD * FIELD;
      patches.forEach((patch, i) => patch.draw(arrays.patches.slice((dials.unit * PATCHES + i) * size, (dials.unit * PATCHES + i + 1) * size), FIELD, 1));
      const best = a.indexOf(Math.max(...a));
      bars.forEach(({ bar, value, node }, d) => {
        bar.style.width = `${100 * a[d]}%`;
        setText(value, formatShare(a[d]));
        setAttr(node, "data-best", d === best);
      });
    },
    destroy() {
      pad.destroy();
      parent.replaceChildren();
    },
  };
}
