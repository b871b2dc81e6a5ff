"""B9 on the page: one thing chosen, both runs in numbers and on the chart, and where their outputs differ, as NumPy has it."""

import re

import pytest

READ = r"x1 (\S+), x2 (\S+): A (\S+), B (\S+), B − A (\S+)"
BOTH = "(lab.comparison.a, lab.comparison.b)"
SAYS = "document.querySelector('[data-nnw={}]')?.textContent"


def numbers(pattern: str, text: str) -> list[float]:
    return [float(x.replace("\u2212", "-")) for x in re.fullmatch(pattern, text).groups()]


def test_B9_one_thing_different(playground):
    """By hand from the fold to "Open B": the sentence, the table, the curves, the map under the cursor, and what is kept."""
    nb, page = playground, playground.page
    nb.execute("lab.train(steps=200)")
    nb.until("step", 200)
    before, screen = nb.pixels("loss"), nb.python("lab.net.theta.tolist()")
    page.focus('[data-nnw="compare"]')
    page.keyboard.press("Enter")
    page.fill('[data-nnw="versus-value"]', "much")
    assert page.get_attribute('[data-nnw="versus-value"]', "aria-invalid") == "true"
    page.keyboard.press("Enter")  # says nothing to the kernel
    page.fill('[data-nnw="versus-value"]', "0.3")
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => {SAYS.format('versus')} === 'A learning rate 0.03 · B learning rate 0.3, all else equal.'")
    assert nb.python("[lab.comparison.a.steps, lab.comparison.b.steps, lab.trainer.steps]") == [200] * 3
    assert nb.python("lab.comparison.a.net.theta.tolist()") == screen == nb.python("lab.net.theta.tolist()")

    rows = page.locator(".nnw-versus tbody tr").all_inner_texts()
    for row, run in zip(rows, "ab", strict=True):
        cells = [float(cell.rstrip("%")) for cell in row.split("\t")[1:]]
        train, test, *right = nb.python(
            f"[lab.comparison.{run}.measure()[k + m] for m in ('_loss', '_accuracy') for k in ('train', 'test')]"
        )
        assert cells == pytest.approx([train, 100 * right[0], test, 100 * right[1]], rel=1e-3, abs=1e-3)
    assert nb.pixels("loss") != before  # with both curves

    canvas = page.locator('[data-nnw="versus-map"]')
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    third = (box["width"] + 12) / 3
    for pane, at in ((0, (40, 60)), (1, (90, 130)), (2, (130, 100))):
        page.mouse.move(box["x"] + pane * third + at[0], box["y"] + at[1])
        page.wait_for_function(f"() => {SAYS.format('versus-read')}.startsWith('x1 ')")
        nb.frames(2)
        side = min(int(third - 12), int(box["height"] - 17))
        u, v = -6 + 12 * at[0] / side, 6 - 12 * (at[1] - 17) / side
        x1, x2, a, b, difference = numbers(READ, nb.text("versus-read"))
        assert (x1, x2) == pytest.approx((u, v), abs=0.15)
        assert (a, b) == pytest.approx(nb.python(f"[run.net.forward([[{u}, {v}]]).output.item() for run in {BOTH}]"), abs=0.03)
        assert difference == pytest.approx(b - a, abs=1.1e-3)

    page.mouse.move(2, 2)
    canvas.focus()
    page.keyboard.press("ArrowUp")  # from the middle
    page.wait_for_function(f"() => {SAYS.format('versus-read')}.startsWith('x1 0.0, x2 0.5')")
    a, b, difference = numbers(READ, nb.text("versus-read"))[2:]
    real = nb.python("[run.net.forward([[0, 0.5]]).output.item() for run in " + BOTH + "]")
    assert (a, b, difference) == pytest.approx((*real, real[1] - real[0]), abs=6e-4)
    cells = nb.python(
        "(lambda x: [float(f(lab.comparison.b.net.forward(x).output - lab.comparison.a.net.forward(x).output)) for f in (np.min, np.max)])"
        "(np.stack(np.meshgrid(*[np.arange(-6, 6, 0.12) + 0.06] * 2), -1).reshape(-1, 2))"
    )
    least, most = numbers(r"B − A lies between (\S+) and \+?(\S+) on this plane\. It shows .*", nb.text("versus-words"))
    assert (least, most) == pytest.approx(tuple(cells), abs=1e-3)
    assert len(set(nb.pixels("versus-map"))) > 10

    page.click('[data-nnw="versus-open"]')
    nb.until_python("lab.learning_rate", 0.3)
    assert nb.python("lab.net.theta.tolist() == lab.comparison.b.net.theta.tolist()") and nb.python("lab.snapshots") == ["before"]
    page.click('[data-nnw="versus-forget"]')
    page.locator('[data-nnw="versus"]').wait_for(state="hidden")
    nb.execute("lab.lock = {'compare': 'say first what you expect'}")
    page.locator(".nnw-versus[data-nnw-locked]").wait_for()
    page.locator('[data-nnw="versus-go"]').click(force=True)
    nb.execute("lab.hide, lab.lock = ['compare'], {}")
    page.locator('[data-nnw="compare"]').wait_for(state="hidden")
    assert not page.locator(".nnw-versus").is_visible() and nb.python("lab.comparison is None")


def test_B9_of_classes_where_they_name_different_ones(notebook):
    """From a cell: the fold opens by itself; another shape, three classes, and a share of the plane that NumPy counts too."""
    nb = notebook(
        "import numpy as np\nimport nnwidgets as nw",
        "lab = nw.Playground('blobs', hidden=[4])\nlab",
        "lab.versus(sizes=[2, 2, 3], steps=60)",
    )
    nb.page.wait_for_function(f"() => {SAYS.format('versus')} === 'A layers [2, 4, 3] · B layers [2, 2, 3], all else equal.'")
    apart = nb.python(
        "(lambda x: float(np.mean(lab.comparison.a.net.forward(x).output.argmax(1) != lab.comparison.b.net.forward(x).output.argmax(1))))"
        "(np.stack(np.meshgrid(*[np.arange(-6, 6, 0.12) + 0.06] * 2), -1).reshape(-1, 2))"
    )
    assert 0.01 < apart < 0.99
    assert nb.text("versus-words").startswith(f"They name different classes on {100 * apart:.1f}% of this plane: ")
