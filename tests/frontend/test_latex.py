"""Every formula of the registry can be set as MathML."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from nnwidgets.core.activations import ACTIVATIONS

LATEX = Path(__file__).parents[2] / "nnwidgets" / "frontend" / "lib" / "latex.js"


@pytest.mark.skipif(shutil.which("node") is None, reason="node is needed to run the page's code")
def test_every_formula_of_the_registry_is_understood():
    formulas = [text for act in ACTIVATIONS.values() for text in (act.formula, act.derivative)]
    program = (
        f"import {{ latexTree }} from {json.dumps(LATEX.as_uri())}; console.log(JSON.stringify({json.dumps(formulas)}.map(latexTree)));"
    )
    done = subprocess.run(["node", "--input-type=module", "-e", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    trees = json.loads(done.stdout)
    assert len(trees) == len(formulas)
    for formula, tree in zip(formulas, trees, strict=True):
        text = "".join(leaves(tree))
        assert "\\" not in text and "{" not in text, formula
        assert [c for c in text if c.isdigit()] == [c for c in formula if c.isdigit()], formula


def leaves(tree):
    for child in tree[1:]:
        if isinstance(child, list):
            yield from leaves(child)
        elif isinstance(child, str):
            yield child
