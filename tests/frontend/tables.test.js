import assert from "node:assert/strict";
import { test } from "node:test";
import { nParams } from "../../nnwidgets/frontend/lib/forward.js";
import { layerTables } from "../../nnwidgets/frontend/lib/tables.js";
import { parameterName } from "../../nnwidgets/frontend/lib/text.js";

test("a layer is a table: a row for each neuron, a column for each input, and the bias last", () => {
  const { tables, shown, total } = layerTables([2, 3, 1], { inputs: ["mass", "x2"] });
  assert.deepEqual([shown, total], [13, 13]);
  assert.deepEqual(tables[0], {
    caption: "Hidden layer 1", array: "W[0], b[0]", columns: ["mass", "x2", "bias"], left: "",
    rows: [{ name: "neuron 1", ks: [0, 1, 2] }, { name: "neuron 2", ks: [3, 4, 5] }, { name: "neuron 3", ks: [6, 7, 8] }],
  });
  assert.deepEqual(tables[1], { caption: "Output layer", array: "W[1], b[1]", columns: ["neuron 1", "neuron 2", "neuron 3", "bias"], left: "", rows: [{ name: "output", ks: [9, 10, 11, 12] }] });
});

test("every number of a small network is listed once, under the name it has everywhere", () => {
  const sizes = [5, 7, 12, 3];
  const { tables, shown } = layerTables(sizes);
  assert.equal(shown, nParams(sizes));
  assert.deepEqual(tables.flatMap(({ rows }) => rows.flatMap(({ ks }) => ks)), Array.from({ length: shown }, (_, k) => k));
  for (const { columns, rows } of tables) for (const row of rows) for (const [i, k] of row.ks.entries()) {
    const { short } = parameterName(k, sizes);
    assert.ok(columns[i] === "bias" ? short.startsWith(`bias of ${row.name}`) : short === `weight, ${columns[i]} → ${row.name}`, `${short}: ${columns[i]}, ${row.name}`);
  }
});

test("a large network shows its first numbers, and says how many of how many", () => {
  const { tables, shown, total } = layerTables([784, 30, 10]);
  assert.equal(total, nParams([784, 30, 10]));
  assert.equal(shown, 12 * 13 + 10 * 13);
  assert.deepEqual(tables.map(({ left }) => left), ["12 of 30 rows, 12 of 784 columns", "12 of 30 columns"]);
  assert.deepEqual([tables[0].rows[11].ks[0], tables[0].rows[11].ks.at(-1)], [11 * 785, 11 * 785 + 784]);
});

test("a deep network stops where the page is full", () => {
  const deep = layerTables(Array(40).fill(12));
  assert.ok(deep.shown <= 600 && deep.shown > 580);
  assert.equal(deep.tables.length, 4);
  assert.match(deep.tables[3].left, /^10 of 12 rows$/);
});
