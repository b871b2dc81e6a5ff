"""For those who use no mouse, and those who see no picture: keys, a spoken sentence, a table of numbers, a whole lesson."""

import json
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from pages import Notebook
from playwright.sync_api import expect

LESSON = Path(__file__).parents[2] / "lessons" / "01_neuron.ipynb"
FOCUS = """() => {
  const e = document.activeElement;
  return e.closest('.nnw') ? e.getAttribute('aria-label') || e.closest('label')?.innerText || e.innerText : null;
}"""


def tab_to(nb, what: str, back: bool = False, most: int = 60) -> None:
    """Press Tab, or Shift+Tab, until the focus is on an element that matches `what`."""
    for _ in range(most):
        if nb.page.evaluate("what => document.activeElement.matches(what)", what):
            return
        nb.page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"{what} is not reached by {most} × Tab")


def test_D10_by_keyboard_and_by_ear(playground):
    """Tab goes through every control in reading order, each with a name, and out again. What changes is said once, at rest, in the
    kernel's own numbers; the table lists every parameter, also while training goes on."""
    nb = playground
    nb.page.locator('[data-nnw="reset"]').focus()
    seen = []
    for _ in range(90):
        name = nb.page.evaluate(FOCUS)
        if name is None:
            break
        assert name.strip()
        seen.append(name.split("\n")[0].strip())
        nb.page.keyboard.press("Tab")
    assert seen[:5] == ["Reset", "New weights", "Play", "Step", "Step by"]
    assert seen[-8:] == ["Numbers", "Hand-tune", "Histograms", "Surface", "Compare", "Demos", "Share", "Help"]
    bar, data = ("Learning rate", "Activation", "Speed", "More"), ("Problem", "circle", "Noise", "Batch", "New points")
    for wanted in (*bar, *data, "More hidden layers"):
        assert any(name.startswith(wanted) for name in seen), (wanted, seen)
    assert sum(name.startswith(("weight", "bias")) for name in seen) == 1  # one tab stop for all parameters

    said = nb.page.locator('[data-nnw="said"]')
    assert said.get_attribute("aria-live") == "polite" and said.inner_text() == ""
    said.evaluate("""line => { window.said = [];
                               new MutationObserver(() => window.said.push(line.textContent)).observe(line, { childList: true }); }""")

    nb.page.locator('.nnw-handles [data-k="0"]').focus()
    for _ in range(8):
        nb.page.keyboard.press("ArrowUp")
    nb.page.wait_for_function("() => window.said.length")
    w, train, test = nb.python("[float(lab.net.W[0][0, 0]), lab.trainer.train_loss, lab.trainer.measure()['test_loss']]")
    sentence = f"Weight from input x1 to neuron 1 of hidden layer 1 set to {w:.3f}; training loss {train:.4f}, ".replace("-", "\u2212")
    assert nb.text("said").startswith(sentence) and f"; test loss {test:.4f}, " in nb.text("said")

    tab_to(nb, '[data-nnw="numbers"]')
    tables = nb.page.locator('[data-nnw="tables"]')
    expect(tables.locator("table")).to_have_count(0)  # made when they are asked for
    nb.page.keyboard.press("Enter")
    tables.get_by_role("table").nth(5).wait_for()  # the counts of classes come last, at rest
    assert ["Hidden", "layer", "1"] in [text.split()[:3] for text in tables.get_by_role("table").all_inner_texts()]
    assert tables.locator("th").count() == tables.locator('th[scope="row"], th[scope="col"]').count() > 20
    cells = "() => Object.fromEntries([...document.querySelectorAll('.nnw-tables td[data-k]')].map(e => [e.dataset.k, e.textContent]))"
    listed = {int(k): float(text.replace("\u2212", "-")) for k, text in nb.page.evaluate(cells).items()}
    theta = nb.python("lab.net.theta.tolist()")
    assert sorted(listed) == list(range(len(theta))) and all(abs(listed[k] - theta[k]) <= 5.0001e-4 for k in listed)

    tables.evaluate("""box => { window.filled = []; new MutationObserver(() => window.filled.push(performance.now()))
                                  .observe(box, { childList: true, subtree: true, characterData: true }); }""")
    nb.page.locator('[data-nnw="play"]').focus()
    nb.page.keyboard.press("Enter")
    nb.page.wait_for_function("() => window.filled.length >= 4")
    times = nb.page.evaluate("() => window.filled")
    assert min(b - a for a, b in pairwise(times)) > 450  # twice a second at most
    assert nb.page.evaluate("() => window.said.length") == 2 and nb.text("said") == "Training started at step 0."
    nb.page.keyboard.press("Enter")
    nb.page.wait_for_function("() => window.said.length === 3")
    steps, train = nb.python("[lab.trainer.steps, lab.trainer.train_loss]")
    assert nb.text("said").startswith(f"Paused at step {steps:,}, epoch {steps // 25}; training loss {train:.4f}, ")
    assert tables.locator("table").first.inner_text().split()[6] == f"{train:.4f}"


CELL = """() => {
  const { activeCellIndex, mode, widgets } = window.jupyterapp.shell.currentWidget.content;
  return [widgets[activeCellIndex].model.id, mode, document.activeElement === widgets[activeCellIndex].node];
}"""


@pytest.mark.own_page
def test_lesson_01_by_keyboard_alone(page, lab_server):
    """Run every cell, change a weight, train, and come back to the cells: not one click."""
    url, work = lab_server
    shutil.copy(LESSON, work / "by_keyboard.ipynb")
    nb = Notebook(page, url, work).visit("by_keyboard.ipynb")
    press, cells = page.keyboard.press, json.loads(LESSON.read_text())["cells"]

    ids = [cell["id"] for cell in cells]

    def go_to(name: str):
        by = ids.index(name) - ids.index(page.evaluate(CELL)[0])
        for _ in range(abs(by)):  # at most: the arrows, unlike Shift+Enter, pass over cells that are folded
            if page.evaluate(CELL)[0] != name:
                press("ArrowDown" if by > 0 else "ArrowUp")
        assert page.evaluate(CELL) == [name, "command", True]

    for _ in cells[1:]:
        press("Shift+Enter")
    press("Control+Enter")
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget.content.widgets.every(c => c.model.type !== 'code' || c.model.executionCount)"
    )
    assert nb.python("[len(trained.net.W), nw.exercises.neuron.neuron.check(neuron).outcome]") == [
        1,
        "not_attempted",
    ]  # to its end, the exercise not attempted

    go_to("neuron-lab")
    tab_to(nb, '[data-nnw="w-1"]')
    for _ in range(3):
        press("ArrowUp")
    page.wait_for_function("() => document.activeElement.closest('.nnw').dataset.nnwPending === 'false'")
    assert nb.python("float(Out[2].net.W[0][0, 1])") == pytest.approx(4.3)  # the cell `double` has made it 4
    assert page.evaluate("() => document.activeElement.ariaValueText") == "4.3"
    press("Escape")
    assert page.evaluate(CELL) == ["neuron-lab", "command", True]

    go_to("train")
    steps = nb.python("trained.trainer.steps")
    tab_to(nb, '[data-nnw="play"]')
    press("Enter")
    page.wait_for_function("s => Number(document.activeElement.closest('.nnw').dataset.nnwStep) > s + 200", arg=steps)
    press("Enter")
    page.wait_for_function("() => document.activeElement.closest('.nnw').dataset.nnwRunning === 'false'")
    shown = int(page.evaluate("() => document.activeElement.closest('.nnw').dataset.nnwStep"))
    assert nb.python("[trained.trainer.steps, trained.session.running]") == [shown, False]
    press("Escape")
    assert page.evaluate(CELL) == ["train", "command", True]
    press("ArrowDown")
    assert page.evaluate(CELL)[0] == "measure"  # the notebook has its keys again
    nb.shut_down()
