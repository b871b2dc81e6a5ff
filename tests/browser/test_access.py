"""For everybody: nothing for axe-core to find, and keys that stay in the lab."""

import os
from pathlib import Path

import pytest

AXE = Path(__file__).parents[2] / "nnwidgets" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark", "JupyterLab Dark High Contrast"])
def test_axe_finds_nothing(playground, theme):
    if not AXE.exists() and os.environ.get("NNWIDGETS_REQUIRE_NODE") != "1":
        pytest.skip("axe-core is not installed: npm ci in nnwidgets/frontend")
    nb = playground
    nb.page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    nb.page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme)
    nb.page.add_script_tag(path=AXE)
    found = nb.page.evaluate("() => axe.run('.nnw')")["violations"]
    nb.page.mouse.click(*nb.where(14))
    found += nb.page.evaluate("() => axe.run('.nnw')")["violations"]
    nb.page.evaluate("() => window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Light' })")
    assert [(v["id"], v["help"], v["nodes"][0]["html"]) for v in found] == []


def test_keys_stay_in_the_lab(playground):
    nb = playground
    for name in ("map", "loss", "play", "learning-rate"):
        nb.page.locator(f'[data-nnw="{name}"]').focus()
        for key in ("a", "b", "d", "d", "x", "m"):
            nb.page.keyboard.press(key)
    nb.page.locator('.nnw-handles [data-k="0"]').focus()
    nb.page.keyboard.press("b")
    assert nb.page.locator(".jp-Notebook .jp-Cell").count() == 2
    assert nb.page.locator(".jp-Notebook .jp-MarkdownCell").count() == 0


def test_a_pass_by_keyboard_alone(playground):
    """Tab goes through every control in reading order, each with a name, and out again."""
    nb = playground
    nb.page.locator('[data-nnw="reset"]').focus()
    seen = []
    for _ in range(40):
        name = nb.page.evaluate(
            "() => { const e = document.activeElement; return e.closest('.nnw')"
            " ? e.getAttribute('aria-label') || e.closest('label')?.innerText || e.innerText : null }"
        )
        if name is None:
            break
        assert name.strip()
        seen.append(name.split("\n")[0].strip())
        nb.page.keyboard.press("Tab")
    assert seen[:4] == ["Reset", "Play", "Step", "Step by"]
    for wanted in ("Learning rate", "Batch", "Activation", "Speed", "circle", "Noise", "New weights", "More hidden layers"):
        assert any(name.startswith(wanted) for name in seen), (wanted, seen)
    assert sum(name.startswith(("weight", "bias")) for name in seen) == 1  # one tab stop for all parameters
