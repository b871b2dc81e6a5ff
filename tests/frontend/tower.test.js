/** The tower of functions: what goes in, what comes out, and what is fixed, floor by floor. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { tower, towerWords } from "../../nnwidgets/frontend/lib/tower.js";

test("V2.5: the counts of 784-16-16-10 on 10,000 examples are 3Blue1Brown's", () => {
  const [network, cost, gradient] = tower([784, 16, 16, 10], 10_000);
  assert.deepEqual([network, cost, gradient].map(({ inputs, outputs, fixed }) => [inputs.count, outputs.count, fixed.count]), [[784, 10, 13002], [13002, 1, 10000], [13002, 13002, 10000]]);
});

test("the input of each floor but the first is what was fixed below", () => {
  const floors = tower([2, 3, 1], 4);
  assert.equal(floors[1].inputs.count, floors[0].fixed.count);
  assert.equal(floors[0].fixed.count, 2 * 3 + 3 + 3 * 1 + 1);
  assert.equal(floors[2].outputs.count, floors[2].inputs.count);
  assert.equal(towerWords(floors[1]), "The cost takes 13 weights and biases and gives 1 number; what stays as it is: 4 examples: 2 inputs and 1 target each.");
});
