"""DepthLab on the page: depth and its gradients, one kernel, learned features, and two ladders by hand; every number is NumPy's."""

import re
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import expect

AXE = Path(__file__).parents[2] / "nnwidgets" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CELLS = ("import numpy as np\nimport nnwidgets as nw", "lab = nw.DepthLab()\nlab")


def says(page, name, text):
    expect(page.locator(f'[data-nnw="{name}"]')).to_contain_text(text)


def minus(text):
    return text.replace("-", "\u2212")


def no_violations(page):
    page.evaluate(AXE.read_text("utf-8"))
    return page.evaluate("async () => (await axe.run('.nnw')).violations.map(v => `${v.id}: ${v.nodes[0].html}`)")


def gradients(page):
    """The first column of the table as numbers."""
    texts = page.locator('[data-nnw="layers-table"] tbody tr td:nth-of-type(1)').all_inner_texts()
    return [float(text.replace("\u2212", "-")) for text in texts]


def agree(found, wanted):
    return len(found) == len(wanted) and all(abs(f - w) <= 0.06 * w for f, w in zip(found, wanted, strict=True))  # two digits on the page


def test_L13_M24_M29_depth_layer_by_layer(notebook):
    nb = notebook(*CELLS)
    page = nb.page
    says(page, "epoch", "0")
    page.wait_for_function("() => document.querySelectorAll('[data-nnw=layers-table] tbody tr').length === 7")
    assert agree(gradients(page), nb.python("lab.statistics.gradient_rms.tolist()"))
    page.click('[data-nnw="train-1"]')
    says(page, "epoch", "1")
    assert nb.python("lab.trainer.steps") == 144
    found = no_violations(page)

    page.locator('[data-nnw="layers"]').focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    nb.until_python("list(lab.net.sizes)", [64, 30, 30, 10])
    page.select_option('[data-nnw="init"]', "zeros")
    page.select_option('[data-nnw="activation"]', "relu")
    nb.until_python("[lab.init, lab.activation, float(abs(lab.net.theta).max())]", ["zeros", "relu", 0])
    dead = page.locator('[data-nnw="layers-table"] tbody tr td:last-child')
    expect(dead.first).to_have_text("100.0%")
    assert gradients(page)[:2] == [0, 0]
    page.select_option('[data-nnw="init"]', "he")
    page.click('[data-nnw="train-20"]')
    says(page, "epoch", "20")
    share = nb.python("lab.trainer.measure()['test_accuracy']")
    says(page, "accuracy", f"{100 * share:.1f}%")
    says(page, "said", f"{100 * share:.1f}% of 359 test digits are right.")
    assert share > 0.93 and agree(gradients(page), nb.python("lab.statistics.gradient_rms.tolist()"))
    expect(page.locator(".nnw-lines .nnw-line")).to_have_count(3)
    page.select_option('[data-nnw="measure"]', "weight_norm")
    expect(page.locator(".nnw-view-depth h3").first).to_have_text("While it trains: ‖W‖ of each layer")
    sizes = nb.python("lab.statistics.weight_norm.tolist()")
    bars = page.locator(".nnw-log-bar").evaluate_all("bars => bars.map(bar => parseFloat(bar.style.width))")
    assert [a < b for a, b in pairwise(bars)] == [a < b for a, b in pairwise(sizes)]
    page.click('[data-nnw="reset"]')
    says(page, "epoch", "0")
    page.click(".nnw-play")
    nb.until_python("lab.trainer.steps > 300", True)
    page.click(".nnw-play")
    nb.until_python("lab.running", False)
    page.locator('.nnw-play[aria-pressed="false"]').wait_for()
    page.wait_for_function("step => document.querySelector('.nnw-facts .nnw-note').textContent === `step ${step.toLocaleString('en')}`",
                           arg=nb.python("lab.trainer.steps"))  # fmt: skip
    assert agree(gradients(page), nb.python("lab.statistics.gradient_rms.tolist()"))
    page.select_option('[data-nnw="activation"]', "tanh")  # what was trained before stands beside it
    runs = page.locator('[data-nnw="runs"] li')
    expect(runs).to_have_count(nb.python("len(lab.runs)"))
    expect(runs.first).to_contain_text("2 × tanh, he, rate 0.1, seed 0: ")
    label, share = nb.python("[(label, rows[-1][1]) for label, rows in lab.runs.items()][1]")
    expect(runs.nth(1)).to_contain_text(f"{label}: {100 * share:.1f}% after ")
    assert found + no_violations(page) == []


def test_V1_7_V1_8_L13_M13_a_kernel_learned_features_and_ladders_by_hand(notebook):
    nb = notebook(CELLS[0], "lab = nw.DepthLab(view='kernel')\nlab")
    page = nb.page
    says(page, "answer", "1.80")
    page.click('[data-nnw="kernel-sobel-y"]')
    page.select_option('[data-nnw="image"]', "digit 5")
    nb.until_python("[lab.kernel, lab.image]", [[[-1, -2, -1], [0, 0, 0], [1, 2, 1]], "digit 5"])
    page.locator('[data-nnw="response"]').focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    nb.until_python("lab.pixel", [9, 17])
    says(page, "answer", minus(f"{nb.python('lab.response[9, 17]'):.2f}"))
    box = page.locator('[data-nnw="response"]').bounding_box()
    page.mouse.move(box["x"] + box["width"] * 12.5 / 26, box["y"] + box["height"] * 6.5 / 26)
    nb.until_python("lab.pixel", [6, 12])
    says(page, "answer", minus(f"{nb.python('lab.response[6, 12]'):.2f}"))
    shown = [float(t.replace("\u2212", "-")) for t in page.locator('[data-nnw="products"] span').all_inner_texts()]
    assert all(abs(s - p) < 0.0051 for s, p in zip(shown, nb.python("lab.products.ravel().tolist()"), strict=True))
    low, high = nb.python("[lab.response.min(), lab.response.max()]")
    says(page, "range", minus(f"from {low:.2f} to {high:.2f}"))
    page.locator('[data-nnw="k-4"]').fill("-2.5")
    nb.until_python("lab.kernel[1]", [0, -2.5, 0])
    page.locator('[data-nnw="k-4"]').press("ArrowUp")
    nb.until_python("lab.kernel[1]", [0, -1.5, 0])
    found = no_violations(page)

    page.select_option('[data-nnw="image"]', "drawing")
    pad = page.locator('[data-nnw="pad"]')
    pad.wait_for()
    box = pad.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.5, steps=5)
    page.mouse.up()
    nb.until_python("int((lab.pixels > 0.9).any(axis=0).sum()) >= 16", True)
    nb.execute("lab.pixel = [12, 12]")
    says(page, "where", "row 12, column 12")
    says(page, "answer", minus(f"{nb.python('lab.response[12, 12]'):.2f}"))
    nb.execute("lab.turn(image=np.arange(20.0).reshape(4, 5), kernel='identity', pixel=[1, 2])")
    says(page, "answer", "13.00")
    found += no_violations(page)

    page.click('[data-nnw="tab-features"]')
    says(page, "class-7", "100.0%")
    page.click('[data-nnw="pick-6"]')
    nb.until_python("lab.digit", 6)

    def told():
        return [float(page.locator(f'[data-nnw="class-{d}"]').inner_text().rstrip("%")) for d in range(10)]

    def numpys():
        return nb.python("(100 * lab.seen.a[0]).tolist()")

    says(page, "class-3", f"{numpys()[3]:.1f}%")
    tops = [float(t) for t in page.locator(".nnw-unit .nnw-number").all_inner_texts()]
    assert all(abs(a - b) < 0.0051 for a, b in zip(tops, nb.python("lab.seen.a2[0].max(axis=(1, 2)).tolist()"), strict=True))
    tops = [float(t) for t in page.locator(".nnw-tile .nnw-number").all_inner_texts()]
    assert all(abs(a - b) < 0.0051 for a, b in zip(tops, nb.python("lab.seen.a1[0].max(axis=(1, 2)).tolist()"), strict=True))
    page.click('[data-nnw="unit-5"]')
    nb.until_python("lab.unit", 5)
    says(page, "second", "Part 5")
    expect(page.locator(".nnw-patches canvas")).to_have_count(6)
    found += no_violations(page)

    page.click('.nnw-view-features [data-nnw="clear"]')
    nb.until_python("lab.digit", None)
    box = page.locator('.nnw-view-features [data-nnw="pad"]').bounding_box()
    at = lambda x, y: (box["x"] + box["width"] * x, box["y"] + box["height"] * y)  # noqa: E731
    page.mouse.move(*at(0.3, 0.25))
    page.mouse.down()
    for place in ((0.7, 0.25), (0.45, 0.85)):
        page.mouse.move(*at(*place), steps=8)
    page.mouse.up()
    nb.until_python("int(lab.seen.a[0].argmax())", 7)  # a seven by hand is a seven
    page.locator('.nnw-view-features [data-nnw="pad"]').focus()
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press(" ")
    nb.until_python("lab.drawing[9][14]", 1)
    says(page, "class-7", f"{numpys()[7]:.1f}%")
    assert all(abs(a - b) < 0.051 for a, b in zip(told(), numpys(), strict=True))

    page.click('[data-nnw="tab-ladder"]')
    says(page, "by-hand", "Built by hand, not learned")
    says(page, "face", "A face")
    page.click('[data-nnw="scene-scrambled"]')
    says(page, "face", "No face")
    assert [nb.text(f"found-{kind}") for kind in ("eye", "mouth")] == ["2 found", "1 found"]
    page.click('[data-nnw="scene-face"]')
    mouth = page.locator('[data-nnw="part-mouth"]')
    says(page, "face", "A face")
    mouth.focus()
    page.keyboard.press("ArrowUp")
    nb.until_python("[lab.face['mouth'], lab.ladder.face]", [[10, 4], True])
    box = mouth.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] - box["height"], steps=6)
    page.mouse.up()
    nb.until_python("lab.ladder.face", False)
    says(page, "face", "No face")
    mouth.press("Delete")
    nb.until_python("lab.face['mouth']", None)
    says(page, "found-mouth", "0 found")
    found += no_violations(page)

    page.click('[data-nnw="tab-parts"]')
    says(page, "hits", "0 of 10")
    page.click('[data-nnw="tick-8-upper-loop"]')
    page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    nb.until_python("lab.ticks[8]", ["upper loop", "lower loop"])
    says(page, "hits", f"{nb.python('lab.scored.hits')} of 10")
    page.click('[data-nnw="read-off"]')
    says(page, "hits", "10 of 10")
    assert int(re.match(r"[\d,]+", nb.text("real")).group().replace(",", "")) == nb.python("lab.scored.real")
    assert found + no_violations(page) == []
