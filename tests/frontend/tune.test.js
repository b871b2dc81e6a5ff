import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, createTune } from "../../nnwidgets/frontend/lib/tune.js";

/** A game whose clock and lab the test moves. */
function bench() {
  const time = { now: 0 };
  const game = createTune(() => time.now);
  const lab = { theta: Float64Array.of(1, 2), loss: 0.5, step: 0, running: false, shape: "2,1" };
  game.begin(lab);
  /** So many seconds later the lab shows this. */
  function later(seconds, change) {
    time.now += 1000 * seconds;
    Object.assign(lab, change, change.w === undefined ? {} : { theta: Float64Array.of(change.w, 2) });
    game.see(lab);
  }
  return { game, later };
}

test("V1.14: the best by hand stays, with its weights and the time that it took from the first move on", () => {
  const { game, later } = bench();
  later(30, {}); // to look costs nothing
  assert.equal(game.seconds, 0);
  later(1, { w: 1.1, loss: 0.4 });
  later(5, { w: 1.2, loss: 0.3 });
  later(4, { w: 1.3, loss: 0.9 });
  assert.deepEqual([game.hand.best, [...game.hand.theta], game.hand.seconds, game.seconds], [0.3, [1.2, 2], 5, 9]);
  assert.equal(game.first, 0.5);
});

test("V1.14: learning begins where the hand began, and what it makes of it is told beside the hand's best", () => {
  const { game, later } = bench();
  later(1, { w: 1.2, loss: 0.3 });
  later(9, { w: 1.3, loss: 0.6 });
  assert.deepEqual([...game.learn(0)], [1, 2]);
  later(0.1, { w: 1, loss: 0.5 }); // put back
  assert.equal(game.learnt, null);
  later(0.4, { w: 0.9, loss: 0.45, step: 50, running: true });
  later(0.5, { w: 0.8, loss: 0.25, step: 120 });
  later(1, { w: 0.7, loss: 0.1, step: 400 });
  later(1, { running: false });
  later(9, { w: 5, loss: 0.01 }); // what a hand makes of learnt weights is neither's
  assert.deepEqual(game.learnt, { loss: 0.1, steps: 400, seconds: 2, beaten: { steps: 120, seconds: 1 } });
  assert.deepEqual([game.hand.best, game.seconds], [0.3, 9]);
  assert.deepEqual([...game.resume()], [1.2, 2]);
  later(1, { w: 1.2, loss: 0.3 });
  later(1, { w: 1.15, loss: 0.2 });
  assert.deepEqual([game.hand.best, game.seconds], [0.2, 10]);
});

test("training that was started otherwise is not by hand, nor is a step, nor a loss that nobody knows", () => {
  const { game, later } = bench();
  later(1, { w: 1.1, loss: 0.4, step: 10, running: true });
  later(1, { w: 1.2, loss: 0.2, step: 20 });
  later(1, { w: 1.3, loss: 0.1, step: 21, running: false });
  later(1, { w: 1.4, loss: null });
  assert.deepEqual([game.hand.best, game.seconds], [0.5, 0]);
});

test("another network, other data or another loss begin anew, and so does starting over", () => {
  const { game, later } = bench();
  later(1, { w: 1.1, loss: 0.4 });
  assert.deepEqual([...game.again()], [1, 2]);
  assert.deepEqual([game.hand.best, game.seconds], [0.5, 0]);
  later(1, { w: 1.1, loss: 0.4 });
  later(1, { shape: "2,2,1", loss: 0.7 });
  assert.deepEqual([game.first, game.hand.best, game.seconds], [0.7, 0.7, 0]);
});

test("a clock as people read it", () => {
  assert.deepEqual([0, 9.9, 42, 60, 725].map(clock), ["0:00", "0:09", "0:42", "1:00", "12:05"]);
});
