/** A number that gives its NumPy expression, or its LaTeX, when it is clicked. */
import { el, setText } from "./dom.js";

/** @typedef {{numpy: string, latex: string, value: string}} Copied */

/** @param {HTMLElement} said a live region */
export function createCopying(said) {
  const as = el("select", { "data-nnw": "copy-as" }, [el("option", { value: "numpy", text: "NumPy" }), el("option", { value: "latex", text: "LaTeX" })]);

  /** @param {Copied} what */
  async function copy({ numpy, latex, value }) {
    const text = as.value === "numpy" ? numpy : `${latex}${value && ` = ${value.replaceAll("−", "-")}`}`;
    try {
      await navigator.clipboard.writeText(text);
      setText(said, `Copied: ${text}`);
    } catch {
      setText(said, `To copy: ${text}`); // a page that may not reach the clipboard
    }
  }

  return {
    /** The choice of what is copied. */
    as,
    copy,
    /** @param {Copied} what */
    number: (what) => el("button", { type: "button", className: "nnw-copied nnw-number", title: `${what.numpy} (click to copy)`, "data-numpy": what.numpy, text: what.value, on: { click: () => copy(what) } }),
  };
}
