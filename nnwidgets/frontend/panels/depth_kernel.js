/** One kernel of nine numbers, slid over an image: the response, and the nine products at the place that is looked at. */
import { conv2d, products } from "../lib/convnet.js";
import { imageOf } from "../lib/depth_words.js";
import { formatWeight, MINUS, parseNumber, spoken } from "../lib/format.js";
import { reach, rowsOf } from "../lib/pixels.js";
import { controller, el, field, setAttr, setText } from "./dom.js";
import { menu } from "./knob.js";
import { createPad } from "./pad.js";
import { createMark, createPixels } from "./pixels.js";

const MOVES = /** @type {Record<string, [number, number]>} */ ({ ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] });
const short = (/** @type {number} */ v) => (Number.isInteger(v) ? String(v).replace("-", MINUS) : formatWeight(v));

/** @type {import("./depth.js").Make} */
export function createKernel(parent, store, now) {
  const owner = controller();
  const { signal } = owner;
  const images = menu((name) => store.dial({ image: name === "your own" ? now().dials.image : name }), "image", (name) => (name === "drawing" ? "your drawing" : name));
  const presets = el("div", { className: "nnw-chips", role: "group", "aria-label": "Kernels" });
  const clear = el("button", { type: "button", text: "Clear", "data-nnw": "clear", on: { click: () => store.dial({ drawing: rowsOf(new Array(784).fill(0), 28) }) } });
  const pad = createPad(() => now().dials.drawing.flat(), (drawing) => store.dial({ drawing }));
  const input = createPixels("Image");
  const left = el("div", { className: "nnw-framed" }, [input.node, pad.node]);
  const window_ = createMark(left);
  const output = createPixels("", { cell: 5 });
  const stage = el("div", { className: "nnw-framed nnw-cursor", role: "slider", tabindex: 0, "data-nnw": "response" }, [output.node]);
  const spot = createMark(stage);
  const cells = Array.from({ length: 9 }, (_, n) => el("input", { type: "text", inputmode: "decimal", autocomplete: "off", "data-nnw": `k-${n}`, "aria-label": `Kernel, row ${Math.floor(n / 3) + 1}, column ${(n % 3) + 1}`, title: `lab.kernel[${Math.floor(n / 3)}][${n % 3}]` }));
  const grid = el("div", { className: "nnw-nine", role: "group", "aria-label": "Kernel: type, or change by the arrow keys up and down" }, cells);
  const terms = Array.from({ length: 9 }, () => el("span", { className: "nnw-term" }));
  const total = el("strong", { className: "nnw-number", "data-nnw": "answer" });
  const where = el("p", { className: "nnw-note", "data-nnw": "where" });
  const range = el("p", { className: "nnw-note nnw-number", "data-nnw": "range" });
  const code = el("code", { text: "conv2d(lab.pixels, lab.kernel)" });
  const column = (/** @type {string} */ title, /** @type {(Node | string)[]} */ nodes) => el("div", { className: "nnw-column" }, [el("h3", { text: title }), ...nodes]);
  parent.append(
    el("div", { className: "nnw-tools" }, [field("Image", images.select), clear, column("Kernel", [presets])]),
    el("div", { className: "nnw-trio" }, [column("Image", [left]), column("Kernel", [grid, el("h3", { text: "Products under it" }), el("div", { className: "nnw-nine nnw-terms", "data-nnw": "products" }, terms), el("p", { className: "nnw-sum" }, ["Σ = ", total]), where]), column("Response", [stage, range, el("p", { className: "nnw-note" }, ["NumPy: ", code])])]),
  );

  /** @param {number} n @param {number} value */
  function put(n, value) {
    const kernel = now().dials.kernel.flat();
    if (kernel[n] === value) return;
    kernel[n] = value;
    store.dial({ kernel: rowsOf(kernel, 3) });
  }
  cells.forEach((cell, n) => {
    cell.addEventListener("input", () => {
      const value = parseNumber(cell.value);
      setAttr(cell, "aria-invalid", value === null || Math.abs(value) > 100);
      if (value !== null && Math.abs(value) <= 100) put(n, value);
    }, { signal });
    cell.addEventListener("keydown", (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      const value = Math.round(100 * Math.min(100, Math.max(-100, now().dials.kernel.flat()[n] + by * (event.shiftKey ? 10 : 1)))) / 100;
      cell.value = short(value);
      put(n, value);
    }, { signal });
    cell.addEventListener("blur", () => { cell.value = short(now().dials.kernel.flat()[n]); }, { signal });
  });

  /** @param {number} row @param {number} column */
  function look(row, column) {
    const { pixels, width } = imageOf(now());
    const [h, w] = [pixels.length / width - 3, width - 3];
    const pixel = [Math.min(h, Math.max(0, row)), Math.min(w, Math.max(0, column))];
    if (String(pixel) !== String(now().dials.pixel)) store.dial({ pixel });
  }
  for (const [node, from] of /** @type {[HTMLElement, number][]} */ ([[stage, 0], [left, 1]])) {
    const point = (/** @type {PointerEvent} */ event) => {
      if (event.pointerType === "touch" && event.type === "pointermove" && !event.buttons) return;
      if (node === left && now().dials.image === "drawing") return; // there the pointer draws
      const [box, { pixels, width }] = [node.getBoundingClientRect(), imageOf(now())];
      const [h, w] = [pixels.length / width - 2 * (1 - from), width - 2 * (1 - from)];
      look(Math.floor(((event.clientY - box.top) / box.height) * h) - from, Math.floor(((event.clientX - box.left) / box.width) * w) - from);
    };
    node.addEventListener("pointermove", point, { signal });
    node.addEventListener("pointerdown", point, { signal });
  }
  stage.addEventListener("keydown", (event) => {
    const by = MOVES[event.key];
    if (!by) return;
    event.preventDefault();
    const [r, c] = now().dials.pixel;
    const many = event.shiftKey ? 10 : 1;
    look(r + many * by[0], c + many * by[1]);
  }, { signal });

  let drawn = "";
  return {
    update(seen) {
      const { dials, settings, theme } = seen;
      const { pixels, width } = imageOf(seen);
      const kernel = dials.kernel.flat();
      const own = dials.image === "drawing";
      if (!presets.children.length) presets.replaceChildren(...Object.entries(settings.kernels).map(([name, values]) => el("button", { type: "button", text: name, "data-nnw": `kernel-${name.replaceAll(" ", "-").replace("/", "up")}`, on: { click: () => store.dial({ kernel: rowsOf(/** @type {number[]} */ (values), 3) }) } })));
      [...presets.children].forEach((one, i) => setAttr(one, "aria-pressed", String(Object.values(settings.kernels)[i]) === String(kernel)));
      images.update([...settings.images, "drawing"], Array.isArray(dials.image) ? "your own" : dials.image);
      cells.forEach((cell, n) => {
        if (document.activeElement !== cell) cell.value = short(kernel[n]);
        setAttr(cell, "data-sign", kernel[n] < 0 ? "negative" : kernel[n] > 0 ? "positive" : "none");
      });
      const key = `${pixels} ${kernel} ${dials.pixel} ${theme.id} ${dials.image}`;
      if (key === drawn) return;
      drawn = key;
      const response = conv2d(pixels, width, kernel);
      const [across, height] = [width - 2, pixels.length / width - 2];
      const most = reach(response);
      const [r, c] = dials.pixel;
      input.node.hidden = own;
      pad.node.hidden = clear.hidden = !own;
      clear.hidden = !own;
      if (own) pad.update(pixels);
      else input.draw(pixels, width, Math.max(1, reach(pixels)));
      window_.at(r, c, 3, width, height + 2);
      output.draw(response, across, most, theme);
      spot.at(r, c, 1, across, height);
      const parts = products(pixels, width, kernel, dials.pixel);
      terms.forEach((term, n) => {
        setText(term, formatWeight(parts[n]));
        setAttr(term, "data-sign", parts[n] < 0 ? "negative" : parts[n] > 0 ? "positive" : "none");
        setAttr(term, "title", `${short(kernel[n])} · ${formatWeight(pixels[(r + Math.floor(n / 3)) * width + c + (n % 3)])}`);
      });
      const value = response[r * across + c];
      setText(total, formatWeight(value));
      setText(where, `at row ${r}, column ${c}: lab.response[${r}, ${c}]`);
      const [low, high] = [Math.min(...response), Math.max(...response)];
      setText(range, `from ${formatWeight(low)} to ${formatWeight(high)}; a dash is below 0`);
      for (const [name, text] of Object.entries({ "aria-label": "Response; the arrow keys move the kernel, with Shift ten pixels", "aria-valuemin": low, "aria-valuemax": Math.max(high, low + 1e-9), "aria-valuenow": value, "aria-valuetext": `row ${r}, column ${c}: ${spoken(value)}` })) setAttr(stage, name, text);
    },
    destroy() {
      owner.abort();
      pad.destroy();
      parent.replaceChildren();
    },
  };
}
