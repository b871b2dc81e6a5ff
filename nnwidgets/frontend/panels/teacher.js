/** What a teacher has hidden stays hidden; what is locked is there, says why, and does nothing. By the attribute data-nnw-control alone. */

const TOUCHES = ["pointerdown", "mousedown", "click", "input", "change", "keydown"];
const KEYS = ["Tab", "Shift", "Escape", "?"]; // that change nothing
const INSIDE = "button, select, input, textarea, [tabindex]";

/** @param {HTMLElement} root */
export function mountTeacher(root) {
  const owner = new AbortController();
  const { signal } = owner;
  /** @type {Record<string, string>} */ let lock = {};
  let done = "";
  /** @type {import("./host.js").Picture | null} */ let last = null;

  /** @returns {NodeListOf<HTMLElement>} */
  const controls = () => root.querySelectorAll("[data-nnw-control]");

  for (const name of TOUCHES) root.addEventListener(name, (event) => {
    if (!(/** @type {Element} */ (event.target).closest("[data-nnw-locked]")) || KEYS.includes(/** @type {KeyboardEvent} */ (event).key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { signal, capture: true });
  root.addEventListener("focusin", mark, { signal }); // what has been built since is marked as well

  function mark() {
    for (const control of controls()) {
      const why = lock[control.dataset.nnwControl ?? ""];
      set(control, "data-nnw-locked", why);
      for (const node of [control, ...control.querySelectorAll(INSIDE)]) {
        if (!node.matches(INSIDE)) continue;
        set(node, "aria-disabled", why && "true");
        if (why || node.hasAttribute("aria-description")) set(node, "aria-description", why ? `Locked: ${why}` : control.title);
      }
    }
  }

  return {
    /** There are more controls. */
    again() {
      done = "";
      if (last) this.update(last);
    },
    /** @param {import("./host.js").Picture} picture */
    update(picture) {
      last = picture;
      const { settings: { hide = [], lock: locked = {} }, shape } = picture;
      const key = JSON.stringify([shape, hide, locked]);
      if (key === done) return;
      [done, lock] = [key, locked];
      for (const control of controls()) control.toggleAttribute("data-nnw-off", hide.includes(control.dataset.nnwControl ?? ""));
      mark();
    },
    destroy() { owner.abort(); },
  };
}

/** @param {Element} node @param {string} name @param {string | undefined} value */
function set(node, name, value) {
  if (value) node.setAttribute(name, value);
  else node.removeAttribute(name);
}
