"""The hand against training, against a busy kernel, and across a reload."""

import places
import pytest
from playwright.sync_api import expect

from nnwidgets.core.network import Network

W = 14
CODE = "float(lab.net.theta[14])"


def test_the_picture_follows_while_a_cell_sleeps(playground):
    nb = playground
    start, edits = nb.python(CODE), 8
    nb.page.evaluate(
        """() => { const k = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
             window.sleeping = k.requestExecute({ code: 'import time; time.sleep(3)' }).done; }"""
    )
    x, y = places.take(nb, W)
    for i in range(1, edits + 1):
        nb.page.mouse.move(x, y - 4 * i)
        nb.page.wait_for_function(
            "([k, v]) => Math.abs(Number(document.querySelector(`[data-k='${k}']`).ariaValueNow) - v) < 2e-3",
            arg=[W, start + 0.08 * i],
        )
    expect(nb.lab).to_have_attribute("data-nnw-pending", "true")  # the kernel still sleeps: all of this was the browser's own
    nb.page.mouse.up()
    nb.ask("() => window.sleeping")
    nb.until("pending", "false")
    assert nb.python(CODE) == pytest.approx(start + 0.08 * edits, abs=1e-4)
    assert nb.shown(W) == pytest.approx(start + 0.08 * edits, abs=2e-3)


def test_the_hand_keeps_its_value_while_training_goes_on(playground):
    nb = playground
    nb.page.click('[data-nnw="play"]')
    nb.page.wait_for_function("() => Number(document.querySelector('.nnw').dataset.nnwStep) > 100")
    x, y = places.take(nb, W)
    nb.page.mouse.move(x, y - 60, steps=10)
    nb.frames(20)  # while playing, what is read aloud follows ten times a second
    held = nb.shown(W)
    step = int(nb.lab.get_attribute("data-nnw-step"))
    values = nb.page.evaluate(
        """([k, until]) => new Promise(done => {
          const values = new Set();
          const handle = document.querySelector(`[data-k='${k}']`);
          const look = () => {
            values.add(handle.ariaValueNow);
            if (Number(document.querySelector('.nnw').dataset.nnwStep) > until) done([...values]);
            else requestAnimationFrame(look);
          };
          look();
        })""",
        [W, step + 1500],
    )
    assert values == [str(held).removesuffix(".0")]
    assert nb.python(CODE) == pytest.approx(held, abs=1e-3)
    others = nb.python("lab.net.theta.tolist()")
    nb.page.mouse.up()
    nb.until("pending", "false")
    nb.page.wait_for_function("s => Number(document.querySelector('.nnw').dataset.nnwStep) > s", arg=step + 3000)
    after = nb.python("lab.net.theta.tolist()")
    assert after[W] != others[W] and sum(a != b for a, b in zip(after, others, strict=True)) == len(after)


@pytest.mark.own_page
def test_reload_the_page_and_go_on(playground):
    nb = playground
    nb.page.click('[data-nnw="play"]')
    nb.page.wait_for_function("() => Number(document.querySelector('.nnw').dataset.nnwStep) > 300")
    nb.page.click('[data-nnw="play"]')
    nb.until("running", "false")
    steps, theta = nb.python("[lab.trainer.steps, lab.net.theta.tolist()]")
    places.save(nb)
    nb.page.reload()
    nb.wait_for_kernel()
    nb.until("step", steps)
    nb.page.wait_for_function("() => document.querySelectorAll('.nnw-handles [data-k]').length === 25")
    assert nb.shown(W) == pytest.approx(theta[W], abs=1e-3)
    nb.page.click('[data-nnw="play"]')
    nb.page.wait_for_function("s => Number(document.querySelector('.nnw').dataset.nnwStep) > s", arg=steps + 200)
    nb.page.click('[data-nnw="play"]')
    nb.until("running", "false")
    assert nb.python("lab.trainer.steps") > steps + 200


def test_where_the_parameter_stands():
    """The index that these tests drag is the weight that their comments name."""
    assert Network([2, 4, 2, 1]).name_of(W) == "W[1][0, 2]"
