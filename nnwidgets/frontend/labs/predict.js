/** A prediction: a question, one answer to commit to, then the answer, and what was seen. */
import { GONE } from "../lib/patience.js";
import { whole } from "../lib/sketch.js";
import { el, field, setText, uniqueId } from "../panels/dom.js";
import { quiet } from "../panels/keys.js";
import { mountSketch } from "../panels/sketch.js";
import { watchTheme } from "../panels/theme.js";

const POINTS = 41;
const MARKS = { true: "✓", false: "✗", null: "≈" };
const SAID = { true: "As you predicted.", false: "Not as you predicted: look closely.", null: "Lay the two side by side." };

/** @typedef {import("../panels/link.js").Model} Model */

/** @param {{model: Model, el: HTMLElement}} props */
function render({ model, el: root }) {
  const owner = new AbortController();
  const { signal } = owner;
  root.classList.add("nnw", "nnw-lab-predict");
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", "Prediction");
  quiet(root, signal);
  const state = () => model.get("_state");
  const asked = state();
  const question = el("p", { className: "nnw-question", id: uniqueId("question"), text: asked.question });
  const body = el("div", { className: "nnw-answer" });
  const problem = el("p", { className: "nnw-problem", role: "alert", "data-nnw": "problem" });
  const commit = el("button", { type: "button", className: "nnw-play", "data-nnw": "commit", text: "Commit", disabled: true, on: { click: send } });
  const note = el("span", { className: "nnw-note", text: `${asked.kind === "sketch" ? "Draw with a mouse, a finger or the arrow keys. " : ""}Once committed, it stays.` });
  const foot = el("div", { className: "nnw-group" }, [commit, note]);
  const result = el("div", { className: "nnw-result", "aria-live": "polite", "data-nnw": "result" });
  const seen = el("textarea", { rows: 2, maxlength: 2000, "data-nnw": "seen", on: { change: () => tell({ kind: "see", value: seen.value }) } });
  const after = el("div", { hidden: true });
  root.append(el("div", { className: "nnw-predict" }, [question, body, foot, problem, result, after]));

  /** @type {(number | null)[]} */ const heights = Array.from({ length: POINTS }, () => null);
  /** @type {ReturnType<typeof mountSketch> | null} */ let sketch = null;
  /** @type {() => unknown} what has been put in; null while that is nothing */ let value = () => null;

  const ready = () => { commit.disabled = state().prediction !== null || value() === null; };

  if (asked.kind === "choice") {
    const name = uniqueId("choice");
    const radios = asked.choices.map((/** @type {string} */ text) => el("input", { type: "radio", name, value: text, on: { change: ready } }));
    value = () => radios.find((/** @type {HTMLInputElement} */ radio) => radio.checked)?.value ?? null;
    body.append(el("div", { role: "radiogroup", "aria-labelledby": question.id, className: "nnw-choices" }, radios.map((/** @type {HTMLElement} */ radio, /** @type {number} */ i) => el("label", {}, [radio, asked.choices[i]]))));
  } else if (asked.kind === "number") {
    const input = el("input", { type: "text", inputmode: "decimal", autocomplete: "off", "aria-labelledby": question.id, "data-nnw": "number", on: {
      input: ready, keydown: (/** @type {any} */ event) => event.key === "Enter" && !commit.disabled && send() } });
    value = () => input.value.trim() || null;
    body.append(input);
  } else {
    sketch = mountSketch(body, root, asked, heights, ready);
    value = () => whole(heights);
    watchTheme(() => sketch?.draw(), signal);
  }

  /** @param {object} message */
  function tell(message) {
    try {
      setText(problem, "");
      model.send(message);
    } catch {
      setText(problem, GONE); // "Cannot send": the kernel behind this view is gone
    }
  }

  function send() { tell({ kind: "commit", value: value() }); }

  function show() {
    const { prediction, right, said, answer, why, look, curve, seen: kept, kind } = state();
    if (prediction === null) return;
    commit.disabled = true;
    foot.hidden = true;
    setText(problem, "");
    for (const input of body.querySelectorAll("input")) {
      input.disabled = true;
      if (input.type === "radio") input.checked = input.value === prediction;
      else input.value = said;
    }
    if (sketch && curve) {
      heights.splice(0, POINTS, ...prediction);
      sketch.show(curve);
    }
    const key = /** @type {keyof typeof MARKS} */ (String(right ?? null));
    root.dataset.nnwRight = key;
    result.replaceChildren(
      el("p", { className: "nnw-verdict" }, [el("span", { className: "nnw-mark", "aria-hidden": true, text: MARKS[key] }), el("strong", { text: SAID[key] })]),
      el("p", { text: kind === "sketch" ? `Dashed: your curve, ${answer}. Solid: the answer.` : `You said ${said}. The answer: ${answer}.` }),
      ...(why ? [el("p", { text: why })] : []),
    );
    if (look && after.hidden) {
      after.hidden = false;
      after.append(field(look, seen));
    }
    if (document.activeElement !== seen) seen.value = kept;
  }

  /** @param {any} message */
  const heard = (message) => message.kind === "error" && setText(problem, message.text);
  model.on("change:_state", show);
  model.on("msg:custom", heard);
  show();
  return () => {
    owner.abort();
    sketch?.destroy();
    model.off("change:_state", show);
    model.off("msg:custom", heard);
  };
}

export default { render };
