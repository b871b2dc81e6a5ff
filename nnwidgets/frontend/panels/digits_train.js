/** Training: loss and accuracy as they go, what is taken for what, the images behind each mistake, and data tampered with on purpose. */
import { bytes } from "../lib/digits_view.js";
import { formatCount, formatShare } from "../lib/format.js";
import { createLines } from "./digits_lines.js";
import { createImage, inkTable } from "./digits_pixels.js";
import { createSettings } from "./digits_settings.js";
import { createSizes } from "./digits_sizes.js";
import { createTamper } from "./digits_tamper.js";
import { el, pacer, setAttr, setText } from "./dom.js";

/** @type {import("./digits.js").Create} */
export function createTrain(parent, store) {
  const charts = el("div", { className: "nnw-charts" });
  const loss = createLines(charts, "Loss", "loss", null);
  const right = createLines(charts, "Right", "accuracy", 1);
  const box = el("div", { className: "nnw-scroll", role: "group", "aria-label": "Confusion matrix" });
  const said = el("p", { "data-nnw": "confusion-words" });
  const images = el("div", { className: "nnw-mistakes", role: "group", "aria-label": "Images of the open cell", "data-nnw": "cell-images" });
  parent.append(el("div", { className: "nnw-columns" }, [charts, el("div", {}, [el("h3", { text: "What is taken for what: test images" }), box, said])]), images);
  const [tamper, settingsPart, sizes] = [createTamper(parent, store), createSettings(parent, store), createSizes(parent, store)];
  /** @type {HTMLButtonElement[][]} */ let cells = [];
  let shown = "";
  const due = pacer();

  /** @param {string[]} classes */
  function build(classes) {
    cells = classes.map((row, i) => classes.map((column, j) => el("button", { type: "button", "data-cell": `${i},${j}`, on: { click: () => store.dial({ cell: [i, j] }) } })));
    box.replaceChildren(el("table", { className: "nnw-confusion", "data-nnw": "confusion" }, [
      el("caption", { text: "rows: the digit; columns: what it is taken for" }, []),
      el("thead", {}, [el("tr", {}, [el("td"), ...classes.map((text) => el("th", { scope: "col", text }))])]),
      el("tbody", {}, cells.map((row, i) => el("tr", {}, [el("th", { scope: "row", text: classes[i] }), ...row.map((button) => el("td", {}, [button]))]))),
    ]));
  }

  return {
    update(view, picture) {
      const { facts, classes, header, theme, dials, side, settings } = view;
      for (const part of [tamper, settingsPart, sizes]) part.update(view);
      if (!due(header.running)) return;
      const shots = facts.snapshots ?? [];
      const { step, train, test } = picture.series.columns;
      loss.update(theme, [{ name: "train", x: step, y: train }, { name: "test", x: step, y: test }], `training ${header.loss.train?.toFixed(4)}, test ${header.loss.test?.toFixed(4)}`);
      const at = shots.map((/** @type {number[]} */ s) => s[0]).concat(header.step);
      const part = (/** @type {"train" | "test"} */ name, /** @type {number} */ k) => ({ name, x: at, y: shots.map((/** @type {number[]} */ s) => s[k]).concat(header.accuracy[name] ?? NaN) });
      right.update(theme, [part("train", 2), part("test", 3)], `training ${formatShare(header.accuracy.train)}, test ${formatShare(header.accuracy.test)}`);
      if (!facts.confusion) return;
      if (cells.length !== classes.length) build(classes);
      const most = Math.max(1, ...facts.confusion.flatMap((/** @type {number[]} */ row, /** @type {number} */ i) => row.filter((_, j) => i !== j)));
      let good = 0;
      cells.forEach((row, i) => row.forEach((button, j) => {
        const n = facts.confusion[i][j];
        if (i === j) good += n;
        if (button.textContent !== String(n)) button.textContent = String(n);
        setAttr(button, "aria-label", `${n} times ${classes[i]} taken for ${classes[j]}`);
        setAttr(button, "aria-pressed", dials.cell?.[0] === i && dials.cell?.[1] === j);
        setAttr(button, "data-kind", i === j ? "right" : n ? "wrong" : "none");
        button.style.setProperty("--nnw-share", `${i === j ? 0 : Math.round((70 * n) / most)}%`);
      }));
      const gone = dials.left_out;
      const lost = gone === null ? "" : ` Without ${classes[gone]}: ${formatShare(facts.parts[1])} of the others, ${formatShare(facts.parts[2])} of the ${classes[gone]}s, which it takes for something else with a largest output of ${facts.sure_of?.toFixed(2)} on average.`;
      setText(said, `${formatCount(good)} of ${formatCount(settings.n_test)} right, ${formatShare(good / settings.n_test)}.${lost}`);
      const state = `${theme.id} ${dials.cell} ${facts.rows}`;
      if (!dials.cell || !facts.rows || state === shown) return void (images.hidden = !dials.cell);
      shown = state;
      images.hidden = false;
      const all = bytes(facts.images);
      images.replaceChildren(el("p", { text: facts.rows.length ? `${classes[dials.cell[0]]} taken for ${classes[dials.cell[1]]}, the surest first; a click draws it.` : "No image is behind this cell." }), ...facts.rows.map((/** @type {number} */ row, /** @type {number} */ k) => {
        const image = createImage({ "aria-hidden": "true", role: "presentation" });
        image.draw(all.subarray(k * side * side, (k + 1) * side * side), side, 0, 255, inkTable(theme), state);
        return el("button", { type: "button", className: "nnw-thumb", "aria-label": `Image ${row}`, title: `Image ${row}`, on: { click: () => store.dial({ example: row, view: "draw" }) } }, [image.box]);
      }));
    },
    destroy() {
      loss.destroy();
      right.destroy();
    },
  };
}
