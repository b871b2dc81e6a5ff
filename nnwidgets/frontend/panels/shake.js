/** A short shake: no, this cannot be moved. Nothing moves for those who want no motion; the words say it to everybody. */

/** @param {Element} node */
export function shake(node) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  node.animate([0, -4, 4, -3, 2, 0].map((x) => ({ transform: `translateX(${x}px)` })), { duration: 260 });
}
