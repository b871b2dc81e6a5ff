/** Waiting for the kernel: how long something that is due has not come, and when to ask for it. */

const LIMIT = 5000; // ms without an answer
const LONGEST = 8; // limits between two questions

/** @param {() => number} now in milliseconds */
export function createPatience(now) {
  /** @type {number | null} since when something is due; null while nothing is */
  let since = null;
  let asks = 0;
  let next = 0;

  return {
    /** Something is due from now on, unless something was before. */
    expect() {
      if (since === null) [since, asks, next] = [now(), 0, now() + LIMIT];
    },

    /** It has come. */
    end() { since = null; },

    /** Whether anything is due. */
    get waits() { return since !== null; },

    /** Whether it takes too long. */
    get over() { return since !== null && now() - since > LIMIT; },

    /** Whether it is time to ask, which is then taken to happen: after 5 s, 10 s later, then 20, and every 40 s. */
    ask() {
      if (since === null || now() <= next) return false;
      next = now() + LIMIT * Math.min(2 ** ++asks, LONGEST);
      return true;
    },
  };
}

export const GONE = "The kernel was restarted or is gone. Run the notebook's cells again, from the first one, to bring the lab back.";
export const BUSY = "The kernel does not answer: it is busy with a cell, out of reach, or gone. The picture still works; what you change waits for it.";
