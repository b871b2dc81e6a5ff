import { test } from "node:test";
import assert from "node:assert/strict";
import { ACTIVATIONS } from "../../nnwidgets/frontend/lib/activations.js";
import { curvePath, flatZones, samples, span, spread, tangent } from "../../nnwidgets/frontend/lib/curves.js";
import { linear } from "../../nnwidgets/frontend/lib/scale.js";

const same = (v) => v;
const near = (a, b, by = 1e-6) => assert.ok(Math.abs(a - b) < by, `${a} is not ${b}`);

test("0 is among the points, and both ends", () => {
  const zs = samples(6);
  assert.ok(zs.includes(0) && zs[0] === -6 && zs.at(-1) === 6);
});

test("an axis holds bounded functions whole and cuts off what grows", () => {
  const [low, high] = span([ACTIVATIONS.sigmoid.f, ACTIVATIONS.tanh.f], 6);
  assert.ok(low < -1 && low > -1.3 && high > 1 && high < 1.3);
  const [, top] = span([ACTIVATIONS.relu.f], 6);
  assert.ok(top > 3.2 && top < 4);
});

test("a jump breaks the curve, a steep slope and a kink do not", () => {
  const parts = (f) => curvePath(f, 6, same, same).split("M").length - 1;
  assert.equal(parts(ACTIVATIONS.step.f), 2);
  assert.equal(parts(ACTIVATIONS.relu.f), 1);
  assert.equal(parts(ACTIVATIONS.relu.df), 2);
  assert.equal(parts((z) => Math.tanh(60 * z)), 1);
  assert.equal(parts((z) => (z > 1 ? NaN : z)), 1);
});

test("sigmoid is flat beyond ln((1+√.95)/(1−√.95)), relu below 0, linear nowhere, step everywhere", () => {
  const edge = Math.log((1 + Math.sqrt(0.95)) / (1 - Math.sqrt(0.95)));
  const zones = flatZones(ACTIVATIONS.sigmoid.df, 0.25, 0.05, 6);
  assert.equal(zones.length, 2);
  near(zones[0][1], -edge);
  near(zones[1][0], edge);
  const [[from, to]] = flatZones(ACTIVATIONS.relu.df, 1, 0.05, 6);
  assert.equal(from, -6);
  near(to, 0);
  assert.deepEqual(flatZones(ACTIVATIONS.linear.df, 1, 0.05, 6), []);
  assert.deepEqual(flatZones(ACTIVATIONS.step.df, 0, 0.05, 6), [[-6, 6]]);
});

test("a tangent has its length in pixels, goes through its point, and has the slope", () => {
  const [x, y] = [linear([-6, 6], [0, 600]), linear([-2, 2], [200, 0])];
  const [x1, y1, x2, y2] = tangent(ACTIVATIONS.tanh, 0.5, x, y, 100);
  near(Math.hypot(x2 - x1, y2 - y1), 100);
  near((x1 + x2) / 2, x(0.5));
  near((y1 + y2) / 2, y(Math.tanh(0.5)));
  near(-(y2 - y1) / 50 / ((x2 - x1) / 50), 1 - Math.tanh(0.5) ** 2);
});

test("labels keep apart and inside", () => {
  const places = spread([10, 12, 11, 200], 15, 6, 100).sort((a, b) => a - b);
  for (let i = 1; i < places.length; i++) assert.ok(places[i] - places[i - 1] >= 15 - 1e-9);
  assert.ok(places[0] >= 6 && places.at(-1) <= 100);
});
