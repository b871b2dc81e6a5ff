/** Formulas as MathML, from trees that are plain data: see lib/expression.js. */

const MATHML = "http://www.w3.org/1998/Math/MathML";

/** @param {import("../lib/expression.js").Tree} tree @returns {Element} */
function branch([tag, ...children]) {
  const node = document.createElementNS(MATHML, tag);
  for (const child of children) {
    if (Array.isArray(child)) node.append(branch(child));
    else if (typeof child === "string") node.append(child);
    else for (const [name, value] of Object.entries(child)) node.setAttribute(name, value);
  }
  return node;
}

/** @param {import("../lib/expression.js").Tree} tree @param {Record<string, string>} [attributes] such as display or title */
export const math = (tree, attributes = {}) => branch(["math", { class: "nnw-math", ...attributes }, tree]);
