"""The hand on a page (T11, V1.14): held from pointer-down, undo and redo by keys, freezing from the picture, hand-tuning."""

import places
import pytest
from playwright.sync_api import expect

K, LAST = 14, 24
LOSS = "float(lab.trainer.train_loss)"


def drag(nb, k, pixels):
    x, y = nb.where(k)
    nb.page.mouse.move(x, y)
    nb.page.mouse.down()
    nb.page.mouse.move(x, y - pixels, steps=4)
    nb.page.mouse.up()
    nb.until("pending", "false")


def test_T11_held_from_the_first_moment_taken_back_and_frozen(playground):
    nb, page = playground, playground.page
    theta = nb.python("lab.net.theta.tolist()")
    x, y = nb.where(K)
    page.mouse.move(x, y)
    page.mouse.down()  # and not a pixel further
    page.wait_for_function("() => document.querySelector('.nnw').dataset.nnwApplied === '1'")
    assert nb.python("list(lab.session.hands.held)") == [K]
    page.mouse.up()
    nb.until("pending", "false")
    page.keyboard.press("Escape")
    nb.until("pending", "false")
    assert nb.python("list(lab.session.hands.held)") == []
    assert nb.python("len(lab.trainer.history.events)") == 0

    for k, pixels in ((K, 40), (LAST, -30)):  # D3: the output's bias as well
        drag(nb, k, pixels)
        assert nb.shown(k) == pytest.approx(theta[k] + 0.02 * pixels, abs=2e-3)
    page.keyboard.press("Control+z")
    page.locator('[data-nnw="redo"]:enabled').wait_for()
    assert nb.python("lab.net.theta.tolist()")[LAST] == theta[LAST]
    page.keyboard.press("Control+z")
    page.locator('[data-nnw="undo"]:disabled').wait_for()
    assert nb.python("lab.net.theta.tolist()") == theta
    page.keyboard.press("Control+Shift+z")
    page.locator('[data-nnw="undo"]:enabled').wait_for()
    assert page.locator('[data-nnw="undo"]').get_attribute("aria-label") == "Undo W[1][0, 2]"
    assert nb.python("lab.net.theta.tolist()")[K] == pytest.approx(theta[K] + 0.8, abs=1e-3)

    page.locator(f'[data-k="{K}"]').first.focus()
    page.keyboard.press("Shift+ArrowUp")
    places.shows(nb, theta[K] + 1.3, K)
    page.keyboard.press("f")
    page.locator('[data-nnw="freeze-weight"][aria-pressed="true"]').wait_for()
    page.click('[data-nnw="freeze-layer"]')
    page.locator('[data-nnw="freeze-layer"][aria-pressed="true"]').wait_for()
    assert nb.python("lab.frozen") == [f"W[1][{j}, {i}]" if i < 4 else f"b[1][{j}]" for j in range(2) for i in range(5)]
    assert page.locator(f'[data-k="{K}"]').first.get_attribute("aria-valuetext").endswith(", frozen")
    before = nb.python("lab.net.theta.tolist()")
    page.click('[data-nnw="step"]')
    nb.until("step", 1)
    after = nb.python("lab.net.theta.tolist()")
    assert [k for k in range(25) if before[k] == after[k]] == list(range(12, 22))


def test_V1_14_hand_tuning_against_learning(playground):
    nb, page = playground, playground.page
    start, first = nb.python("[lab.net.theta.tolist(), " + LOSS + "]")
    place = lambda: page.locator('[data-nnw="map"]').bounding_box()["y"] - nb.lab.bounding_box()["y"]  # noqa: E731
    top = place()
    page.click('[data-nnw="tune"]')
    slider = page.locator(f'[data-tune="{LAST}"]')
    slider.wait_for()
    assert place() == top  # nothing above it jumps
    expect(page.locator("[data-tune]")).to_have_count(25)
    losses = [first]
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft"):
        slider.press(key)
        page.wait_for_function("() => document.querySelector('.nnw').dataset.nnwPending === 'false'")
        losses.append(nb.python(LOSS))
    page.wait_for_function("text => document.querySelector('[data-nnw=tune-best]').textContent === text", arg=f"{min(losses):.4f}")
    page.click('[data-nnw="tune-learn"]')
    page.wait_for_function("() => Number(document.querySelector('.nnw').dataset.nnwStep) > 1500")
    page.click('[data-nnw="play"]')
    nb.until("running", "false")
    said = nb.text("tune-race")
    assert said.startswith("Learning from the same start: 0.") and "It passed your best after" in said
    lab_start = nb.python("__import__('nnwidgets').Trainer(lab.net.copy(), lab.data, loss=lab.trainer.loss).history.train_loss[0]")
    assert lab_start < min(losses) and nb.number("tune-best") == pytest.approx(min(losses), abs=1e-4)
    assert nb.python("(lab.rewind(0), lab.net.theta.tolist())[1]") == pytest.approx(start)  # it began where the hand began
