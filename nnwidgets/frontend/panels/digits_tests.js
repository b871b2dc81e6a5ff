/** Spoil it: the picture and the whole test set moved or inverted; noise; and how sure the network stays. */
import { formatShare } from "../lib/format.js";
import { createOutputs } from "./digits_outputs.js";
import { createImage, inkTable } from "./digits_pixels.js";
import { el, setAttr, setText } from "./dom.js";

const MOVES = /** @type {Record<string, [string, number[]]>} */ ({ ArrowLeft: ["←", [-1, 0]], ArrowUp: ["↑", [0, -1]], ArrowDown: ["↓", [0, 1]], ArrowRight: ["→", [1, 0]] });
const NAMES = /** @type {Record<string, string>} */ ({ ArrowLeft: "left", ArrowUp: "up", ArrowDown: "down", ArrowRight: "right" });
const FAR = 8;

/** @type {import("./digits.js").Create} */
export function createTests(parent, store) {
  const image = createImage({ "aria-label": "The picture, spoilt", "data-nnw": "spoilt" }, "nnw-image nnw-large");
  const by = (/** @type {number[]} */ [dx, dy]) => {
    const [x, y] = store.dials.shift;
    store.dial({ shift: [x + dx, y + dy].map((v) => Math.min(FAR, Math.max(-FAR, v))) });
  };
  const arrows = el("div", { className: "nnw-group", role: "group", "aria-label": "Move the picture: arrow keys work here", on: { keydown: (/** @type {any} */ event) => {
    if (!MOVES[event.key]) return;
    event.preventDefault();
    by(MOVES[event.key][1]);
  } } }, [...Object.entries(MOVES).map(([key, [text, way]]) => el("button", { type: "button", "data-nnw": `move-${NAMES[key]}`, "aria-label": `Move one pixel ${NAMES[key]}`, text, on: { click: () => by(way) } })), el("button", { type: "button", "data-nnw": "back", text: "Back", on: { click: () => store.dial({ shift: [0, 0], inverted: false }) } })]);
  const inverted = el("input", { type: "checkbox", "data-nnw": "inverted", on: { change: () => store.dial({ inverted: inverted.checked }) } });
  let seed = 0;
  const noise = el("button", { type: "button", "data-nnw": "noise", text: "Show it noise", on: { click: () => store.do("noise", seed++) } });
  const where = el("p", { "data-nnw": "shift" });
  const answers = el("div");
  const outputs = createOutputs(answers, store);
  const body = el("tbody");
  const sure = el("p", { "data-nnw": "sure" });
  parent.append(
    el("div", { className: "nnw-columns" }, [
      el("div", {}, [el("h3", { text: "The picture, spoilt" }), image.box, arrows, el("label", {}, [inverted, " Ink and paper change places"]), el("div", { className: "nnw-group" }, [noise]), where]),
      el("div", { className: "nnw-grow" }, [el("h3", { text: "What it says" }), answers]),
      el("div", { className: "nnw-grow" }, [el("table", { "data-nnw": "spoilt-table" }, [el("caption", { text: "All test images, each moved alike" }), el("thead", {}, [el("tr", {}, [el("th", { scope: "col", text: "moved by" }), el("th", { scope: "col", text: "right" }), el("td")])]), body]), sure]),
    ]),
  );
  let shown = "";
  return {
    update(view) {
      const { dials, facts, theme, side } = view;
      image.draw(view.shown, side, 0, 1, inkTable(theme), `${theme.id} ${view.shown}`);
      inverted.checked = dials.inverted;
      outputs.update(view);
      if (!facts.spoilt) return;
      setText(where, `${dials.shift[0]} to the right, ${dials.shift[1]} down${dials.inverted ? ", inverted" : ""}: ${formatShare(facts.chosen)} of the test images are right so.`);
      const state = JSON.stringify(facts.spoilt);
      if (state !== shown) body.replaceChildren(...Object.entries(facts.spoilt).map(([name, value]) => el("tr", { "data-spoilt": name }, [el("th", { scope: "row", text: name }), el("td", { text: formatShare(Number(value)) }), el("td", {}, [el("span", { className: "nnw-track nnw-short" }, [el("span", { className: "nnw-bar", style: `width: ${100 * Number(value)}%` })])])])));
      shown = state;
      const [dark, real] = facts.sure;
      setText(sure, `Sure, that is a largest output above 0.9: of 1,000 images of noise ${formatShare(dark)}, of the test images ${formatShare(real)}.`);
      setAttr(image.canvas, "aria-label", `The picture, spoilt: read as ${view.classes[view.lead.first]}`);
    },
  };
}
