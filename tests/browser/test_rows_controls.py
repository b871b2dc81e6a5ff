"""The controls' rows (T, D of the product), on screen: what is chosen there is what the trainer does, and what is shown is what it is."""

import pytest
from playwright.sync_api import expect

from nnwidgets.widgets.panel import CONTROLS

SHOWN = """() => Object.fromEntries([...document.querySelectorAll('.nnw [data-nnw-control]')].map(e => {
  const field = e.querySelector('select, input');
  return [e.dataset.nnwControl, [e.title, e.checkVisibility(), field?.value ?? e.textContent]];
}))"""


def test_T1_to_T4_from_the_bar_and_what_it_folds_away(playground):
    nb = playground
    page = nb.page
    page.select_option('[data-nnw="step-unit"]', "example")
    for _ in range(3):
        page.click('[data-nnw="step"]')
    page.wait_for_function("() => document.querySelector('[data-nnw=\"example\"]').innerText === '3 of 10'")
    assert nb.python("[str(lab.trainer.example), lab.trainer.steps]") == ["3 of 10", 0]

    typed = page.locator('[data-nnw="learning-rate-typed"]')
    typed.fill("0.0125")
    typed.press("Enter")
    page.wait_for_function("() => document.querySelector('[data-nnw=\"learning-rate\"]').ariaValueText === '0.0125'")
    assert nb.python("lab.learning_rate") == 0.0125
    typed.fill("fast")
    expect(typed).to_have_attribute("aria-invalid", "true")
    typed.press("Escape")
    expect(typed).to_have_value("0.0125")

    assert not page.locator('[data-nnw="optimizer"]').is_visible()
    page.click('[data-nnw="more"]')
    page.select_option('[data-nnw="optimizer"]', "adam")
    page.locator('[data-nnw="said"]', has_text="its memory begins empty").wait_for()
    page.select_option('[data-nnw="activation-0"]', "relu")
    page.wait_for_function("() => document.querySelector('[data-nnw=\"activation\"]').value === 'mixed'")
    page.select_option('[data-nnw="regularization"]', "l1")
    rate = page.locator('[data-nnw="regularization-rate-typed"]')
    rate.fill("3")
    rate.press("Enter")
    page.locator(".nnw-panel-loss", has_text="of L1 penalty").wait_for()
    page.uncheck('[data-nnw="shuffle"]')
    page.select_option('[data-nnw="schedule"]', "warm_up")
    page.wait_for_function("() => document.querySelector('[data-nnw=\"schedule-steps\"]').value === '100'")
    settings = "[lab.trainer.optimizer.name, [a.name for a in lab.net.activation], lab.l1, lab.trainer.settings.shuffle, lab.trainer.rate]"
    assert nb.python(settings) == ["adam", ["relu", "tanh"], 3, False, pytest.approx(0.000125)]

    page.select_option('[data-nnw="speed"]', "full")
    page.click('[data-nnw="play"]')
    page.locator('[data-nnw="zeros"]', has_text="18 of 18 weights are exactly 0").wait_for()
    page.click('[data-nnw="play"]')
    nb.until("running", "false")
    page.click('[data-nnw="numbers"]')
    page.wait_for_function("() => document.querySelector('.nnw-tables td[data-k=\"0\"]')?.innerText === '0'")
    assert nb.python("[float(W.__abs__().max()) for W in lab.net.W]") == [0, 0, 0]
    page.locator('.nnw-handles [data-k="0"]').focus()  # D1 with a penalty: the browser's loss is the kernel's
    page.keyboard.press("ArrowUp")
    nb.until("pending", "false")
    assert nb.number("train-loss") == pytest.approx(nb.python("lab.trainer.train_loss"), abs=5e-5)


def test_T5_to_T7_the_gallery_and_D9_D13_controls_stand_alone(playground):
    nb = playground
    page = nb.page
    theta = nb.python("lab.net.theta.tolist()")
    page.click('[data-nnw="new-data"]')
    page.wait_for_function("() => document.querySelector('[data-nnw=\"said\"]').innerText.startsWith('Other data')")
    assert nb.python("[lab.net.theta.tolist(), lab._source.seed]") == [theta, 1]
    page.select_option('[data-nnw="batch-size"]', "100")
    page.locator('[data-nnw="counts"]', has_text="2 batches of 100 and a last one of 50").wait_for()
    for problem, name, variant, task in (
        ("binary", "gate", "nand", "binary"), ("multiclass", "blobs", "5", "multiclass"), ("regression", "curve", "bump", "regression"),
    ):  # fmt: skip
        page.select_option('[data-nnw="problem"]', problem)
        page.click(f'[data-nnw="data-{name}"]')
        page.locator(f'[data-nnw="data-{name}"][aria-checked="true"]').wait_for()
        page.select_option('[data-nnw="variant"]', variant)
        page.wait_for_function("v => document.querySelector('[data-nnw=\"variant\"]').value === v", arg=variant)
        nb.frames(2)
        assert nb.python("[lab._source.name, str(lab._source.variant), lab.data[0].task]") == [name, variant, task]
        assert len(set(nb.pixels("map"))) > 3
    page.click('[data-nnw="data-reg_plane"]')
    page.locator('[data-nnw="data-reg_plane"][aria-checked="true"]').wait_for()

    named = page.evaluate(SHOWN)
    page.click('[data-nnw="share"]')
    titles = {name: title for name, (title, _, _) in page.evaluate(SHOWN).items()}
    page.keyboard.press("Escape")
    assert titles == {name: control.help for name, control in CONTROLS.items()}  # D11: each is there, and says what it does
    for name in ("noise", "learning_rate", "activation", "data"):  # D9: none hides another's value
        page.evaluate("name => { document.querySelector(`[data-nnw-control=${name}]`).hidden = true; }", name)
    page.select_option('[data-nnw="problem"]', "binary")  # D13: what a teacher has hidden does not come back
    page.wait_for_function("() => document.querySelector('[data-nnw=\"data-circle\"]')?.ariaChecked === 'true'")
    after = page.evaluate(SHOWN)
    hidden = {name for name in named if named[name][1] and not after[name][1]}
    assert hidden == {"noise", "learning_rate", "activation", "data"}
    others = set(named) - hidden - {"problem", "variant", "layer_activation"}
    assert {name: after[name][2] for name in others} == {name: named[name][2] for name in others}
