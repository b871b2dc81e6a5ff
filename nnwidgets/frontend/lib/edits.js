/**
 * The hand against training: the browser's side of the edit rule (ARCHITECTURE, section 4, rules 1 to 7).
 *
 * The kernel's theta is the truth. What the hand has set is drawn over it while the hand holds it, and from then on until the
 * first frame that has applied the release: no value of the hand ever gives way to an older one of the kernel.
 * One message is in flight at a time. What happens meanwhile is kept per parameter, the newest value each, and sent as one.
 *
 * A message says the whole state of the hand, not what changed: `hold` lists all that it holds or has released since the last
 * message, `set` their values, `release` those let go. The kernel does hold, set, release in this order. So a hold that the kernel
 * let lapse comes back with the next move, and a parameter that is released and grabbed again before the release was applied is
 * simply still held.
 *
 * A message that has no answer is said again word for word. The kernel goes by its id and does none twice: where only the answer
 * was lost, a number that training has moved on from does not come back.
 */

/** @typedef {{kind: "edit", view: string, id: number, generation: number, set: Record<string, number>, hold: number[], release: number[]}} Edit */
/** @typedef {{n: number, generation: number, applied: Record<string, number>}} Header the part of a frame's header that is read here */

const PATIENCE = 5000; // ms
const TRIES = 4;

/**
 * @param {object} options
 * @param {string} options.view a name that no other view of the model has: the kernel counts edits per view
 * @param {(edit: Edit) => void} options.send must not throw; what it cannot deliver is said again by `resend`
 * @param {() => number} [options.now] in milliseconds
 */
export function createEdits({ view, send, now = () => performance.now() }) {
  /** @type {Map<number, number>} the overlay: what the hand has set, until the kernel has it to itself again */
  const values = new Map();
  // A parameter of the hand's is in one of these three.
  /** @type {Set<number>} */ const held = new Set();
  /** @type {Set<number>} released, and not yet said */ const leaving = new Set();
  /** @type {Set<number>} released by the message in flight */ const left = new Set();
  /** @type {number | null} */ let generation = null;
  let n = -1;
  let id = 0; // of the last message
  let applied = 0;
  /** @type {Edit | null} the message that has had no answer yet */ let inFlight = null;
  let changed = false; // since the last message
  let sentAt = 0;
  let tries = 0;

  function flush() {
    if (inFlight || !changed || generation === null) return;
    const hold = [...held, ...leaving];
    const set = Object.fromEntries([...values].filter(([k]) => !left.has(k)));
    const release = [...leaving];
    for (const k of leaving) left.add(k);
    leaving.clear();
    changed = false;
    inFlight = { kind: "edit", view, id: ++id, generation, set, hold, release };
    resend();
  }

  /** Says the message in flight again, if there is one: for a line that was cut. */
  function resend() {
    if (!inFlight) return;
    sentAt = now();
    send(inFlight);
  }

  function change() {
    changed = true;
    flush();
  }

  function forget() {
    for (const all of [values, held, leaving, left]) all.clear();
    inFlight = null;
    changed = false;
    tries = 0;
  }

  /** The message in flight has done its work: what it released is the kernel's again. */
  function land() {
    for (const k of left) values.delete(k);
    left.clear();
    inFlight = null;
    tries = 0;
  }

  /** The kernel takes the message in flight for one that it has done, and it has not: its contents go into the next. */
  function renumber() {
    if (!inFlight) return;
    for (const k of left) leaving.add(k);
    left.clear();
    inFlight = null;
    change();
  }

  /** @param {number} k @returns {boolean} whether the hand has it: not before the first frame */
  function grab(k) {
    if (generation === null) return false;
    if (held.has(k)) return true;
    leaving.delete(k);
    left.delete(k);
    held.add(k);
    change();
    return true;
  }

  /** Nothing happens unless k is held. @param {number} k @param {number} value */
  function move(k, value) {
    if (!held.has(k) || !Number.isFinite(value) || values.get(k) === value) return;
    values.set(k, value);
    change();
  }

  /** @param {number} k */
  function release(k) {
    if (!held.delete(k)) return;
    leaving.add(k);
    change();
  }

  /** A momentary edit, such as a typed number: grab, move and release in one message. @param {[k: number, value: number][]} all */
  function putAll(all) {
    if (generation === null || !all.every(([, value]) => Number.isFinite(value))) return;
    for (const [k, value] of all) {
      for (const set of [held, left]) set.delete(k);
      leaving.add(k);
      values.set(k, value);
    }
    if (all.length) change();
  }

  /**
   * Takes a frame's header, and says whether the frame is to be drawn: one older than the last is not.
   * Another generation ends all holds, for its parameters are others: the hand must grab anew.
   *
   * An answer that stays away: while no frames come the kernel is busy, and the picture is the hand's. When frames come, but 5 s
   * after it was sent (then 10, 20, 40) an edit is not among the applied, it is said again; after the fourth time the kernel is
   * taken not to listen, and what it says is shown.
   * @param {Header} header
   */
  function frame(header) {
    if (generation !== null && (header.generation < generation || (header.generation === generation && header.n < n))) return false;
    n = header.n;
    if (header.generation !== generation) {
      forget();
      generation = header.generation;
    }
    applied = header.applied[view] ?? 0;
    if (applied > id) {
      id = applied; // the view's name was used before: count on from there
      renumber();
    } else if (inFlight && applied === id) land();
    else if (inFlight && now() - sentAt > PATIENCE * 2 ** tries) {
      if (++tries < TRIES) resend();
      else land();
    }
    flush();
    return true;
  }

  /**
   * theta with the hand's values over it; theta itself when there are none.
   * @template {Float64Array | Float32Array} T
   * @param {T} theta
   * @returns {T}
   */
  function overlay(theta) {
    if (!values.size) return theta;
    const shown = /** @type {T} */ (theta.slice());
    for (const [k, value] of values) if (k < shown.length) shown[k] = value;
    return shown;
  }

  return {
    grab, move, release, putAll, frame, overlay, resend,
    put: (/** @type {number} */ k, /** @type {number} */ value) => putAll([[k, value]]),
    /** Says again what is held, so that the kernel does not take the hand for gone: once a second. */
    beat() { if (held.size) change(); },

    /** The kernel has told this view that another hand was first: its holds and their values end now. */
    refuse() {
      for (const k of held) values.delete(k);
      for (const k of [...held]) release(k);
    },

    /** The kernel is another one: all is forgotten, and its first frame is taken whatever its number. */
    reset() {
      forget();
      generation = null;
    },

    /** @returns {ReadonlySet<number>} the parameters that the hand holds */
    get held() { return held; },
    /** The newest edit of this view that the kernel has applied. */
    get applied() { return applied; },
    /** Of the newest frame; null before the first. */
    get generation() { return generation; },
    /** Whether there is something of the hand's that the kernel is not known to have. */
    get pending() { return inFlight !== null || changed; },
    /** For how many milliseconds the message in flight has had no answer; 0 when there is none. */
    get waiting() { return inFlight ? now() - sentAt : 0; },
  };
}
