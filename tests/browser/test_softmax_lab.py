"""The SoftmaxLab on a page: every number on screen is NumPy's, a drag is there at once, and all of it works by keyboard."""

import re
from pathlib import Path

import numpy as np
from playwright.sync_api import expect

AXE = Path(__file__).parents[2] / "nnwidgets" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
IMPORTS = "import numpy as np\nimport nnwidgets as nw"
P = ["0.0092", "0.0001", "0.0338", "0.0918", "0.6136", "0.0021", "0.2495"]


def at(name):
    return f'[data-nnw="{name}"]'


def text(page, name):
    return page.locator(at(name)).inner_text()


def says(page, name, expected):
    page.wait_for_function("([s, text]) => document.querySelector(s)?.textContent.includes(text)", arg=[at(name), expected])


def shares(page):
    return page.locator('[data-nnw^="p-"]').all_inner_texts()


def test_V5_3_V5_4_bars_build_up_to_probabilities_at_every_temperature(notebook):
    nb = notebook(IMPORTS, "lab = nw.SoftmaxLab()\nlab")
    page = nb.page
    says(page, "p-4", "0.6136")
    assert shares(page) == P and text(page, "sum-p") == "1.0000" and "entropy 1.0367" in text(page, "entropy")
    assert text(page, "e-3") == "4.4817" and text(page, "sum-exp") == "48.83"
    for T, largest in ((4, None), (10, "0.1944"), (0.1, "0.9999"), (7, None)):
        nb.execute(f"lab.T = {T}")
        says(page, "p-4", largest or f"{nb.python('lab.p[4]'):.4f}")
        assert shares(page) == [f"{p:.4f}" for p in nb.python("lab.p.tolist()")]
    page.locator(at("T-range")).press("Home")
    says(page, "p-4", "1.0000")
    nb.until_python("lab.T", 0)
    assert page.locator(at("one-step")).is_disabled() and text(page, "e-4") == "–"
    page.locator(at("T-range")).press("End")
    nb.until_python("lab.T", "inf")
    assert shares(page) == ["0.1429"] * 7
    page.locator(at("T-typed")).fill("1")
    page.keyboard.press("Enter")
    nb.until_python("lab.T", 1.0)
    for stage, seen in ((0, ("", "", "")), (1, ("29.96", "", "")), (2, ("29.96", "48.83", "")), (3, ("29.96", "48.83", "0.6136"))):
        page.click(at(f"stage-{stage}"))
        nb.until_python("lab.stage", stage)
        assert tuple(text(page, name) for name in ("e-4", "sum-exp", "p-4")) == seen
    head = page.locator(at("called-0"))
    expect(head).to_have_text("Logit", use_inner_text=True)
    head.hover()
    assert head.inner_text() == "z" and "unnormalised" in head.get_attribute("title")
    page.mouse.move(0, 0)
    expect(head).to_have_text("Logit", use_inner_text=True)
    nb.execute("lab.words = False")
    says(page, "called-1", "p")

    page.click(at("add5"))
    nb.until_python("round(lab.z[4], 9)", 8.4)
    assert shares(page) == P
    page.locator(at("z-2")).focus()
    page.keyboard.press("Shift+ArrowRight")
    nb.until_python("round(lab.z[2], 9)", 6.5)
    box = page.locator(at("track-0")).bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.75 * box["width"], box["y"] + 10)
    now = float(page.locator(at("z-0")).get_attribute("aria-valuenow"))  # before the kernel has answered, or after
    page.mouse.up()
    nb.until_python("lab.z[0]", now)
    says(page, "p-0", f"{nb.python('lab.p[0]'):.4f}")
    page.locator(at("z-typed-1")).fill("-3,5")
    page.keyboard.press("Enter")
    nb.until_python("lab.z[1]", -3.5)
    page.click(at("more"))
    nb.until_python("len(lab.p)", 8)
    expect(page.locator('[data-nnw="bars"] tbody tr')).to_have_count(8)


def test_V5_8_L11_loss_gradient_overflow_and_race(notebook):
    nb = notebook(IMPORTS, "lab = nw.SoftmaxLab()\nlab")
    page = nb.page
    says(page, "p-4", "0.6136")
    for q, loss in ((0.9, "0.105"), (0.5, "0.693"), (0.1, "2.303"), (0.01, "4.605")):
        page.click(at(f"q-{q}"))
        says(page, "loss", f"= {loss}")
        nb.until_python("round(lab.cross_entropy, 3)", float(loss))
    page.click(at("example-2"))
    says(page, "loss", "2.303")
    assert "ln 10 = 2.303" in text(page, "loss-words")
    page.click(at("example-1"))
    says(page, "loss", "1.204")
    assert [text(page, f"g-{i}") for i in range(3)] == ["+0.2000", "\u22120.7000", "+0.5000"] and text(page, "sum-g") == "0.0000"
    for T, digits in ((2, 4), (0.05, 2)):  # the gradient of a loss at another temperature: column, arrows and lab.gradient are one
        nb.execute(f"lab.T = {T}")
        says(page, "slope-head", "Gradient (p − y) / T")
        slopes = nb.python("lab.gradient.tolist()")
        for i, slope in enumerate(slopes):
            says(page, f"g-{i}", f"{slope:+.{digits if abs(slope) >= 10 else 4}f}".replace("-", "−") if abs(slope) >= 5e-5 else "0.0000")
        assert text(page, "sum-g") == "0.0000"
        wide = page.locator(".nnw-pull").evaluate_all("all => all.map(arrow => parseFloat(arrow.style.width))")
        np.testing.assert_allclose(wide, 50 * min(1, T) * np.abs(slopes), atol=1e-3)
    nb.execute("lab.T = 'inf'")
    says(page, "g-1", "0.0000")
    nb.execute("lab.T = 1")
    says(page, "g-1", "−0.7000")
    page.locator(at("q")).focus()
    page.keyboard.press("ArrowRight")
    nb.until_python("round(lab.p[1], 6)", 0.31)
    before = np.array(nb.python("lab.z.tolist()"))
    slope = np.array(nb.python("lab.gradient.tolist()"))
    page.click(at("one-step"))
    nb.until_python("round(lab.z[0], 6)", round(before[0] - slope[0], 6))
    np.testing.assert_allclose(nb.python("lab.z.tolist()"), before - slope, atol=1e-12)
    page.locator(at("y-0")).fill("0.4")
    page.keyboard.press("Enter")
    nb.until_python("lab.target", [0.4, 0.6, 0.0])
    says(page, "loss-sum", f"{nb.python('lab.cross_entropy'):.3f}")
    page.click(at("truth-2"))
    nb.until_python("lab.target", [0.0, 0.0, 1.0])

    page.click(at("example-3"))
    nb.until_python("lab.overflow", True)
    rows = [row.split("\t") for row in page.locator('[data-nnw="overflow-table"] tbody tr').all_inner_texts()]
    assert [row[2] for row in rows] == ["inf"] * 3 and [row[3] for row in rows] == ["nan"] * 3
    assert [row[6] for row in rows] == ["0.0900", "0.2447", "0.6652"] == shares(page)

    page.click(at("fold-race"))
    says(page, "race-words", "56.6 times")
    table = page.locator('[data-nnw="race-table"] tbody tr')
    assert table.all_inner_texts()[0].split("\t")[1:] == ["0.9820", "0.9759", "0.9641", "0.7887", "0.2028", "0.01735"]
    assert table.all_inner_texts()[1].split("\t")[5:] == ["0.0120", "0.9820"]
    page.get_by_role("button", name="start (0.6, 0.9)").click()
    nb.until_python("lab.start", [0.6, 0.9])
    ours = nb.python("[lab.race_run().squared[[0, 50, 100, 200, 300]].tolist(), lab.race_run().crossed[[0, 50, 100, 200, 300]].tolist()]")
    for row, mine in zip(table.all_inner_texts(), ours, strict=True):
        assert row.split("\t")[1:6] == [f"{a:.4f}" for a in mine]
    page.locator(at("race-step")).press("Home")
    nb.until_python("lab.race_step", 0)
    says(page, "race-words", "Step 0: 0.8176 under squared error, 0.8176")

    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("async () => (await axe.run('.nnw')).violations.map(v => [v.id, v.nodes.map(n => n.html)])")
    assert found == [], found
    assert re.search(r"loss \d", text(page, "said"))
