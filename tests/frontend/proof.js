/**
 * The proof of the edit rule: hands at random, a line with random delays, a kernel that trains all the while.
 * Values tell their origin: the hand's s-th value is s·STRIDE, and training adds far less than STRIDE to it, so the number that is
 * shown says whose value it is and how old.
 */
import assert from "node:assert/strict";
import { createKernel } from "./fake_kernel.js";
import { createRandom } from "./random.js";

const STRIDE = 1000;
const TICK = 10; // ms
const SIZE = 5;

/** @typedef {{at: number, what: () => void}} Event */
/**
 * @typedef {object} Scenario
 * @property {number} [seed]
 * @property {number} [ticks]
 * @property {number} [views]
 * @property {number} [delay] the longest, in ms, each way
 * @property {number} [drop] share of the frames that never come
 * @property {number} [cells] share of the ticks that start a cell
 * @property {number} [cellTime] ms
 * @property {number} [reshapes] share of the ticks with another data set
 * @property {number} [outages] share of the ticks at which the line is cut for a time: what is under way is lost
 * @property {number} [pace] share of the ticks at which the hand does something
 */

/** @param {(options: object) => any} createEdits @param {Scenario} scenario @returns {{sent: number, acts: number, resent: number}} */
export function prove(createEdits, scenario = {}) {
  const { seed = 1, ticks = 3000, views = 1, delay = 300, drop = 0, cells = 0, cellTime = 2000, reshapes = 0, outages = 0, pace = 0.3 } = scenario;
  const random = createRandom(seed);
  const count = { sent: 0, acts: 0, resent: 0 };
  let time = 0;
  let cutUntil = 0;
  let calm = false; // no losses any more: the end
  /** @type {Event[]} */
  let line = [];
  /** @type {Map<string, number>} when the last message of a view arrives: messages do not overtake each other */
  const last = new Map();

  const toKernel = (message) => {
    if (time < cutUntil) return;
    const at = Math.max(time + random.real(0, delay), last.get(message.view) ?? 0);
    last.set(message.view, at);
    line.push({ at, what: () => kernel.receive(message) });
  };
  const over = new Set(); // values that the kernel was given for good
  const again = new Set(); // values of what was grabbed once more
  const kernel = createKernel({
    size: SIZE,
    wrote: (value, last) => {
      assert.ok(!over.has(value) || again.has(value), "what training may have moved on from is not written again");
      if (last) over.add(value);
    },
    emit: (frame) => {
      if (time < cutUntil) return;
      for (const hand of hands) {
        if (!calm && random.chance(drop)) continue;
        line.push({ at: time + random.real(0, delay), what: () => hand.take(frame) }); // frames do overtake each other
      }
    },
  });

  let serial = 0;
  const hands = Array.from({ length: views }, (_, v) => createHand(`view ${v}`));

  function createHand(view) {
    /** @type {Map<number, number>} what this hand says each parameter is, from its move until a frame has applied its release */
    const mine = new Map();
    const holding = new Set();
    const releases = new Map(); // k → the id of the edit that carries the release, once it is sent
    const newest = new Array(SIZE).fill(0); // the newest serial of this hand that was shown
    const written = new Set(); // the serials of this hand
    let theta = null;
    let generation = null;
    let n = -1;
    let lastId = 0;
    let last = null;
    let answered = true;
    let sentAt = 0;

    const edits = createEdits({
      view,
      now: () => time,
      send: (message) => {
        count.sent++;
        const { id, set, hold, release } = message;
        if (!answered) {
          assert.deepEqual(message, last, "one message in flight, said again word for word");
          assert.ok(time - sentAt > 5000 || outages, "there is time for an answer");
          count.resent++;
          sentAt = time;
          return toKernel(structuredClone(message));
        }
        assert.ok(id > lastId, "ids grow");
        [lastId, last, answered, sentAt] = [id, structuredClone(message), false, time];
        for (const [k, value] of Object.entries(set)) assert.equal(value, mine.get(Number(k)), "the newest value is sent");
        for (const k of release) {
          assert.ok(!holding.has(k), "what is held is not released");
          releases.set(k, id);
        }
        for (const k of holding) assert.ok(hold.includes(k), "what is held is said to be held");
        toKernel(structuredClone(message));
      },
    });

    function look() {
      const shown = edits.overlay(theta);
      for (let k = 0; k < SIZE; k++) {
        if (mine.has(k)) {
          assert.equal(shown[k], mine.get(k), holding.has(k) ? "while held the hand's value is shown" : "no jump back before the release is applied");
        } else assert.equal(shown[k], theta[k], "what the hand leaves alone is the kernel's");
        const whose = Math.floor(shown[k] / STRIDE);
        if (views > 1 || !written.has(whose)) continue; // what the kernel refuses to one hand does go back
        assert.ok(whose >= newest[k], "no older value of the hand comes back");
        newest[k] = whose;
      }
      assert.deepEqual([...edits.held].sort(), [...holding].sort(), "the same is held");
    }

    return {
      view,
      edits,
      take({ header, theta: values }) {
        const news = generation === null || header.generation > generation || (header.generation === generation && header.n >= n);
        if (news && header.generation !== generation) {
          for (const set of [mine, holding, releases]) set.clear();
          newest.fill(0);
          answered = true;
        }
        if (news) {
          ({ generation, n } = header);
          theta = values;
          if ((header.applied[view] ?? 0) >= lastId) answered = true;
          for (const [k, id] of [...releases]) {
            if ((header.applied[view] ?? 0) < id) continue;
            releases.delete(k);
            if (views === 1 && mine.has(k)) assert.equal(Math.floor(theta[k] / STRIDE), mine.get(k) / STRIDE, "what was released has arrived");
            mine.delete(k);
          }
        }
        assert.equal(edits.frame(header), news, "the newest frame wins");
        if (theta) look();
      },
      act() {
        if (!theta) return;
        count.acts++;
        const k = random.int(0, SIZE - 1);
        const value = ++serial * STRIDE;
        const what = random.pick(["grab", "move", "move", "move", "move", "release", "put", "beat"]);
        if (what === "grab") {
          holding.add(k);
          again.add(mine.get(k));
          releases.delete(k); // grabbed again before the release was applied: still the same hold
          edits.grab(k);
        } else if (what === "move") {
          if (holding.has(k)) note(k, value);
          edits.move(k, value);
        } else if (what === "release") {
          holding.delete(k);
          edits.release(k);
        } else if (what === "put") {
          holding.delete(k);
          releases.delete(k);
          note(k, value);
          edits.put(k, value);
        } else edits.beat();
        look();
      },
      /** The line is there again: the kernel answers to hello, then what may have been lost is said again. */
      reconnect() {
        toKernel({ kind: "hello", view });
        if (outages) edits.resend();
      },
      rest() {
        for (const k of [...holding]) {
          holding.delete(k);
          edits.release(k);
        }
      },
      settled() {
        assert.equal(edits.pending, false, "at rest nothing is pending");
        assert.equal(edits.overlay(theta), theta, "at rest nothing is laid over");
        assert.deepEqual(theta, kernel.theta, "at rest both sides are equal");
        assert.equal(edits.held.size, 0);
      },
    };

    function note(k, value) {
      mine.set(k, value);
      written.add(value / STRIDE);
    }
  }

  const deliver = () => {
    const due = line.filter(({ at }) => at <= time).sort((a, b) => a.at - b.at);
    line = line.filter(({ at }) => at > time);
    for (const { what } of due) what();
  };
  const tick = () => {
    time += TICK;
    deliver();
    kernel.tick(TICK);
  };

  for (let t = 0; t < ticks; t++) {
    if (random.chance(cells)) kernel.cell(random.real(0, cellTime));
    if (random.chance(reshapes)) kernel.reshape();
    if (random.chance(outages) && time >= cutUntil) {
      cutUntil = time + random.real(0, 8000);
      line = [];
    }
    if (cutUntil && time >= cutUntil) {
      cutUntil = 0;
      for (const hand of hands) hand.reconnect();
    }
    for (const hand of hands) if (random.chance(pace)) hand.act();
    tick();
  }
  calm = true;
  while (time < cutUntil) tick();
  for (const hand of hands) {
    hand.rest();
    hand.reconnect();
  }
  kernel.training = false;
  for (let t = 0; t < 1500 + cellTime / TICK; t++) tick();
  for (const hand of hands) hand.settled();
  assert.equal(kernel.owner.size, 0, "at rest nobody holds anything");
  return count;
}
