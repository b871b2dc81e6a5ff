"""The DescentLab on a page: what is drawn and said is NumPy's, by hand and by keys."""

import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

AXE = Path(__file__).parents[2] / "nnwidgets" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CELLS = "import numpy as np\nimport nnwidgets as nw", "lab = nw.DescentLab()\nlab"


def numbers(text):
    return [float(x) for x in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", text.replace("\u2212", "-"))]


def test_V2_6_to_V2_10_balls_are_dragged_dropped_and_let_go(notebook):
    nb = notebook(*CELLS)
    page = nb.page
    balls = page.locator("[data-ball]")
    balls.first.wait_for()
    expect(page.locator('[data-nnw="limit"]')).to_have_text("no limit: C bends down")
    for n in (1, 2, 3):
        page.click('[data-nnw="next"]')
        nb.until_python("lab.steps", n)
    way = nb.python("[float(lab.walks()[0].points[-1, 0]), float(lab.walks()[0].costs[-1]), float(lab.walks()[0].slopes[-1, 0])]")
    row = page.locator('[data-nnw="balls"] tbody tr')
    assert numbers(row.inner_text())[2:5] == pytest.approx(way, abs=6e-4)
    lengths = nb.python("lab.walks()[0].lengths.tolist()")
    assert numbers(nb.text("lengths"))[1:] == pytest.approx(lengths, rel=6e-3)
    expect(page.locator('[data-nnw="said"]')).to_contain_text("After 3 steps: ball 1 at ", timeout=20_000)

    balls.first.focus()
    page.keyboard.press("Shift+ArrowRight")  # a ball that is moved begins anew
    nb.until_python("[lab.balls, lab.steps]", [[0], 0])
    box = page.locator('[data-nnw="hill"]').bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.85, box["y"] + box["height"] * 0.3)
    nb.until_python("len(lab.balls)", 2)
    page.click('[data-nnw="eleven"]')
    nb.execute("lab.turn(eta=0.02, steps=400)")
    expect(page.locator('[data-valley="0"]')).to_have_count(4, timeout=20_000)
    assert [page.locator(f'[data-valley="{i}"]').count() for i in (1, 2)] == [4, 3]
    nb.execute("lab.turn(curve='line', balls=[0.0], steps=0, eta=0.22)")
    expect(page.locator('[data-nnw="limit"]')).to_have_text("2/C″ here: 0.2143", timeout=20_000)  # over the limit it was before, too
    expect(page.locator('[data-nnw="limit"]')).to_have_attribute("data-over", "true", timeout=20_000)
    page.locator('[data-nnw="hidden"]').check()
    nb.until_python("lab.hidden", True)
    balls.first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    nb.until_python("[round(w, 2) for w in lab.seen]", [0.05, 0.1, 0.15])
    page.wait_for_function("() => document.querySelector('.nnw-curve').getAttribute('d').split('M').length === 4")  # drawn point by point


def test_V2_3_V2_4_V2_9_V2_13_a_race_its_gradient_and_the_terms(notebook):
    nb = notebook(*CELLS)
    page = nb.page
    page.click('[data-nnw="tab-surface"]')
    nb.until_python("lab.view", "surface")
    page.get_by_text("∇C = (3, 1), of length 3.16. x matters 3.00 times as much here.").wait_for()
    page.locator('[data-nnw="plan-start"]').focus()
    page.keyboard.press("ArrowLeft")
    nb.until_python("[round(v, 6) for v in lab.point]", [0.96, 1])
    page.select_option('[data-nnw="terrain"]', "valley")
    page.select_option('[data-nnw="join"]', "adam")
    nb.until_python("[lab.surface, lab.race]", ["valley", [["sgd", 0.1], ["adam", 0.1]]])
    rate = page.locator('[data-rate="0"]')
    rate.fill("0.01")
    rate.press("Enter")
    nb.until_python("lab.race[0]", ["sgd", 0.01])
    nb.execute("lab.steps = 100")
    adam = page.locator('[data-nnw="race"] tbody tr').nth(1)
    expect(adam).to_contain_text("step 82", timeout=20_000)
    expected = nb.python("[float(v) for v in (*lab.walks()[1].points[-1], lab.walks()[1].costs[-1])]")
    assert [numbers(text)[0] for text in adam.locator("td").all_inner_texts()[2:5]] == pytest.approx(expected, rel=6e-3, abs=6e-5)
    relief = page.locator('[data-nnw="relief"]')
    relief.focus()
    page.keyboard.press("ArrowRight")
    nb.until_python("lab.turned", [40, 35])
    page.add_script_tag(path=AXE)
    assert page.evaluate("() => axe.run('.nnw')")["violations"] == []

    page.click('[data-nnw="tab-terms"]')
    nb.until_python("lab.view", "terms")
    assert numbers(nb.text("total")) == pytest.approx([nb.python("float(lab.terms.sum())")])
    for name, total in (("perfect", 0), ("all zero", 1), ("all one half", 2.5), ("all wrong", 10)):
        page.click(f'[data-preset="{name}"]')
        expect(page.locator('[data-nnw="total"]')).to_have_text(f"{total:.4f}", timeout=20_000)
        page.click('[data-nnw="add-example"]')
    nb.until_python("lab.costs", [0, 1, 2.5, 10])
    expect(page.locator('[data-nnw="mean"]')).to_have_text("Mean over 4 examples: C = 3.3750.", timeout=20_000)
    assert page.evaluate("() => axe.run('.nnw')")["violations"] == []


def test_V3_11_the_drunk_and_the_careful_walker_at_equal_work(notebook):
    nb = notebook(CELLS[0], "lab = nw.DescentLab(view='batch')\nlab")
    page = nb.page
    cell = page.locator('[data-nnw="walkers"] tbody tr')
    expect(cell.nth(1)).to_contain_text("32")

    def agree():
        costs = [walk[-1] for walk in nb.python("[w.costs.tolist() for w in lab.walks()]")]
        for row, cost in zip(cell.all(), costs, strict=True):
            assert numbers(row.locator("td").last.inner_text())[0] == pytest.approx(cost, abs=6e-4)
        return costs

    careful, drunk = agree()
    assert drunk < 0.5 * careful
    page.locator('[data-nnw="batch"]').focus()
    page.keyboard.press("Home")
    nb.until_python("lab.batch", 1)
    expect(cell.nth(1).locator("td").nth(2)).to_have_text("128")
    agree()
    relative, cosine = nb.python("list(lab.noise)")
    assert numbers(nb.text("noise"))[1:] == pytest.approx([relative, cosine], abs=6e-3)
    page.locator('[data-nnw="work"]').focus()
    page.keyboard.press("End")
    nb.until_python("lab.work", 1280)
    expect(cell.first.locator("td").nth(2)).to_have_text("20")
    careful, drunk = agree()
    expect(page.locator('[data-nnw="said"]')).to_contain_text("After 1,280 gradients of one example each: the careful walker took 20 steps")
    page.locator('[data-nnw="crowd-start"]').focus()
    page.keyboard.press("Shift+ArrowRight")
    nb.until_python("lab.begin", [-0.4, 2.5])
    agree()
    page.locator('[data-nnw="eta-typed"]').fill("50")
    page.keyboard.press("Enter")
    nb.until_python("lab.eta", 50)
    expect(cell.nth(1)).to_contain_text("diverged at ")
    expect(page.locator('[data-nnw="limit"]')).to_have_attribute("data-over", "true")
    nb.execute("lab.turn(eta=0.05, work=0, batch=64)")
    expect(page.locator('[data-nnw="said"]')).to_have_text("Nobody has asked anything yet: give them work.")
    page.click('[data-nnw="work-play"]')
    nb.until_python("lab.work > 100", True)
    page.click('[data-nnw="work-play"]')
    page.add_script_tag(path=AXE)
    assert page.evaluate("() => axe.run('.nnw')")["violations"] == []


def test_V2_5_V5_1_the_tower_of_functions_and_how_many_numbers_are_learned(notebook):
    nb = notebook(CELLS[0], "lab = nw.DescentLab(view='tower')\nlab")
    page = nb.page
    n = nb.python("nw.Network([784, 16, 16, 10]).n_params")
    expect(page.locator('[data-nnw="floor-network"]')).to_have_attribute("data-lit", "true")
    for floor, outputs in (("cost", "1 number"), ("gradient", f"{n:,} slopes, one for each weight and bias")):
        page.click(f'[data-floor="{floor}"]')
        nb.until_python("lab.floor", floor)
        expect(page.locator(f'[data-nnw="floor-{floor}"]')).to_have_attribute("data-lit", "true")
        expect(page.locator('[data-nnw="floor-words"]')).to_contain_text(f"The {floor} takes {n:,} weights and biases and gives {outputs};")
    page.locator('[data-nnw="counted"]').fill("2, 4, 1")
    page.keyboard.press("Enter")
    nb.until_python("lab.counted", [2, 4, 1])
    expect(page.locator('[data-nnw="counts"] tbody tr').nth(1)).to_contain_text("this network, 2-4-1")
    expect(page.locator('[data-nnw="counts"] tbody tr').nth(1).locator("td").first).to_have_text(
        str(nb.python("nw.Network([2, 4, 1]).n_params"))
    )
    widths = page.locator('[data-nnw="counts"] i').evaluate_all("bars => bars.map(bar => parseFloat(bar.style.width))")
    assert widths == pytest.approx([100 * np.log10(m) / np.log10(175_181_291_520) for m in (2, 17, 175_181_291_520)], abs=0.02)
    page.add_script_tag(path=AXE)
    assert page.evaluate("() => axe.run('.nnw')")["violations"] == []


def test_V2_14_the_same_neuron_with_a_sigmoid_and_with_a_step(notebook):
    nb = notebook(CELLS[0], "lab = nw.DescentLab(curve='sigmoid', eta=1)\nlab")
    page = nb.page
    said = page.locator('[data-nnw="formula"]')
    expect(said).to_contain_text("Its slope is exactly 0 at 0.0% of the weights in view.")
    for _ in range(3):
        page.click('[data-nnw="next"]')
    nb.until_python("lab.steps", 3)
    assert nb.python("float(lab.walks()[0].lengths.sum())") > 0.1
    page.select_option('[data-nnw="terrain"]', "step")
    nb.until_python("lab.curve", "step")
    share = nb.python("lab.terrain.level_share()")
    expect(said).to_contain_text(f"Its slope is exactly 0 at {100 * share:.1f}% of the weights in view.")
    expect(page.locator('[data-nnw="limit"]')).to_have_text("C is level here")
    page.click('[data-nnw="next"]')
    nb.until_python("lab.steps", 1)
    stays = "After 1 step: ball 1 at 3.00, C 0.3750. C has no slope here: gradient descent stays where it is."
    expect(page.locator('[data-nnw="said"]')).to_have_text(stays)
    assert share == 1


def test_V2_11_V2_12_the_gradient_as_a_list_whose_components_are_nudged(notebook):
    nb = notebook(
        CELLS[0],
        "net, data = nw.Network([2, 3, 1], 'tanh', 'sigmoid', seed=3), nw.datasets.circle(40)",
        "lab = nw.DescentLab(net=net, data=data, view='gradient')\nlab",
    )
    page = nb.page
    buttons = page.locator("[data-component]")
    expect(buttons).to_have_count(13)
    assert [int(k) for k in buttons.evaluate_all("all => all.map(one => one.dataset.component)")] == nb.python("lab.components.ks.tolist()")
    expect(page.locator('[data-nnw="gradient-words"]')).to_have_text(re.compile(r"^The cost is most sensitive to "))
    fifth = buttons.nth(4)
    fifth.focus()
    page.keyboard.press("Enter")
    k = int(fifth.get_attribute("data-component"))
    nb.until_python("lab.picked", k)
    expect(fifth).to_have_attribute("aria-pressed", "true")
    expect(fifth).to_be_focused()
    page.locator('[data-nnw="h-typed"]').fill("-0.5")
    page.keyboard.press("Enter")
    nb.until_python("lab.h", -0.5)
    slope = nb.python("float(lab.components.slopes[4])")
    ratio = nb.python("float(abs(lab.components.slopes[0] / lab.components.slopes[4]))")
    expect(page.locator('[data-nnw="gradient-words"]')).to_contain_text(f"{ratio:.3g} times as sensitive")
    words = page.locator('[data-nnw="nudge-words"]')
    expect(words).to_contain_text(f"down by 0.5: the slope {slope:.3g} promises".replace("-", "\u2212"))
    before = nb.python("lab.trainer.measure()['train_loss']")
    measured = re.search(r"the cost changes by (\S+);", words.inner_text())[1].replace("\u2212", "-")
    page.get_by_role("button", name="Nudge it").click()
    nb.until_python(f"round(float(lab.net.theta[{k}] - net.theta[{k}]), 9) == 0 and lab.trainer.measure()['train_loss'] != {before}", True)
    assert nb.python("lab.trainer.measure()['train_loss']") - before == pytest.approx(float(measured), rel=6e-3)
