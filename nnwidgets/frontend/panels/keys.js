/** Keys between a lab and the notebook round it. */

/** Keeps its keys from the notebook; Escape gives them back. @param {HTMLElement} root @param {AbortSignal} signal */
export function quiet(root, signal) {
  // Notebook 7 takes keys before they get here, unless the very element that has the focus says no; a parent that does is not asked.
  root.addEventListener("focusin", ({ target }) => /** @type {Element} */ (target).setAttribute("data-lm-suppress-shortcuts", "true"), { signal });
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape" && !event.defaultPrevented) leave(root);
  }, { signal });
}

/** Gives the keys back to the notebook's cell; where there is none, to the page. @param {HTMLElement} root */
function leave(root) {
  const cell = /** @type {HTMLElement | null} */ (root.closest(".jp-Cell"));
  if (cell) cell.focus();
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
