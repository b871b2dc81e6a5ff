"""From the hand to the pixels: a weight dragged in the Playground, against `interact` and pyplot drawing the same picture.

Both stand in one notebook and take turns; the time runs from the event in the page until after the frame that paints what came of it.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import harness
import numpy as np
from line import Line
from pages import Notebook
from rounds import Row

HERE = Path(__file__).parent
CELLS = [
    "import numpy as np\nimport nnwidgets as nw",
    "lab = nw.Playground()\nlab.train(epochs=100)\nlab",
    f"import sys\nsys.path.insert(0, {str(HERE)!r})\nfrom tutorial_interact import show\nshow()",
]
W = 14  # W[1][0, 2], the weight that the tutorial's slider sets
OURS_A_ROUND = 3
MEDIAN, P95, RATIO = 20, 34, 8  # ms, ms, times: what is aimed at

PAINTED = """const painted = then => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();  // its turn comes after the frame is painted
  port1.onmessage = () => then(performance.now());
  port2.postMessage(null);
});"""
# A move of the pointer at any moment of a frame, until the output's map has other pixels.
OURS = f"""([x, y, wait]) => new Promise(done => {{
  {PAINTED}
  const [network, map] = ['network', 'map'].map(name => document.querySelector(`canvas[data-nnw="${{name}}"]`));
  const middle = () => map.getContext('2d').getImageData(map.width / 2 - 32, map.height / 2 - 32, 64, 64).data;
  const same = (a, b) => a.every((value, i) => value === b[i]);
  setTimeout(() => {{
    const before = middle();
    const begun = performance.now();
    network.dispatchEvent(new PointerEvent('pointermove', {{ clientX: x, clientY: y, bubbles: true }}));
    const look = end => (same(before, middle()) ? painted(look) : done(end - begun));
    painted(look);
  }}, wait);
}})"""
# An arrow key on the slider, until another image is there, decoded and painted.
THEIRS = f"""([key, wait]) => new Promise(done => {{
  {PAINTED}
  const image = () => document.querySelector('.jp-OutputArea .widget-output img, .jp-OutputArea .jupyter-widgets img');
  setTimeout(() => {{
    const before = image().src;
    const begun = performance.now();
    const look = async () => {{
      const now = image();
      if (!now || now.src === before) return;
      eye.disconnect();
      await now.decode();
      painted(end => done(end - begun));
    }};
    const eye = new MutationObserver(look);
    eye.observe(document.body, {{ childList: true, subtree: true, attributes: true, attributeFilter: ['src'] }});
    const press = new KeyboardEvent('keydown', {{ key, bubbles: true, cancelable: true }});
    document.querySelector('.widget-slider .noUi-handle').dispatchEvent(press);
  }}, wait);
}})"""


def measure(quick: bool) -> Iterator[Row]:
    """Median and p95 next to the server and 150 ms from it. Raises RuntimeError where there is no browser."""
    if harness.find_browser() is None:
        raise RuntimeError("no Chromium or Chrome was found: install one, or name it in NNWIDGETS_BROWSER")
    rounds = 4 if quick else 20
    with notebook() as (nb, line):
        for way in (0.0, 0.075):
            line.stretch(way)
            print(f"slider: a line of {2000 * way:.0f} ms", file=sys.stderr)
            yield from rows_of(nb, rounds, f"line of {2000 * way:.0f} ms")
        line.stretch(0)


@contextmanager
def notebook():
    """A notebook with both at rest, seen through a line."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with harness.jupyter_lab(folder) as url, Line(url) as line, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=harness.find_browser(), args=harness.CHROMIUM_FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(60_000)
            nb = Notebook(page, line.url, folder / "work").open("slider.ipynb", CELLS)
            nb.run_all()
            nb.until("step", 2500, 60)
            page.locator(".jp-OutputArea img").last.wait_for()
            yield nb, line
            nb.shut_down()
            browser.close()


def rows_of(nb, rounds: int, note: str) -> Iterator[Row]:
    """Take turns: some moves of a drag, then one step of the slider. The first turn of each is not counted."""
    wait = np.random.default_rng(0)
    ours, theirs = [], []
    for r in range(rounds + 1):
        in_sight(nb, ".nnw")
        x, y = nb.where(W)
        nb.page.mouse.move(x, y)
        nb.page.mouse.down()
        times = [nb.page.evaluate(OURS, [x, y + 10 * (1 + i) * (-1) ** r, wait.uniform(100, 117)]) for i in range(OURS_A_ROUND)]
        nb.page.mouse.up()
        nb.until("pending", "false")
        in_sight(nb, ".widget-slider")
        time = nb.page.evaluate(THEIRS, ["ArrowRight" if r % 2 else "ArrowLeft", wait.uniform(100, 117)])
        if r:
            ours += times
            theirs.append(time)
    for what, q in (("median", 0.5), ("p95", 0.95)):
        our, their = np.quantile(ours, q), np.quantile(theirs, q)
        goal, met = (f"≤ {MEDIAN} ms, ≥ {RATIO}×", our <= MEDIAN and their >= RATIO * our) if q == 0.5 else (f"≤ {P95} ms", our <= P95)
        name = f"hand to pixels, {what} of {len(ours)} and {len(theirs)}, {note}"
        yield Row(name, f"{our:.1f} ms", f"{their:.0f} ms", f"{their / our:.1f}×", goal, bool(met))


def in_sight(nb, selector: str) -> None:
    """Scroll there, and let what follows from it be done."""
    nb.page.locator(selector).first.evaluate("element => element.scrollIntoView({ block: 'start' })")
    nb.page.wait_for_timeout(400)
