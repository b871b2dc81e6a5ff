"""The second module: once for a page, there before it is needed; where the kernel does not send it, the page says so."""

import pytest
from pages import Notebook
from playwright.sync_api import expect

from nnwidgets.widgets.bundle import STATIC

IMPORTS = "import numpy as np\nimport nnwidgets as nw"
COUNT = """from nnwidgets.widgets import inbox
asked, sent = [], inbox.further
inbox.further = lambda name, digest: asked.append(name) or sent(name, digest)"""
STUCK = (
    "import time\nfrom nnwidgets.widgets import inbox\ninbox.further = lambda *_: time.sleep(600)"  # a kernel that is busy when it is asked
)
BLOBS = """() => { window.made = []; const make = URL.createObjectURL, end = URL.revokeObjectURL;
  URL.createObjectURL = blob => { const url = make(blob); if (blob.size === SIZE) window.made.push([url, false]); return url; };
  URL.revokeObjectURL = url => { for (const one of window.made) if (one[0] === url) one[1] = true; end(url); }; }"""


@pytest.mark.own_page
def test_two_labs_of_a_page_ask_for_it_once_and_what_a_teacher_has_locked_is_locked_in_it(page, notebook):
    size = len((STATIC / "playground_more.js").read_bytes())
    page.add_init_script(f"({BLOBS.replace('SIZE', str(size))})()")
    hidden = "lab2 = nw.Playground(hide=['share'], lock={'tune': 'lesson 3', 'optimizer': 'lesson 6'})\nlab2"
    nb = notebook(IMPORTS, COUNT, "lab = nw.Playground()\nlab", hidden)
    nb.until("step", 0)
    first, second = page.locator(".nnw").nth(0), page.locator(".nnw").nth(1)
    second.scroll_into_view_if_needed()
    page.locator(".nnw[data-nnw-whole]").nth(1).wait_for()
    assert nb.python("asked") == ["playground_more"]
    assert [over for _, over in page.evaluate("window.made")] == [True]  # one address, and it has ended
    first.locator('[data-nnw="presets"]').click()
    first.locator('[data-nnw="preset-two clouds, one neuron"]').click()
    nb.until_python("list(lab.net.sizes)", [2, 1])
    first.locator('[data-nnw="numbers"]').click()
    assert first.locator('[data-nnw="tables"] td[data-k]').count() == nb.python("lab.net.n_params")
    first.locator('[data-nnw="share"]').click()
    page.wait_for_function("() => document.querySelector('[data-nnw=\"made\"]').value.startsWith('NN1.')")
    assert first.locator('[data-nnw="made"]').input_value() == nb.python("lab.share()")
    page.keyboard.press("Escape")
    assert second.locator('[data-nnw="share"]').is_hidden()
    second.locator('[data-nnw="tune"]').click(force=True)
    expect(second.locator(".nnw-tune")).to_be_hidden()  # locked: it does not fold out
    second.locator('[data-nnw="more"]').click()
    optimizer = second.locator('select[data-nnw="optimizer"]')
    assert optimizer.get_attribute("aria-disabled") == "true" and optimizer.get_attribute("aria-description") == "Locked: lesson 6"
    assert second.locator('[data-nnw-control="optimizer"] .nnw-name').inner_text() == "Optimizer"


@pytest.mark.own_page
def test_a_page_whose_kernel_has_gone_before_says_what_is_missing_and_why(page, lab_server):
    url, work = lab_server
    nb = Notebook(page, url, work).open("later.ipynb", [IMPORTS, STUCK, "lab = nw.Playground()\nlab"])
    try:
        nb.run_all()
        page.locator('.nnw[data-nnw-step="0"]').wait_for()
        page.locator('[data-nnw="numbers"]').click()
        page.get_by_text("One moment: this part of the page is on its way from the kernel.").first.wait_for()
        page.locator('[data-nnw="tables"]').get_by_text("comes from the kernel, which does not answer").wait_for()
        assert "comes from the kernel, which does not answer" in page.locator('.nnw-below [data-nnw="late"]').inner_text()
        page.locator('[data-nnw="help"]').click()
        assert page.get_by_role("dialog", name="What one can do").locator("dt").count() > 5  # help needs no kernel
        page.keyboard.press("Escape")
        nb.shut_down()
        page.locator('[data-nnw="tables"]').get_by_text("had not come from the kernel before it was gone").wait_for()
        page.locator('[data-nnw="presets"]').click()
        assert "Run the notebook's cells again" in page.get_by_role("dialog", name="Demos").inner_text()
        expect(page.locator(".nnw[data-nnw-whole]")).to_have_count(0)
    finally:
        nb.shut_down()
