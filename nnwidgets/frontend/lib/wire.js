/** What goes over the wire, and what panels draw of it: types alone. */

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {import("./evaluate.js").Parts} Parts */
/**
 * @typedef {import("./evaluate.js").Net & {
 *   classes: string[], names: string[], noise: number, test: number, learning_rate: number, batch_size: number, activation: string, speed: string,
 *   optimizer: string, schedule: string, schedule_steps: number | null, shuffle: boolean, l1: number, l2: number, regularization: string, penalty: number, problem: string,
 *   variant: {label: string, value: string, choices: string[]} | null, whole: boolean, menus: Record<string, string[]>, controls: Record<string, [string, string]>,
 *   frozen?: number[], own_passes?: string[], features?: {menu: string[], on: string[]}, hide?: string[], lock?: Record<string, string>, presets?: string[][], keys?: string[][], runs?: [string, number][], starts?: {solved: number, of: number, steps: number, part: "train" | "test"}, surface?: import("./surface.js").SurfaceSettings,
 *   chart?: Record<string, boolean>, turns?: import("./versus.js").Turn[], versus?: import("./versus.js").Told}} Settings
 */
/**
 * @typedef {{kind: string, n: number, generation: number, step: number, epoch: number, running: boolean, reason: string, applied: Record<string, number>,
 *   loss: Parts, accuracy: Parts, example?: {number: number, of: number, row: number}, rate?: number, undo?: [string | null, string | null], veil?: {text: string, cover: boolean}, dials?: Record<string, any>, dialed?: Record<string, number>, marks?: [number, string][], health?: import("./health.js").Finding[], arrays: import("./frame.js").ArrayEntry[], settings?: Settings}} Header
 */
/**
 * @typedef {object} Scene what panels draw
 * @property {Header} header
 * @property {Settings} settings
 * @property {Record<string, any>} [dials] what else can be set, by name
 * @property {Vector} theta as it is shown: the kernel's, with the hand's values over it
 * @property {import("./evaluate.js").Grid} grid
 * @property {import("./evaluate.js").Evaluator} evaluator
 * @property {{loss: Parts, accuracy: Parts, sampled: boolean}} score of the theta shown
 * @property {ReturnType<typeof import("./decimate.js").createSeries>} series
 * @property {[number, string][]} marks steps at which something was changed by hand, and what
 * @property {Vector} thumbs @property {import("./health.js").Finding[]} health what was found last; [] when all is well
 * @property {Vector[]} runs records of the runs that are kept, as settings.runs names them
 * @property {Vector | undefined} starts (step, low, middle, high) of runs from other starts
 * @property {Record<string, any>} arrays all that came with the full frame
 * @property {number} shape counts settings: panels build anew when it moves
 */

export {};
