"""A notebook open in a page: cells run from there, values read back."""

import json
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import monotonic

from playwright.sync_api import Error

HOSTS = {"JupyterLab": "lab/tree/{}?reset", "Notebook 7": "notebooks/{}"}  # one server answers for both
READY = """async () => {
  const context = window.jupyterapp?.shell?.currentWidget?.sessionContext;
  if (!context) return false;
  await context.ready;
  const kernel = context.session?.kernel;
  if (kernel?.connectionStatus !== 'connected') return false;
  // A young kernel now and then loses what it is asked first, its info or a cell: so it is asked to run nothing, until it has done so.
  const silence = new Promise(done => setTimeout(done, 2000, false));
  const asked = kernel.requestExecute({ code: '', silent: true, store_history: false }).done;
  return Promise.race([asked.then(reply => reply?.content.status === 'ok', () => false), silence]);
}"""

CLEAR = """() => { // all notebooks closed, whatever has not been saved
  for (const widget of [...window.jupyterapp.shell.widgets('main')]) {
    if (widget.context) widget.context.model.dirty = false;
    widget.dispose();
  }
}"""
OPEN = """async path => {
  const panel = await window.jupyterapp.commands.execute('docmanager:open', { path, factory: 'Notebook' });
  await panel.revealed;
}"""

WITHIN = """([argument, milliseconds]) => Promise.race([
  ({})(argument),
  new Promise((_, no) => setTimeout(() => no(new Error(`no end after ${{milliseconds / 1000}} s`)), milliseconds)),
])"""

RUN_ALL = """async () => {
  const { commands, shell } = window.jupyterapp;
  const models = shell.currentWidget.content.widgets.map(cell => cell.model);
  const code = models.filter(model => model.type === 'code' && model.sharedModel.getSource().trim());
  const ran = () => code.map(model => model.executionCount !== null);
  if (ran().includes(true)) await commands.execute('notebook:clear-all-cell-outputs'); // numbers of an earlier run
  commands.execute('notebook:run-all-cells');
  // A comm message that is handled meanwhile makes the kernel look idle: a cell that shows its star is waited for longer than one without.
  const starred = () => code.some(model => model.executionState === 'running');
  let before = 0;
  for (let looks = 0; looks < (starred() ? 400 : 40); looks++) {
    await new Promise(done => setTimeout(done, 100));
    const now = ran().filter(Boolean).length;
    if (now === code.length) return true;
    if (now > before) [before, looks] = [now, 0];
    if (looks >= 40 && shell.currentWidget.sessionContext.session.kernel.status === 'busy') return true;
  }
  return false;
}"""


def write_notebook(path: Path, cells: list[str]) -> None:
    """A notebook of code cells."""
    made = [
        {"cell_type": "code", "id": f"cell-{i}", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
        for i, source in enumerate(cells)
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.write_text(json.dumps({"cells": made, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}))


class Notebook:
    """A notebook open in JupyterLab: cells run from the page, values read back through the kernel's own output."""

    def __init__(self, page, url: str, work: Path):
        self.page, self.url, self.work = page, url, work

    def open(self, name: str, cells: list[str], host: str = "JupyterLab") -> "Notebook":
        """Write the notebook and open it; its kernel is ready then."""
        write_notebook(self.work / name, cells)
        return self.visit(name, host)

    def visit(self, name: str, host: str = "JupyterLab") -> "Notebook":
        """Open a notebook that is there; its kernel is ready then.

        About one young kernel in a hundred is never heard by Jupyter Server, whatever is in the notebook: then another one is started.
        """
        self._place = name, host
        for patience in (10, 10, 30):
            if host == "JupyterLab" and patience == 10 and self.page.evaluate("() => Boolean(window.jupyterapp)"):
                self.page.evaluate(CLEAR)
                opening = partial(self.ask, OPEN, name, patience)
            else:
                opening = partial(self.page.goto, f"{self.url}/{HOSTS[host].format(name)}")
            try:
                opening()
                self.wait_for_kernel(patience)
                return self
            except Error:  # a TimeoutError of Playwright's is one, too
                self.shut_down()
        raise AssertionError("no kernel has answered")

    def ask(self, script: str, argument: object = None, seconds: float = 30):
        """What an asynchronous function gives on the page; raises when it has not ended by then: kernels may never answer."""
        return self.page.evaluate(WITHIN.format(script), [argument, 1000 * seconds])

    def wait_for_kernel(self, seconds: float = 20) -> None:
        """Until the kernel answers."""
        self.page.wait_for_function("() => window.jupyterapp?.shell?.currentWidget?.sessionContext")
        self.page.wait_for_function(READY, timeout=1000 * seconds)

    def run_all(self) -> None:
        """Run all cells: back when they have run, or the kernel is at it.

        JupyterLab drops the command of about one notebook in fifty that has just opened, and a young kernel now and then a cell, whatever
        is in it: that one is opened again.
        """
        for _ in range(4):
            if self.ask(RUN_ALL, seconds=120):
                return
            self.shut_down()
            self.visit(*self._place)
        raise AssertionError("JupyterLab has not run the cells")

    @property
    def lab(self):
        """The root of the first lab on the page."""
        return self.page.locator(".nnw").first

    def until(self, attribute: str, value: object, seconds: float = 20) -> None:
        """Wait until the lab's data-nnw-<attribute> is `value`, and all its parts are there."""
        self.page.locator(f'.nnw[data-nnw-whole][data-nnw-{attribute}="{value}"]').first.wait_for(timeout=seconds * 1000, state="attached")

    def python(self, code: str, seconds: float = 20):
        """Run `code` in the notebook's kernel, on its shell channel as a cell is, and return its last expression as JSON."""
        body = f"import json as _json\n_value = eval({code!r})\nprint(_json.dumps(_value))"
        return json.loads(self.execute(body, seconds))

    def until_python(self, code: str, value: object, seconds: float = 20) -> None:
        """Wait until an expression in the notebook's kernel is `value`, and what the page has told it is painted as well."""
        end = monotonic() + seconds
        while (found := self.python(code)) != value:
            assert monotonic() < end, f"{code} is {found}, not {value}"
            self.frames(6)
        self.frames(2)

    def execute(self, code: str, seconds: float = 20) -> str:
        """Run statements in the notebook's kernel; returns what they print."""
        return self.page.evaluate(
            """async ([code, seconds]) => {
              const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
              const future = kernel.requestExecute({ code, store_history: false });
              let text = '';
              let failed = null;
              future.onIOPub = ({ header, content }) => {
                if (header.msg_type === 'stream') text += content.text;
                if (header.msg_type === 'error') failed = content.ename + ': ' + content.evalue;
              };
              const late = new Promise((_, no) => setTimeout(() => no(new Error('the kernel did not answer in time')), seconds * 1000));
              await Promise.race([future.done, late]);
              if (failed) throw new Error(failed);
              return text;
            }""",
            [code, seconds],
        )

    def frames(self, count: int) -> None:
        """Let the page paint so many frames."""
        self.ask("count => new Promise(done => { const look = () => (count-- ? requestAnimationFrame(look) : done()); look(); })", count)

    def shut_down(self) -> None:
        """End the notebook's kernel."""
        with suppress(Error):  # it ends with the server, if not now
            self.ask("async () => { await window.jupyterapp?.shell?.currentWidget?.sessionContext?.shutdown(); }", seconds=10)

    def where(self, k: int) -> tuple[float, float]:
        """The place on the page where parameter k of the network can be taken hold of."""
        box = self.page.locator(f'.nnw-handles [data-k="{k}"]').first.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def shown(self, k: int) -> float:
        """The value of parameter k as the page says it."""
        return float(self.page.locator(f'.nnw-handles [data-k="{k}"]').first.get_attribute("aria-valuenow"))

    def text(self, name: str) -> str:
        """What an element named data-nnw="…" says."""
        return self.page.locator(f'.nnw [data-nnw="{name}"]').first.inner_text()

    def number(self, name: str) -> float:
        """The same as a number, with the page's minus sign and commas read."""
        return float(self.text(name).replace("\u2212", "-").replace("≈", "").replace(",", "").replace("%", "").split()[0])

    def pixels(self, name: str) -> list[int]:
        """A canvas as numbers: to see whether a picture has changed, or is blank."""
        return self.page.evaluate(
            """name => {
              const canvas = document.querySelector(`.nnw canvas[data-nnw="${name}"]`);
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              return Array.from(data.filter((_, i) => i % 64 < 4));
            }""",
            name,
        )
