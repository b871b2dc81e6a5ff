"""What it costs to begin: importing, the memory of a kernel, and the wait from opening a page to a picture that can be taken hold of."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

import harness
import numpy as np
from frames import CELLS
from pages import Notebook
from rounds import Row, Times, compared, spread

PACKAGES = "import numpy.random, ipywidgets, anywidget, threadpoolctl"  # what a lab rests on
LAB = "import nnwidgets as nw; nw.Playground"  # the class and all that it needs
IMPORTS = ["import nnwidgets", LAB, PACKAGES, "import numpy", "import matplotlib.pyplot"]
TIMED = """
import sys, time
cpu, wall = time.process_time(), time.perf_counter()
exec(sys.argv[1])
print(time.process_time() - cpu, time.perf_counter() - wall)
"""
SHOWN = "import nnwidgets as nw\nlab = nw.Playground()\nlab"
KERNELS = {"bare": "None", "packages": PACKAGES, "lab": SHOWN, "pyplot": "import matplotlib.pyplot"}
MEMORY, IMPORT = 45, 200  # MB and ms, as PERFORMANCE.md has them
HELD = '.nnw[data-nnw-step="0"] .nnw-handles [role=slider]'


def measure(quick: bool) -> Iterator[Row]:
    """The rows of all three; a machine without a browser, or without Linux's figures of memory, has fewer."""
    yield from imports(2 if quick else 9)
    if Path("/proc/self/smaps_rollup").exists():
        yield from memory(1 if quick else 3)
    if harness.find_browser() is not None:
        yield from pages(2 if quick else 5)


def imports(rounds: int) -> Iterator[Row]:
    """Import statements, each in a fresh process and in turns, by CPU time; bytecode is compiled in a round that does not count."""
    seen: dict[str, list[tuple[float, float]]] = {statement: [] for statement in IMPORTS}
    with tempfile.TemporaryDirectory() as cache:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"PYTHONPYCACHEPREFIX": cache}
        for _ in range(rounds + 1):
            for statement in IMPORTS:
                done = subprocess.run([sys.executable, "-c", TIMED, statement], env=environment, check=True, capture_output=True, text=True)
                cpu, wall = map(float, done.stdout.split())
                seen[statement].append((cpu, wall))
    times = {statement: Times(*np.array(counted).T) for statement, (_, *counted) in seen.items()}

    def row(name: str, ours: str, theirs: str, goal: float | None = None) -> Row:
        done, took = compared(name, times[ours], times[theirs]), {each: 1000 * median(times[each].cpu) for each in (ours, theirs)}
        done = replace(done, ours=f"{took[ours]:.0f} ms", theirs=f"{took[theirs]:.0f} ms")
        return done if goal is None else replace(done, goal=f"≤ {goal:g} ms", met=took[ours] <= goal)

    yield row("import nnwidgets; import numpy", "import nnwidgets", "import numpy")
    yield row("nw.Playground, the class; import numpy", LAB, "import numpy", IMPORT)
    yield row("… its packages (numpy, ipywidgets, anywidget)", LAB, PACKAGES)
    yield row("… import matplotlib.pyplot", LAB, "import matplotlib.pyplot")


def memory(kernels: int) -> Iterator[Row]:
    """Megabytes that a kernel has for itself alone (USS), idle after one cell; no browser."""
    uss = {name: [_uss(code) for _ in range(kernels)] for name, code in KERNELS.items()}
    middle = {name: median(values) for name, values in uss.items()}
    shown, met = spread(uss["lab"], ".1f", " MB"), middle["lab"] <= MEMORY
    yield Row("USS of a kernel, a Playground shown; a bare kernel", shown, f"{middle['bare']:.1f} MB", goal=f"≤ {MEMORY} MB", met=met)
    yield Row("… its packages (numpy, ipywidgets, anywidget)", shown, f"{middle['packages']:.1f} MB")
    yield Row("… matplotlib.pyplot and no lab", shown, f"{middle['pyplot']:.1f} MB")


def _uss(code: str) -> float:
    """The private memory in MB of a new kernel in which `code` was run."""
    from jupyter_client import KernelManager

    manager = KernelManager()
    manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(60)
        reply = client.execute_interactive(code, timeout=60, output_hook=lambda message: None)["content"]
        if reply["status"] != "ok":
            raise RuntimeError(f"{reply['ename']}: {reply['evalue']}")
        lines = Path(f"/proc/{manager.provisioner.process.pid}/smaps_rollup").read_text().splitlines()
        client.stop_channels()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1000
    finally:
        manager.shutdown_kernel(now=True)


def pages(visits: int) -> Iterator[Row]:
    """Seconds from asking for the page until a lab's handles are there, beside those until JupyterLab has a kernel."""
    from playwright.sync_api import sync_playwright

    new, again = [], []
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name,
        harness.jupyter_lab(Path(name)) as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=harness.find_browser(), args=harness.CHROMIUM_FLAGS)
        for visit in range(visits + 1):  # the first one does not count: the server is new as well
            print(f"startup: page {visit} of {visits}", file=sys.stderr)
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            context.set_default_timeout(60_000)
            nb = Notebook(context.new_page(), url, Path(name) / "work")
            new.append(_visit(nb, lambda nb=nb: nb.open("start.ipynb", CELLS), run=True))
            nb.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
            again.append(_visit(nb, lambda nb=nb: nb.page.reload(), run=False))
            nb.shut_down()
            context.close()
        browser.close()
    for what, seen in (("page opened, kernel new, Run All", new), ("page loaded again, kernel alive", again)):
        ready, held = zip(*seen[1:], strict=True)
        yield Row(f"{what}: a lab's handles; a ready kernel", spread(held, ".1f", " s"), spread(ready, ".1f", " s"))


def _visit(nb, begin, run: bool) -> tuple[float, float]:
    """Seconds until the kernel is ready and until the lab can be taken hold of."""
    begun = perf_counter()
    begin()
    nb.wait_for_kernel()
    ready = perf_counter() - begun
    if run:
        nb.run_all()
    nb.page.locator(HELD).first.wait_for(state="attached")
    return ready, perf_counter() - begun
