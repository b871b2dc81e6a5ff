"""The same Playground wherever a user puts it: two hosts, five looks, every width, a sharp screen, a finger."""

import os
from contextlib import suppress
from pathlib import Path

import layout
import pytest
from playwright.sync_api import TimeoutError, expect

AXE = Path(__file__).parents[2] / "nnwidgets" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CELLS = ("import numpy as np\nimport nnwidgets as nw", "lab = nw.Playground()\nlab")
W, BIAS = 14, 24  # W[1][0, 2] and b[2][0] of the default 2-4-2-1
SHARP = {"viewport": {"width": 1280, "height": 700}, "device_scale_factor": 2, "has_touch": True, "reduced_motion": "reduce"}
THEMES = ("JupyterLab Light", "JupyterLab Dark", "JupyterLab Dark High Contrast")


CANVASES = """() => {
  const [below, over] = [...document.querySelectorAll('.nnw-map canvas:not([hidden])')].map(c => `${c.width} × ${c.height}`);
  return below === over ? [] : [below, over];
}"""


def settles(nb, faults: str, width: int) -> None:
    """The page has none of these faults, or soon none: what follows a resize takes a frame or two, or more on a busy machine."""
    with suppress(TimeoutError):
        nb.page.wait_for_function(f"() => !({faults})().length", timeout=5000)
    assert nb.page.evaluate(faults) == [], width


def wear(nb, theme: str):
    nb.page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    nb.page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)


@pytest.mark.own_page
@pytest.mark.parametrize("host", ["JupyterLab", "Notebook 7"])
def test_smoke(notebook, host):
    """Show, drag, play, and no key goes astray: line for line the same in both hosts."""
    nb = notebook(*CELLS, host=host)
    nb.until("step", 0)
    page = nb.page
    assert ("/lab/" in page.url) == (host == "JupyterLab")
    assert len(set(nb.pixels("network"))) > 50 and len(set(nb.pixels("map"))) > 50

    start, (x, y) = nb.shown(W), nb.where(W)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 40, steps=8)
    page.mouse.up()
    nb.until("pending", "false")
    assert nb.python("float(lab.net.theta[14])") == pytest.approx(start + 0.8, abs=2e-3)

    page.click('[data-nnw="play"]')
    page.wait_for_function("() => Number(document.querySelector('.nnw').dataset.nnwStep) > 300")
    page.click('[data-nnw="play"]')
    nb.until("running", "false")
    assert nb.python("lab.trainer.steps") == int(nb.lab.get_attribute("data-nnw-step"))

    cells, source = page.locator(".jp-Cell").count(), page.locator(".jp-Notebook .cm-content").all_inner_texts()
    for place in ('[data-nnw="map"]', '[data-nnw="loss"]', '[data-nnw="play"]', '[data-nnw="learning-rate"]', '.nnw-handles [data-k="0"]'):
        page.locator(place).focus()
        for key in ("a", "b", "d", "d", "x", "m", "v"):
            page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells == 2 and page.locator(".jp-MarkdownCell").count() == 0
    assert page.locator(".jp-Notebook .cm-content").all_inner_texts() == source

    before = [nb.shown(0), *nb.python("[lab.learning_rate, lab.noise]")]
    page.keyboard.press("ArrowUp")
    for name in ("learning-rate", "noise"):
        page.locator(f'[data-nnw="{name}"]').focus()
        page.keyboard.press("ArrowRight")
    page.locator('[data-nnw="map"]').focus()
    page.keyboard.press("ArrowRight")
    assert nb.text("cursor").startswith("x1 0.5, x2 0.0")
    page.wait_for_function("() => document.querySelector('.nnw').dataset.nnwPending === 'false'")
    after = [nb.shown(0), *nb.python("[lab.learning_rate, lab.noise]")]
    assert after == [pytest.approx(before[0] + 0.05, abs=2e-3), 0.05, 0.05] and before[1:] == [0.03, 0]


@pytest.mark.own_page
def test_axe_finds_nothing_in_any_look(playground):
    if not AXE.exists() and os.environ.get("NNWIDGETS_REQUIRE_NODE") != "1":
        pytest.skip("axe-core is not installed: npm ci in nnwidgets/frontend")
    nb = playground
    nb.page.add_script_tag(path=AXE)
    nb.page.mouse.click(*nb.where(W))  # before anything unfolds, and moves it
    nb.page.click('[data-nnw="numbers"]')  # with all that there is on show: the tables, the number field, and what is folded away
    nb.page.click('[data-nnw="more"]')
    nb.page.locator(".nnw-tables table").nth(5).wait_for()
    assert nb.page.locator('[data-nnw="value"]').is_visible()
    found, pictures = {}, set()
    for look in (*THEMES, "forced light", "forced dark"):
        if look.startswith("forced"):
            wear(nb, "JupyterLab Light")
            nb.page.emulate_media(forced_colors="active", color_scheme=look.split()[1])
        else:
            wear(nb, look)
        nb.frames(6)
        pictures.add(str(nb.pixels("network")))
        found[look] = nb.page.evaluate("() => axe.run('.nnw')")["violations"]
    assert [(look, v["id"], v["nodes"][0]["html"]) for look, violations in found.items() for v in violations] == []
    assert len(pictures) == 5  # canvases change their colours too


@pytest.mark.own_page
def test_D10_every_width_holds_everything(playground):
    """640 to 1,920 px: nothing overlaps, nothing is cut off, and the points are drawn anew with their map."""
    nb = playground
    nb.execute("lab.trainer.change(optimizer='adam', schedule='warm_up', l1=0.001, shuffle=False); lab.refresh()")
    expect(nb.page.locator('.nnw [data-nnw="said"]')).to_contain_text("Optimizer adam from here on: weights", timeout=20_000)  # a long one
    for width in (640, 1280, 900, 1920, 640):  # the first with the file browser open: 272 for the lab
        if width == 1280:
            nb.page.evaluate("() => window.jupyterapp.commands.execute('application:toggle-left-area')")
        if width == 900:
            nb.execute("lab.step('example')")
        before = nb.lab.evaluate("lab => lab.clientWidth")
        nb.page.set_viewport_size({"width": width, "height": 900})
        nb.page.wait_for_function("before => document.querySelector('.nnw').clientWidth !== before", arg=before)
        for fold in ("numbers", "more"):  # opened and closed in turns
            nb.page.click(f'[data-nnw="{fold}"]')
        settles(nb, layout.FAULTS, width)
        settles(nb, layout.SMALL_TARGETS, width)
        settles(nb, CANVASES, width)


@pytest.mark.parametrize("screen", [SHARP], indirect=True)
def test_a_sharp_screen_a_finger_and_no_motion(playground):
    nb = playground
    for name in ("network", "map", "loss"):
        seen = nb.page.evaluate(layout.SHARPNESS, name)
        assert [seen["width"], seen["height"]] == [2 * side for side in seen["box"]], name
        assert seen["sharp"] > 300, name

    # A finger on a link drags it, one a little beside a bias too, and the notebook stays where it is.
    touch = nb.page.context.new_cdp_session(nb.page)
    scrolled = "() => [...document.querySelectorAll('*')].reduce((sum, e) => sum + e.scrollTop, scrollY)"

    def slide(x, y, by):
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        for i in range(1, 11):
            touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y + by * i / 10}]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    nb.page.locator('canvas[data-nnw="network"]').scroll_into_view_if_needed()
    top = nb.page.evaluate(scrolled)
    for k, beside in ((W, 0), (BIAS, 12)):
        start, (x, y) = nb.shown(k), nb.where(k)
        slide(x - beside, y + beside, -50)
        nb.until("pending", "false")
        assert nb.python(f"float(lab.net.theta[{k}])") == pytest.approx(start + 1.0, abs=0.01), k
    assert nb.page.evaluate(scrolled) == top
    large = nb.page.locator('[data-nnw="neuron-map"]')
    x, y = nb.where(BIAS)
    for to, shown in ((22, True), (-60, False)):  # a tap on a neuron shows what it says, as a mouse over it does; one beside it no more
        nb.page.touchscreen.tap(x + to, y - 22)
        expect(large).to_be_visible(visible=shown)
    box = nb.page.locator('canvas[data-nnw="network"]').bounding_box()
    slide(box["x"] + 8, box["y"] + 250, -200)  # beside the network a finger scrolls, as everywhere
    nb.page.wait_for_function(f"top => ({scrolled})() > top + 20", arg=top)

    # Nothing moves that is not data: no animation and no transition, at rest or while training.
    nb.page.click('[data-nnw="play"]')
    nb.until("running", "true")
    moving = nb.page.evaluate("""() => [...document.querySelectorAll('.nnw, .nnw *')].filter(e => e.getAnimations({ subtree: true }).length
      || getComputedStyle(e).transitionDuration !== '0s' || getComputedStyle(e).animationName !== 'none').map(e => e.className)""")
    nb.page.click('[data-nnw="play"]')
    nb.until("running", "false")
    assert moving == []
