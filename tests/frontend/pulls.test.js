/** Who pulls a weight: the shares of the points that the map draws add up to the gradient, and each is that of its point alone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createBackward } from "../../nnwidgets/frontend/lib/backward.js";
import { createEvaluator } from "../../nnwidgets/frontend/lib/evaluate.js";
import { createPulls } from "../../nnwidgets/frontend/lib/pulls.js";
import { generator } from "../../nnwidgets/frontend/lib/sample.js";

const random = generator(3);
const draw = (/** @type {number} */ n) => Float64Array.from({ length: n }, () => 4 * random() - 2);
const NET = { sizes: [2, 3, 2, 1], hidden: ["tanh", "sigmoid"], output: "tanh", loss: "squared_error", data: null, task: "binary" };
const P = 3 * 3 + 2 * 4 + 3;

/** @param {number} n @param {number} cut */
function evaluatorOf(n, cut) {
  return createEvaluator({ ...NET, n_train: cut }, draw(2 * n), Float64Array.from({ length: n }, () => (random() < 0.5 ? -1 : 1)));
}

test("the shares of every parameter add up to the gradient of the training points", () => {
  const [evaluator, theta] = [evaluatorOf(40, 25), draw(P)];
  const gradient = createBackward(NET, evaluator.scored)?.gradient(theta) ?? [];
  const pulls = createPulls({ ...NET, n_train: 25 }, evaluator);
  for (let p = 0; p < P; p++) {
    const { shares, sum, most, up, down } = /** @type {NonNullable<typeof pulls>} */ (pulls)(theta, p);
    assert.equal(shares.length, 25); // those set aside pull nothing
    assert.ok(Math.abs(sum - gradient[p]) <= 1e-15 + 1e-12 * Math.abs(gradient[p]), `${p}: ${sum} is not ${gradient[p]}`);
    assert.equal(most, Math.max(...shares.map(Math.abs)));
    assert.deepEqual([up, down], [shares.filter((share) => share < 0).length, shares.filter((share) => share > 0).length]);
  }
});

test("each share is the slope of its own point's loss, by central differences", () => {
  const [evaluator, theta, step] = [evaluatorOf(12, 8), draw(P), 1e-5];
  const pulls = /** @type {NonNullable<ReturnType<typeof createPulls>>} */ (createPulls({ ...NET, n_train: 8 }, evaluator));
  for (const p of [0, 2, 5, 10, 13, P - 1]) {
    pulls(theta, p).shares.forEach((share, i) => {
      const loss = (/** @type {number} */ by) => {
        const there = theta.slice();
        there[p] += by;
        const out = evaluator.at(there, evaluator.X[2 * i], evaluator.X[2 * i + 1])[0];
        return (out - evaluator.Y[i]) ** 2 / 2;
      };
      assert.ok(Math.abs(share - (loss(step) - loss(-step)) / (2 * step) / 8) < 1e-9);
    });
  }
});

test("of very many points they are those that the map draws; the same theta is worked out once", () => {
  const [evaluator, theta] = [evaluatorOf(8000, 6000), draw(P)];
  const pulls = /** @type {NonNullable<ReturnType<typeof createPulls>>} */ (createPulls({ ...NET, n_train: 6000 }, evaluator));
  assert.equal(pulls(theta, 4).shares.length, evaluator.drawnCut);
  assert.ok(evaluator.drawnCut < 6000);
  assert.equal(pulls(theta, 4), pulls(theta, 4));
  assert.notEqual(pulls(theta, 4), pulls(theta.slice(), 4));
});

test("a loss of the learner's own is nothing that the page knows", () => {
  assert.equal(createPulls({ ...NET, loss: "mine", n_train: 5 }, evaluatorOf(9, 5)), null);
});
