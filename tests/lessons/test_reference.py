"""The reference notebook has every public name, and no notebook stores what only a kernel can use."""

import ast
import json
from pathlib import Path

import pytest

import nnwidgets as nw

LESSONS = Path(__file__).parents[2] / "lessons"
NOTEBOOKS = sorted(LESSONS.glob("*.ipynb"))
WIDGET = "application/vnd.jupyter.widget-view+json"


def public():
    """All that a lesson may write after `nw.`"""
    yield from nw.NAMES
    for module in nw.MODULES:
        for name in getattr(nw, module).__all__:
            known = name in nw.NAMES and getattr(getattr(nw, module), name) is getattr(nw, name)
            if not known and name != "Initializer":  # a base class: its kinds have their cells
                yield f"{module}.{name}"


@pytest.fixture(scope="module")
def written():
    """The names that stand in the cells, as they are written after `nw.`; and all other attributes, such as those of a lab."""
    cells = json.loads((LESSONS / "reference.ipynb").read_text("utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return {ast.unparse(node).removeprefix("nw.") for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("name", [*public()])
def test_every_public_name_has_a_cell(name, written):
    assert name in written


@pytest.mark.parametrize("name", ["lab.figure", "lab.observe", "ipw.link", "ipw.interact"])
def test_a_panel_of_ones_own_is_shown(name, written):
    assert name in written


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_nothing_is_stored_that_needs_a_kernel(path):
    notebook = json.loads(path.read_text("utf-8"))
    assert set(notebook["metadata"]) == {"kernelspec", "language_info"}
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            assert WIDGET not in data
            assert output["output_type"] == "stream" or "text/plain" in data
    assert path.stat().st_size < 100_000
