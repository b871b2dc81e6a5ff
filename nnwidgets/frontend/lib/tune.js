/** Hand-tuning as a game against training: the best loss by hand and its time, then what learning makes of the same start. */

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {{theta: Vector, loss: number | null, step: number, running: boolean, shape: string}} Sight what is seen of the lab */
/** @typedef {{best: number | null, theta: Vector, seconds: number}} ByHand the lowest loss, where it was, and the seconds that the hand had taken until then */
/** @typedef {{loss: number, steps: number, seconds: number, beaten: {steps: number, seconds: number} | null}} Learnt */

/** @param {() => number} now in milliseconds */
export function createTune(now) {
  /** @type {Sight | null} */ let begun = null; // what both begin with
  /** @type {Sight | null} */ let last = null;
  /** @type {ByHand} */ let hand = { best: null, theta: new Float64Array(0), seconds: 0 };
  /** @type {Learnt | null} */ let learnt = null;
  /** @type {{step: number, at: number} | null} */ let learning = null;
  let [spent, from] = [0, NaN]; // what the hand has had, in milliseconds, and since when it has been at it

  const atIt = () => spent + (Number.isNaN(from) ? 0 : now() - from);

  /** @param {Sight} sight */
  function begin(sight) {
    last = begun = { ...sight, theta: sight.theta.slice() };
    hand = { best: sight.loss, theta: begun.theta, seconds: 0 };
    [learnt, learning, spent, from] = [null, null, 0, NaN];
    return begun.theta;
  }

  return {
    begin,

    /** What is counted: while learning, every step; else what moves without a step is the hand's. @param {Sight} sight */
    see(sight) {
      const before = last;
      if (!begun || !before || sight.shape !== begun.shape) return void begin(sight);
      last = { ...sight, theta: sight.theta.slice() };
      if (sight.loss === null) return;
      if (learning) {
        const [steps, seconds] = [sight.step - learning.step, (now() - learning.at) / 1000];
        if (steps <= (learnt?.steps ?? 0)) return;
        const beaten = learnt?.beaten ?? (hand.best !== null && sight.loss < hand.best ? { steps, seconds } : null);
        learnt = { loss: sight.loss, steps, seconds, beaten };
      } else if (!sight.running && sight.step === before.step && sight.theta.some((w, k) => w !== before.theta[k])) {
        if (Number.isNaN(from)) from = now();
        if (hand.best === null || sight.loss < hand.best) hand = { best: sight.loss, theta: last.theta, seconds: atIt() / 1000 };
      }
    },

    /** Now training is at it: the weights to learn from. @param {number} step @returns {Vector} */
    learn(step) {
      [spent, from] = [atIt(), NaN];
      [learning, learnt] = [{ step, at: now() }, null];
      return begun?.theta ?? new Float64Array(0);
    },

    /** The hand goes on, from its best. @returns {Vector} */
    resume() {
      learning = null;
      return hand.theta;
    },

    /** The hand begins again. @returns {Vector} */
    again: () => (begun ? begin(begun) : new Float64Array(0)),

    get hand() { return hand; },
    get learnt() { return learnt; },
    /** What the loss was when it began. */
    get first() { return begun?.loss ?? null; },
    /** Seconds that the hand has had, from its first move on. */
    get seconds() { return atIt() / 1000; },
  };
}

/** "0:42", "12:05" @param {number} seconds */
export function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
