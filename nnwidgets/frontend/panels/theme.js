/** The colours of the page round a lab: light, dark, of high contrast, or forced by the system. */
import palette from "../../palette.json";
import { divergingTable, luminance, mixHex } from "../lib/color.js";

/**
 * @typedef {object} Theme
 * @property {string} id differs where any colour does
 * @property {string} ink @property {string} muted @property {string} line @property {string} ground @property {string} surface
 * @property {{positive: string, negative: string, zero: string, train: string, test: string, classes: string[]}} hue the palette, as lines and points show it on this surface
 * @property {string[]} scale the ends and the middle of every map
 * @property {Uint32Array} table the same as pixels
 * @property {string[]} classes maps of classes
 * @property {string} font
 */

const { ground, soft: SOFT } = palette.map; // zero in a map on white, and the part of the full hue at its ends: points in the full hue stand out
const MEDIA = ["(prefers-contrast: more)", "(forced-colors: active)", "(prefers-color-scheme: dark)"];

/** @type {Record<string, Omit<Theme, "id" | "hue" | "scale" | "table" | "classes" | "font">>} */
const COLORS = {
  light:         { ink: "#1d2127", muted: "#5a626c", line: "#d5d9de", surface: "#ffffff", ground },
  dark:          { ink: "#e8eaed", muted: "#a9afb7", line: "#4a4f57", surface: "#17191c", ground: "#2e3136" },
  lightcontrast: { ink: "#000000", muted: "#33383f", line: "#6b7280", surface: "#ffffff", ground },
  darkcontrast:  { ink: "#ffffff", muted: "#d5d9de", line: "#9aa1aa", surface: "#000000", ground: "#24272b" },
};

/** Hues stand out from the surface by at least 4.5 : 1 on dark, and further where more contrast is wanted. @param {boolean} dark @param {boolean} contrast */
function hues(dark, contrast) {
  const [toward, share] = dark ? ["#ffffff", contrast ? 0.45 : 0.25] : ["#000000", contrast ? 0.25 : 0];
  const shown = (/** @type {string} */ hex) => mixHex(hex, toward, share);
  const { positive, negative, zero, train, test, classes } = palette;
  return { positive: shown(positive), negative: shown(negative), zero: shown(zero), train: shown(train), test: shown(test), classes: classes.map(shown) };
}

/** The system's own colours, for a canvas that it does not repaint. @param {HTMLElement} root */
function forced(root) {
  const { backgroundColor, color } = getComputedStyle(root); // by the style sheet: Canvas and CanvasText
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  const [surface, ink] = [backgroundColor, color].map((rgb) => {
    context.fillStyle = rgb;
    return context.fillStyle;
  });
  return { dark: luminance(surface) < 0.2, colors: { ink, muted: ink, line: mixHex(surface, ink, 0.5), surface, ground: mixHex(surface, ink, 0.1) } };
}

/** JupyterLab says whether it is light; elsewhere the background does. */
function isDark() {
  const said = document.body.dataset.jpThemeLight;
  if (said) return said === "false";
  const background = getComputedStyle(document.body).backgroundColor;
  const [r, g, b] = (background.match(/[\d.]+/g) ?? ["255", "255", "255"]).map(Number);
  return background !== "rgba(0, 0, 0, 0)" && r * 0.3 + g * 0.59 + b * 0.11 < 110;
}

/** @param {HTMLElement} root @returns {Theme} */
export function readTheme(root) {
  const [more, system] = MEDIA.map((query) => matchMedia(query).matches);
  const contrast = more || system || /contrast/i.test(document.body.dataset.jpThemeName ?? "");
  const { dark, colors } = system ? forced(root) : { dark: isDark(), colors: null };
  const kind = `${dark ? "dark" : "light"}${contrast ? "contrast" : ""}`;
  const own = colors ?? COLORS[kind];
  const soft = (/** @type {string} */ hex) => mixHex(own.ground, hex, SOFT);
  const scale = [soft(palette.negative), own.ground, soft(palette.positive)];
  return {
    ...own, scale, id: `${kind} ${own.surface} ${own.ink}`, hue: hues(dark, contrast), classes: palette.classes.map(soft),
    table: divergingTable(scale[0], scale[1], scale[2]), font: getComputedStyle(root).fontFamily,
  };
}

/** Calls `changed` when the page or the system puts on other colours, or a screen of another density shows it. @param {() => void} changed @param {AbortSignal} signal */
export function watchTheme(changed, signal) {
  const body = new MutationObserver(changed);
  body.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name", "class"] });
  signal.addEventListener("abort", () => body.disconnect());
  for (const query of [...MEDIA, `(resolution: ${devicePixelRatio}dppx)`]) matchMedia(query).addEventListener("change", changed, { signal });
}
