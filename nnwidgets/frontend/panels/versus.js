/** Compare: one thing different from now, chosen and tried; then both runs in numbers, and a map of where they differ. */
import { anew } from "../lib/anew.js";
import { formatCount, formatLoss, formatShare } from "../lib/format.js";
import { meant, proposed, readVersus, written } from "../lib/versus.js";
import { el, field, setAttr, setText, table } from "./dom.js";
import { menu } from "./knob.js";
import { mountVersusMaps } from "./versus_maps.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/versus.js").Side} Side */

const PARTS = /** @type {const} */ (["train", "test"]);

/** @param {HTMLElement} box a fold @param {import("../lib/store.js").Store} store @param {() => void} fold out or in */
export function mountVersus(box, store, fold) {
  const which = menu((name) => choose(name), "versus-what", (name) => turns().find((turn) => turn.name === name)?.label ?? name);
  const values = menu(() => {}, "versus-choice", (text) => text.replaceAll("_", " "));
  const typed = el("input", { type: "text", autocomplete: "off", spellcheck: "false", "data-nnw": "versus-value", "aria-label": "Its value for B", on: { input: () => setAttr(typed, "aria-invalid", value() === null) } });
  values.select.ariaLabel = "Its value for B";
  const now = el("span", { "data-nnw": "versus-now" });
  const go = el("button", { type: "submit", className: "nnw-learn", "data-nnw": "versus-go", text: "Train A and B" });
  const form = el("form", { className: "nnw-group", on: { submit: (/** @type {Event} */ event) => {
    event.preventDefault();
    if (value() !== null) store.do("versus", { [chosen]: value() });
  } } }, [field("One thing different", which.select), field("for B", el("span", {}, [typed, values.select])), now, go]);
  const sentence = el("p", { role: "status", "data-nnw": "versus" });
  const numbers = el("div");
  const notes = el("p", { className: "nnw-note" });
  const open = el("button", { type: "button", "data-nnw": "versus-open", text: "Open B", title: "Puts B on screen; the run that is there is kept as “before”", on: { click: () => store.do("open_b") } });
  const forget = el("button", { type: "button", "data-nnw": "versus-forget", text: "Forget both", on: { click: () => store.do("forget_versus") } });
  const seen = el("div", { className: "nnw-versus-seen" });
  const maps = mountVersusMaps(seen);
  const told = [el("div", {}, [sentence, numbers, notes, el("div", { className: "nnw-group" }, [open, forget])]), seen];
  box.append(form, ...told);
  /** @type {Picture | null} */ let last = null;
  let [chosen, filled, drawn] = ["", "", ""];

  const both = anew(({ settings, arrays: { X, Y, ...more } }) => readVersus(settings, X, Y, more));
  const turns = () => last?.settings.turns ?? [];
  const turn = () => turns().find(({ name }) => name === chosen);
  function value() {
    const one = turn();
    return one ? meant(one, one.list ? values.select.value : typed.value) : null;
  }

  /** What is to differ. @param {string} name */
  function choose(name) {
    chosen = name;
    const one = turn();
    if (!one) return;
    const next = written(one, proposed(one));
    which.update(turns().map((other) => other.name), name);
    typed.hidden = Boolean(one.list);
    values.select.hidden = !one.list;
    if (one.list) {
      values.update(one.list.map((v) => written(one, v)), next);
      values.select.value = next;
    } else typed.value = next;
    typed.removeAttribute("aria-invalid");
    setText(now, `A: ${written(one, one.now) || "none"}`.replaceAll("_", " "));
  }

  /** @param {Picture} picture */
  function show(picture) {
    if (box.hidden) return;
    const { settings, shape, theme } = picture;
    const versus = both(picture);
    const key = JSON.stringify(settings.turns);
    if (key !== filled) choose(turn() ? chosen : turns().find(({ name }) => name === "learning_rate")?.name ?? turns()[0]?.name ?? "");
    filled = key;
    for (const node of told) node.hidden = !versus;
    if (!versus || drawn === `${shape} ${theme.id}`) return;
    drawn = `${shape} ${theme.id}`;
    setText(sentence, versus.sentence);
    setText(notes, versus.notes);
    notes.hidden = !versus.notes;
    const columns = PARTS.filter((part) => versus.sides[0][`${part}_loss`] !== null || versus.sides[1][`${part}_loss`] !== null).flatMap((part) => {
      const right = settings.task === "regression" ? [] : [{ name: `${part} right`, say: (/** @type {Side} */ side) => formatShare(side[`${part}_accuracy`]) }];
      return [{ name: `${part} loss`, say: (/** @type {Side} */ side) => formatLoss(side[`${part}_loss`]) }, ...right];
    });
    numbers.replaceChildren(table(`After ${formatCount(versus.of)} steps`, "", columns.map(({ name }) => name), versus.sides.map((side) =>
      el("tr", {}, [el("th", { scope: "row", text: `${side.name}: ${side.value}` }), ...columns.map(({ say }) => el("td", { text: say(side) }))]))));
    maps.draw(picture, versus);
  }

  return {
    opened: show,
    /** @param {Picture} picture */
    update(picture) {
      const came = picture.settings.versus && !last?.settings.versus; // what has just been worked out is shown
      last = picture;
      if (came && box.hidden) fold();
      else show(picture);
    },
    destroy() {
      maps.destroy();
    },
  };
}
