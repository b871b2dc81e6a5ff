/** One sentence about what has changed, said once it has come to rest: for screen readers, and for everybody's last look. */
import { sentence } from "../lib/sentence.js";
import { setText } from "./dom.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/store.js").Store} Store */

const APART = 1000; // ms between two sentences

/** @param {HTMLElement} line @param {Store} store */
export function mountAnnounce(line, store) {
  /** @type {Picture | null} */ let said = null; // the state that the last sentence left behind
  let saidAt = -Infinity;
  let timer = 0;

  /** @param {Picture} picture */
  function say(picture) {
    const text = said && sentence(said, picture, store.name);
    said = { ...picture, theta: picture.theta.slice() };
    if (!text) return;
    saidAt = performance.now();
    setText(line, text);
  }

  return {
    /** @param {Picture} picture */
    update(picture) {
      clearTimeout(timer);
      const { running } = picture.header;
      const rests = picture.still && !store.pending;
      if (said && (running ? said.header.running : !rests)) return; // while training, and while a hand moves, nothing is said
      timer = window.setTimeout(say, Math.max(0, saidAt + APART - performance.now()), picture);
    },
    destroy() { clearTimeout(timer); },
  };
}
