"""The ActivationLab on a page: curves, slopes and numbers are NumPy's, and so is what a thousand inputs meet."""

import re
from pathlib import Path

AXE = Path(__file__).parents[2] / "nnwidgets" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CELLS = "import numpy as np\nimport nnwidgets as nw", "lab = nw.ActivationLab(['sigmoid', 'tanh', 'relu', 'leaky_relu'])\nlab"
TABLE = {  # f and f' at z: the published numbers
    -2: ["0.1192", "0.1050", "\u22120.9640", "0.0707", "0.0000", "0.0000", "\u22120.0200", "0.0100"],
    0: ["0.5000", "0.2500", "0.0000", "1.0000", "0.0000", "0.0000", "0.0000", "0.0100"],
    2: ["0.8808", "0.1050", "0.9640", "0.0707", "2.0000", "1.0000", "2.0000", "1.0000"],
}


def cells(page, row):
    """What stands in a row of the values, f and f'."""
    return page.locator(f'[data-nnw="values"] tr[data-name="{row}"] td').all_inner_texts()


def says(page, selector, text):
    page.wait_for_function("([s, text]) => document.querySelector(s)?.textContent.includes(text)", arg=[selector, text])


def row(page, name):
    return page.locator(f'[data-nnw="push"] tr[data-row="{name}"] td').all_inner_texts()


def test_V1_11_a_point_slides_on_every_curve_and_its_slope_is_a_number(notebook):
    nb = notebook(*CELLS)
    page = nb.page
    page.locator('[data-nnw="values"] tr[data-name="leaky_relu"]').wait_for()
    for z, expected in TABLE.items():
        nb.execute(f"lab.z = {z}")
        says(page, '[data-nnw="at"]', f"z = {z:.2f}".replace("-", "\u2212"))
        found = [text for name in ("sigmoid", "tanh", "relu", "leaky_relu") for text in cells(page, name)[:2]]
        assert found == expected
    nb.execute("lab.z = 5")
    says(page, '[data-nnw="at"]', "5.00")
    assert cells(page, "sigmoid")[1] == "0.0066"
    nb.execute("lab.z = -1000")  # wider than the picture: it follows
    says(page, '[data-nnw="at"]', "\u22121000")
    assert cells(page, "sigmoid") == ["0.0000", "0.0000", "0.0%"]
    nb.execute("lab.z = 1")
    says(page, '[data-nnw="at"]', "1.00")

    handle = page.locator('[data-nnw="z"]')
    handle.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowLeft")
    nb.until_python("round(lab.z, 9)", 0.1)
    box = page.locator('[data-nnw="curves"]').bounding_box()
    at = page.locator(".nnw-at-z").bounding_box()
    page.mouse.click(at["x"] + 60, box["y"] + 100)
    nb.until_python("lab.z > 0.5", True)
    # the tangent to tanh has the slope of the picture's own scales: it touches where the dot is
    x, y, slope = page.evaluate("""() => {
      const line = document.querySelector('.nnw-tangent[data-name="tanh"]'), n = name => Number(line.getAttribute(name));
      return [(n('x1') + n('x2')) / 2, (n('y1') + n('y2')) / 2, -(n('y2') - n('y1')) / (n('x2') - n('x1'))];
    }""")
    dots = page.evaluate(
        "[...document.querySelectorAll('.nnw-dot')].map(d => [Number(d.getAttribute('cx')), Number(d.getAttribute('cy'))])"
    )
    assert min(abs(x - cx) + abs(y - cy) for cx, cy in dots) < 1e-6 and slope > 0

    page.click('.nnw-function[data-name="relu"]')
    page.click('.nnw-function[data-name="gelu"]')
    nb.until_python("lab.shown", ["sigmoid", "tanh", "leaky_relu", "gelu"])
    page.locator('.nnw-curve[data-name="gelu"]').first.wait_for()
    assert page.locator('[data-nnw="facts-table"] tr[data-name="sigmoid"] math').count() == 2
    assert "hidden layers of transformers" in page.locator('[data-nnw="facts-table"] tr[data-name="gelu"]').inner_text()
    nb.execute("def swishy(z):\n    return z / (1 + np.exp(-z))\nlab.shown = ['relu', (swishy, np.cos)]")
    says(page, '[data-nnw="wrong"]', "df of swishy (yours) is not the slope of its f")
    wrong = nb.python("lab._header['settings']['functions']['swishy (yours)']['wrong']['slope']")
    assert f"{wrong:.4f}" in nb.text("wrong")

    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("async () => (await axe.run('.nnw')).violations.map(v => `${v.id}: ${v.nodes[0].html}`)")
    assert found == []


def test_V1_17_flat_means_slow_and_without_activations_one_matrix_is_left(notebook):
    nb = notebook(*CELLS)
    page = nb.page
    page.locator('[data-nnw="push"] tr[data-row="gradient-rms"]').wait_for()
    nb.execute("lab.z = 10")
    says(page, '[data-nnw="values"] tr[data-name="sigmoid"]', "4.54e\u22125")
    nb.execute("lab.z = -10")
    says(page, '[data-nnw="at"]', "\u221210.00")
    assert cells(page, "sigmoid")[1] == "4.54e\u22125"

    def gradients():
        return nb.python("[float(g) for g in nw.statistics(lab.trainer).gradient_rms]")

    def written(x):
        return f"{x:.2e}".replace("e-0", "e\u2212") if abs(x) < 0.001 else f"{x:.4f}"

    before = gradients()
    assert row(page, "gradient-rms") == [written(g) for g in before]
    bars = [float(share) for share in page.locator("[data-share]").evaluate_all("all => all.map(bar => bar.dataset.share)")]
    assert bars[-1] == max(bars) and bars[0] < bars[-1] / 2  # log scale
    page.select_option('[data-nnw="activation"]', "relu")
    nb.until_python("lab.net.activation[0].name", "relu")
    after = gradients()
    says(page, '[data-row="gradient-rms"]', written(after[0]))
    assert row(page, "gradient-rms") == [written(g) for g in after] and after[0] > 100 * before[0]
    flat = nb.python("[float(s) for s in nw.statistics(lab.trainer).saturated]")
    assert row(page, "flat") == [f"{100 * s:.1f}%" for s in flat]

    page.click('[data-nnw="more-layers"]')
    page.select_option('[data-nnw="init"]', "he")
    nb.until_python("[list(lab.net.sizes), lab.net.init]", [[4, *[30] * 7, 1], "he"])
    page.locator('[data-layer="6"]').wait_for()
    page.click('[data-layer="6"]')
    nb.until_python("lab.layer", 6)
    says(page, ".nnw-curves", "z, layer 7")

    page.click('[data-nnw="fold-collapse"]')
    page.locator('[data-nnw="verdict"][data-same="false"]').wait_for()
    page.click('[data-nnw="remove"]')
    page.locator('[data-nnw="verdict"][data-same="true"]').wait_for()
    W = nb.python("np.linalg.multi_dot([*lab.net.W[::-1]])[0].tolist()")
    shown = page.locator('[data-nnw="matrix"] tbody td').all_inner_texts()
    assert [float(text.replace("\u2212", "-")) for text in shown[:4]] == [round(w, 4) for w in W]
    assert re.search(r"5,761 numbers do no more than these 5", nb.text("verdict")) and nb.python("lab.net.n_params") == 5761
    page.click('[data-nnw="remove"]')
    nb.until_python("lab.activation", "relu")
    page.locator('[data-nnw="verdict"][data-same="false"]').wait_for()
