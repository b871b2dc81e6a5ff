/** A network as tables of numbers, one per layer: a row for each neuron, a column for each of its inputs, and its bias. */
import { layout } from "./forward.js";
import { neuronName } from "./text.js";

/** @typedef {{name: string, ks: number[]}} Row ks: the places of its numbers in theta */
/** @typedef {{caption: string, array: string, columns: string[], rows: Row[], left: string}} LayerTable left: what is not shown, or "" */

/** What a page holds and an eye finds its way in: of each layer, and of all together. */
export const MOST = { rows: 12, columns: 12, numbers: 600 };

/**
 * @param {number[]} sizes
 * @param {import("./text.js").Names} [names]
 * @returns {{tables: LayerTable[], shown: number, total: number}}
 */
export function layerTables(sizes, names = {}, most = MOST) {
  /** @type {LayerTable[]} */
  const tables = [];
  let [shown, total] = [0, 0];
  for (const [l, { offset, nIn, nOut }] of layout(sizes).entries()) {
    total += nOut * (nIn + 1);
    const columns = Math.min(nIn, most.columns);
    const rows = Math.min(nOut, most.rows, Math.floor((most.numbers - shown) / (columns + 1)));
    if (rows < 1) continue;
    shown += rows * (columns + 1);
    const left = [rows < nOut ? `${rows} of ${nOut} rows` : "", columns < nIn ? `${columns} of ${nIn} columns` : ""].filter(Boolean).join(", ");
    tables.push({
      caption: l < sizes.length - 2 ? `Hidden layer ${l + 1}` : "Output layer",
      array: `W[${l}], b[${l}]`,
      columns: [...Array.from({ length: columns }, (_, k) => plain(neuronName(l, k, sizes, names))), "bias"],
      rows: Array.from({ length: rows }, (_, j) => {
        const first = offset + j * (nIn + 1);
        return { name: plain(neuronName(l + 1, j, sizes, names)), ks: [...Array.from({ length: columns }, (__, k) => first + k), first + nIn] };
      }),
      left,
    });
  }
  return { tables, shown, total };
}

/** "x1", "neuron 2": the caption says the layer. @param {string} name */
const plain = (name) => name.replace(/^input /, "").replace(/ of hidden layer \d+$/, "");
