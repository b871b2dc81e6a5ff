"""What a hand costs the browser with 50,000 points: the loss of the fixed sample beside that of all, in one run of Node."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from rounds import Row

FRONTEND = Path(__file__).parents[2] / "nnwidgets" / "frontend"
GOAL = 4.0  # ms in a frame
NETS = ([2, 4, 2, 1], [2, 8, 8, 8, 8, 8, 8, 1])
PROGRAM = """
import { createEvaluator } from "./lib/evaluate.js";
import { nParams } from "./lib/forward.js";
import { generator } from "./lib/sample.js";
const PARTS = 100; // so small that none is sampled
const { sizes, rounds, n } = JSON.parse(process.argv[1]), random = generator(1);
const net = { sizes, hidden: sizes.slice(1, -1).map(() => "tanh"), output: "tanh", loss: "squared_error", task: "binary", data: null };
const draw = (length, scale) => Float64Array.from({ length }, () => scale * (random() - 0.5));
const [X, Y, theta] = [draw(2 * n, 12), draw(n, 2), draw(nParams(sizes), 2)];
const few = createEvaluator({ ...net, n_train: n / 2 }, X, Y);
const size = n / PARTS;
const cut = (all, width, i) => all.subarray(width * i * size, width * (i + 1) * size);
const part = (_, i) => createEvaluator({ ...net, n_train: size }, cut(X, 2, i), cut(Y, 1, i));
const parts = Array.from({ length: PARTS }, part);
const times = { few: [], all: [] };
const clock = (name, work) => {
  const begun = performance.now();
  work();
  times[name].push(performance.now() - begun);
};
for (let round = 0; round < rounds; round++) {
  clock("few", () => few.score(theta));
  clock("all", () => parts.forEach((part) => part.score(theta)));
}
const median = (list) => list.slice(5).sort((a, b) => a - b)[Math.floor((list.length - 5) / 2)];
console.log(JSON.stringify([median(times.few), median(times.all), few.sampled, parts.some((part) => part.sampled)]));
"""


def measure(quick: bool) -> Iterator[Row]:
    """Milliseconds for the loss and accuracy of both parts."""
    for sizes in NETS:
        given = json.dumps({"sizes": sizes, "rounds": 20 if quick else 100, "n": 50_000})
        command = ["node", "--input-type=module", "-e", PROGRAM, given]
        few, all_points, sampled, cut = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=FRONTEND).stdout)
        assert sampled and not cut
        name = f"loss of a sample of 50,000 points, {'-'.join(map(str, sizes))}; theirs: of all"
        ratio = f"{all_points / few:.0f}"
        yield Row(name, f"{few:.2f} ms", f"{all_points:.1f} ms", ratio, f"≤ {GOAL:g} ms", few <= GOAL)
