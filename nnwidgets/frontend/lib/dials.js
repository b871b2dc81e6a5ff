/**
 * Dials: values of a lab that are no weights, such as an input or a step. A hand's value is shown at once, and until the kernel has said
 * what came of it; of many in a row the newest goes, one at a time.
 */

/** @typedef {Record<string, any>} Values by name, as JSON */

/** @param {{view: string, post: (message: object) => boolean}} options */
export function createDials({ view, post }) {
  /** @type {Values} */ let shown = {}; // by the hand, over the kernel's
  /** @type {Values | null} */ let waiting = null;
  /** @type {{id: number, values: Values} | null} */ let flying = null;
  let count = 0;

  function fly() {
    if (flying || !waiting) return;
    [flying, waiting] = [{ id: ++count, values: waiting }, null];
    say();
  }

  const say = () => flying && post({ kind: "do", view, what: "dial", value: { view, ...flying } });

  return {
    /** @param {Values} values */
    set(values) {
      shown = { ...shown, ...values };
      waiting = { ...waiting, ...values };
      fly();
    },
    /** A frame has come. @param {{dialed?: Record<string, number>}} header */
    frame({ dialed }) {
      if (!flying || (dialed?.[view] ?? 0) < flying.id) return;
      flying = null;
      fly();
      if (!flying) shown = {};
    },
    /** The kernel's values under the hand's. @param {Values | undefined} values @returns {Values} */
    over: (values) => ({ ...values, ...shown }),
    /** What has had no answer is said again. */
    resend() { say(); },
    /** Nobody is there to answer: what the hand has set stays on the page. */
    lose() { [flying, waiting] = [null, null]; },
    get pending() { return flying !== null; },
  };
}
