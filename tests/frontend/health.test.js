import assert from "node:assert/strict";
import { test } from "node:test";
import { createCalm, healthLine, unitsOf } from "../../nnwidgets/frontend/lib/health.js";

const finding = (kind, units = [], text = `${kind}.`) => ({ kind, units, text, remedy: "Try less.", numbers: {} });
const DEAD = finding("dead units", [[1, 0], [2, 3]]);
const PLATEAU = finding("plateau");

test("at rest what was found is shown at once, and gone at once", () => {
  const calm = createCalm(() => 0);
  assert.deepEqual(calm([DEAD], false), [DEAD]);
  assert.deepEqual(calm([], false), []);
});

test("while training a finding shows when it has lasted for a second, and stays for as long", () => {
  let time = 5000;
  const calm = createCalm(() => time);
  const after = (ms, found) => calm(found, true, (time += ms)).map(({ kind }) => kind);
  assert.deepEqual(after(0, [DEAD]), []);
  assert.deepEqual(after(500, [DEAD]), []);
  assert.deepEqual(after(300, []), []);
  assert.deepEqual(after(500, [DEAD]), []);
  assert.deepEqual(after(999, [DEAD]), []);
  assert.deepEqual(after(1, [DEAD]), ["dead units"]);
  assert.deepEqual(after(500, []), ["dead units"]);
  assert.deepEqual(after(500, [DEAD]), ["dead units"]);
  assert.deepEqual(after(500, []), ["dead units"]);
  assert.deepEqual(after(1000, []), []);
});

test("while training the numbers in a sentence stand still; other units are news", () => {
  let time = 0;
  const calm = createCalm(() => time);
  calm([finding("dead units", [[1, 0]], "one")], false);
  const later = (found) => calm([found], true, (time += 2000))[0].text;
  assert.equal(later(finding("dead units", [[1, 0]], "two")), "one");
  later(finding("dead units", [[1, 1]], "three"));
  assert.equal(later(finding("dead units", [[1, 1]], "four")), "four");
  assert.equal(calm([finding("dead units", [[1, 1]], "five")], false)[0].text, "five");
});

test("the line has the first finding, and names the others", () => {
  assert.deepEqual(healthLine([]), { text: "", remedy: "" });
  assert.deepEqual(healthLine([DEAD]), { text: "dead units.", remedy: "Try less." });
  assert.deepEqual(healthLine([DEAD, PLATEAU]), { text: "dead units.", remedy: "Try less. Also: plateau." });
});

test("the units marked are those of the first finding", () => {
  assert.deepEqual([...unitsOf([DEAD, PLATEAU])], ["1 0", "2 3"]);
  assert.equal(unitsOf([]).size, 0);
});
