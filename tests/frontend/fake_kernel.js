/** A kernel that keeps rules 4 to 7 of ARCHITECTURE, section 4, and nothing else; time passes only while its loop runs. */

const PATIENCE = 5000;
const TURNS = 40;

/**
 * @param {object} options
 * @param {number} options.size parameters
 * @param {(frame: {header: object, theta: Float64Array}) => void} options.emit
 * @param {(view: string, k: number) => void} [options.tell] says to a view that another one holds k
 * @param {(value: number, over: boolean) => void} [options.wrote] hears of each number that an edit writes; over: and lets go of
 */
export function createKernel({ size, emit, tell = () => {}, wrote = () => {} }) {
  const theta = Float64Array.from({ length: size }, (_, k) => k / size);
  const owner = new Map();
  const silent = new Map();
  const applied = {};
  const inbox = [];
  let generation = 1;
  let n = 0;
  let busy = 0;
  let turns = 0;

  const show = () => emit({ header: { n: ++n, generation, applied: { ...applied } }, theta: theta.slice() });
  const letGo = (view) => [...owner].filter(([, v]) => v === view).forEach(([k]) => owner.delete(k));

  function edit({ view, id, generation: meant, set, hold, release }) {
    silent.set(view, 0);
    if (id <= (applied[view] ?? 0)) return;
    applied[view] = id;
    if (meant !== generation) return;
    const mine = (k) => (owner.get(k) ?? view) === view;
    for (const k of hold) {
      if (mine(k)) owner.set(k, view);
      else tell(view, k);
    }
    for (const [k, value] of Object.entries(set)) {
      if (!mine(Number(k))) continue;
      theta[k] = value;
      wrote(value, release.includes(Number(k)));
    }
    for (const k of release) if (mine(k)) owner.delete(k);
  }

  return {
    theta,
    owner,
    applied,
    training: true,
    receive: (message) => inbox.push(message),
    /** Cells run for so long: nothing is read, trained or shown meanwhile. Others wait before what came in: the loop turns unread. */
    cell(ms) {
      busy = Math.max(busy, ms);
      turns = TURNS;
    },
    /** Another data set, another shape: all holds end, and what was meant for the old one is dropped. */
    reshape() {
      generation++;
      owner.clear();
      for (let k = 0; k < size; k++) theta[k] = -k;
    },
    /** So many milliseconds: what came in, between two steps; one step; one frame. */
    tick(ms) {
      if (busy > 0) return void (busy -= ms);
      for (const [view, time] of silent) {
        silent.set(view, time + ms);
        if (time + ms > PATIENCE) letGo(view);
      }
      const read = turns > 0 ? [] : inbox.splice(0);
      turns--;
      for (const message of read) message.kind === "edit" ? edit(message) : silent.set(message.view, 0);
      if (this.training) for (let k = 0; k < size; k++) if (!owner.has(k)) theta[k] += 0.01;
      show();
    },
  };
}
