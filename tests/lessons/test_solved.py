"""The solved build: every exercise of a lesson filled in by its solution, in memory, and the lesson run from end to end.

A check cell is tagged `check` and says `nw.exercises.<lesson>.<name>.check(<name>)`; the cell tagged `exercise` that defines <name> is
what is filled in.
"""

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from nnwidgets.exercises import registry

LESSONS = Path(__file__).parents[2] / "lessons"
CHECK = re.compile(r"nw\.exercises\.((\w+)\.(\w+))\.check\((\w+)\)")
ALL = dict(registry())
CLINIC = 'slip = "mean_each_layer"\n' + ALL["chain.backward"].source.replace("def backward", "def mended")


def asked(path):
    """{function: exercise} of a lesson's check cells."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    tagged = ["".join(c["source"]) for c in cells if "check" in c["metadata"].get("tags", [])]
    return {found[4]: found[1] for source in tagged if (found := CHECK.search(source))}


MOVED = [path for path in sorted(LESSONS.glob("[01]*.ipynb")) if asked(path)]


def test_every_lesson_has_exercises_that_are_checked_so():
    assert [path.stem[:2] for path in MOVED] == [f"{number:02}" for number in range(14)]
    assert not [path.stem for path in MOVED if 'not attempted yet\\"' in path.read_text("utf-8")]  # no check of a lesson's own


@pytest.mark.parametrize("path", MOVED, ids=lambda path: path.stem)
def test_a_stub_of_the_lesson_is_not_attempted(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    for function, name in asked(path).items():
        stub = next(
            "".join(c["source"]) for c in cells if f"def {function}(" in "".join(c["source"]) and c["metadata"].get("tags") == ["exercise"]
        )
        space = {}
        exec(stub, space)
        assert ALL[name].again().check(space[function]).outcome == "not_attempted"


@pytest.mark.parametrize("path", MOVED, ids=lambda path: path.stem)
def test_the_solved_lesson_runs_and_every_check_passes(path):
    notebook = nbformat.read(path, as_version=4)
    solutions = {function: ALL[name].source for function, name in asked(path).items()}
    for cell in notebook.cells:
        if cell.id == "clinic-exercise":
            cell.source = CLINIC
        for function, source in solutions.items():
            if cell.metadata.get("tags") == ["exercise"] and f"def {function}(" in cell.source:
                cell.source = source
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    said = [o.data["text/plain"] for c in notebook.cells if CHECK.search(c.source) for o in c.outputs if "data" in o]
    treated = [o.data["text/plain"] for c in notebook.cells if c.id == "clinic-check" for o in c.outputs]
    assert len(treated) == (path.stem[:2] == "08") and all(text.startswith("passed") for text in treated), treated
    assert len(said) == len(solutions) and all(text.startswith("passed") for text in said), said
