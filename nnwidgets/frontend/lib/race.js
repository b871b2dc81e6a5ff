/** One sigmoid neuron with x = 1 and target 0 under two losses: as nnwidgets/core/race.py has it. */

/** @typedef {{answers: number[], slopes: number[]}} Run the answers after 0, 1, … steps, and ∂C/∂w before each */

const sigmoid = (/** @type {number} */ z) => 1 / (1 + Math.exp(-z));

/** @param {number} w @param {number} b @param {number} eta @param {number} steps @returns {{squared: Run, crossed: Run, ratio: number}} */
export function race(w, b, eta, steps) {
  /** @param {(a: number) => number} slopeOf @returns {Run} */
  function run(slopeOf) {
    const made = /** @type {Run} */ ({ answers: [], slopes: [] });
    for (let z = w + b, step = 0; step <= steps; step++) {
      const a = sigmoid(z);
      made.answers.push(a);
      made.slopes.push(slopeOf(a));
      z -= 2 * eta * made.slopes[step];
    }
    return made;
  }
  const [squared, crossed] = [run((a) => a * a * (1 - a)), run((a) => a)];
  return { squared, crossed, ratio: crossed.slopes[0] / squared.slopes[0] };
}
