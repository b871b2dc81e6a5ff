"""What goes wrong is said in a sentence, and nothing is lost."""

import pytest
from playwright.sync_api import expect

from nnwidgets.widgets.gallery import SETS


def test_a_diverging_run_stops_at_its_last_finite_step(notebook):
    nb = notebook(
        "import numpy as np\nimport nnwidgets as nw",
        'lab = nw.Playground("reg_plane", hidden=[4], activation="relu", learning_rate=10)\nlab',
    )
    nb.until("step", 0)
    nb.page.click('[data-nnw="play"]')
    nb.until("reason", "diverged")
    said = nb.text("banner")
    assert "training diverged: " in said and " overflowed in step " in said and "try a learning rate below 10" in said
    assert nb.text("status") == "Training stopped at the last finite step."
    steps, finite = nb.python("[lab.trainer.steps, bool(np.isfinite(lab.net.theta).all() and np.isfinite(lab.trainer.train_loss))]")
    assert finite and f"stopped at step {steps}," in said
    nb.page.select_option('[data-nnw="speed"]', "100/s")
    nb.page.click('[data-nnw="reset"]')
    nb.until("step", 0)
    assert nb.page.locator('[data-nnw="banner"]').is_hidden()


def test_a_drag_is_on_screen_in_the_next_frame(playground):
    nb = playground
    before, x_y = nb.shown(14), nb.where(14)
    nb.page.mouse.move(*x_y)
    nb.page.mouse.down()
    nb.page.mouse.move(x_y[0], x_y[1] - 10)
    nb.page.wait_for_function("v => Math.abs(document.querySelector(`[data-k='14']`).ariaValueNow - v) < 2e-3", arg=before + 0.2)
    frames = nb.page.evaluate(
        """([x, y]) => new Promise(done => {
          const handle = document.querySelector(`[data-k='14']`);
          const before = handle.ariaValueNow;
          let frames = 0;
          const look = () => {
            if (handle.ariaValueNow !== before || frames > 20) done(frames);
            else { frames++; requestAnimationFrame(look); }
          };
          requestAnimationFrame(() => {
            const canvas = document.querySelector('canvas[data-nnw="network"]');
            canvas.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: y, bubbles: true }));
            look();
          });
        })""",
        [x_y[0], x_y[1] - 50],
    )
    assert frames <= 1
    nb.page.mouse.up()
    nb.until("pending", "false")
    assert nb.python("float(lab.net.theta[14])") == pytest.approx(before + 1.0, abs=0.21)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            "nw.Playground('circel')",
            f"unknown data 'circel'; choose one of {', '.join(SETS)} (did you mean 'circle'?)",
        ),
        ("nw.Playground(learning_rate='fast')", "learning_rate must be a number above 0, got 'fast'; 0.03 is a usual start"),
    ],
)
def test_a_wrong_call_says_one_sentence(notebook, call, sentence):
    nb = notebook(f"import nnwidgets as nw\n{call}")
    output = nb.page.locator(".jp-OutputArea-output").last
    output.wait_for()
    assert output.inner_text().splitlines()[-1].split(": ", 1)[1] == sentence
    expect(nb.page.locator(".nnw")).to_have_count(0)
