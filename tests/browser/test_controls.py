"""Stock ipywidgets beside a lab: the slider moves the link, the link moves the slider, training moves both."""

import pytest


def test_slider_and_link_are_one_number(notebook):
    nb = notebook(
        "import numpy as np\nimport nnwidgets as nw",
        'lab = nw.Playground("gauss", hidden=[], output="sigmoid")\nlab',
        "slider = nw.controls.weight_slider(lab)\nslider",
        "menu = nw.controls.activation_dropdown(lab)\nmenu",
    )
    nb.until("step", 0)
    handle = nb.page.locator(".noUi-handle").first
    handle.scroll_into_view_if_needed()
    before = nb.python("float(lab.net.W[0][0, 0])")
    handle.focus()
    for _ in range(5):
        handle.press("ArrowRight")
    moved = round(before, 2) + 0.05  # the slider counts in steps of 0.01
    nb.page.wait_for_function("v => Math.abs(document.querySelector(`[data-k='0']`).ariaValueNow - v) < 0.004", arg=moved)
    assert nb.python("float(lab.net.W[0][0, 0])") == pytest.approx(moved)

    nb.execute("import time; time.sleep(0.6); lab.net.W[0][0, 0] = 7.5")  # not while the user is at it, and beyond the slider's range
    nb.page.wait_for_function("() => document.querySelector('.noUi-handle').ariaValueNow === '7.5'")
    # a stock slider may say its old value once more when its range changes: it is put right, and the weight has never moved
    nb.until_python("[slider.value, slider.max, float(lab.net.W[0][0, 0])]", [7.5, 7.5, 7.5])

    nb.page.locator(".widget-dropdown select").select_option("tanh")
    nb.page.locator('[data-nnw="activation"]').scroll_into_view_if_needed()
    nb.page.wait_for_function("() => document.querySelector('[data-nnw=\"activation\"]').value === 'tanh'")
    assert nb.python("lab.net.output.name") == "tanh"
