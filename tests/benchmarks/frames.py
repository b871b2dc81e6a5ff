"""Painted frames and steps a second in a real JupyterLab: the default Playground, 1,280 × 800, all panels in sight."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import harness
from pages import Notebook
from rounds import Row, spread

CELLS = ["import numpy as np\nimport nnwidgets as nw", "lab = nw.Playground()\nlab"]
WARM_UP, SECONDS = 1.0, 5.0
SPEEDS = {"full": None, "1,000/s": 1000}  # by name in the menu: what it makes of session.speed
GOALS = {("full", False): (38, 60_000), ("full", True): (50, None)}  # (painted/s, steps/s) by speed and TCP_NODELAY

# jupyter_server_config.py of the patched server; the marker proves that it was read and used
NODELAY = """
from pathlib import Path
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler as Handler

plain_open = Handler.open

def open_without_delay(self, *args, **kwargs):
    self.set_nodelay(True)
    Path({marker!r}).touch()
    return plain_open(self, *args, **kwargs)

Handler.open = open_without_delay
"""

IN_SIGHT = """() => Promise.all([...document.querySelectorAll('.nnw .nnw-panel')]
  .filter(panel => ['data', 'network', 'output', 'loss'].includes(panel.getAttribute('aria-label')))
  .map(panel => new Promise(done => {
    const eye = new IntersectionObserver(([entry]) => { eye.disconnect(); done(entry.intersectionRatio > 0.99); });
    eye.observe(panel);
  }))).then(seen => seen.filter(Boolean).length)"""

RATES = """async ([warmUp, seconds]) => {
  const { dataset } = document.querySelector('.nnw');
  const wait = s => new Promise(done => setTimeout(done, 1000 * s));
  const read = () => [Number(dataset.nnwPainted), Number(dataset.nnwStep), performance.now() / 1000];
  await wait(warmUp);
  const before = read();
  await wait(seconds);
  const after = read();
  const [painted, steps, time] = after.map((value, i) => value - before[i]);
  return [painted / time, steps / time];
}"""


def measure(quick: bool) -> Iterator[Row]:
    """The rows for the stock server and for one with TCP_NODELAY. Raises RuntimeError where there is no browser."""
    if harness.find_browser() is None:
        raise RuntimeError("no Chromium or Chrome was found: install one, or name it in NNWIDGETS_BROWSER")
    runs, seconds = (2, 1.5) if quick else (9, SECONDS)
    for patched in (False, True):
        with notebook(patched) as (nb, note):
            for speed in SPEEDS:
                print(f"frames: speed {speed}, {note}", file=sys.stderr)
                yield from rows_of(nb, speed, note, GOALS.get((speed, patched), (None, None)), runs, seconds)


@contextmanager
def notebook(patched: bool):
    """A notebook with a default Playground at rest, and a note on its server."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        marker = folder / "nodelay"
        if patched:
            (folder / "config").mkdir()
            (folder / "config" / "jupyter_server_config.py").write_text(NODELAY.format(marker=str(marker)))
        with harness.jupyter_lab(folder) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=harness.find_browser(), args=harness.CHROMIUM_FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(30_000)
            nb = Notebook(page, url, folder / "work").open("frames.ipynb", CELLS)
            nb.run_all()
            nb.until("step", 0)
            nb.lab.evaluate("root => root.scrollIntoView({ block: 'start' })")
            page.wait_for_timeout(1000)  # JupyterLab moves a new output once more
            if patched and not marker.exists():
                raise RuntimeError("the patch of the server was not used: nothing to measure with TCP_NODELAY")
            notes = ["server patched here to set TCP_NODELAY" if patched else "stock server"]
            if (seen := page.evaluate(IN_SIGHT)) != 4:
                notes.append(f"only {seen} of 4 panels in sight")
            if (points := nb.python("sum(map(len, lab.data))")) != 500:
                notes.append(f"{points} points")
            yield nb, ", ".join(notes)
            nb.shut_down()
            browser.close()


def rows_of(nb, speed: str, note: str, goals: tuple[float | None, float | None], runs: int, seconds: float) -> Iterator[Row]:
    """Play `runs` times at this speed, from step 0 each time; painted/s and steps/s come from the same seconds."""
    nb.page.select_option('[data-nnw="speed"]', speed)
    harness.wait_until(lambda: nb.python("lab.session.speed") == SPEEDS[speed], f"speed {speed}")
    seen = []
    for _ in range(runs):
        nb.page.click('[data-nnw="reset"]')
        nb.until("step", 0)
        nb.page.click('[data-nnw="play"]')
        nb.until("running", "true")
        seen.append(nb.page.evaluate(RATES, [WARM_UP, seconds]))
        nb.page.click('[data-nnw="play"]')
        nb.until("running", "false")
    for what, values, goal, form in zip(("painted/s", "steps/s"), zip(*seen, strict=True), goals, (".1f", ",.0f"), strict=True):
        met = None if goal is None else median(values) >= goal
        yield Row(f"{what}, speed {speed}, {note}", spread(values, form), goal="" if goal is None else f"≥ {goal:,}", met=met)
