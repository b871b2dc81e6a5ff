/** Practice: an item, one answer after the other, hints, the solution, the next; or a card, or the map of all skills. */
import { GONE } from "../lib/patience.js";
import { coded } from "../panels/coded.js";
import { el, setText, uniqueId } from "../panels/dom.js";
import { quiet } from "../panels/keys.js";
import { mountAnswer } from "../panels/practice_answer.js";
import { skillMap } from "../panels/practice_map.js";

/** @typedef {import("../panels/link.js").Model} Model */

/** @param {{model: Model, el: HTMLElement}} props */
function render({ model, el: root }) {
  const owner = new AbortController();
  root.classList.add("nnw", "nnw-lab-practice");
  root.setAttribute("role", "region");
  quiet(root, owner.signal);
  const state = () => model.get("_state");
  root.setAttribute("aria-label", state().heading || "Practice");
  const heading = el("h3", { text: state().heading });
  const where = el("span", { className: "nnw-note", "data-nnw": "where" });
  const trouble = el("p", { className: "nnw-problem", role: "status", "data-nnw": "trouble" });
  const question = el("div", { className: "nnw-question", id: uniqueId("item"), tabindex: -1, "data-nnw": "question" });
  const body = el("div", { className: "nnw-answer" });
  /** @param {string} kind @param {string} text */
  const button = (kind, text) => el("button", { type: "button", "data-nnw": kind, text, className: kind === "answer" || kind === "next" ? "nnw-play" : "",
    on: { click: () => tell(kind) } });
  const check = button("answer", "Check"), hint = button("hint", "Hint"), solution = button("solution", "Show the solution"), next = button("next", "Next");
  const problem = el("p", { className: "nnw-problem", role: "alert", "data-nnw": "problem" });
  const feedback = el("div", { className: "nnw-result", "aria-live": "polite", "data-nnw": "feedback" });
  const hints = el("ol", { className: "nnw-hints", "aria-live": "polite", "aria-label": "Hints", "data-nnw": "hints" });
  const card = el("div", { className: "nnw-result", "aria-live": "polite", "data-nnw": "card" });
  const foot = el("div", { className: "nnw-group" }, [check, hint, solution, next]);
  root.append(el("div", { className: "nnw-practice" }, [el("div", { className: "nnw-head" }, [heading, where]), trouble, question, body, foot, problem, feedback, hints, card]));

  /** @type {ReturnType<typeof mountAnswer> | null} */ let entry = null;
  let shown = "";
  let asked = false; // a new item was asked for here: the focus goes to its question

  /** @param {string} kind */
  function tell(kind) {
    try {
      setText(problem, "");
      asked = kind === "next";
      model.send(kind === "answer" ? { kind, value: entry?.value() } : { kind });
    } catch {
      setText(problem, GONE);
    }
  }

  const ready = () => { check.disabled = !entry || entry.value() === null; };

  function show() {
    const { item, feedback: said, hints: told, more, solution: worked, done, tried, card: end, where: at, trouble: sentence, rows, code } = state();
    setText(where, at ?? "");
    setText(trouble, sentence ?? "");
    const key = item ? `${item.skill} ${item.seed} ${item.prompt}` : "";
    if (key !== shown || (item && !tried && entry?.used())) {
      shown = key;
      entry = null;
      body.replaceChildren();
      question.replaceChildren(...(item ? coded(item.prompt) : []));
      if (item) entry = mountAnswer(body, item, question.id, ready, () => !check.disabled && tell("answer"));
      if (asked) question.focus();
      asked = false;
    }
    for (const part of [question, body, foot]) part.hidden = !item;
    if (rows) {
      body.replaceChildren(skillMap(rows, code));
      body.hidden = false;
    }
    if (entry) {
      entry.close(Boolean(done));
      check.hidden = done;
      hint.hidden = done || !tried || !more;
      solution.hidden = done || !tried;
      next.hidden = !done;
      ready();
    }
    root.dataset.nnwDone = String(Boolean(done));
    root.dataset.nnwTried = String(tried ?? 0);
    const lines = said ? [el("p", { className: "nnw-verdict" }, [
      el("span", { className: "nnw-mark", "aria-hidden": true, "data-right": String(said.right), text: said.right ? "✓" : "→" }),
      el("span", {}, coded(said.text))])] : [];
    if (worked) lines.push(el("p", {}, [el("strong", { text: "Solution. " }), ...coded(worked)]));
    feedback.replaceChildren(...lines);
    hints.replaceChildren(...(told ?? []).map((/** @type {string} */ text) => el("li", {}, coded(text))));
    card.replaceChildren(...(end?.text ? [el("p", {}, [el("strong", { text: end.text })]), ...end.lines.map((/** @type {string} */ text) => el("p", { text }))] : []));
  }

  /** @param {any} message */
  const heard = (message) => message.kind === "error" && setText(problem, message.text);
  model.on("change:_state", show);
  model.on("msg:custom", heard);
  show();
  return () => {
    owner.abort();
    model.off("change:_state", show);
    model.off("msg:custom", heard);
  };
}

export default { render };
