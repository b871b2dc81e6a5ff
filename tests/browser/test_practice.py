"""Practice on a page, by keyboard alone: an answer, what is said of it, a hint, the solution, the next; and what axe finds."""

import json
from pathlib import Path

from playwright.sync_api import expect

CELLS = (
    "import numpy as np\nimport nnwidgets as nw",
    "p = nw.Practice('neu.sum', seed=0)\np",
    "q = nw.Quiz(nw.item('fwd.shapes', 1), nw.item('fwd.compute', 2), nw.item('neu.bias', 2))\nq",
    "m = nw.Progress()\nm",
)
AXE = Path(__file__).parents[2] / "nnwidgets" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


def enter(button):
    """By keyboard, once it is there: what is hidden or disabled takes no focus."""
    expect(button).to_be_enabled(timeout=20_000)
    button.wait_for()
    button.focus()
    button.page.keyboard.press("Enter")


def test_K2_to_K10_by_keyboard_alone(notebook):
    nb = notebook(*CELLS)
    page = nb.page
    practice, quiz, progress = (page.locator(".nnw-lab-practice").nth(i) for i in range(3))
    progress.locator(".nnw-grid").wait_for()
    entry = practice.locator('[data-nnw="entry"]')
    assert practice.locator('[data-nnw="hint"]').is_hidden() and practice.locator('[data-nnw="answer"]').is_disabled()
    slip, message = nb.python("[p.item.slips[0].value, p.item.slips[0].message]")
    entry.focus()
    page.keyboard.type(f"{slip:.6g}")
    page.keyboard.press("Enter")
    practice.get_by_text(message).wait_for()
    enter(practice.locator('[data-nnw="hint"]'))
    practice.get_by_text(nb.python("p.item.hints[0]")).wait_for()
    entry.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(f"{nb.python('p.item.answer'):.4g}")
    page.keyboard.press("Enter")
    practice.get_by_text("Right.").wait_for()
    assert nb.python("p.sitting.credit") is False  # there was a hint
    enter(practice.locator('[data-nnw="next"]'))
    practice.locator(".nnw-line").wait_for()
    practice.locator(".nnw-line").focus()
    page.keyboard.type("w @ x + b")
    page.keyboard.press("Enter")
    practice.get_by_text("Right.").wait_for()

    name = nb.python("q.item.answer")  # a weight to choose, here from the list
    quiz.locator("select").select_option(name)
    enter(quiz.locator('[data-nnw="answer"]'))
    enter(quiz.locator('[data-nnw="next"]'))
    quiz.locator(".nnw-steps").wait_for()
    want, now = nb.python("[list(q.item.answer), list(q.item.options)]")
    for i, text in enumerate(want):  # sort by moving steps up
        for j in range(now.index(text), i, -1):
            enter(quiz.get_by_label(f"Move up: {text}"))
            now[j - 1], now[j] = now[j], now[j - 1]
    enter(quiz.locator('[data-nnw="answer"]'))
    quiz.get_by_text("Right.").wait_for()
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("""async () => (await axe.run('.nnw-lab-practice', { resultTypes: ['violations'] })).violations
                             .map(v => [v.id, v.nodes.map(n => n.html)])""")
    assert found == [], json.dumps(found)[:2000]
    enter(quiz.locator('[data-nnw="next"]'))
    quiz.locator(".nnw-plots").wait_for()
    quiz.get_by_role("radio").nth("ABCD".index(nb.python("q.item.answer"))).focus()
    page.keyboard.press("Space")
    enter(quiz.locator('[data-nnw="answer"]'))
    enter(quiz.locator('[data-nnw="next"]'))
    quiz.get_by_text("3 of 3 right at the first answer.").wait_for()
