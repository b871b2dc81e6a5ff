/** What is wrong with a run, kept calm: while it trains, nothing comes or goes before it has lasted, and no number in it moves. */

/** @typedef {{kind: string, text: string, remedy: string, units: [number, number][], numbers: Record<string, [number, number]>}} Finding */

const LASTS = 1000; // ms

/** What of findings matters: their kinds, and the units they are about. @param {Finding[]} findings */
const gist = (findings) => findings.map(({ kind, units }) => [kind, ...units].join()).join(";");

/**
 * What to show of what was found: at rest all of it at once; while training what has been found, or not, for a second on end.
 * @param {() => number} now
 */
export function createCalm(now) {
  /** @type {Finding[]} */ let shown = [];
  let last = ""; // what was found last
  let since = 0;
  return (/** @type {Finding[]} */ found, /** @type {boolean} */ running) => {
    const news = gist(found);
    if (news !== last) [last, since] = [news, now()];
    if (!running || (news !== gist(shown) && now() - since >= LASTS)) shown = found;
    return shown;
  };
}

/** The most important finding, what to try, and what else there is. @param {Finding[]} findings */
export function healthLine([first, ...others]) {
  if (!first) return { text: "", remedy: "" };
  return { text: first.text, remedy: first.remedy + (others.length ? ` Also: ${others.map(({ kind }) => kind).join(", ")}.` : "") };
}

/** The units that the line is about, as "layer unit". @param {Finding[]} findings */
export const unitsOf = ([first]) => new Set(first?.units.map((unit) => unit.join(" ")));
