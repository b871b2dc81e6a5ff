"""The BackpropLab on a page: every number of the way is NumPy's, each view is a state that a cell can set."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

AXE = Path(__file__).parents[2] / "nnwidgets" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CELLS = "import numpy as np\nimport nnwidgets as nw", "lab = nw.BackpropLab(preset='mazur')\nlab"


def numbers(text):
    return [float(x) for x in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", text.replace("\u2212", "-"))]


def copied(page, view):
    """What the numbers of a view say, with the NumPy that they are said to be."""
    return page.locator(f'[data-nnw="view-{view}"] [data-numpy]').evaluate_all("all => all.map(e => [e.dataset.numpy, e.textContent])")


def agree(nb, found):
    assert found
    values = nb.python(f"[float(v) for v in [{', '.join(code for code, _ in found)}]]")
    for (code, text), value in zip(found, values, strict=True):
        assert numbers(text)[0] == pytest.approx(value, rel=2e-5, abs=1e-9), code


def test_B4_V4_11_steps_forward_and_backward_in_time(notebook):
    nb = notebook(*CELLS)
    page = nb.page
    page.get_by_text("Nothing is worked out yet.").wait_for()
    expect(page.locator(".nnw-ops button")).to_have_count(13)
    for n in range(1, 14):
        page.click('[data-nnw="next"]')
        page.wait_for_function("n => document.querySelector('[data-nnw=place]').textContent.startsWith(`operation ${n} of 13`)", arg=n)
        nb.until_python("lab.done", n)
        agree(nb, copied(page, "steps"))
        line = page.locator('[data-nnw="op-numpy"]').inner_text()
        code = line.split(" = ")[-1]
        assert nb.python(f"bool(np.allclose({code}, lab.value({n - 1})))"), line
    expect(page.locator('[data-nnw="next"]')).to_be_disabled()
    page.keyboard.press("p")  # back in time: what was known is not known any more
    nb.until_python("lab.done", 12)
    expect(page.locator('[data-op="13"]')).to_have_attribute("data-known", "false")
    page.click('[data-op="7"]')
    nb.until_python("lab.done", 7)
    page.get_by_text("0.7414·0.1868").wait_for()
    assert page.locator('[data-nnw="net"] g[role="img"]').nth(4).get_attribute("aria-label").endswith("delta 0.1385")
    assert "delta" not in page.locator('[data-nnw="net"] g[role="img"]').nth(2).get_attribute("aria-label")

    page.select_option('[data-nnw="copy-as"]', "latex")
    page.locator('[data-nnw="view-steps"] [data-numpy]').first.click()
    page.get_by_text(re.compile(r"^(Copied|To copy): \\delta\^\{\(2\)\}_\{1\} = 0\.138499$")).wait_for()


def test_V3_1_to_V3_6_V3_9_V4_3_to_V4_6_V4_8_to_V4_10_V4_12_nudges_routes_wishes_table_and_check(notebook):
    nb = notebook(*CELLS)
    page = nb.page
    page.click('[data-nnw="tab-nudges"]')
    nb.until_python("lab.view", "nudges")
    page.select_option('[data-nnw="weight"]', "0")
    page.get_by_text("All routes together: 0.000438568, the derivative.").wait_for()
    agree(nb, copied(page, "nudges"))
    names = "() => [...document.querySelectorAll('.nnw-tree [data-node]')].map(node => node.dataset.node).join(' ')"
    assert page.evaluate(names) == "i1 w⁽¹⁾ b⁽¹⁾ z₁⁽¹⁾ w⁽²⁾ a₁⁽¹⁾ b⁽²⁾ z₁⁽²⁾ a₁⁽²⁾ y₁ C"
    page.locator('[data-leaf="i1"]').focus()
    page.keyboard.press("ArrowRight")
    nb.until_python("[round(v, 9) for v in lab.x]", [0.06, 0.1])
    page.locator('[data-leaf="w⁽²⁾"]').focus()
    page.keyboard.press("PageUp")
    nb.until_python("float(lab.net.W[1][0, 0]) > 0.9", True)
    agree(nb, copied(page, "nudges"))  # every dot has moved to where NumPy has it
    box = page.locator('[data-leaf="y₁"]').bounding_box()
    page.mouse.move(box["x"] + 8, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 7, box["y"] + box["height"] / 2, steps=4)
    page.mouse.up()
    nb.until_python("lab.y", [1, 0.99])
    page.locator('[data-node="z₁⁽¹⁾"] .nnw-track').click()
    page.get_by_text("z₁⁽¹⁾ follows from what stands above it: move a leaf.").wait_for()
    nb.execute("lab.turn(x=[0.05, 0.1], y=[0.01, 0.99])\nlab.net.W[1][0, 0] = 0.4\nlab.refresh()")
    page.locator('[data-nnw="leaves"]').uncheck()
    nb.until_python("lab.leaves", False)
    page.wait_for_function(f"names => ({names})() === names", arg="w⁽¹⁾ z₁⁽¹⁾ a₁⁽¹⁾ z₁⁽²⁾ a₁⁽²⁾ C")
    page.click('[data-nnw="cover"]')
    nb.until_python("lab.turned", [])
    assert page.locator('[data-nnw="ratio"]').is_hidden() and page.locator('[data-nnw="bars"]').is_hidden()
    for left in range(5, 0, -1):
        expect(page.locator("[data-card]")).to_have_count(left)
        assert nb.text("product") == "?"
        page.locator("[data-card]").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("left => document.querySelectorAll('[data-card]').length === left", arg=left - 1)
    assert numbers(nb.text("product")) == pytest.approx([nb.python("lab.routes('W[0][0, 0]')[0].product")], rel=1e-5)
    assert page.locator('[data-nnw="bars"]').get_attribute("aria-label").startswith("sum of the routes: 0.000438568; measured ΔC / h: ")
    nb.until_python("lab.turned", [0, 1, 2, 3, 4])
    nb.execute("lab.h = 0.1")
    ratio, exact = nb.python("[lab.nudge().ratio, float(lab.grads.theta[0])]")
    page.wait_for_function("text => document.querySelector('[data-nnw=ratio]').textContent.includes(text)", arg=f"{ratio:.6f}")
    assert numbers(nb.text("ratio")) == pytest.approx([ratio, exact], abs=6e-7)
    page.locator('[data-route="1"]').click()
    page.get_by_text("Without the route left out: 0.000668396. Wrong: the derivative is 0.000438568.").wait_for()
    nb.until_python("lab.off", [1])

    nb.execute("lab.off = []")
    page.locator('[data-nnw="build"]').check()
    page.get_by_text("Which 5 pieces multiply to the slope along this route?").wait_for()
    assert page.locator('[data-nnw="cards"]').is_hidden() and page.locator('[data-nnw="ratio"]').is_hidden()  # they are the answer
    pieces = page.locator("[data-piece]").all_inner_texts()
    assert len(pieces) == 9
    for piece in reversed([text for text in pieces if re.search("^i1$|^w 1|′|∂", text)]):
        page.get_by_role("button", name=piece, exact=True).click()
    page.get_by_text("= 0.000668396: right.").wait_for()
    page.get_by_role("button", name="w, the parameter itself").click()
    page.get_by_text("w, the parameter itself does not belong").wait_for()
    nb.until_python("len(lab.picked)", 6)
    nb.execute("lab.build = False")
    cards = "() => [...document.querySelectorAll('.nnw-card > :is(.nnw-what, .nnw-number)')].map(card => card.textContent)"
    nb.execute("lab.turn(weight=9, turned=None)")  # W[1][1, 0], then the bias of the same neuron: one card is another
    page.wait_for_function(f"() => ({cards})()[0] === 'a₁'")
    weight = page.evaluate(cards)
    nb.execute("lab.weight = 11")
    page.wait_for_function(f"() => ({cards})()[0] === '1'")
    bias = page.evaluate(cards)
    assert bias[2:-1] == weight[2:-1] and numbers(bias[-1]) == pytest.approx([nb.python("float(lab.grads.b[1][1])")], rel=1e-5)
    nb.execute("lab.weight = 0")

    page.click('[data-nnw="tab-wishes"]')
    page.locator('[data-nnw="wishes"]').wait_for()
    agree(nb, copied(page, "wishes"))
    page.click('[data-nnw="wish-none"]')
    page.click('[data-nnw="wish-next"]')
    nb.until_python("lab.stacked", 1)
    page.get_by_text("1 of 2 neurons has said what it wants so far.").wait_for()
    sums = page.locator('[data-nnw="wishes"] tr td:last-child').all_inner_texts()
    assert [numbers(text)[0] for text in sums if text.strip()] == pytest.approx([-0.055399425, -0.062324353], abs=1e-6)

    says = page.locator('[data-nnw="outputs"] tbody tr').first
    says.locator("input").fill("0.75")  # the target goes to where the output is: what it asks for shrinks
    nb.until_python("lab.y[0]", 0.75)
    page.wait_for_function("() => document.querySelector('[data-nnw=outputs] tbody tr').textContent.includes('0.00136')")
    box = says.locator("input").bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.87 * box["width"], middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    nb.until_python("abs(lab.y[0]) < 0.1", True)
    page.mouse.move(box["x"] + box["width"] + 20, middle)  # still in the hand, whatever was drawn meanwhile
    nb.until_python("lab.y[0]", 1)
    page.mouse.up()
    nb.execute("lab.y = [0.01, 0.99]")
    page.locator('[data-nnw="hebb"]').check()
    page.get_by_text("It is an image, not the same rule.").wait_for()
    product = nb.python("float(lab.trace.a[1][0, 0] * lab.trace.a[2][0, 0])")
    page.locator('[data-nnw="ways"]').get_by_text(f"a·a {product:.4f}").wait_for()
    page.locator('[data-nnw="net"] .nnw-disc').nth(3).click()
    page.get_by_text("Nobody can set an activation").wait_for()

    page.click('[data-nnw="tab-gradient"]')
    page.locator('[data-nnw="components"]').wait_for()
    agree(nb, copied(page, "gradient"))
    sizes = nb.python("np.sort(np.abs(lab.grads.theta))[::-1].tolist()")
    listed = [abs(numbers(text)[0]) for _, text in copied(page, "gradient")]
    assert listed == pytest.approx(sizes, rel=2e-5)
    page.locator('[data-component="0"]').click()
    nb.until_python("lab.weight", 0)
    times = sizes[0] / nb.python("abs(float(lab.grads.theta[0]))")
    page.get_by_text(f"The cost is {times:.1f} times as sensitive to b[1][0] as to W[0][0, 0].").wait_for()

    page.select_option('[data-nnw="preset"]', "3-3-2")
    nb.until_python("list(lab.net.sizes)", [3, 3, 2])
    page.click('[data-nnw="tab-steps"]')
    page.locator('[data-nnw="batch"]').check()
    for n in (5, 8, 9, 12):  # the cost, and the slopes by weights and biases: means; what lies between belongs to each example
        page.click(f'[data-op="{n}"]')
        page.wait_for_function("n => document.querySelector('[data-nnw=place]').textContent.startsWith(`operation ${n} `)", arg=n)
        page.locator('[data-nnw="view-steps"]').get_by_text("mean of 4: ").first.wait_for()
        assert all("mean_" in code for code, _ in copied(page, "steps"))
        agree(nb, copied(page, "steps"))
    page.click('[data-op="7"]')
    page.get_by_text("This is example 0; each example of a batch has its own.").wait_for()
    agree(nb, copied(page, "steps"))
    page.click('[data-nnw="tab-table"]')
    page.locator('[data-nnw="wish-table"]').wait_for()
    found = copied(page, "table")
    assert len(found) == 20 * 5
    values = nb.python("(-nw.shares(lab.net, lab.data[0].inputs, lab.data[0].y, lab.trainer.loss)).tolist()")
    assert [numbers(text)[0] for _, text in found[:4]] == pytest.approx([row[0] for row in values], rel=6e-3)
    page.locator('[data-example="1"]').click()
    nb.until_python("lab.without", [1])
    left = [row for i, row in enumerate(values) if i != 1]
    mean, whole = ([sum(column) / len(rows) for column in zip(*rows, strict=True)] for rows in (left, values))
    norms = [sum(v * v for v in vector) ** 0.5 for vector in (mean, whole)]
    cosine = sum(u * v for u, v in zip(mean, whole, strict=True)) / norms[0] / norms[1]
    page.get_by_text(f"to a cosine of {cosine:.3f}").wait_for()

    nb.execute("report = lab.check(lambda W, b, X, y: ([2 * g for g in lab.grads.W], list(lab.grads.b)))")
    page.locator('[data-nnw="verdict"]').filter(has_text="Your backward: wrong value.").wait_for()
    assert nb.python("report.diagnosis.sentence") in nb.text("verdict")
    departs = page.locator('tr[data-departs="true"] th').all_inner_texts()
    assert len(departs) == 15 and all(name.startswith("W") for name in departs)
    nb.execute("lab.h = 1e-12")
    page.get_by_text("what is left is rounding").wait_for()
    assert page.locator('[data-nnw="check-curve"]').get_attribute("aria-label").startswith("Error against h: least, ")

    page.evaluate(AXE.read_text("utf-8"))
    for view in ("check", "table", "wishes", "gradient", "nudges", "steps"):
        page.click(f'[data-nnw="tab-{view}"]')
        page.locator(f'[data-nnw="view-{view}"]').wait_for()
        found = page.evaluate("async () => (await axe.run('.nnw')).violations.map(v => `${v.id}: ${v.nodes[0].html}`)")
        assert found == [], view


def test_V4_7_which_factor_kills_the_product(notebook):
    nb = notebook(CELLS[0], "lab = nw.BackpropLab()\nlab.view = 'nudges'\nlab")
    page = nb.page
    product = page.locator('[data-nnw="product"]')
    product.get_by_text("\u22120.0882805").wait_for()
    for button, which in (("kill-input", 0), ("kill-slope", 1), ("kill-error", 2)):
        page.click('[data-nnw="kill-none"]')
        product.get_by_text("\u22120.0882805").wait_for()
        page.click(f'[data-nnw="{button}"]')
        page.locator('.nnw-card[data-kills="true"]').first.wait_for()
        cards = page.locator(".nnw-card:not(.nnw-product)").evaluate_all("all => all.map(e => e.dataset.kills)")
        assert cards[which] == "true", button
        nb.until("pending", "false")
        assert numbers(product.inner_text())[0] == pytest.approx(nb.python("float(lab.grads.theta[0])"), rel=1e-5, abs=1e-12)
