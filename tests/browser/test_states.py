"""Each state a lab can get into leaves a working lab, or a true sentence."""

import time

import places
import pytest
from harness import wait_until
from playwright.sync_api import expect

W, CODE, BUSY, GONE = places.W, places.CODE, places.BUSY, places.GONE

IMPORTS = "import time\nimport numpy as np\nimport nnwidgets as nw"


@pytest.mark.own_page
def test_a_kernel_that_is_restarted_or_killed_in_the_middle_of_a_step(playground):
    nb = playground
    places.type_in(nb, 0.75)
    nb.until("pending", "false")
    places.restart(nb)
    places.banner(nb, GONE)  # by itself: nobody has touched anything
    nb.wait_for_kernel()
    pretends_nothing(nb, 0.75)
    places.run(nb, 0, 1)
    nb.until("step", 0)
    places.works(nb, -0.5)

    places.play(nb, "full")
    nb.execute("import os, threading\nthreading.Timer(0.2, lambda: os.kill(os.getpid(), 9)).start()")
    places.banner(nb, GONE)
    step, value = nb.lab.get_attribute("data-nnw-step"), nb.shown(W)
    assert nb.lab.get_attribute("data-nnw-running") == "false" and int(step) > 100
    nb.page.locator(".jp-Dialog .jp-mod-accept").click()  # JupyterLab's own: "appears to have died"
    nb.wait_for_kernel()
    pretends_nothing(nb, value)
    expect(nb.lab).to_have_attribute("data-nnw-step", step)
    places.run(nb, 0, 1)
    nb.until("step", 0)
    places.works(nb, 1.5)
    nb.shut_down()
    places.take(nb)
    nb.page.mouse.move(0, 0)
    places.banner(nb, GONE)


def pretends_nothing(nb, value: float) -> None:
    """The last picture is there; a hand changes nothing, and the sentence stays."""
    assert len(set(nb.pixels("network"))) > 50 and nb.shown(W) == value
    x, y = places.take(nb)
    nb.page.mouse.move(x, y - 60, steps=5)
    nb.page.mouse.up()
    nb.page.locator('[data-nnw="play"]').click()
    nb.frames(10)
    assert nb.shown(W) == value and nb.text("play") == "Play"
    assert nb.text("banner") == GONE  # and there is no button to send it away


@pytest.mark.own_page
def test_a_kernel_that_is_busy_or_interrupted_and_a_cell_that_is_run_again(playground):
    nb = playground
    places.begin(nb, "import time\ntime.sleep(60)")
    start, (x, y) = nb.shown(W), places.take(nb)
    nb.page.mouse.move(x, y - 40, steps=4)
    places.shows(nb, start + 0.8)
    nb.page.mouse.up()
    places.banner(nb, BUSY)
    assert nb.lab.get_attribute("data-nnw-pending") == "true" and nb.shown(W) == pytest.approx(start + 0.8, abs=2e-3)
    places.interrupt(nb)
    nb.until("pending", "false")
    nb.page.locator('.nnw [data-nnw="banner"]').wait_for(state="hidden")
    assert nb.python(CODE) == pytest.approx(start + 0.8, abs=1e-3)

    places.play(nb, "full")
    places.interrupt(nb)  # no cell runs: training does
    places.begin(nb, "import time\ntime.sleep(60)")
    places.interrupt(nb)  # now one does, between two steps of the training
    nb.execute("import asyncio, time\nend = time.monotonic() + 0.5\nwhile time.monotonic() < end: await asyncio.sleep(0)")
    places.begin(nb, "await asyncio.sleep(60)")
    places.interrupt(nb)  # and now both do
    places.trains(nb, int(nb.lab.get_attribute("data-nnw-step")) + 100)
    nb.page.click('[data-nnw="play"]')
    nb.until("running", "false")
    places.begin(nb, "lab.train(10**9)")
    places.interrupt(nb)
    nb.until("step", nb.python("lab.trainer.steps"))
    places.works(nb, -0.25)

    nb.execute("old = lab")
    places.play(nb, "full")
    places.run(nb, 1)
    nb.until("step", 0)
    assert nb.python("[old.comm is None, old.session.reason, old.running, lab.running]") == [True, "closed", False, False]
    expect(nb.page.locator(".nnw")).to_have_count(1)
    places.works(nb, 1.25)


@pytest.mark.own_page
def test_two_views_of_one_lab_agree_and_one_goes_on_without_the_other(notebook):
    nb = notebook(IMPORTS, "lab = nw.Playground()\nlab", "lab")
    nb.until("step", 0)
    nb.page.set_viewport_size({"width": 1280, "height": 1800})
    nb.page.wait_for_function("() => [...document.querySelectorAll('.nnw-handles')].filter(e => e.children.length === 25).length === 2")
    start, (x, y) = nb.shown(W), places.take(nb)
    nb.page.mouse.move(x, y - 40, steps=4)
    for view in (0, 1):
        places.shows(nb, start + 0.8, lab=view)
    nb.page.mouse.up()
    nb.until("pending", "false")
    second = nb.page.locator(".nnw").nth(1)
    second.locator('[data-nnw="step"]').click()
    nb.until("step", 1)
    nb.page.wait_for_function(
        """() => {
          const said = name => [...document.querySelectorAll(`.nnw [data-nnw="${name}"]`)].map(e => e.innerText);
          return ['steps', 'train-loss'].map(said).every(([one, other, ...more]) => one === other && !more.length);
        }"""
    )
    assert nb.number("train-loss") == pytest.approx(nb.python("lab.trainer.train_loss"), abs=5.01e-5)
    assert nb.page.evaluate(places.BLANK) == []

    places.clear(nb, 1)
    nb.page.wait_for_function("() => document.querySelectorAll('.nnw').length === 1")
    places.works(nb, 1.25)


@pytest.mark.own_page
def test_two_browsers_on_one_notebook(playground, chromium, request):
    nb = playground
    places.save(nb)
    with places.second_browser(nb, chromium, f"{request.node.name}.ipynb") as other:
        other.until("step", 0)
        places.type_in(nb, 0.5)
        places.shows(other, 0.5)
        places.type_in(other, -0.5, k=15)
        places.shows(nb, -0.5, k=15)
        assert nb.python("lab.net.theta[[14, 15]].tolist()") == [0.5, -0.5]

        (x, y), (other_x, other_y) = places.take(nb), other.where(W)
        nb.page.mouse.move(x, y - 20, steps=4)
        places.shows(other, 0.9)
        places.take(other)
        other.page.mouse.move(other_x, other_y + 40, steps=4)
        places.banner(other, "W[1][0, 2] is held in another view")
        places.shows(other, 0.9)
        nb.page.mouse.move(x, y - 30, steps=4)
        places.shows(other, nb.shown(W))
        assert nb.page.locator('[data-nnw="banner"]').is_hidden()
        for one in (other, nb):
            one.page.mouse.up()
            one.until("pending", "false")
        places.works(other, 1.5)
        places.shows(nb, nb.python(CODE))

        places.restart(nb)
        places.banner(nb, GONE)
        places.type_in(other, 0.25)  # JupyterLab tells the other page nothing
        places.banner(other, BUSY)


WATCHED = """lab = nw.Playground()
log = []
lab.observe(lambda change: log.append([time.time(), change.new, lab.session.reason]), "running")"""


@pytest.mark.own_page
def test_training_stops_when_nobody_looks_on_and_goes_on_when_somebody_does(notebook, request):
    nb = notebook(IMPORTS, WATCHED, "lab")
    nb.until("step", 0)
    places.play(nb)
    gone = time.time()
    places.clear(nb, 2)
    wait_until(lambda: not nb.python("lab.running"), "stopping")
    step = nb.python("lab.trainer.steps")
    expect(nb.page.locator(".nnw")).to_have_count(0)
    stopped(nb, -1, gone)
    places.run(nb, 2)
    places.trains(nb, step + 200)
    assert nb.python("log[-1][1:]") == [True, "playing"]

    places.save(nb)
    gone = time.time()
    nb.page.goto("about:blank")
    nb.visit(f"{request.node.name}.ipynb")
    nb.until("running", "true")
    stopped(nb, -2, gone)
    assert nb.python("log[-1][1:]") == [True, "playing"]
    places.trains(nb, int(nb.lab.get_attribute("data-nnw-step")) + 200)

    places.save(nb)
    gone = time.time()
    places.crash(nb)  # a page that dies says no good-bye
    nb.visit(f"{request.node.name}.ipynb")
    nb.until("running", "true")
    stopped(nb, -2, gone)
    nb.page.click('[data-nnw="play"]')
    nb.until("running", "false")
    places.works(nb, 1.5)


def stopped(nb, entry: int, since: float) -> None:
    """Training stopped within three seconds from then, and the lab said why."""
    at, running, reason = nb.python(f"log[{entry}]")
    assert (running, reason) == (False, "waiting: nobody looks on") and at - since < 3
