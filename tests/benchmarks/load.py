"""Painted frames a second under load, beside those of the default Playground: in one notebook, one lab in sight at a time, in turns."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import harness
from pages import Notebook
from rounds import Row, spread

WARM_UP, SECONDS, SHARE = 1.0, 4.0, 0.6
DIGITS, BATCH, LEAST_PAINTED, LEAST_EXAMPLES = "digits 784-16-16-10", 32, 20, 200_000
LABS = {
    "2-4-2-1": "nw.Playground()",
    "6 layers of 8": "nw.Playground(hidden=(8,) * 6)",
    "50,000 points": "nw.Playground(nw.datasets.circle(50_000))",
    DIGITS: "nw.DigitsLab(epochs=0)",
    "10⁶ steps behind it": "nw.Playground()",
}
RATES = """async ([i, warmUp, seconds]) => {
  const { dataset } = document.querySelectorAll('.nnw')[i];
  const wait = s => new Promise(done => setTimeout(done, 1000 * s));
  const read = () => [Number(dataset.nnwPainted), Number(dataset.nnwStep), performance.now() / 1000];
  await wait(warmUp);
  const before = read();
  await wait(seconds);
  const [painted, steps, time] = read().map((value, i) => value - before[i]);
  return [painted / time, steps / time];
}"""


def measure(quick: bool) -> Iterator[Row]:
    """Rows of all labs, each round a turn of each. Raises RuntimeError where there is no browser."""
    from playwright.sync_api import sync_playwright

    if harness.find_browser() is None:
        raise RuntimeError("no Chromium or Chrome was found: install one, or name it in NNWIDGETS_BROWSER")
    cells = ["import numpy as np\nimport nnwidgets as nw", *(f"lab{i} = {made}\nlab{i}" for i, made in enumerate(LABS.values()))]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with harness.jupyter_lab(folder) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=harness.find_browser(), args=harness.CHROMIUM_FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(60_000)
            nb = Notebook(page, url, folder / "work").open("load.ipynb", cells)
            nb.run_all()
            page.wait_for_function("n => document.querySelectorAll('.nnw').length === n", arg=len(LABS))
            nb.execute(f"lab{len(LABS) - 1}.train(steps=1_000_000)", 300)
            nb.execute(f"lab{list(LABS).index(DIGITS)}.view = 'train'")  # the heaviest of its views: two curves and the confusion matrix
            yield from rows_of(page, rounds=1 if quick else 5, seconds=1.5 if quick else SECONDS)
            nb.shut_down()
            browser.close()


def rows_of(page, rounds: int, seconds: float) -> Iterator[Row]:
    """Play each for some seconds, one after the other, as often as there are rounds."""
    seen: dict[str, list[list[float]]] = {name: [] for name in LABS}
    for r in range(rounds):
        print(f"load: round {r + 1} of {rounds}", file=sys.stderr)
        for i, name in enumerate(LABS):
            root = page.locator(".nnw").nth(i)
            root.evaluate("element => element.scrollIntoView({ block: 'start' })")
            play = root.locator('[data-nnw="play"]')
            page.wait_for_function("i => document.querySelectorAll('.nnw')[i].dataset.nnwStep", arg=i)  # what is out of sight is not drawn
            play.click()
            seen[name].append(page.evaluate(RATES, [i, WARM_UP, seconds]))
            play.click()
            page.wait_for_function("i => document.querySelectorAll('.nnw')[i].dataset.nnwRunning === 'false'", arg=i)
    usual = next(iter(LABS))
    for name, rates in seen.items():
        painted, steps = zip(*rates, strict=True)
        if name == DIGITS:  # at full speed: a step is a batch of 32
            met = median(painted) >= LEAST_PAINTED and BATCH * median(steps) >= LEAST_EXAMPLES
            text = f"{spread(painted, '.1f')} frames/s, {BATCH * median(steps):,.0f} examples/s"
            yield Row(f"painted/s, {name}, training view, full speed", text, goal=f"≥ {LEAST_PAINTED}, ≥ {LEAST_EXAMPLES:,}", met=met)
            continue
        shares = [rate / base for (rate, _), (base, _) in zip(rates, seen[usual], strict=True)]
        goal = {"goal": f"≥ {SHARE:g}×", "met": median(shares) >= SHARE} if name == "6 layers of 8" else {}
        text = f"{spread(painted, '.1f')} frames/s, {median(steps):,.0f} steps/s"
        yield Row(f"painted/s, {name}, 1,000 steps/s asked for", text, ratio="" if name == usual else spread(shares, unit="×"), **goal)
