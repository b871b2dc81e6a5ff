/** Undo, redo and play, asked for after all that the hand has done: the kernel must have it first. */

/** @param {ReturnType<typeof import("./edits.js").createEdits>} edits @param {(what: string) => void} ask the kernel */
export function createTurns(edits, ask) {
  /** @type {string[]} */ const waiting = [];

  /** Asks for what waits, if nothing of the hand's is on its way. */
  function run() {
    for (; waiting.length && !edits.pending; waiting.shift()) ask(waiting[0]);
  }

  return {
    run,
    /** The hand lets go of what it holds. @param {string} what */
    ask(what) {
      for (const k of [...edits.held]) edits.release(k);
      waiting.push(what);
      run();
    },
  };
}
