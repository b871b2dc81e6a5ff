/** What a page asks the kernel for: texts and files made for it, its own further modules; and how far a longer piece of work is. */

/** @typedef {{name: string, type: string, note: string, data: Uint8Array, text: string}} Made */
/** @typedef {{what: string | null, done: number, of: number, left: number, stops: boolean}} Progress */

/** @param {{view: string, post: (message: object) => boolean, changed: () => void, heard: () => void}} options */
export function createTools({ view, post, changed, heard }) {
  /** @type {Map<string, {done: (made: Made) => void, failed: (error: Error) => void}>} */
  const asked = new Map();
  /** @type {Map<string, {done: (bytes: Uint8Array[]) => void, failed: (error: Error) => void}[]>} */
  const modules = new Map();
  let count = 0;
  /** @type {Progress | null} */
  let progress = null;

  return {
    /** Something in a format of the kernel's. @param {string} format @returns {Promise<Made>} rejected with the kernel's sentence */
    make(format) {
      const ask = `${view} ${++count}`;
      post({ kind: "do", view, what: "export", value: { format, ask } });
      return new Promise((done, failed) => asked.set(ask, { done, failed }));
    },

    /** A further module of the page: [code, style]. Rejected with the kernel's sentence. @param {string} name @param {string} digest of the build that this page is of @returns {Promise<Uint8Array[]>} */
    module(name, digest) {
      post({ kind: "module", view, name, digest });
      return new Promise((done, failed) => modules.set(name, [...(modules.get(name) ?? []), { done, failed }]));
    },

    /** @param {any} message @param {DataView[]} [buffers] */
    hear(message, buffers = []) {
      const [buffer] = buffers;
      heard();
      if (message.kind === "module") {
        const waiting = modules.get(message.name) ?? [];
        modules.delete(message.name);
        for (const { done, failed } of waiting) {
          if (message.error) failed(new Error(message.error));
          else done(buffers.map(bytes));
        }
        return changed();
      }
      if (message.kind === "progress") progress = message.what ? message : null;
      else if (buffer) {
        const data = bytes(buffer);
        const text = /^image|pdf$/.test(message.type) ? "" : new TextDecoder().decode(data);
        asked.get(message.ask)?.done({ ...message, data, text });
        asked.delete(message.ask);
      }
      changed();
    },

    /** The kernel has refused. @param {string} text */
    fail(text) {
      for (const { failed } of asked.values()) failed(new Error(text));
      asked.clear();
    },

    get progress() { return progress; },
  };
}

/** @param {DataView} view */
const bytes = ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength);
