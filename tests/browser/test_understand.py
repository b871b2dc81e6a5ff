"""To understand what is on screen: the slope under the hand, a neuron's formula, and what is taken for what."""

import re

import numpy as np
import places
import pytest
from playwright.sync_api import expect

W = 14  # W[1][0, 2] of 2-4-2-1
SLOPE = """(lambda net, train: (
    net.theta.__setitem__(14, {}),
    float(net.backward(net.forward(train.inputs), train.y, lab.trainer.loss).theta[14]),
))(lab.net.copy(), lab.data[0])[1]"""


def read(text: str) -> list[float]:
    return [
        float(x)
        for x in re.findall(
            r"-?\d[\d.]*(?:e-?\d+)?", text.replace("\u2212 ", "-").replace("\u2212", "-").replace("x1", "").replace("x2", "")
        )
    ]


def test_B5_T16_T17_what_stands_under_the_hand_is_numpys(playground):
    """While a weight is dragged: its slope as backpropagation has it, where the step lands; its neuron's formula; the counts."""
    nb, page = playground, playground.page
    height = nb.lab.bounding_box()["height"]
    start = nb.python(f"float(lab.net.theta[{W}])")
    x, y = nb.where(W)
    page.mouse.move(x, y)
    page.mouse.down()
    for i in (5, 10):
        page.mouse.move(x, y - 4 * i)
        places.shows(nb, start + 0.08 * i)
        slope, step, lands = read(nb.text("slope"))[:3]  # in the frame that has moved the weight
        w = float(f"{start + 0.08 * i:.4f}")
        assert slope == pytest.approx(nb.python(SLOPE.format(w)), rel=1e-3)
        assert step == pytest.approx(-0.03 * slope, rel=1e-3) and lands == pytest.approx(w + step, abs=1e-3)
    drawn = nb.pixels("slope-plot")
    page.mouse.up()
    nb.until("pending", "false")
    assert len(set(drawn)) > 3 and nb.lab.bounding_box()["height"] == height

    page.locator('[data-nnw="map"]').hover(position={"x": 90, "y": 90})
    page.wait_for_function("() => document.querySelector('[data-nnw=formula]').textContent.includes('at x1 ')")
    title, symbols, numbers = nb.text("formula").split("\n")
    assert title.startswith("Neuron 1 of hidden layer 2 at x1 ") and re.fullmatch(r"z = .*·a1 .*·a2 .*·a3 .*·a4 [+−] [\d.]+", symbols)
    weights, bias = nb.python("[lab.net.W[1][0].tolist(), float(lab.net.b[1][0])]")
    assert read(symbols)[::2][:4] == pytest.approx(weights, abs=6e-3) and read(symbols)[-1] == pytest.approx(bias, abs=6e-3)
    z, a = read(numbers)[-1], read(title)[-1]
    assert a == pytest.approx(np.tanh(z), abs=1e-2)

    page.click('[data-nnw="numbers"]')
    table = page.locator('[data-nnw="metrics"]').get_by_role("table").first
    counts = [[int(cell) for cell in row.split("\t")[1:3]] for row in table.inner_text().strip().split("\n")[-2:]]
    code = "[[int(((lab.data[0].y == r) & (lab.net.predict(lab.data[0].inputs) == c)).sum()) for c in (0, 1)] for r in (0, 1)]"
    assert counts == nb.python(code)


def test_B5_a_loss_of_ones_own_is_said_to_be_pythons(notebook):
    """The lab goes on without it: the weight follows the hand."""
    nb = notebook(
        "import numpy as np\nimport nnwidgets as nw\ndef mine(a, y): return np.abs(a - y).sum(axis=-1)",
        "lab = nw.Playground(loss=(mine, lambda a, y: np.sign(a - y)))\nlab",
    )
    nb.until("step", 0)
    start = nb.python(f"float(lab.net.theta[{W}])")
    x, y = nb.where(W)
    nb.page.mouse.move(x, y)
    nb.page.mouse.down()
    nb.page.mouse.move(x, y - 40)
    places.shows(nb, start + 0.8)
    assert nb.text("slope") == "The page does not know the loss mine: lab.net.backward works out its slope."
    nb.page.mouse.up()
    nb.until("pending", "false")
    assert nb.python(f"float(lab.net.theta[{W}])") == pytest.approx(start + 0.8, abs=1e-3)


def test_T3_B2_an_activation_of_ones_own_is_drawn_and_follows_the_hand(notebook):
    """It is in the maps, in the loss while a weight is dragged, in the formula; and on the menu when another is chosen."""
    nb = notebook("import numpy as np\nimport nnwidgets as nw", "lab = nw.Playground(activation=(np.sin, np.cos))\nlab")
    nb.until("step", 0)
    page, start = nb.page, nb.python(f"float(lab.net.theta[{W}])")
    page.locator('[data-nnw="map"]').focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
    place, _, value = nb.text("cursor").partition(": output ")
    x = [float(part.split()[1].replace("\u2212", "-")) for part in place.split(", ")]
    assert read(value)[0] == pytest.approx(nb.python(f"float(lab.net.forward({x}).a[-1][0, 0])"), abs=6e-3)

    x, y = nb.where(W)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 40, steps=4)
    places.shows(nb, start + 0.8)
    slope = read(nb.text("slope"))[0]
    dragged = nb.number("train-loss")
    page.mouse.up()
    nb.until("pending", "false")
    assert slope == pytest.approx(nb.python(SLOPE.format(f"lab.net.theta[{W}]")), rel=1e-2)
    assert dragged == pytest.approx(nb.python("lab.trainer.train_loss"), abs=2e-4)
    assert "sin(z)" in nb.text("formula")

    page.select_option('[data-nnw="activation"]', "tanh")
    page.wait_for_function("() => document.querySelector('[data-nnw=activation]').value === 'tanh'")
    page.select_option('[data-nnw="activation"]', "sin (yours)")
    page.wait_for_function("() => document.querySelector('[data-nnw=activation]').value === 'sin (yours)'")
    nb.until_python("[a.f is np.sin for a in lab.net.activation]", [True, True])


def test_T16_the_gradient_as_arrows_on_the_links(playground):
    """Its largest entry is said, and is NumPy's, also while a weight is dragged."""
    nb, page = playground, playground.page
    gradient = "max(abs(lab.net.backward(lab.net.forward(lab.data[0].inputs), lab.data[0].y, lab.trainer.loss).theta))"
    bare = nb.pixels("network")
    page.click('[data-nnw="arrows"]')
    page.wait_for_function("() => document.querySelector('[data-nnw=arrows]').textContent.startsWith('Gradient: largest ')")
    assert read(nb.text("arrows"))[0] == pytest.approx(nb.python(f"float({gradient})"), rel=1e-3)
    drawn = nb.pixels("network")
    assert drawn != bare
    x, y = nb.where(W)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 100, steps=4)
    page.mouse.up()
    nb.until("pending", "false")
    nb.frames(2)
    assert read(nb.text("arrows"))[0] == pytest.approx(nb.python(f"float({gradient})"), rel=1e-3)
    page.click('[data-nnw="arrows"]')
    assert nb.text("arrows") == "Gradient"


def test_histograms_count_what_numpy_counts(playground):
    """Weights and activations by layer: every bar that the cursor reads is np.histogram's, every row of the table np.mean and np.std's."""
    nb, page = playground, playground.page
    nb.execute("lab.train(steps=300)")
    nb.until("step", 300)
    page.click('[data-nnw="histograms"].nnw-fold')
    box = page.get_by_role("group", name="Numbers of the histograms")
    lines = [line.split("\t") for line in box.get_by_role("table").inner_text().strip().split("\n")]
    rows = {row[0]: row[1:] for row in lines if len(row) > 1}
    assert list(rows)[1:] == ["W[0]", "a[1], tanh", "W[1]", "a[2], tanh", "W[2]", "a[3], tanh"]
    layers = nb.python("[[v.ravel().tolist() for v in pair] for pair in zip(lab.net.W, lab.net.forward(lab.data[0].inputs).a[1:])]")
    for l, pair in enumerate(layers):
        for name, values in zip((f"W[{l}]", f"a[{l + 1}], tanh"), map(np.array, pair), strict=True):
            assert int(rows[name][0].replace(",", "")) == values.size
            seen = [read(text)[0] for text in rows[name][1:5]]
            assert seen == pytest.approx([values.mean(), values.std(), values.min(), values.max()], abs=6e-4)
        assert read(rows[name][5])[0] == pytest.approx(100 * np.mean(abs(values) >= 0.98), abs=0.06)

    page.locator('[data-nnw="histograms"][role="img"]').focus()
    bars = {}
    for key in ["ArrowRight"] * 24 + ["ArrowDown"] + ["ArrowLeft"] * 23:
        page.keyboard.press(key)
        name, text = nb.text("histograms-read").split(" from ")
        lo, hi, count, of = read(text.replace(",", ""))
        bars.setdefault(name, []).append((lo, hi, int(count), int(of)))
    for name, values, found in (("W[0]", layers[0][0], bars["W[0]"]), ("a[1]", layers[0][1], bars["a[1]"][::-1])):
        over = (found[0][0], found[-1][1])
        assert [count for *_, count, _ in found] == np.histogram(values, 24, over)[0].tolist() and found[0][3] == len(values), name
        assert over == ((-1, 1) if name == "a[1]" else (-over[1], over[1])) and over[1] >= max(map(abs, values))


NEURON = """(lambda u: [float(f(lab.net.forward(
    np.stack([a.ravel() for a in np.meshgrid(u, u)], 1)).a[{}][:, {}])) for f in (np.min, np.max)])(
    np.linspace(-6, 6, 100, endpoint=False) + 0.06)"""


def test_T10_a_neuron_under_the_mouse_or_by_its_key_fills_the_map_and_weights_flow_while_training(playground):
    nb, page = playground, playground.page
    nb.execute("lab.train(steps=200)")
    nb.until("step", 200)
    title = page.locator(".nnw-panel-output h3")
    large = page.locator('[data-nnw="neuron-map"]')
    assert title.inner_text() == "Output" and large.is_hidden()
    seen = set()
    for bias, layer, unit in ((2, 1, 0), (8, 1, 2), (21, 2, 1)):
        x, y = nb.where(bias)
        page.mouse.move(x + 30, y - 30)  # its neuron's middle
        large.wait_for()
        expect(title).to_have_text(re.compile(f"Neuron {unit + 1} of hidden layer {layer}: .+"), timeout=20_000)
        values = title.inner_text().split(": ")[1]
        assert read(values) == pytest.approx(nb.python(NEURON.format(layer, unit)), abs=6e-3)
        seen.add(str(nb.pixels("neuron-map")))
    assert len(seen) == 3
    page.mouse.move(2, 2)
    large.wait_for(state="hidden")
    expect(title).to_have_text("Output", timeout=20_000)

    page.locator(f'.nnw-handles [data-k="{W}"]').focus()
    page.keyboard.press("m")
    large.wait_for()
    expect(title).to_have_text(re.compile("Neuron 1 of hidden layer 2: .+"), timeout=20_000)
    page.keyboard.press("ArrowRight")  # the next parameter, the same neuron
    expect(title).to_have_text(re.compile("Neuron 1 of hidden layer 2: .+"), timeout=20_000)
    page.keyboard.press("Tab")
    large.wait_for(state="hidden")

    before = nb.pixels("network")
    nb.page.click('[data-nnw="play"]')
    nb.until("running", "true")
    page.wait_for_function("() => Number(document.querySelector('.nnw').dataset.nnwStep) > 400")
    assert nb.pixels("network") != before
    nb.page.click('[data-nnw="play"]')
    nb.until("running", "false")
