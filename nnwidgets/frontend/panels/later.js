/** Parts of a lab whose code the kernel sends when the first picture stands; until then, and where it never comes, their places say so. */
import { lateWords } from "../lib/late.js";
import { createPatience } from "../lib/patience.js";
import { mountDialog } from "./dialog.js";
import { el, setAttr, setText, uniqueId } from "./dom.js";

/** @typedef {import("../lib/store.js").Store} Store */
/** @typedef {{name: string, digest: string, shared: unknown[]}} More a further module: build.mjs says which, and what it takes from the first */
/** @typedef {Record<string, (place: HTMLElement, store: Store, ...more: any[]) => any>} Parts its default export: what mounts a part, by name */
/** @typedef {{parts: (shared: unknown[]) => Parts, style: string}} Module */
/** @typedef {ReturnType<typeof createLater>} Later */
/** @typedef {ReturnType<ReturnType<typeof createLater>["on"]>} Place */

const ASK = "nnw-module"; // asked on the page: another lab may have it
const SOON = 400; // ms after the first picture, unless there is an idle moment before

/** @param {Store} store @param {More} more */
export function createLater(store, { name, digest, shared }) {
  const key = `${name} ${digest}`;
  const owner = new AbortController();
  const patience = createPatience(() => performance.now());
  /** @type {Set<() => (() => void) | null>} */ const places = new Set();
  /** @type {Set<() => void>} */ const heard = new Set(); // what has to hear that there are more controls
  /** @type {Promise<Module> | null} */ let coming = null;
  /** @type {{parts: Parts, style: string} | null} */ let here = null;
  let [fault, beat, begun] = ["", 0, false];

  const look = () => { for (const begin of [...places].map((tell) => tell())) begin?.(); }; // all stand before the first is shown anything
  document.addEventListener(ASK, (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    if (detail.key === key) detail.found ??= coming;
  }, { signal: owner.signal });

  /** Each lab has a first module of its own: the state of both is in that one, so that labs share no more than the code. @param {Promise<Module>} module */
  async function take(module) {
    coming = module;
    try {
      const { parts, style } = await module;
      if (here || owner.signal.aborted) return;
      here = { parts: parts(shared), style };
      patience.end();
      clearInterval(beat);
    } catch (error) {
      [coming, fault] = [null, String(/** @type {Error} */ (error).message)];
    }
    look();
    if (here) for (const fn of heard) fn();
  }

  const fetched = () => take(store.tools.module(name, digest).then(open));

  function want() {
    if (begun || owner.signal.aborted) return;
    begun = true;
    const found = { key, found: /** @type {Promise<Module> | null} */ (null) };
    document.dispatchEvent(new CustomEvent(ASK, { detail: found }));
    if (found.found) take(found.found);
    else fetched();
    patience.expect();
    beat = window.setInterval(() => {
      if (patience.ask()) fetched(); // the lab that was to have it, or the line, may have ended
      look();
    }, 1000);
  }

  /** The places of one view. @param {HTMLElement} root */
  function on(root) {
    const style = el("style");
    root.prepend(style);

    /** A part in its place; `said`: an empty place says why it is. @param {string} what @param {HTMLElement} place @param {unknown[]} [more] @param {boolean} [said] */
    function part(what, place, more = [], said = true) {
      const note = el("p", { className: "nnw-note nnw-late", "data-nnw": "late" });
      /** @type {any} */ let panel = null;
      /** @type {any[] | null} */ let last = null;
      let opened = false;
      const panelOpened = () => { if (opened && last) panel.opened?.(...last); };
      function tell() {
        if (panel) return null;
        if (here) {
          note.remove();
          setText(style, here.style);
          panel = here.parts[what](place, store, ...more);
          return () => {
            if (last) panel.update(...last);
            panelOpened();
          };
        }
        setText(note, lateWords(store.lost, store.trouble !== null, fault, opened));
        if (said && note.textContent) place.append(note);
        else note.remove();
        return null;
      }
      places.add(tell);
      tell()?.();
      return {
        /** What has been mounted; null until then. */
        get now() { return panel; },
        /** @param {...any} picture */
        update(...picture) {
          last = picture;
          if (panel) panel.update(...picture);
          else if (!begun && !("asked" in place.dataset)) soon(place);
        },
        /** It is looked at: its code is wanted at once. @param {boolean} open */
        show(open) {
          opened = open;
          if (open) want();
          if (panel) panelOpened();
          else tell();
        },
        destroy() {
          places.delete(tell);
          note.remove();
          panel?.destroy?.();
        },
      };
    }

    /** A part that a button folds out. @param {HTMLElement} bar the button's @param {HTMLElement} box the part's @param {string} what @param {Record<string, unknown>} props of the button @param {unknown[]} [more] the part gets them, and what folds it out or in */
    function fold(bar, box, what, props, more = []) {
      const turn = () => {
        box.hidden = !box.hidden;
        setAttr(button, "aria-expanded", !box.hidden);
        inside.show(!box.hidden);
      };
      const inside = part(what, box, [...more, turn]);
      box.id = uniqueId(what);
      box.hidden = true;
      const button = el("button", { className: "nnw-fold", type: "button", "aria-expanded": "false", "aria-controls": box.id, "data-nnw": what, ...props, on: { click: turn } });
      bar.append(button);
      return { update: inside.update, destroy() { inside.destroy(); button.remove(); box.remove(); } };
    }

    /** A part in a dialog. @param {HTMLElement} bar @param {string} what @param {string} title @param {Record<string, unknown>} props of its button */
    function dialog(bar, what, title, props) {
      const shell = mountDialog(bar, title, { "data-nnw": what, "data-nnw-control": what, ...props }, () => inside.show(true));
      const inside = part(what, shell.body, [shell.close]);
      return { update: inside.update, destroy() { inside.destroy(); shell.destroy(); } };
    }

    /** @type {(() => void)[]} */ const mine = [() => { root.dataset.nnwWhole = "true"; }];
    if (here) mine[0]();
    heard.add(mine[0]);
    return {
      part, fold, dialog,
      /** Calls them when more has come. @param {...() => void} fns */
      tell(...fns) {
        mine.push(...fns);
        for (const fn of fns) heard.add(fn);
      },
      destroy() {
        for (const fn of mine) heard.delete(fn);
        style.remove();
      },
    };
  }

  /** Once, when the page has time for it. @param {HTMLElement} place */
  function soon(place) {
    place.dataset.asked = "";
    if ("requestIdleCallback" in window) window.requestIdleCallback(want, { timeout: SOON });
    else setTimeout(want, SOON);
  }

  return {
    on,
    destroy() {
      owner.abort();
      clearInterval(beat);
    },
  };
}

/** The kernel's bytes as a module: over an address that ends with this call. @param {Uint8Array[]} bytes its code, its style @returns {Promise<Module>} */
async function open([code, style]) {
  const url = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (code)], { type: "text/javascript" }));
  try {
    return { parts: (await import(url)).default, style: new TextDecoder().decode(style) };
  } finally {
    URL.revokeObjectURL(url);
  }
}
