"""The ForwardLab on a page: each number of the pass is NumPy's, and what is not computed yet is not there."""

import re
from pathlib import Path

from playwright.sync_api import expect

AXE = Path(__file__).parents[2] / "nnwidgets" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CELLS = "import numpy as np\nimport nnwidgets as nw", "lab = nw.ForwardLab()\nlab"


def entry(page, part, **where):
    at = "".join(f'[data-{name}="{value}"]' for name, value in where.items())
    return page.locator(f'.nnw-entry[data-part="{part}"]{at}').first


def says(locator, text):
    expect(locator).to_have_text(text, timeout=20_000)  # looked up anew each time: another layer has other entries


def test_V1_5_V1_15_step_by_step_every_number_is_numpys(notebook):
    nb = notebook(*CELLS)
    page = nb.page
    entry(page, "z", j=0).wait_for()
    assert nb.text("numpy") == "a[1] = sigmoid(net.W[0] @ a[0] + net.b[0])"
    assert [nb.text(f"shape-{part}") for part in ("W", "in", "b", "z", "a")] == ["(3, 2)", "(2,)", "(3,)", "(3,)", "(3,)"]
    page.click('[data-nnw="first"]')
    for j in range(3):
        says(entry(page, "a", j=j), "")  # to be predicted
    page.click('[data-nnw="next"]')
    says(entry(page, "z", j=0), "0.6000")
    says(entry(page, "a", j=0), "0.6457")
    says(entry(page, "a", j=1), "")
    nb.until_python("[lab.done, lab.layer, lab.unit]", [1, 0, 0])
    assert "0.1000" in nb.text("sum") and "0.4000" in nb.text("sum")

    page.select_option('[data-nnw="by"]', "term")
    nb.until_python("[lab.by, lab.done]", ["term", 4])
    page.locator(".nnw-entry").first.focus()
    for _ in range(2):
        page.keyboard.press("n")
    nb.until_python("[lab.done, lab.unit, lab.term]", [6, 1, 1])
    z = nb.python("float(lab.net.W[0][1] @ lab.x)")
    says(entry(page, "z", j=1), f"{z:.4f}".replace("-", "\u2212"))  # so far, without the bias
    nb.execute("lab.turn(done=None, layer=1)")
    says(entry(page, "z", j=0), "0.3782")
    says(entry(page, "a", j=0), "0.5934")
    assert nb.text("numpy") == "a[2] = sigmoid(net.W[1] @ a[1] + net.b[1])"

    axe = AXE.read_text("utf-8")
    page.evaluate(axe)
    found = page.evaluate("async () => (await axe.run('.nnw')).violations.map(v => `${v.id}: ${v.nodes[0].html}`)")
    assert found == []


def columns(page, lab):
    """Of a lab's frame: its style sheet is no other lab's."""
    return page.locator(f".nnw-lab-{lab} .nnw-frame").evaluate("frame => getComputedStyle(frame).gridTemplateColumns.split(' ').length")


def test_V1_13_V1_15_V1_16_V4_2_twins_edits_names_and_counts(notebook):
    nb = notebook(*CELLS, "nw.Playground(hidden=[2])")
    page = nb.page
    page.locator(".nnw-lab-playground .nnw-frame").wait_for()
    assert [columns(page, lab) for lab in ("forward", "playground")] == [2, 3]
    entry(page, "W", j=1, k=0).wait_for()
    entry(page, "W", j=1, k=0).hover()
    for twin in (entry(page, "in", k=0), entry(page, "W", j=1, k=0)):
        expect(twin).to_have_attribute("data-lit", "hot", timeout=20_000)
    assert entry(page, "W", j=1, k=0).get_attribute("title") == "net.W[0][1, 0] = \u22120.3"

    entry(page, "W", j=1, k=0).focus()
    page.keyboard.press("Shift+ArrowUp")  # −0.3 + 0.5
    says(entry(page, "W", j=1, k=0), "0.20")
    nb.until_python("round(float(lab.net.W[0][1, 0]), 9)", 0.2)
    says(entry(page, "z", j=1), f"{nb.python('float(lab.net.forward(lab.x).z[0][0, 1])'):.4f}")
    entry(page, "in", k=1).focus()
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    nb.until_python("lab.x", [1, 3])
    a = nb.python("lab.net.forward(lab.x).a[1][0].tolist()")
    for j in range(3):
        says(entry(page, "a", j=j), f"{a[j]:.4f}")
    nb.execute("lab.unit = 1")
    page.wait_for_function("text => document.querySelector('[data-nnw=\"map-said\"]').textContent.includes(text)", arg=f"{a[1]:.4f}")

    page.select_option('[data-nnw="notation"]', "numpy")
    nb.until_python("lab.notation", "numpy")
    page.locator(".nnw-matrix-W .nnw-letter").get_by_text("net.W[0]").wait_for()
    nb.execute("lab.sizes = [784, 16, 16, 10]")
    page.locator('[data-nnw="total"]').get_by_text("13,002").wait_for()
    assert nb.text("shape-W") == "(16, 784)"
    assert re.search(r"12,544", page.locator(".nnw-panel-tables").inner_text())


def test_E9_a_function_of_ones_own_runs_in_the_picture(notebook):
    """Each neuron shows the learner's number; a wrong one is marked, with the network's below, and follows the input."""
    nb = notebook(
        *CELLS,
        "def mine(W, b, X):\n    a = 1 / (1 + np.exp(-(X @ W[0].T + b[0])))\n    return [a, a @ W[1].T + b[1]]",
        "lab.use(mine)",
    )
    page = nb.page
    hidden, output = (page.locator(f'[data-layer="{l}"][data-unit="0"]') for l in (1, 2))
    expect(output).to_have_attribute("data-wrong", "true")
    expect(output).to_have_attribute("aria-label", re.compile(r": 0\.3782, wrong: the network has 0\.5934$"))
    expect(output.locator("text")).to_have_text(["0.38", "≠ 0.59"])
    expect(hidden).to_have_attribute("data-wrong", "false")
    first = "Wrong in 1 neuron; the first is neuron 1 of layer 2: 0.37821, and the network has 0.593441."
    said = f"Your forward: {first} The activation is missing: this is z."
    expect(page.get_by_role("status").filter(has_text="Your forward")).to_contain_text(said)
    assert nb.python("lab.own.slip") == "no_activation"
    x1 = page.locator('[data-layer="0"][data-unit="0"]')
    x1.focus()
    x1.press("+")
    z = nb.python("float(lab.net.forward(np.array([lab.x])).z[1][0, 0])")
    expect(output.locator("text").first).to_have_text(f"{z:.2f}")
    nb.python("lab.use(lambda W, b, X: None).outcome")
    expect(page.get_by_role("status").filter(has_text="not written yet")).to_be_visible()
    expect(output).to_have_attribute("data-wrong", "false")
    page.get_by_role("button", name="Use the network's own pass").click()
    expect(page.locator(".nnw-yours")).to_be_hidden()
    nb.until_python("lab.own", None)
