/** A sentence that is said when what it tells has come to rest, and taken back at once when something else is looked at. */
import { setText } from "./dom.js";

const REST = 600; // ms without a change

/** @param {HTMLElement} line a live region */
export function createSaying(line) {
  let [timer, spoken, about] = [0, "", ""];
  return {
    /** @param {string} text @param {string} what it is about: of another one nothing is left standing */
    say(text, what) {
      if (what !== about) {
        about = what;
        setText(line, "");
      }
      if (text === spoken) return;
      spoken = text;
      clearTimeout(timer);
      timer = window.setTimeout(() => setText(line, text), REST);
    },
    destroy() { clearTimeout(timer); },
  };
}
