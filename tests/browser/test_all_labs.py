"""Every lab, wherever a user puts it: five looks without a violation, and widths at which nothing is cut off or too small to hit."""

from contextlib import suppress

import layout
import pytest
from playwright.sync_api import TimeoutError
from test_hosts import AXE, THEMES, wear

import nnwidgets as nw

LABS = [name for name in nw.__all__ if name.endswith("Lab")]
CELLS = "import nnwidgets as nw", *(f"nw.{name}()" for name in LABS)
# Each lab names its parts; that two labs of one page have parts of one name is no fault of theirs.
AXE_RUN = "() => axe.run('.nnw', { rules: { 'landmark-unique': { enabled: false } } })"


def settles(nb, faults: str, what: object) -> None:
    with suppress(TimeoutError):
        nb.page.wait_for_function(f"() => !({faults})().length", timeout=5000)
    assert nb.page.evaluate(faults) == [], what


@pytest.mark.own_page
def test_axe_and_every_width(notebook):
    nb = notebook(*CELLS)
    page = nb.page
    roots = "() => [...document.querySelectorAll('.nnw')].map(root => root.className)"
    page.set_viewport_size({"width": 1280, "height": 9000})
    page.wait_for_function(f"n => ({roots})().length === n", arg=len(LABS))
    names = page.evaluate(roots)
    page.add_script_tag(path=AXE)
    for look in (*THEMES, "forced"):
        if look == "forced":
            wear(nb, THEMES[0])
            page.emulate_media(forced_colors="active")
        else:
            wear(nb, look)
        nb.frames(6)
        found = page.evaluate(AXE_RUN)["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == [], look
    page.emulate_media(forced_colors="none")
    page.evaluate("() => window.jupyterapp.commands.execute('application:toggle-left-area')")
    for width in (640, 900, 1920):
        page.set_viewport_size({"width": width, "height": 12000})
        nb.frames(6)
        for i, name in enumerate(names):
            settles(nb, layout.of(layout.FAULTS, i), (width, name))
            settles(nb, layout.of(layout.SMALL_TARGETS, i), (width, name))
