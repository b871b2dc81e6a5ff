/** Text with code in it: what stands between backticks is code, never HTML. */
import { el } from "./dom.js";

/** @param {string} text @returns {(Node | string)[]} */
export const coded = (text) => text.split("`").map((part, i) => (i % 2 ? el("code", { text: part }) : part));
