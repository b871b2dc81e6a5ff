/** What a page asks the kernel to make for it: texts and files; and how far a longer piece of work is. */

/** @typedef {{name: string, type: string, note: string, data: Uint8Array, text: string}} Made */
/** @typedef {{what: string | null, done: number, of: number, left: number, stops: boolean}} Progress */

/** @param {{view: string, post: (message: object) => boolean, changed: () => void, heard: () => void}} options */
export function createTools({ view, post, changed, heard }) {
  /** @type {Map<string, {done: (made: Made) => void, failed: (error: Error) => void}>} */
  const asked = new Map();
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

    /** @param {any} message @param {DataView | undefined} buffer */
    hear(message, buffer) {
      heard();
      if (message.kind === "progress") progress = message.what ? message : null;
      else if (buffer) {
        const data = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
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
