/** What is made once for every full frame, when it is asked for. */

/** @template T @param {(scene: import("./wire.js").Scene) => T} make @returns {(scene: import("./wire.js").Scene) => T} */
export function anew(make) {
  let shape = -1;
  /** @type {T} */ let made;
  return (scene) => {
    if (scene.shape !== shape) [shape, made] = [scene.shape, make(scene)];
    return made;
  };
}
