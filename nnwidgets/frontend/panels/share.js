/** Share and take with you: the code of the lab, one to put in, and the run as a program, formulas, a table or a picture. */
import { el, setText } from "./dom.js";

const TEXTS = { py: "NumPy program", tex: "LaTeX formulas" };
const FILES = { csv: "CSV", json: "JSON", png: "PNG", svg: "SVG", pdf: "PDF" };
const MOST = 4_000_000; // characters of a code

/** @param {HTMLElement} body of a dialog @param {import("../lib/store.js").Store} store @param {() => void} close */
export function mountShare(body, store, close) {
  const field = el("textarea", { readonly: true, rows: 4, spellcheck: "false", "aria-label": "Text to copy", "data-nnw": "made" });
  const note = el("p", { className: "nnw-note", role: "status", "data-nnw": "made-note" });
  const given = el("textarea", { rows: 2, maxlength: MOST, spellcheck: "false", placeholder: "Paste a code: NN1.…", "aria-label": "A code to open", "data-nnw": "given" });
  const button = (/** @type {string} */ name, /** @type {string} */ text, /** @type {() => void} */ click) => el("button", { type: "button", "data-nnw": name, text, on: { click } });

  /** @param {string} format */
  async function make(format) {
    setText(note, "One moment …");
    try {
      const made = await store.tools.make(format);
      if (format in FILES) save(made);
      else field.value = made.text;
      setText(note, made.note || (format in FILES ? `Saved as ${made.name}.` : ""));
    } catch (error) {
      setText(note, String(/** @type {Error} */ (error).message));
    }
  }

  /** To the clipboard; where there is none, selected, to be copied by hand. */
  async function copy() {
    try {
      await navigator.clipboard.writeText(field.value);
      setText(note, "Copied.");
    } catch {
      field.select();
      setText(note, "Selected: copy it with Ctrl+C or ⌘C.");
    }
  }

  function load() {
    store.do("load", given.value);
    given.value = "";
    close();
  }

  body.append(
    el("p", { text: "One line of text brings back everything: data, network, what was changed, and the step." }), field,
    el("div", { className: "nnw-group" }, [button("copy", "Copy", copy), button("make-share", "Share code", () => make("share")),
      el("span", { className: "nnw-group", "data-nnw-control": "export" }, Object.entries(TEXTS).map(([format, text]) => button(`make-${format}`, text, () => make(format))))]),
    note,
    el("div", { className: "nnw-group", "data-nnw-control": "export" }, ["Save as ", ...Object.entries(FILES).map(([format, text]) => button(`make-${format}`, text, () => make(format)))]),
    el("div", { className: "nnw-group", "data-nnw-control": "share" }, [given, button("load", "Open this code", load)]),
  );
  return { update() {}, opened: () => void make("share") };
}

/** A file of one's own making, without any network. @param {import("../lib/tools.js").Made} made */
function save({ name, type, data }) {
  const href = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (data)], { type }));
  el("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
