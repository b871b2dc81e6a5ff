import { test } from "node:test";
import assert from "node:assert/strict";
import { createActivationView } from "../../nnwidgets/frontend/lib/activation_view.js";

const facts = { formula: "", derivative: "", range: [null, null], use: "", caveat: "", steepest: 1, wrong: null };
const tables = Float32Array.from([...[0, 20, 40], ...[1, 1, 1]]); // f and df of one's own at −20, 0 and 20
const picture = (dials, header = {}) => ({
  dials: { reach: 6, flat: 0.05, shown: ["tanh", "mine (yours)"], ...dials }, header, shape: 1, theme: { hue: { classes: ["#111111", "#222222"] } },
  settings: { functions: { tanh: facts, "mine (yours)": facts }, own_activations: ["mine (yours)"] }, arrays: { own_activations: tables },
});

test("functions have their values at the hand's z, a colour and dashes each", () => {
  const { shown, reach } = createActivationView()(picture({ z: 0.5 }));
  assert.equal(reach, 6);
  assert.deepEqual(shown.map(({ name, color }) => [name, color]), [["tanh", "#111111"], ["mine (yours)", "#222222"]]);
  assert.notEqual(shown[0].dash, shown[1].dash);
  assert.equal(shown[0].a, Math.tanh(0.5));
  assert.equal(shown[1].a, 20.5);
});

test("a z beyond the picture widens it to a round number", () => {
  assert.equal(createActivationView()(picture({ z: -1000 })).reach, 1000);
  assert.equal(createActivationView()(picture({ z: 8 })).reach, 10);
});

test("of one's own the kernel's value counts, as long as it is of this z", () => {
  const header = { dials: { z: 50 }, read: { "mine (yours)": [1234, null] } };
  const [, mine] = createActivationView()(picture({ z: 50 }, header)).shown;
  assert.equal(mine.a, 1234);
  assert.ok(Number.isNaN(mine.slope));
  assert.equal(createActivationView()(picture({ z: 51 }, header)).shown[1].a, 71);
});

test("a name that the facts of an older frame do not know is left out", () => {
  assert.deepEqual(createActivationView()(picture({ z: 0, shown: ["tanh", "sin (yours)"] })).shown.map(({ name }) => name), ["tanh"]);
});
