"""The Playground in a real JupyterLab: what a learner does, and what must then agree."""

import pytest
from playwright.sync_api import expect

W = 14  # W[1][0, 2] of the default 2-4-2-1: its link is crossed by no other where it is taken hold of
CODE = "lab.net.W[1][0, 2]"


def test_everything_is_there_and_named(playground):
    lab = playground.lab
    expect(lab).to_have_attribute("aria-label", "Neural network playground")
    for panel in ("controls", "data", "network", "output", "loss"):
        assert lab.get_by_role("region", name=panel, exact=True).is_visible()
    assert len(set(playground.pixels("network"))) > 50 and len(set(playground.pixels("map"))) > 50
    assert playground.page.locator(".nnw-handles [role=slider]").count() == 25
    names = playground.page.locator(".nnw-handles [role=slider]").evaluate_all("all => all.map(e => e.ariaLabel)")
    assert names[0] == "weight from input x1 to neuron 1 of hidden layer 1"
    assert names[-1] == "bias of the output"


def test_a_dragged_link_shows_in_picture_map_loss_and_array(playground):
    nb = playground
    before, picture, map_ = nb.python("lab.trainer.train_loss"), nb.pixels("network"), nb.pixels("map")
    start = nb.python(CODE)
    x, y = nb.where(W)
    nb.page.mouse.move(x, y)
    nb.page.mouse.down()
    nb.page.mouse.move(x, y - 40, steps=8)
    nb.page.wait_for_function("k => Math.abs(document.querySelector(`[data-k='${k}']`).ariaValueNow) > 0", arg=W)
    assert nb.shown(W) == pytest.approx(start + 0.8, abs=2e-3)
    nb.page.mouse.up()
    nb.until("pending", "false")
    assert nb.python(CODE) == pytest.approx(start + 0.8, abs=1e-4)
    assert nb.pixels("network") != picture and nb.pixels("map") != map_
    loss = nb.python("lab.trainer.train_loss")
    assert loss != before and nb.number("train-loss") == pytest.approx(loss, abs=5e-5)


def test_a_typed_number_is_the_number_in_the_array(playground):
    nb = playground
    nb.page.mouse.click(*nb.where(24))  # the output's bias
    value = nb.page.locator('[data-nnw="value"]')
    expect(value).to_have_attribute("aria-label", "Value of the bias of the output")
    value.fill("-0,375")
    value.press("Enter")
    nb.until("pending", "false")
    assert nb.python("lab.net.b[2][0]") == -0.375
    value_now = nb.python("float(lab.net.W[0][0, 0])")
    nb.page.mouse.click(*nb.where(0))
    value.fill("much")
    expect(value).to_have_attribute("aria-invalid", "true")
    value.press("Enter")
    assert nb.python("float(lab.net.W[0][0, 0])") == value_now


def test_the_keyboard_reaches_every_parameter(playground):
    nb = playground
    start = nb.python("float(lab.net.W[0][0, 1])")
    nb.page.locator('.nnw-handles [data-k="0"]').focus()
    nb.page.keyboard.press("ArrowRight")
    nb.page.keyboard.press("ArrowUp")
    nb.page.keyboard.press("Shift+ArrowUp")
    nb.frames(2)  # it is shown in the next one
    assert nb.shown(1) == pytest.approx(start + 0.55, abs=2e-3)
    nb.page.wait_for_function("() => document.querySelector('.nnw').dataset.nnwPending === 'false'")
    assert nb.python("float(lab.net.W[0][0, 1])") == pytest.approx(start + 0.55, abs=1e-6)
    nb.page.keyboard.press("Enter")
    nb.page.keyboard.type("1.25")
    nb.page.keyboard.press("Enter")
    nb.page.wait_for_function("() => document.activeElement?.dataset.k === '1'")
    nb.until("pending", "false")
    assert nb.python("float(lab.net.W[0][0, 1])") == 1.25
    assert nb.python("len(get_ipython().user_ns['In'])") <= 3  # no key reached JupyterLab's cells


def test_play_and_pause(playground):
    nb = playground
    first = nb.number("train-loss")
    nb.page.click('[data-nnw="play"]')
    nb.until("running", "true")
    nb.page.wait_for_function("() => Number(document.querySelector('.nnw').dataset.nnwStep) > 1500")
    nb.page.click('[data-nnw="play"]')
    nb.until("running", "false")
    assert nb.number("train-loss") < first / 2
    assert nb.python("lab.trainer.train_loss") == pytest.approx(nb.number("train-loss"), abs=5e-5)
    assert nb.python("lab.trainer.steps") == int(nb.lab.get_attribute("data-nnw-step")) == nb.number("steps")


def test_step_reset_and_new_weights(playground):
    nb = playground
    theta = nb.python("lab.net.theta.tolist()")
    nb.page.click('[data-nnw="step"]')
    nb.until("step", 1)
    nb.page.select_option('[data-nnw="step-unit"]', "epoch")
    nb.page.click('[data-nnw="step"]')
    nb.until("step", 25)
    assert nb.number("epoch") == 1
    nb.page.click('[data-nnw="reset"]')
    nb.until("step", 0)
    assert nb.python("lab.net.theta.tolist()") == theta
    nb.page.click('[data-nnw="new-weights"]')
    nb.until("reason", "new weights")
    assert nb.python("lab.net.theta.tolist()") != theta


def test_controls_change_the_trainer(playground):
    nb = playground
    rate = nb.page.locator('[data-nnw="learning-rate"]')
    rate.focus()
    rate.press("ArrowRight")
    nb.page.select_option('[data-nnw="batch-size"]', "30")
    nb.page.select_option('[data-nnw="activation"]', "relu")
    nb.page.click('[data-nnw="data-spiral"]')
    nb.page.locator('[data-nnw="data-spiral"][aria-checked="true"]').wait_for()
    noise = nb.page.locator('[data-nnw="noise"]')
    noise.focus()
    noise.press("ArrowRight")
    nb.page.get_by_role("button", name="More hidden layers").click()
    nb.until("generation", 1)
    nb.page.get_by_role("button", name="Fewer neurons in hidden layer 1").click()
    nb.until("generation", 2)
    assert nb.python("[lab.learning_rate, lab.batch_size, lab.activation, lab.noise, lab.net.sizes, lab.data[0].name]") == [
        0.05, 30, "relu", 0.05, [2, 3, 2, 2, 1], "spiral",
    ]  # fmt: skip


def test_a_cell_moves_the_link_when_it_ends(playground):
    nb = playground
    nb.execute("lab.net.W[1][0, 2] = 0.8")
    nb.page.wait_for_function("k => document.querySelector(`[data-k='${k}']`).ariaValueNow === '0.8'", arg=W)


def test_a_wrong_number_from_a_cell_is_named_and_the_picture_stays(playground):
    nb = playground
    before = nb.shown(W)
    nb.execute("lab.net.W[1][0, 2] = np.nan")
    banner = nb.page.locator('[data-nnw="banner"]')
    banner.wait_for()
    assert banner.locator("span").inner_text() == "net.W[1][0, 2] is nan; training needs finite numbers: write one there, or reset()"
    assert nb.shown(W) == before
    nb.page.click('[data-nnw="reset"]')
    banner.wait_for(state="hidden")
    assert nb.python("bool(np.isfinite(lab.net.theta).all())")


def test_the_map_reads_the_network(playground):
    nb = playground
    nb.page.locator('[data-nnw="map"]').focus()
    nb.page.keyboard.press("ArrowRight")
    said = nb.text("cursor")
    value = nb.python("float(lab.net.forward([[0.5, 0.0]]).output[0, 0])")
    assert said == f"x1 0.5, x2 0.0: output {value:.2f}".replace("-", "\u2212")


def test_own_network_and_arrays(notebook):
    nb = notebook(
        "import numpy as np\nimport nnwidgets as nw",
        "X = np.random.default_rng(0).normal(size=(90, 2)); y = np.array(['a', 'b', 'c'])[(X[:, 0] > 0).astype(int) + (X[:, 1] > 0)]\n"
        "net = nw.Network([2, 12, 3], 'relu', output='softmax')\nlab = nw.Playground(net=net, data=(X, y))\nlab",
    )
    nb.until("step", 0)
    assert nb.python("lab.net is net")
    assert nb.page.locator(".nnw-class").all_inner_texts() == ["a", "b", "c"]
    nb.page.click('[data-nnw="play"]')
    nb.page.wait_for_function("() => Number(document.querySelector('.nnw').dataset.nnwStep) > 300")
    nb.page.click('[data-nnw="play"]')
    nb.until("running", "false")
    assert nb.python("lab.trainer.measure()['train_accuracy']") > 0.8
