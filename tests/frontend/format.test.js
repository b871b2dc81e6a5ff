import assert from "node:assert/strict";
import { test } from "node:test";
import { formatCount, formatExact, formatLoss, formatShare, formatShort, formatWeight, parseNumber, spoken } from "../../nnwidgets/frontend/lib/format.js";
import { createRandom } from "./random.js";

/** @param {(x: any) => string} format @param {[any, string][]} pairs */
const all = (format, pairs) => pairs.forEach(([x, text]) => assert.equal(format(x), text, `for ${x}`));

test("a loss has five digits", () => {
  all(formatLoss, [[0.0123, "0.0123"], [0, "0.0000"], [-0, "0.0000"], [1.5, "1.5000"], [9.99996, "10.000"], [12.3456, "12.346"], [12345.6, "12346"]]);
  all(formatLoss, [[1.2e7, "1.2e7"], [3.14e-6, "3.1e−6"], [NaN, "–"], [null, "–"], [undefined, "–"], [Infinity, "–"]]);
  const random = createRandom(7);
  for (let round = 0; round < 500; round++) {
    const text = formatLoss(10 ** random.real(-4, 4.9999));
    assert.equal(text.replace(/\D/g, "").length, 5, text);
  }
});

test("a weight has two decimals, a real minus sign and no negative zero", () => {
  all(formatWeight, [[-0.42, "−0.42"], [0.5, "0.50"], [-0.001, "0.00"], [0, "0.00"], [12.345, "12.35"], [-1234.5, "−1235"], [123456, "1.2e5"], [NaN, "–"]]);
  assert.equal(formatWeight(-0.0421, 4), "−0.0421");
  all(formatExact, [[0, "0"], [-0, "0"], [1e-9, "0.00"], [-0.42, "−0.42"]]); // T4: what L1 has made 0
});

test("counts, shares, short numbers", () => {
  all(formatCount, [[0, "0"], [999, "999"], [1250, "1,250"], [1234567, "1,234,567"], [null, "–"]]);
  all(formatShare, [[1, "100.0%"], [0.975, "97.5%"], [null, "–"]]);
  all(formatShort, [[0.03, "0.03"], [-5, "−5"], [0, "0"], [1e-5, "1e−5"], [0.1 + 0.2, "0.3"], [12300, "12.3k"], [1.5e6, "1.5M"], [2e9, "2e9"], [NaN, "–"]]);
});

test("a voice says words", () => {
  all(spoken, [[-0.42, "minus 0.42"], [3, "3"], [0.5, "0.5"], [-0, "0"], [1250, "1250"], [NaN, "unknown"], [null, "unknown"]]);
  all(spoken, [[-1.2e-6, "minus 1.2 times 10 to the minus 6"], [2.5e8, "2.5 times 10 to the 8"]]);
});

test("typed numbers are understood, anything else is null", () => {
  const good = [["0.5", 0.5], [" 0,5 ", 0.5], ["−0.42", -0.42], ["-0,42", -0.42], ["+3", 3], ["− 3", -3], [".5", 0.5], ["5.", 5], ["1e-3", 0.001],
    ["1e−3", 0.001], ["1,5e2", 150], ["1,250", 1.25], ["1,250.5", 1250.5], ["1.250,5", 1250.5], ["1,250,000", 1250000], ["1.250.000", 1250000],
    ["1 250", 1250], ["1'250'000", 1250000]];
  for (const [text, value] of good) assert.equal(parseNumber(text), value, text);
  for (const text of ["", " ", "-", ".", ",", "abc", "1.2.3", "1,2,3", "12,34.5", "1,250,00", "--5", "5-", "e5", "0x10", "1e999", "Infinity", "NaN", "1 2", "5%"]) {
    assert.equal(parseNumber(text), null, text);
  }
  assert.ok(Object.is(parseNumber("-0"), 0));
});

test("what is shown can be typed", () => {
  const random = createRandom(8);
  for (let round = 0; round < 300; round++) {
    const x = random.real(-1, 1) * 10 ** random.int(-3, 4);
    assert.ok(Math.abs(/** @type {number} */ (parseNumber(formatWeight(x))) - x) <= Math.max(0.0051, Math.abs(x) * 0.05));
  }
});
