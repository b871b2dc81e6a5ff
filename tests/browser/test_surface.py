"""B13, the loss surface over two weights, and B11, who pulls a weight: what the page says of them is NumPy's."""

import re

import numpy as np
import places
import pytest

K, OTHER, LAST = 14, 15, 24  # W[1][0, 2] and W[1][0, 3] of 2-4-2-1, and b[2][0]
SURFACE = {"left": 40, "right": 8, "top": 8, "bottom": 34}  # margins of the two pictures, in pixels
MAP = {"left": 30, "right": 6, "top": 6, "bottom": 22}
LANDSCAPE = "[lab.landscape.names, [[float(a[0]), float(a[-1])] for a in lab.landscape.axes], lab.landscape.loss.tolist()]"
WISH = "float(nw.wish(lab.net, lab.data[0].inputs, lab.data[0].y, {}, lab.trainer.loss).theta{})"
SHARES = "nw.shares(lab.net, lab.data[0].inputs, lab.data[0].y, lab.trainer.loss, of={}).tolist()"
DRAWN = """() => {
  const canvas = document.querySelector('.nnw-map .nnw-over-map:not([data-nnw])');
  return Array.from(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.filter((_, i) => i % 64 < 4));
}"""


def numbers(text):
    """What follows a name or a colon, without the digits of the names themselves."""
    return [float(x) for x in re.findall(r"(?<![\w.])[+-]?\d[\d.,]*(?:e-?\d+)?\b", text.replace("−", "-").replace(",", " "))]


def pixel(box, margin, over, u, v):
    """Where (u, v) of a picture with these margins is on the page."""
    (u0, u1), (v0, v1) = over
    x = box["x"] + margin["left"] + (u - u0) / (u1 - u0) * (box["width"] - margin["left"] - margin["right"])
    return x, box["y"] + margin["top"] + (v1 - v) / (v1 - v0) * (box["height"] - margin["top"] - margin["bottom"])


def height(over, loss, u, v):
    """The height of a grid at (u, v), bilinear: by two linear interpolations."""
    at = [np.linspace(*span, len(loss)) for span in over]
    return float(np.interp(u, at[0], [np.interp(v, at[1], row) for row in loss]))


def says(nb, name, text):
    nb.page.locator(f'[data-nnw="{name}"]', has_text=text).first.wait_for()


def test_B13_the_loss_surface_over_two_weights(playground):
    nb, page = playground, playground.page
    nb.execute("lab.learning_rate = 0.1; lab.train(steps=300)")
    nb.until("step", 300)
    page.mouse.click(*nb.where(K))
    page.click('[data-nnw="surface"]')
    says(nb, "surface-fits", "Worked out at step 300; it fits: no other weight has moved since.")
    names, over, loss = nb.python(LANDSCAPE)
    assert names == ["W[1][0, 2]", "W[1][0, 3]"] and np.isfinite(loss).all()
    assert [page.locator(f'[data-nnw="surface-{to}"]').input_value() for to in ("across", "up")] == [str(K), str(OTHER)]
    theta = nb.python("lab.net.theta.tolist()")
    text = nb.text("surface-now")
    assert numbers(text) == pytest.approx([theta[K], theta[OTHER], nb.python("lab.trainer.train_loss")], abs=6e-3)
    assert numbers(nb.text("surface-scale")) == pytest.approx([np.min(loss), np.max(loss)], rel=5e-3)
    path = "float(lab.landscape.path.distance.max())"
    assert numbers(nb.text("surface-path"))[0] == pytest.approx(nb.python(path), rel=1e-3)

    picture = page.locator('[data-nnw="surface-map"]')  # read by keys: each goes a forty-eighth of the range
    picture.focus()
    for key in ("ArrowRight",) * 4 + ("ArrowUp",) * 3:
        page.keyboard.press(key)
    at = [theta[k] + by * (hi - lo) / 48 for k, by, (lo, hi) in zip((K, OTHER), (4, 3), over, strict=True)]
    says(nb, "surface-cursor", "Cursor: ")
    assert numbers(nb.text("surface-cursor")) == pytest.approx([*at, height(over, loss, *at)], abs=6e-3)
    assert numbers(nb.text("surface-cursor"))[2] == pytest.approx(height(over, loss, *at), abs=6e-5)
    page.keyboard.press("Enter")  # and put there
    places.shows(nb, at[0])
    nb.until("pending", "false")
    assert nb.python(f"lab.net.theta[[{K}, {OTHER}]].tolist()") == pytest.approx(at, abs=1e-4)

    picture.scroll_into_view_if_needed()
    box, to = picture.bounding_box(), [over[0][0] + 0.3, over[1][1] - 0.4]
    empty = nb.pixels("surface-over")
    page.mouse.move(*pixel(box, SURFACE, over, *at))
    page.mouse.down()
    page.mouse.move(*pixel(box, SURFACE, over, *to), steps=5)
    places.shows(nb, float(page.locator(f'.nnw-handles [data-k="{K}"]').first.get_attribute("aria-valuenow")))
    page.wait_for_function(f"() => Math.abs(document.querySelector('[data-k=\"{K}\"]').ariaValueNow - {to[0]}) < 0.03")
    assert nb.shown(OTHER) == pytest.approx(to[1], abs=0.03)
    assert numbers(nb.text("surface-now"))[2] == pytest.approx(height(over, loss, *to), rel=0.03)  # both weights, while they move
    says(nb, "surface-fits", "it fits")
    page.mouse.up()
    nb.until("pending", "false")
    moved = nb.python("lab.net.theta.tolist()")
    assert [k for k in range(25) if moved[k] != theta[k]] == [K, OTHER] and nb.pixels("surface-over") != empty
    page.keyboard.press("Control+z")  # one gesture
    nb.until_python(f"np.allclose(lab.net.theta[[{K}, {OTHER}]], {at}, atol=1e-4)", True)

    before = nb.python("lab.landscape.theta.tolist()")
    page.select_option('[data-nnw="speed"]', "1,000/s")
    page.click('[data-nnw="play"]')
    places.trains(nb, 350)
    page.click('[data-nnw="play"]')
    nb.until("running", "false")
    says(nb, "surface-fits", "the other weights have moved by ")
    away = np.delete(np.subtract(nb.python("lab.net.theta.tolist()"), before), [K, OTHER])
    assert numbers(nb.text("surface-fits").split("by")[1])[0] == pytest.approx(np.linalg.norm(away), rel=1e-3)
    page.click('[data-nnw="surface-again"]')
    says(nb, "surface-fits", "it fits")
    assert nb.python("int(lab.landscape.path.steps[-1]) == lab.trainer.steps and bool((lab.landscape.theta == lab.net.theta).all())")

    page.select_option('[data-nnw="surface-up"]', "0")
    nb.until_python("lab.landscape.names", ["W[1][0, 2]", "W[0][0, 0]"])
    page.locator(f'.nnw-handles [data-k="{LAST}"]').first.focus()
    page.click('[data-nnw="surface-take-across"]')
    nb.until_python("lab.landscape.names", ["b[2][0]", "W[0][0, 0]"])
    page.wait_for_function(f"() => document.querySelector('[data-nnw=\"surface-across\"]').value === '{LAST}'")

    page.click('[data-nnw="surface"]')  # folded away, and unfolded by Python
    picture.wait_for(state="hidden")
    nb.execute("lab.surface((0, 1, 0), (0, 1, 'bias'), points=20)")
    picture.wait_for()
    nb.execute("lab.lock = {'surface': 'in lesson 6'}")
    page.locator('[data-nnw="surface-up"][aria-disabled="true"]').wait_for()
    nb.execute("lab.hide = ['surface']")
    picture.wait_for(state="hidden")
    assert not page.locator('[data-nnw="surface"]').is_visible()


def test_B11_who_pulls_this_weight(playground):
    nb, page = playground, playground.page
    nb.execute("lab.learning_rate = 0.1; lab.train(steps=100)")
    nb.until("step", 100)
    usual = page.evaluate(DRAWN)
    page.click('[data-nnw="pulls"]')
    says(nb, "pulls-sum", "Choose a weight in the network")
    assert page.evaluate(DRAWN) == usual
    page.mouse.click(*nb.where(K))
    says(nb, "pulls-sum", "Their sum: dL/dw = ")

    def agrees():
        shares = np.array(nb.python(SHARES.format(K)))
        assert numbers(nb.text("pulls-sum").split("=")[1])[0] == pytest.approx(shares.mean(), rel=1e-3)
        assert numbers(nb.text("slope"))[0] == pytest.approx(shares.mean(), rel=1e-3)
        assert numbers(nb.text("pulls-count")) == [(shares < 0).sum(), (shares > 0).sum()]
        return shares

    shares = agrees()
    pulled = page.evaluate(DRAWN)
    assert pulled != usual
    page.locator('[data-nnw="map"]').scroll_into_view_if_needed()
    box = page.locator('[data-nnw="map"]').bounding_box()
    X = nb.python("lab.data[0].X.tolist()")
    for i in (int(shares.argmin()), int(shares.argmax())):  # of those that pull hardest, in both directions
        page.mouse.move(*pixel(box, MAP, [(-6, 6), (-6, 6)], *X[i]))
        says(nb, "wish", f"Point {i + 1} wishes ")
        wish, share = (numbers(line)[-1] for line in nb.text("wish").split("\n"))
        assert wish == pytest.approx(-shares[i], rel=1e-3) and share == pytest.approx(shares[i] / len(shares), rel=1e-3)
        assert wish == pytest.approx(nb.python(WISH.format(i, f"[{K}]")), rel=1e-3)
        says(nb, "arrows", f"Wish of point {i + 1}: largest ")  # for every weight, as arrows in the network
        assert numbers(nb.text("arrows").split("largest")[1])[0] == pytest.approx(nb.python(WISH.format(i, ".__abs__().max()")), rel=1e-3)
    page.mouse.move(5, 5)
    page.wait_for_function("() => document.querySelector('[data-nnw=arrows]').textContent === 'Gradient'")

    x, y = places.take(nb, K)  # they follow the hand
    page.mouse.move(x, y - 60, steps=4)
    page.mouse.up()
    nb.until("pending", "false")
    nb.frames(3)
    agrees()
    page.locator(f'.nnw-handles [data-k="{LAST}"]').first.focus()  # and the choice
    says(nb, "pulls-sum", "dL/db")
    assert numbers(nb.text("pulls-sum").split("=")[1])[0] == pytest.approx(np.mean(nb.python(SHARES.format(LAST))), rel=1e-3)
    page.click('[data-nnw="pulls"]')
    page.wait_for_function(f"usual => JSON.stringify(({DRAWN})()) === JSON.stringify(usual)", arg=usual)
    nb.execute("lab.hide = ['pulls']")
    page.locator('[data-nnw="pulls"]').wait_for(state="hidden")
