"""B6 on a page: commit first, then see; by keys alone; the lab beside it opens."""

import numpy as np
from playwright.sync_api import expect

CELLS = (
    "import numpy as np\nimport nnwidgets as nw\nlab = nw.Playground('gauss', hidden=[], output='sigmoid')",
    "lab",
    "shape = nw.Predict('What shape is the border?', 'a line', choices=['a line', 'a circle'], why='The sum is linear.', lab=lab)\nshape",
    "a = nw.Predict('What is σ(1)?', lambda: 1 / (1 + np.exp(-1)), within=0.005)\na",
    "s = nw.Predict('Draw σ.', lambda z: 1 / (1 + np.exp(-z)), sketch=((-6, 6), (0, 1)), names=('z', 'a'))\ns",
)


def test_B6_commit_first_then_the_answer_and_the_lab(notebook):
    nb = notebook(*CELLS)
    page = nb.page
    shape, number, sketch = (page.locator(".nnw:has(> .nnw-predict)").nth(i) for i in range(3))
    veil = page.locator('[data-nnw="veil"]')
    veil.wait_for()
    expect(veil).to_have_text("Commit to a prediction first; then this opens.", use_inner_text=True)
    expect(page.locator(".nnw-frame[inert]")).to_have_count(1)

    commit = shape.locator('[data-nnw="commit"]')
    assert commit.is_disabled() and "linear" not in shape.inner_text()
    shape.get_by_label("a line").focus()
    page.keyboard.press("ArrowDown")  # a radio group, as everywhere
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    shape.get_by_text("You said a circle. The answer: a line.").wait_for()
    shape.get_by_text("The sum is linear.").wait_for()
    veil.wait_for(state="hidden")
    expect(page.locator(".nnw-frame[inert]")).to_have_count(0)
    page.click('[data-nnw="step"]')
    nb.until("step", 1)
    shape.get_by_label("What did you see?").fill("a line after all")
    page.keyboard.press("Tab")
    nb.until_python("[shape.prediction, shape.right, shape.seen]", ["a circle", False, "a line after all"])

    field = number.locator('[data-nnw="number"]')
    field.fill("about a half")
    page.keyboard.press("Enter")
    number.get_by_text("write a number such as 0.25, 1/4 or 25 %, got 'about a half'").wait_for()
    field.fill("73 %")
    page.keyboard.press("Enter")
    number.get_by_text("You said 0.73. The answer: 0.7311.").wait_for()
    assert nb.python("[a.prediction, a.right]") == [0.73, True]

    hand = sketch.locator('[data-nnw="sketch"]')
    hand.focus()
    for key in ("Shift+ArrowUp", *["ArrowRight"] * 30, *["ArrowLeft"] * 60):
        page.keyboard.press(key)
    page.keyboard.press("Shift+ArrowDown")
    expect(hand).to_have_attribute("aria-valuetext", "at z minus 6: 0.5")
    sketch.locator('[data-nnw="commit"]').click()
    sketch.get_by_text("Dashed: your curve, on average").wait_for()
    z = np.linspace(-6, 6, 41)
    drawn = np.full(41, 0.6)
    drawn[0] = 0.5
    np.testing.assert_allclose(nb.python("[*s.prediction]"), drawn, atol=1e-9)
    apart = np.abs(drawn - 1 / (1 + np.exp(-z))).mean()
    assert f"on average {apart:.2g} away" in sketch.inner_text()
