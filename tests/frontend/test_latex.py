"""Every formula of the registry can be set as MathML."""

from nnwidgets.core.activations import ACTIVATIONS

SOURCE = """
import { readFileSync } from "node:fs";
import { latexTree } from "./lib/latex.js";
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(latexTree)));
"""


def test_every_formula_of_the_registry_is_understood(node):
    formulas = [text for act in ACTIVATIONS.values() for text in (act.formula, act.derivative)]
    trees = node(SOURCE, formulas)
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
