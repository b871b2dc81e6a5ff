"""A finger on a tablet: what can be dragged follows it and keeps the page where it is; beside it a finger scrolls, as everywhere.

Touches go through Chromium's own hit-testing and `touch-action`, as a screen's do: a drag that the page takes for scrolling is cancelled.
"""

import itertools

import pytest

TABLET = {"viewport": {"width": 820, "height": 1100}, "has_touch": True}
pytestmark = [pytest.mark.own_page, pytest.mark.parametrize("screen", [TABLET], indirect=True)]
SCROLLED = "() => [...document.querySelectorAll('*')].reduce((sum, e) => sum + e.scrollTop, scrollY)"


class Finger:
    """One finger on the page."""

    def __init__(self, page):
        self._page, self._line = page, page.context.new_cdp_session(page)

    def _send(self, kind, points):
        self._line.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    def slide(self, *points, steps=8):
        """Down at the first point, along the others, and up."""
        self._send("touchStart", points[:1])
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            for k in range(1, steps + 1):
                self._send("touchMove", [(x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps)])
        self._send("touchEnd", [])

    def drag(self, locator, dx, dy, at=(0.5, 0.5)):
        """From a place of an element, as shares of its box, by so many pixels; returns how far the page has scrolled."""
        locator.evaluate("one => one.scrollIntoView({ block: 'center' })")  # at once: some are drawn anew while one waits
        box, before = locator.bounding_box(), self._page.evaluate(SCROLLED)
        x, y = box["x"] + at[0] * box["width"], box["y"] + at[1] * box["height"]
        self.slide((x, y), (x + dx, y + dy))
        return self._page.evaluate(SCROLLED) - before


@pytest.fixture
def finger(page):
    return Finger(page)


def follows(nb, finger, view, selector, value, by, at=(0.5, 0.5)):
    """What `value` says in the kernel is another after a drag, and the page has not moved."""
    if view:
        nb.execute(view)
        nb.frames(3)
    thing = nb.page.locator(selector).first
    thing.wait_for()
    before = nb.python(value)
    assert finger.drag(thing, *by, at) == 0, f"{selector} scrolls"
    nb.until_python(f"({value}) != {before!r}", True)


LABS = [
    ("lab = nw.DigitsLab('digits', epochs=1)", [("", '[data-nnw="pad"]', "[len(s) for s in lab.strokes]", (60, 70), (0.3, 0.2))]),
    ("lab = nw.DescentLab()", [
        ("", '[data-nnw="hill"] [data-ball]', "lab.balls", (60, 30), (0.5, 0.5)),
        ("lab.view = 'surface'", '[data-nnw$="-start"]', "lab.point", (30, 40), (0.5, 0.5)),
    ]),
    ("lab = nw.SoftmaxLab()", [("", '[data-nnw="track-0"]', "lab.logits", (50, 8), (0.4, 0.5))]),
    ("lab = nw.NeuronLab()", [
        ("", '[data-nnw="grip"]', "[lab.net.theta.tolist(), lab.x]", (40, 5), (0.5, 0.5)),
        ("lab.mode = 'vectors'", ".nnw-tip-knob", "[lab.net.theta.tolist(), lab.x]", (25, 30), (0.5, 0.5)),
        ("lab.mode = 'line'", '.nnw-plane[data-mode="line"]', "[lab.net.theta.tolist(), lab.x]", (40, 30), (0.6, 0.6)),
        ("lab.mode = 'image'", '.nnw-pixel[role="button"]', "lab.pixels", (60, 60), (0.5, 0.5)),
    ]),
    ("lab = nw.ActivationLab()", [("", '[data-nnw="curves"]', "lab.z", (60, 4), (0.5, 0.5))]),
    ("lab = nw.ForwardLab()", [
        ("", '.nnw-net [data-layer="0"][data-unit="0"]', "lab.x", (3, -40), (0.5, 0.5)),
        ("", '.nnw-entry[data-part="W"]', "lab.net.W[0].tolist()", (3, -40), (0.5, 0.5)),
        ("", '[data-nnw="map"]', "lab.x", (40, 40), (0.3, 0.3)),
    ]),
    ("lab = nw.BackpropLab()\nlab.view = 'nudges'", [
        ("", '[data-nnw="view-nudges"] input[type="range"]', "[lab.h, lab.net.theta.tolist(), lab.x]", (40, 0), (0.5, 0.5)),
    ]),
    ("lab = nw.DepthLab()\nlab.view = 'features'", [("", '[data-nnw="pad"]', "lab.drawing", (50, 60), (0.3, 0.2))]),
]  # fmt: skip


def test_what_can_be_dragged_follows_a_finger(notebook, finger):
    for code, drags in LABS:  # in one page: opening it takes longer than any of them
        nb = notebook("import nnwidgets as nw", f"{code}\nlab")
        for view, selector, value, by, at in drags:
            follows(nb, finger, view, selector, value, by, at)
        nb.shut_down()


def test_a_sketch_follows_and_beside_it_the_page_scrolls(notebook, finger):
    sketch = "s = nw.Predict('Draw a line.', lambda z: z, sketch=((-1, 1), (-1, 1)))\ns"
    nb = notebook("import nnwidgets as nw", sketch, "\n".join(["1"] * 60))
    hand = nb.page.locator('[data-nnw="sketch"]')
    hand.wait_for()
    before = hand.get_attribute("aria-valuetext")
    assert finger.drag(nb.page.locator(".nnw-sketch canvas").first, 60, 50, (0.3, 0.3)) == 0
    nb.page.wait_for_function("was => document.querySelector('[data-nnw=sketch]').getAttribute('aria-valuetext') !== was", arg=before)
    nb.page.mouse.wheel(0, -2000)
    top = nb.page.evaluate(SCROLLED)
    prose = nb.page.locator(".nnw-predict").first.bounding_box()
    finger.slide((prose["x"] + 20, prose["y"] + 10), (prose["x"] + 20, prose["y"] - 190))
    nb.page.wait_for_function(f"top => ({SCROLLED})() > top + 20", arg=top)
