/** What belongs to a model and not to one of its views: the store, the line to the kernel, one animation frame for all. */
import { createCalm } from "../lib/health.js";
import { createStore } from "../lib/store.js";
import { readTheme } from "./theme.js";

/** @typedef {import("./host.js").Panel} Panel */
/** @typedef {{root: HTMLElement, panels: Panel[], seen: boolean}} View */
/**
 * @typedef {{get: (name: string) => any, send: (content: object) => void, on: (event: string, fn: (...args: any[]) => void) => void,
 *   off: (event: string, fn: (...args: any[]) => void) => void}} Model
 */

const ACK_FRAMES = 48;
const ACK_MS = 1000;
const REST_MS = 180; // without a change, after which there is time for the fine grid

/** @param {Model} model @param {import("./host.js").Scenery} [scenery] */
export function connect(model, scenery) {
  const view = crypto.randomUUID().slice(0, 12);
  /** @type {Set<View>} */
  const views = new Set();
  let frame = 0;
  let rest = 0;
  let moving = false;
  let [painted, paintedCount, acked, ackedAt] = [-1, 0, -1, 0];
  let greeted = false;
  let shown = false;

  /** @type {WeakMap<HTMLElement, import("./theme.js").Theme>} */
  let themes = new WeakMap();

  const calm = createCalm(() => performance.now());
  /** @type {object[]} what the hand has done, and is told the kernel when it has been painted: the telling takes up to 10 ms */
  const outbox = [];
  const after = new MessageChannel(); // its turn comes when the frame is painted
  after.port1.onmessage = deliver;

  const store = createStore({ view, send, changed: wake, scenery });

  /** An edit waits for the frame that shows it; all else goes at once, and behind it. @param {{kind?: string}} message */
  function send(message) {
    outbox.push(message);
    if (message.kind !== "edit" || !shown) return deliver();
    for (const { root } of views) root.dataset.nnwPending = "true"; // from now on, not from the next frame
    frame ||= requestAnimationFrame(paint);
    return true;
  }

  function deliver() {
    try {
      for (; outbox.length; outbox.shift()) model.send(outbox[0]);
      return true;
    } catch {
      outbox.length = 0;
      store.lose(); // "Cannot send": the kernel behind this view is gone
      return false;
    }
  }

  /** Something changed: draw it in the next frame, and once more, finely, when nothing has moved for a while. */
  function wake() {
    clearTimeout(rest);
    moving = true;
    if (!frame && shown) frame = requestAnimationFrame(paint);
  }

  function paint() {
    frame = 0;
    const still = !moving && !store.held.size && !store.header?.running;
    const scene = store.scene(still);
    const health = scene ? calm(scene.health, scene.header.running) : [];
    for (const { root, panels, seen } of views) {
      mark(root);
      if (!scene || !seen) continue;
      const picture = { ...scene, health, theme: themeOf(root), still };
      for (const panel of panels) panel.update(picture);
    }
    if (scene && scene.header.n !== painted) {
      painted = scene.header.n;
      paintedCount++;
      for (const { root } of views) root.dataset.nnwPainted = String(paintedCount);
      if (painted - acked >= ACK_FRAMES || performance.now() - ackedAt > ACK_MS) acknowledge();
    }
    if (outbox.length) after.port2.postMessage(null);
    clearTimeout(rest);
    if (!still) rest = window.setTimeout(() => { moving = false; frame ||= requestAnimationFrame(paint); }, REST_MS);
  }

  /** Read once: to ask for a style in every frame costs a layout. @param {HTMLElement} root */
  function themeOf(root) {
    const theme = themes.get(root) ?? readTheme(root);
    themes.set(root, theme);
    return theme;
  }

  function acknowledge() {
    [acked, ackedAt] = [painted, performance.now()];
    store.acknowledge(painted);
  }

  /** What tests wait for. @param {HTMLElement} root */
  function mark(root) {
    const { header } = store;
    if (!header) return;
    Object.assign(root.dataset, {
      nnwStep: header.step, nnwApplied: store.applied, nnwGeneration: header.generation, nnwRunning: header.running,
      nnwReason: header.reason, nnwPending: store.pending, nnwFrame: header.n,
    });
  }

  function look() {
    const now = document.visibilityState === "visible" && [...views].some(({ seen }) => seen);
    if (!greeted && views.size) {
      greeted = store.look(now, false);
    } else if (now !== shown) store.look(now, true);
    shown = now;
    if (shown) wake();
  }

  /** @param {any} message @param {DataView[]} buffers */
  function heard(message, buffers) {
    if (message.kind === "error") {
      if (!message.view || message.view === view) store.complain(String(message.text), message.refused === true);
    } else if (["made", "progress", "module"].includes(message.kind)) store.tools.hear(message, buffers);
    else store.receive(message, buffers[0]);
  }

  function bye() {
    if (greeted) store.leave();
    greeted = shown = false;
  }

  const kept = model.get("_payload");
  if (kept?.byteLength) store.receive({ ...model.get("_header"), n: -1 }, kept);
  model.on("msg:custom", heard);
  model.on("comm_live_update", store.ask); // the kernel restarts, or has died
  const beat = setInterval(() => {
    store.beat();
    if (shown && (store.header?.running || painted !== acked)) acknowledge();
  }, ACK_MS);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pagehide", bye);

  return {
    store,
    /** @param {View} one */
    add(one) {
      views.add(one);
      look();
    },
    /** @param {View} one */
    remove(one) {
      views.delete(one);
      if (views.size) look();
      else bye();
    },
    look,
    /** The page has other colours. */
    repaint() {
      themes = new WeakMap();
      wake();
    },
    destroy() {
      bye();
      after.port1.close();
      clearInterval(beat);
      clearTimeout(rest);
      cancelAnimationFrame(frame);
      model.off("msg:custom", heard);
      model.off("comm_live_update", store.ask);
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("pagehide", bye);
    },
  };
}
