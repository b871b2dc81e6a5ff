/** The map of all skills: a grid of letters, and the same as a table. */
import { letterOf } from "../lib/practice_words.js";
import { el } from "./dom.js";

/** @param {{name: string, title: string, lesson: number, level: string, step: number, points: number}[]} rows @param {string} code */
export function skillMap(rows, code) {
  const cells = rows.map((row) => el("li", { "data-step": row.step, title: `${row.title}: ${row.level}` }, [
    el("span", { "aria-hidden": true, text: letterOf(row.step) }), el("span", { className: "nnw-hidden", text: `${row.title}: ${row.level}` })]));
  const lines = rows.map((row) => el("tr", {}, [
    el("td", { text: String(row.lesson).padStart(2, "0") }), el("th", { scope: "row", text: row.title }), el("td", {}, [el("code", { text: row.name })]),
    el("td", { text: row.level }), el("td", { className: "nnw-number", text: String(row.points) })]));
  const head = ["lesson", "skill", "name", "level", "points"].map((text) => el("th", { scope: "col", text }));
  return el("div", { className: "nnw-map" }, [
    el("ol", { className: "nnw-grid", "aria-label": "Level of each skill" }, cells),
    el("p", { className: "nnw-note", text: "A attempted, F familiar (50 points), P proficient (80), M mastered (100); empty: not started" }),
    el("details", {}, [el("summary", { text: "As a table" }), el("table", {}, [el("thead", {}, [el("tr", {}, head)]), el("tbody", {}, lines)])]),
    el("details", {}, [el("summary", { text: "Take it elsewhere" }), el("p", {}, ["In another notebook: ", el("code", { className: "nnw-code", text: `nw.Progress("${code}")` })])]),
  ]);
}
