/** Where the neurons of a digit network stand: long layers show their first and last ones, and the one that is looked at. */

/** @typedef {{layer: number, unit: number, x: number, y: number}} Place shares of the picture */

/** The units of a layer of n that are shown, in order; null stands for those left out. @param {number} n @param {number} most @param {number} chosen */
export function shownUnits(n, most, chosen) {
  if (n <= most) return Array.from({ length: n }, (_, i) => i);
  const end = Math.floor((most - 3) / 2);
  const inside = chosen >= end && chosen < n - end;
  const first = Array.from({ length: end }, (_, i) => i);
  const last = first.map((i) => n - end + i);
  if (!inside) return [...first, null, ...last];
  return [...first, ...(chosen > end ? [null] : []), chosen, ...(chosen < n - end - 1 ? [null] : []), ...last];
}

/** @param {number[]} sizes @param {number} pixel the input that is looked at @param {number} most of a layer @returns {{places: Place[], dots: {x: number, y: number}[]}} */
export function placesOf(sizes, pixel, most = 17) {
  /** @type {Place[]} */ const places = [];
  /** @type {{x: number, y: number}[]} */ const dots = [];
  sizes.forEach((n, layer) => {
    const units = shownUnits(n, most, layer ? 0 : pixel);
    units.forEach((unit, k) => {
      const at = { x: 0.05 + (0.87 * layer) / (sizes.length - 1), y: (k + 0.5 + (most - units.length) / 2) / most };
      if (unit === null) dots.push(at);
      else places.push({ layer, unit, ...at });
    });
  });
  return { places, dots };
}
