/** Words and short numbers of practice. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { formatNumber, letterOf } from "../../nnwidgets/frontend/lib/practice_words.js";

test("numbers have two figures and a real minus sign", () => {
  assert.deepEqual([0.12345, -2, 1234, -0.00456, 0].map(formatNumber), ["0.12", "−2", "1200", "−0.0046", "0"]);
});

test("each level has a letter of its own, and none for what was not begun", () => {
  assert.deepEqual([0, 1, 2, 3, 4].map(letterOf), ["", "A", "F", "P", "M"]);
});
