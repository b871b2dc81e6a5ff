"""Every lab under a finger, on a tablet that stands upright: what is dragged leaves the page where it is; beside it a finger scrolls.

The fingers are those of the DevTools protocol: Chromium itself finds what is under them and decides by `touch-action` who gets them.
"""

import re
from itertools import pairwise
from types import SimpleNamespace

import layout
import pytest
from pages import Notebook
from playwright.sync_api import expect

TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}
CELLS = (
    "import numpy as np\nimport nnwidgets as nw",
    "digits = nw.DigitsLab(epochs=1)\ndigits",
    "descent = nw.DescentLab()\ndescent",
    "softmax = nw.SoftmaxLab()\nsoftmax",
    "neuron = nw.NeuronLab()\nneuron",
    "backprop = nw.BackpropLab(preset='mazur')\nbackprop",
    "forward = nw.ForwardLab()\nforward",
    "activation = nw.ActivationLab(['sigmoid', 'tanh'])\nactivation",
    "depth = nw.DepthLab(view='kernel')\ndepth",
    "sketch = nw.Predict('Draw σ.', lambda z: 1 / (1 + np.exp(-z)), sketch=((-6, 6), (0, 1)), names=('z', 'a'))\nsketch",
    "quiz = nw.Quiz(nw.item('fwd.shapes', 1), nw.item('fwd.compute', 2))\nquiz",
)
# Wherever the page stands, with all that scrolls in it; and how often the browser has taken a finger away from the labs.
SCROLLED = "() => [...document.querySelectorAll('*')].reduce((sum, e) => sum + e.scrollTop + e.scrollLeft, scrollX + scrollY)"
COUNT = """() => {
  window.nnwCancelled = 0;
  window.addEventListener('pointercancel', () => { window.nnwCancelled++; }, true);
}"""


# What a finger may do where is settled with the frame that is painted after a scroll.
CENTER = """async e => {
  e.scrollIntoView({ block: 'center' });
  for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame);
}"""

# The middle of the ball: looked up and measured at one time, for each picture has balls of its own.
BALL = """lab => {
  const { x, y, width, height } = lab.querySelector('[data-ball="0"]').getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}"""


@pytest.fixture(scope="module")
def tablet(chromium, lab_server):
    """One page of all labs, in one notebook: opening it takes longer than any of the tests."""
    context = chromium.new_context(**TABLET)
    context.set_default_timeout(20_000)
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    nb = Notebook(page, *lab_server).open("touch.ipynb", list(CELLS))
    page.evaluate("() => window.jupyterapp.commands.execute('application:toggle-left-area')")
    nb.run_all()
    page.locator(".nnw").nth(len(CELLS) - 2).wait_for(timeout=60_000)
    page.evaluate(COUNT)
    touch = context.new_cdp_session(page)
    yield SimpleNamespace(nb=nb, page=page, touch=touch)
    nb.shut_down()
    context.close()
    assert not complaints, complaints


def lab(tablet, name):
    """The lab of this name, on screen."""
    found = tablet.page.locator(f".nnw-lab-{name}")
    found.evaluate("lab => lab.scrollIntoView({ block: 'start' })")
    return found


def spot(place, across=0.5, down=0.5):
    """A place on the page, by shares of an element's box."""
    place.evaluate(CENTER)
    box = place.bounding_box()
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def slide(tablet, *points, steps=6, rest=0):
    """A finger from the first point over all others, and off: in motion, or after a rest of so many frames."""
    send = lambda kind, at: tablet.touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})  # noqa: E731
    send("touchStart", [{"x": points[0][0], "y": points[0][1]}])
    for (x0, y0), (x1, y1) in pairwise(points):
        for i in range(1, steps + 1):
            send("touchMove", [{"x": x0 + (x1 - x0) * i / steps, "y": y0 + (y1 - y0) * i / steps}])
    if rest:
        tablet.nb.frames(rest)
    send("touchEnd", [])


def drag(tablet, *points, steps=6):
    """The same on something that is dragged: the finger is never taken from it, and nothing on the page scrolls."""
    page = tablet.page
    before, cancelled = page.evaluate(SCROLLED), page.evaluate("nnwCancelled")
    slide(tablet, *points, steps=steps)
    tablet.nb.frames(3)
    assert [page.evaluate(SCROLLED), page.evaluate("nnwCancelled")] == [before, cancelled]


def swipe(tablet, x, y, by=-160):
    """The same beside it: the page goes with the finger."""
    before = tablet.page.evaluate(SCROLLED)
    slide(tablet, (x, y), (x, y + by), rest=12)  # else the page would go on, and the next tap stop it
    tablet.page.wait_for_function(f"before => Math.abs(({SCROLLED})() - before) > 20", arg=before)


def tap(tablet, place, across=0.5, down=0.5):
    tablet.page.touchscreen.tap(*spot(place, across, down))


def test_nothing_is_too_small_or_cut_off(tablet):
    page = tablet.page
    for i in range(len(CELLS) - 1):
        page.locator(".nnw").nth(i).evaluate(CENTER)  # what is off screen is not laid out yet
        for faults in (layout.SMALL_TARGETS, layout.FAULTS):
            page.wait_for_function(f"() => !({layout.of(faults, i)})().length")
    lab(tablet, "softmax")
    tablet.nb.execute("softmax.T = 0.05")  # long numbers
    page.locator('[data-nnw="exp-head"]').get_by_text("z/T").wait_for()
    page.wait_for_function(f"() => !({layout.of(layout.FAULTS, 2)})().length")
    tablet.nb.execute("softmax.T = 1")
    for view in ("weights", "tests", "compare", "draw"):
        page.click(f'.nnw-lab-digits [data-nnw="tab-{view}"]')
        page.locator(f'.nnw-lab-digits [data-nnw="view-{view}"]').wait_for()
        for faults in (layout.SMALL_TARGETS, layout.FAULTS):
            page.wait_for_function(f"() => !({layout.of(faults, 0)})().length")


def test_a_finger_that_rests_gets_no_menu(tablet):
    root = lab(tablet, "descent")
    press = "e => e.dispatchEvent(new PointerEvent('contextmenu', { bubbles: true, cancelable: true, pointerType: 'touch' }))"
    assert not root.locator('[data-ball="0"]').evaluate(press)  # false: prevented, as the browser's own is
    assert not tablet.page.locator(".lm-Menu").count()


def test_digits_are_drawn(tablet):
    nb, root = tablet.nb, lab(tablet, "digits")
    pad = root.locator('[data-nnw="pad"]')
    x, y = spot(pad, 0, 0)
    side = pad.bounding_box()["width"]
    drag(tablet, *((x + u * side, y + v * side) for u, v in [(0.3, 0.25), (0.7, 0.25), (0.5, 0.55), (0.42, 0.85)]))
    nb.until_python("[len(digits.strokes), len(digits.strokes[0]) > 8]", [1, True])
    told = root.locator('[data-nnw="view-draw"] li[data-winner="true"]')
    expect(told).to_have_text(re.compile(f"^{nb.python('int(digits.trace.output.argmax())')}"), use_inner_text=True)
    tap(tablet, root.locator('[data-nnw="given"]'), 10.5 / 28, 20.5 / 28)  # what a mouse reads by hovering
    nb.until_python("digits.pixel", 20 * 28 + 10)
    swipe(tablet, *spot(root.locator('[data-nnw="given"]')))
    tap(tablet, root.locator('[data-nnw="tab-layers"]'))
    tap(tablet, root.locator('[data-nnw="unrolled"]'), 5.5 / 28, 6.5 / 28)
    nb.until_python("digits.pixel", 6 * 28 + 5)


def test_balls_and_starts_of_descents(tablet):
    nb, root = tablet.nb, lab(tablet, "descent")
    hill = root.locator('[data-nnw="hill"]')
    before = nb.python("descent.balls")
    spot(hill)
    x, y = root.evaluate(BALL)
    drag(tablet, (x + 9, y + 9), (x + 89, y + 20), (x + 80, y - 60))  # a finger is wider than a ball, and no ruler
    nb.until_python(f"[len(descent.balls), descent.balls[0] > {before[0] + 0.3}]", [1, True])
    tap(tablet, hill, 0.9, 0.3)
    nb.until_python("len(descent.balls)", 2)
    swipe(tablet, *spot(hill, 0.2, 0.8))
    nb.until_python("len(descent.balls)", 2)
    tap(tablet, root.locator('[data-nnw="tab-surface"]'))
    nb.until_python("descent.view", "surface")
    plan, relief = root.locator('[data-nnw="plan"]'), root.locator('[data-nnw="relief"]')
    x, y = spot(plan)
    drag(tablet, (x, y), (x + 40, y + 90), (x + 60, y - 60))
    nb.until_python("[descent.point[0] > 0, descent.point[1] > 0]", [True, True])
    turned = nb.python("descent.turned")
    x, y = spot(relief)
    drag(tablet, (x, y), (x, y + 60), (x + 60, y + 60))
    nb.until_python(f"[a != b for a, b in zip(descent.turned, {turned})]", [True, True])


def test_logits_and_the_loss(tablet):
    nb, root = tablet.nb, lab(tablet, "softmax")
    track = root.locator('[data-nnw="track-0"]')
    x, y = spot(track)
    wide = track.bounding_box()["width"]
    drag(tablet, (x, y), (x + 0.45 * wide, y + 6), (x + 0.25 * wide, y + 50))  # sideways first, as on any slider
    nb.until_python("bool(2.8 < softmax.z[0] < 3.2)", True)
    z = nb.python("softmax.z.tolist()")
    swipe(tablet, *spot(root.locator('[data-nnw="track-1"]'), 0.9))  # across the bars a finger scrolls, and changes nothing
    nb.until_python("softmax.z.tolist()", z)
    head = root.locator('[data-nnw="called-0"]')
    tap(tablet, head)
    nb.until_python("softmax.words", False)
    expect(head).to_have_text("z", use_inner_text=True)
    expect(root.locator('[data-nnw="meant"]')).to_have_text(re.compile("^Logit z: any number"))
    chart = root.locator('[data-nnw="loss-curve"]')
    x, y = spot(chart)
    drag(tablet, (x, y), (x + 60, y))
    nb.until_python("bool(softmax.p[int(softmax.y.argmax())] > 0.55)", True)


def test_a_neuron(tablet):
    nb, root = tablet.nb, lab(tablet, "neuron")
    x, y = spot(root.locator('[data-nnw="w-0"]'))
    drag(tablet, (x, y), (x - 20, y + 4), (x + 20, y + 20))
    nb.until_python("1 < float(neuron.net.W[0][0, 0]) < 4", True)
    grip = root.locator('[data-nnw="grip"]')
    x, y = spot(grip)
    z = nb.python("neuron.reading.z")
    drag(tablet, (x + 10, y + 10), (x + 10, y - 50), (x + 70, y + 10))  # beside it, and not straight
    nb.until_python(f"neuron.reading.z > {z + 0.5}", True)
    lamp = root.locator('[data-nnw="lamp"]')
    x, y = spot(lamp)
    drag(tablet, (x, y), (x, y + 200))
    nb.until_python("neuron.reading.a < 0.05", True)
    nb.execute("neuron.mode = 'line'")
    plane = root.locator('[data-nnw="plane"]')
    plane.wait_for()
    x, y = spot(plane)
    drag(tablet, (x, y), (x, y + 60), (x + 80, y - 80))
    nb.until_python("neuron.x[0] > 0.6 and neuron.x[1] > 0.6", True)
    nb.execute("neuron.mode = 'gate'")
    root.locator('[data-nnw="truth"]').wait_for()
    swipe(tablet, *spot(root.locator('[data-nnw="plane"]')))  # there is nothing to drag in it then
    nb.execute("neuron.turn(mode='vectors', x=[-3, 4])")
    tip = root.locator('[data-nnw="tip-x"]')
    tip.wait_for()
    x, y = spot(tip)
    drag(tablet, (x, y), (x, y + 30), (x + 60, y + 30))
    nb.until_python("neuron.x[0] > -2 and neuron.x[1] < 4", True)
    nb.execute("neuron.turn(mode='image', pixels=np.zeros((8, 8)).tolist())")
    pads = root.locator('.nnw-pixel[role="button"]')
    pads.first.wait_for()
    (x, y), side = spot(pads.nth(9)), pads.nth(9).bounding_box()["width"]
    drag(tablet, (x, y), (x, y + 3 * side), (x + 3 * side, y + 3 * side))
    nb.until_python("[neuron.pixels[i][1] for i in range(8)]", [0, 1, 1, 1, 1, 0, 0, 0])
    nb.until_python("neuron.pixels[4]", [0, 1, 1, 1, 1, 0, 0, 0])


def test_number_lines_of_backpropagation(tablet):
    nb, root = tablet.nb, lab(tablet, "backprop")
    nb.execute("backprop.view = 'nudges'")
    leaf = root.locator('[data-leaf="y₁"]')
    leaf.wait_for()
    assert tablet.page.evaluate(layout.of(layout.SMALL_TARGETS, 4)) == []
    x, y = spot(leaf, 0, 0.5)
    wide = leaf.bounding_box()["width"]
    at = x + 7 + 0.01 * (wide - 14)
    start = nb.python("backprop.y[0]")
    drag(tablet, (at, y), (at + 0.5 * wide, y + 4), (x + wide - 7, y + 40))
    nb.until_python(f"backprop.y[0] > {start + 0.5}", True)
    swipe(tablet, *spot(root.locator('[data-node="C"]')))
    link = root.locator('.nnw-link[data-k="6"]')
    x, y = link.evaluate("""path => {
      path.scrollIntoView({ block: 'center' });
      const { x, y } = path.getPointAtLength(path.getTotalLength() * 0.4).matrixTransform(path.getScreenCTM());
      return [x, y];
    }""")
    tablet.page.touchscreen.tap(x, y + 7)  # a little beside it
    nb.until_python("backprop.weight", 6)


def test_inputs_and_entries_of_a_pass(tablet):
    nb, root = tablet.nb, lab(tablet, "forward")
    disc = root.locator('[data-nnw="net"] g[data-layer="0"]').first
    x, y = spot(disc)
    before = nb.python("float(forward.x[0])")
    drag(tablet, (x, y), (x + 5, y - 50))
    nb.until_python("round(float(forward.x[0]), 6)", round(before + 1, 6))
    entry = root.locator('.nnw-entry[data-part="W"][data-j="1"][data-k="0"]')
    x, y = spot(entry)
    before = nb.python("float(forward.net.W[0][1, 0])")
    drag(tablet, (x, y), (x, y - 50))
    nb.until_python("round(float(forward.net.W[0][1, 0]), 6)", round(before + 1, 6))
    tablet.page.touchscreen.tap(x, y)
    tablet.page.touchscreen.tap(x, y)
    root.locator("[data-typed]").wait_for()  # and typed, after two taps
    tablet.page.keyboard.press("Escape")
    plane = root.locator('[data-nnw="map"]')
    x, y = spot(plane)
    drag(tablet, (x, y), (x, y + 40), (x + 40, y - 40))
    nb.until_python("forward.x[0] > 0.5 and forward.x[1] > 0.5", True)
    swipe(tablet, *spot(root.locator('[data-nnw="net"]'), 0.5, 0.97))  # below the discs nothing is to be dragged


def test_z_of_activations(tablet):
    nb, root = tablet.nb, lab(tablet, "activation")
    curves = root.locator('[data-nnw="curves"]')
    x, y = spot(curves, 0.3)
    drag(tablet, (x, y), (x + 60, y + 8), (x + 120, y + 60))
    z = nb.python("activation.z")
    swipe(tablet, *spot(curves, 0.7))  # up and down a finger scrolls, and z stays
    nb.until_python("activation.z", z)


def test_kernels_and_drawings(tablet):
    nb, root = tablet.nb, lab(tablet, "depth")
    tap(tablet, root.locator('[data-nnw="response"]'), 12.5 / 26, 6.5 / 26)
    nb.until_python("depth.pixel", [6, 12])
    cell = root.locator('[data-nnw="k-4"]')
    tap(tablet, cell)
    expect(cell).to_be_focused()
    cell.fill("-2.5")
    nb.until_python("depth.kernel[1][1]", -2.5)
    nb.execute("depth.image = 'drawing'")
    pad = root.locator('.nnw-view-kernel [data-nnw="pad"]')
    pad.wait_for()
    (x, y), side = spot(pad, 0, 0), pad.bounding_box()["width"]
    drag(tablet, (x + 0.5 * side, y + 0.2 * side), (x + 0.5 * side, y + 0.8 * side), (x + 0.8 * side, y + 0.8 * side))
    nb.until_python("int((depth.pixels > 0.9).any(axis=1).sum()) >= 16", True)
    nb.execute("depth.view = 'ladder'")
    mouth = root.locator('[data-nnw="part-mouth"]')
    mouth.wait_for()
    x, y = spot(mouth)
    drag(tablet, (x, y), (x, y - 60))
    nb.until_python("depth.ladder.face", False)


def test_a_curve_is_sketched(tablet):
    nb, root = tablet.nb, lab(tablet, "predict")
    hand = root.locator(".nnw-sketch canvas")
    x, y = spot(hand, 0, 0)
    wide, high = hand.bounding_box()["width"], hand.bounding_box()["height"]
    drag(tablet, *((x + u * wide, y + v * high) for u, v in [(0.12, 0.8), (0.4, 0.8), (0.6, 0.15), (0.99, 0.15)]), steps=12)
    tap(tablet, root.locator('[data-nnw="commit"]'))
    root.get_by_text("Dashed: your curve, on average").wait_for()
    assert nb.python("sketch.prediction[0] < 0.3 and sketch.prediction[-1] > 0.7")


def test_practice_by_taps(tablet):
    nb, root = tablet.nb, lab(tablet, "practice")
    nb.until_python("quiz.item.answer[:1] in 'Wb'", True)
    name = nb.python("quiz.item.answer")
    x, y = root.locator(".nnw-parts").evaluate(
        """(picture, name) => {
          picture.scrollIntoView({ block: 'center' });
          const all = [...picture.querySelectorAll('line')];
          const options = [...picture.parentElement.querySelectorAll('option')].map(o => o.value).filter(v => v.startsWith('W'));
          const line = all[options.indexOf(name)];
          const { x, y } = line.getPointAtLength(0.15 * line.getTotalLength()).matrixTransform(line.getScreenCTM());
          return [x, y];
        }""",
        name,
    )
    tablet.page.touchscreen.tap(x, y + 7)  # a little beside it
    expect(root.locator("select")).to_have_value(name)
    tap(tablet, root.locator('[data-nnw="answer"]'))
    tap(tablet, root.locator('[data-nnw="next"]'))
    root.locator(".nnw-steps").wait_for()
    want, now = nb.python("[list(quiz.item.answer), list(quiz.item.options)]")
    for i, text in enumerate(want):
        for j in range(now.index(text), i, -1):
            tap(tablet, root.get_by_label(f"Move up: {text}"))
            now[j - 1], now[j] = now[j], now[j - 1]
    tap(tablet, root.locator('[data-nnw="answer"]'))
    root.get_by_text("Right.").wait_for()
