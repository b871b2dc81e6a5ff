"""Rows T13 to T15, B8, B15 and B20 in a real JupyterLab: what a teacher does, and what must then agree."""

import json
from pathlib import Path

import places
from playwright.sync_api import expect

AXE = Path(__file__).parents[2] / "nnwidgets" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
IMPORTS = "import numpy as np\nimport nnwidgets as nw"
W = 14


def slide(nb, step, *events):
    """The timeline as a hand moves it: each event by itself."""
    nb.page.evaluate(
        """([step, events]) => {
          const timeline = document.querySelector('[data-nnw="timeline"]');
          timeline.value = step;
          for (const name of events) timeline.dispatchEvent(new Event(name, { bubbles: true }));
        }""",
        [step, events],
    )


def test_T13_B8_the_timeline_shows_at_once_rewinds_exactly_and_loses_nothing(playground):
    nb = playground
    for _ in range(4):
        nb.execute("lab.train(steps=100)")
    nb.until("step", 400)
    weights = {step: nb.python(f"(lab.trainer.branch().rewind({step}).net.W[1][0, 2])") for step in (100, 137, 400)}
    nb.execute("import time\nlab.session.speed = None")
    slide(nb, 137, "input")
    places.shows(nb, weights[100], W)  # the nearest frame that the page has
    assert nb.text("steps") == "100" and nb.python("lab.trainer.steps") == 400
    slide(nb, 137, "change")
    nb.until("step", 137)
    places.shows(nb, weights[137], W)
    assert nb.python("[lab.trainer.steps, float(lab.net.W[1][0, 2])]") == [137, weights[137]]
    nb.page.get_by_role("button", name="Go back to before, step 400").click()
    nb.until("step", 400)
    assert nb.python("float(lab.net.W[1][0, 2])") == weights[400]
    line = nb.pixels("loss")
    nb.page.click('[data-nnw="chart-log"]')
    nb.page.locator('[data-nnw="chart-log"][aria-pressed="true"]').wait_for()
    nb.frames(2)
    assert nb.pixels("loss") != line

    to = nb.page.locator('[data-nnw="go-to"]')
    to.fill("2,000,000,000")
    to.press("Enter")
    nb.page.locator('[data-nnw="progress"]').wait_for()
    nb.page.click('[data-nnw="stop"]')
    nb.page.locator('[data-nnw="progress"]').wait_for(state="hidden")
    steps = nb.python("lab.trainer.steps")
    nb.until("step", steps)
    assert 400 < steps < 2_000_000_000
    to.fill("50")
    to.press("Enter")
    nb.until("step", 50)
    nb.page.click('[data-nnw="keep"]')
    nb.page.get_by_role("button", name="Go back to run 1, step 50").wait_for()
    assert nb.python("list(lab.snapshots)") == ["before", "run 1"]


def test_T14_B15_a_code_is_copied_and_opened_and_a_run_is_saved_without_a_network(notebook):
    nb = notebook(IMPORTS, "lab = nw.Playground('xor', hidden=[3], noise=0.1)\nlab.train(steps=60)\nlab")
    nb.until("step", 60)
    asked = []
    nb.page.on("request", lambda request: asked.append(request.url))
    nb.page.click('[data-nnw="share"]')
    field, note = nb.page.locator('[data-nnw="made"]'), nb.page.locator('[data-nnw="made-note"]')
    nb.page.wait_for_function("() => document.querySelector('[data-nnw=\"made\"]').value.startsWith('NN1.')")
    code = field.input_value()
    assert code == nb.python("lab.share()")
    nb.page.evaluate("() => Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })")
    nb.page.click('[data-nnw="copy"]')
    nb.page.wait_for_function("() => document.querySelector('[data-nnw=\"made-note\"]').textContent.startsWith('Selected')")
    assert nb.page.evaluate("() => getSelection().toString() || document.activeElement.value") == code
    nb.page.click('[data-nnw="make-py"]')
    nb.page.wait_for_function("() => document.querySelector('[data-nnw=\"made\"]').value.includes('def forward')")
    assert field.input_value() == nb.python("lab.to_code()")
    for kind, start in (("csv", b"step,train_loss,test_loss\n"), ("svg", b"<?xml")):
        with nb.page.expect_download() as saved:
            nb.page.click(f'[data-nnw="make-{kind}"]')
        assert saved.value.suggested_filename == f"network-60.{kind}"
        with open(saved.value.path(), "rb") as file:
            assert file.read().startswith(start)
    expect(note).to_have_text("Saved as network-60.svg.", use_inner_text=True)
    nb.page.keyboard.press("Escape")
    nb.execute("lab.reset()")
    nb.until("step", 0)
    given = nb.page.locator('[data-nnw="given"]')
    for text, then in (("NN1.oops", None), (code, 60)):
        nb.page.click('[data-nnw="share"]')
        given.fill(text)
        nb.page.click('[data-nnw="load"]')
        if then is None:
            nb.page.get_by_text("this code is damaged: a character is missing or wrong; copy it again, whole").wait_for()
            assert nb.python("lab.trainer.steps") == 0
    nb.until("step", 60)
    assert nb.python("lab.share()") == code
    assert [url for url in asked if not url.startswith((nb.url, "blob:", "data:"))] == []


TAUGHT = """lab = nw.Playground(hide=["noise", "test"], lock={"learning_rate": "lesson 6", "batch_size": "later", "weights": "look first"})
lab"""


def test_T15_D13_what_is_locked_says_why_and_does_nothing_and_what_is_hidden_stays_so(notebook):
    nb = notebook(IMPORTS, TAUGHT)
    nb.until("step", 0)
    rate = nb.page.locator('[data-nnw="learning-rate"]')
    before = nb.python("[lab.learning_rate, lab.batch_size, lab.net.theta.tolist()]")
    rate.focus()
    assert nb.page.evaluate("() => [document.activeElement.ariaDisabled, document.activeElement.ariaDescription]") == [
        "true",
        "Locked: lesson 6",
    ]
    told = "() => getComputedStyle(document.querySelector('[data-nnw-control=\"learning_rate\"]'), '::after').content"
    assert json.loads(nb.page.evaluate(told).replace('" "', "")) == "Locked: lesson 6"
    value = rate.input_value()
    for key in ("ArrowRight", "Home", "PageUp"):
        nb.page.keyboard.press(key)
    box = rate.bounding_box()
    nb.page.mouse.click(box["x"] + box["width"] - 5, box["y"] + box["height"] / 2)
    expect(rate).to_have_value(value)
    nb.page.locator('[data-nnw="batch-size"]').focus()
    nb.page.keyboard.press("ArrowDown")
    nb.page.locator('.nnw-handles [data-k="0"]').focus()
    nb.page.keyboard.press("ArrowUp")
    x, y = nb.where(W)
    nb.page.mouse.move(x, y)
    nb.page.mouse.down()
    nb.page.mouse.move(x, y - 40, steps=4)
    nb.page.mouse.up()
    assert nb.text("banner").startswith("weights (locked): look first") and abs(nb.shown(W) - before[2][W]) < 1e-3
    nb.page.click('[data-nnw="data-xor"]')
    nb.page.locator('[data-nnw="data-xor"][aria-checked="true"]').wait_for()
    assert nb.python("[lab.learning_rate, lab.batch_size, lab.net.theta.tolist()]") == before
    nb.page.get_by_role("button", name="More hidden layers").click()
    nb.until("generation", 1)
    for name in ("noise", "test"):
        assert nb.page.locator(f'[data-nnw="{name}"]').is_hidden()

    nb.page.click('[data-nnw="presets"]')
    nb.page.locator('[data-nnw="preset-a plane"]').click()
    nb.until("generation", 2)
    assert nb.python("lab.net.sizes") == [2, 1] and nb.page.locator('[data-nnw="noise"]').is_hidden()
    nb.page.locator('[data-nnw="step"]').focus()
    nb.page.keyboard.press("?")
    help_ = nb.page.get_by_role("dialog", name="What one can do")
    assert help_.is_visible() and "Timeline" in help_.inner_text()
    if AXE.exists():
        nb.page.add_script_tag(path=str(AXE))
        for look in ("dialog", ".nnw"):
            assert nb.page.evaluate("look => axe.run(look)", look)["violations"] == []
    for _ in range(4):
        nb.page.keyboard.press("Tab")
        assert nb.page.evaluate("() => !document.activeElement.closest('.nnw') || !!document.activeElement.closest('dialog')")
    help_.get_by_role("button").focus()
    nb.page.keyboard.press("Escape")
    help_.wait_for(state="hidden")
    assert nb.page.evaluate("() => document.activeElement.dataset.nnw") == "step"
    nb.execute("lab.hide, lab.lock = (), {}")
    nb.page.locator('[data-nnw="noise"]').wait_for()
    rate.focus()
    nb.page.keyboard.press("ArrowRight")
    assert nb.python("lab.learning_rate") != before[0]


def test_B10_is_it_luck(playground):
    """Twenty other starts at once: how many solve it is said, the band is on the chart, and the worst can be looked at."""
    nb, page = playground, playground.page
    before = nb.pixels("loss")
    page.click('[data-nnw="starts"]')
    page.wait_for_function("() => document.querySelector('[data-nnw=luck]').textContent.includes('of 20 starts get 95% right')")
    scores = nb.python("[float(lab.fan.open(i).measure()['test_accuracy']) for i in range(20)]")
    assert nb.text("luck").startswith(f"{sum(score >= 0.95 for score in scores)} of 20 ")
    assert nb.pixels("loss") != before
    page.click('[data-nnw="start-worst"]')
    nb.until("step", 1000)
    assert nb.python("lab.trainer.measure()['test_accuracy']") == min(scores)
    page.click('[data-nnw="start-forget"]')
    page.wait_for_function("() => document.querySelector('[data-nnw=luck]').textContent === ''")
