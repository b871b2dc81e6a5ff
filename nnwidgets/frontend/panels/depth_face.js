/** A ladder built by hand: a face whose parts can be moved, four maps of edges, two of parts, and one unit for the whole. */
import { formatWeight } from "../lib/format.js";
import { controller, el, keepTouch, setAttr, setText } from "./dom.js";
import { createMark, createPixels } from "./pixels.js";

const SIDE = 16;
const NAMES = ["—", "|", "/", "\\"];
const SPOKEN = ["lying lines", "standing lines", "rising lines", "falling lines"];
const MOVES = /** @type {Record<string, [number, number]>} */ ({ ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] });

/** @type {import("./depth.js").Make} */
export function createFace(parent, store, now) {
  const owner = controller();
  const { signal } = owner;
  const scenes = el("div", { className: "nnw-chips", role: "group", "aria-label": "Faces" });
  const image = createPixels("The image");
  const sheet = el("div", { className: "nnw-framed nnw-face" }, [image.node]);
  const edges = NAMES.map((name, i) => ({ map: createPixels(`Where there are ${SPOKEN[i]}`), name }));
  const kinds = ["eye", "mouth"].map((kind) => {
    const map = createPixels(`How like an ${kind} each place is`);
    return { kind, map, count: el("p", { className: "nnw-strong", "data-nnw": `found-${kind}` }), where: el("p", { className: "nnw-note nnw-number" }) };
  });
  const terms = el("ul", { className: "nnw-wants" });
  const answer = el("p", { className: "nnw-verdict", "data-nnw": "face" });
  const sum = el("p", { "data-nnw": "face-z" });
  const step = (/** @type {string} */ title, /** @type {string} */ note, /** @type {Node[]} */ nodes) => el("section", { className: "nnw-step", "aria-label": title }, [el("h3", { text: title }), el("p", { className: "nnw-note", text: note }), ...nodes]);
  parent.append(
    el("p", { className: "nnw-by-hand", "data-nnw": "by-hand", text: "Built by hand, not learned: somebody wrote down every kernel and template here." }),
    el("div", { className: "nnw-tools" }, [scenes]),
    el("div", { className: "nnw-rungs" }, [
      step("Pixels", "16 × 16; drag a part, or move it by the arrow keys; Delete takes it away", [sheet]),
      step("Edges", "relu(conv2d(image, line)) / 6, one map an orientation", [el("div", { className: "nnw-edges" }, edges.map(({ map, name }) => el("div", {}, [el("span", { className: "nnw-strong", text: name, "aria-hidden": true }), map.node])))]),
      step("Parts", "a template over the four maps; found from 0.85 on", kinds.map(({ kind, map, count, where }) => el("div", { className: "nnw-kind" }, [map.node, el("div", {}, [el("span", { className: "nnw-note", text: kind }), count, where])]))),
      step("Face", "one unit: is each part where a face has it, to a pixel?", [terms, sum, answer]),
    ]),
  );

  /** @param {string} name @param {number[] | null} place */
  function put(name, place) {
    const { settings, dials } = now();
    const [h, w] = settings.shapes[name];
    const at = place && [Math.min(SIDE - h, Math.max(0, place[0])), Math.min(SIDE - w, Math.max(0, place[1]))];
    if (String(at) !== String(dials.face[name])) store.dial({ face: { ...dials.face, [name]: at } });
  }

  /** @param {string} name */
  function handle(name) {
    const mark = createMark(sheet);
    const node = /** @type {HTMLElement} */ (sheet.lastElementChild);
    node.className = "nnw-grip";
    node.removeAttribute("aria-hidden");
    for (const [key, value] of Object.entries({ role: "button", tabindex: 0, "data-nnw": `part-${name.replace(" ", "-")}` })) setAttr(node, key, value);
    /** @type {{x: number, y: number, from: number[]} | null} */ let held = null;
    node.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      node.setPointerCapture(event.pointerId);
      node.focus({ preventScroll: true });
      held = { x: event.clientX, y: event.clientY, from: now().dials.face[name] ?? now().settings.scenes.face[name] };
    }, { signal });
    keepTouch(node, signal);
    node.addEventListener("pointermove", (event) => {
      if (!held) return;
      const pixel = sheet.getBoundingClientRect().width / SIDE;
      put(name, [held.from[0] + Math.round((event.clientY - held.y) / pixel), held.from[1] + Math.round((event.clientX - held.x) / pixel)]);
    }, { signal });
    for (const end of ["pointerup", "pointercancel"]) node.addEventListener(end, () => { held = null; }, { signal });
    node.addEventListener("keydown", (event) => {
      const by = MOVES[event.key];
      const { dials, settings } = now();
      const place = dials.face[name];
      if (by) put(name, place ? [place[0] + by[0], place[1] + by[1]] : settings.scenes.face[name]);
      else if (event.key === "Delete" || event.key === "Backspace" || event.key === " ") put(name, place && event.key !== " " ? null : place ?? settings.scenes.face[name]);
      else return;
      event.preventDefault();
    }, { signal });
    return { mark, node };
  }
  /** @type {Record<string, ReturnType<typeof handle>>} */ const grips = {};

  let drawn = "";
  return {
    update({ dials, settings, header }) {
      if (!scenes.children.length) scenes.replaceChildren(...Object.entries(settings.scenes).map(([name, face]) => el("button", { type: "button", text: name, "data-nnw": `scene-${name.replaceAll(" ", "-")}`, on: { click: () => store.dial({ face }) } })));
      const same = (/** @type {any} */ face) => Object.keys(settings.shapes).every((name) => String(face[name]) === String(dials.face[name]));
      [...scenes.children].forEach((one, i) => setAttr(one, "aria-pressed", same(Object.values(settings.scenes)[i])));
      for (const [name, [h, w]] of Object.entries(settings.shapes)) {
        const grip = (grips[name] ??= handle(name));
        const place = dials.face[name];
        const [row, column] = place ?? settings.scenes.face[name];
        grip.mark.at(row, column, 1, SIDE);
        Object.assign(grip.node.style, { width: `${(100 * w) / SIDE}%`, height: `${(100 * h) / SIDE}%` });
        setAttr(grip.node, "data-gone", place === null);
        setAttr(grip.node, "aria-label", place ? `${name}, at row ${place[0]}, column ${place[1]}: arrows move it, Delete takes it away` : `${name}, taken away: Space puts it back`);
      }
      const told = header.ladder;
      const key = JSON.stringify([told?.image, told?.inputs]);
      if (!told || key === drawn) return;
      drawn = key;
      image.draw(told.image, SIDE, 1);
      edges.forEach(({ map }, i) => map.draw(told.edges[i], SIDE, 1));
      for (const { kind, map, count, where } of kinds) {
        map.draw(told.maps[kind].values, told.maps[kind].width, 1);
        const places = told.found[kind];
        setText(count, `${places.length} found`);
        setText(where, places.map((/** @type {number[]} */ [r, c]) => `(${r}, ${c})`).join(" "));
      }
      terms.replaceChildren(...Object.entries(told.inputs).map(([name, there]) => el("li", { "data-there": String(there === 1) }, [el("span", { className: "nnw-strong", text: there ? "1" : "0" }), ` ${name}`])));
      setText(sum, `z = ${Object.values(told.inputs).join(" + ")} ${formatWeight(settings.bias, 1).replace("\u2212", "\u2212 ")} = ${formatWeight(told.z, 1)}`);
      setText(answer, told.face ? "A face" : "No face");
      setAttr(answer, "data-on", told.face);
    },
    destroy() {
      owner.abort();
      parent.replaceChildren();
    },
  };
}
