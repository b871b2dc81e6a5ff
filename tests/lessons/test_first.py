"""Every number and claim in the prose of lesson 00, recomputed; its exercises take right answers and no wrong ones."""

import json
import re
from itertools import product
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw

LESSON = Path(__file__).parents[2] / "lessons" / "00_first.ipynb"
X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
ROWS = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0], "XOR": [0, 1, 1, 0], "NOR": [1, 0, 0, 0]}


@pytest.fixture(scope="module")
def cells():
    return json.loads(LESSON.read_text("utf-8"))["cells"]


@pytest.fixture(scope="module")
def source(cells):
    return {c["id"]: "".join(c["source"]) for c in cells}


@pytest.fixture(scope="module")
def prose(cells):
    return " ".join(" ".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown").split())


def settings():
    """What each of the 2,197 neurons says to the four inputs: (2197, 4)."""
    grid = np.arange(-3, 3.5, 0.5)
    return np.array([X @ [u, v] + b > 0 for u, v, b in product(grid, grid, grid)])


def run(text: str, space: dict):
    """What the last line of a cell is, when its lines are run with these names."""
    *first, last = text.strip().splitlines()
    exec("\n".join(first), space)
    return eval(last, space)


def test_the_numbers_in_bold(prose):
    said = settings()
    made = {name: int((said == ROWS[name]).all(axis=1).sum()) for name in ("AND", "OR", "NAND", "XOR")}
    best = int((said == ROWS["XOR"]).sum(axis=1).max())
    tables = len({tuple(row) for row in said})
    sums = [str(z).replace("-", "\u2212") for z in X @ [-2, -2] + 3]
    claims = [*sums, *map(str, made.values()), str(best), str(tables)]
    assert [bold for bold in re.findall(r"\*\*([^*]+)\*\*", prose) if re.match(r"[\u2212\d]", bold)] == claims
    assert len(said) == 13**3 == 2197 and "13 · 13 · 13 settings" in prose
    missing = set(product((False, True), repeat=4)) - {tuple(row) for row in said}
    assert missing == {(False, True, True, False), (True, False, False, True)}  # "all but XOR and its opposite"


def test_what_is_said_of_the_first_picture():
    lab = nw.NeuronLab(w=(0, 0), b=0, activation="step", mode="gate")
    assert lab.gate == "and" and sum(says == wants for says, wants in lab.rows) == 3  # "three of them were right"
    lab.net.W[0], lab.net.b[0] = [[1, 1]], [-1.5]
    assert all(says == wants for says, wants in lab.rows)
    lab.gate = "or"
    lab.net.b[0] = [-0.5]
    assert all(says == wants for says, wants in lab.rows)
    lab.close()


def test_every_gate_is_made_of_nand():
    def nand(p, q):
        return int(-2 * p - 2 * q + 3 > 0)

    made = {
        "AND": lambda p, q: nand(nand(p, q), nand(p, q)),
        "OR": lambda p, q: nand(nand(p, p), nand(q, q)),
        "XOR": lambda p, q: nand(nand(p, nand(p, q)), nand(q, nand(p, q))),
    }
    for name, gate in made.items():
        assert [gate(p, q) for p, q in X.tolist()] == ROWS[name]


def test_what_the_predictions_hold(source):
    right = {"predict-or": "-0.5", "predict-count": "OR", "predict-history": "Rumelhart, Hinton and Williams: hidden layers that learn"}
    for name, answer in right.items():
        predict, other = (eval(source[name], {"nw": nw}) for _ in range(2))
        assert answer in predict._kind.choices
        predict.commit(answer)
        other.commit(next(choice for choice in other._kind.choices if choice != answer))
        assert predict.right is True and other.right is False
    assert [bias for bias in (-2.5, -0.5, 0.5) if ((X @ [1, 1] + bias > 0) == ROWS["OR"]).all()] == [-0.5]


def test_three_neurons_make_xor_and_the_years_stand_in_order(source, prose):
    assert run(source["three"], {"np": np, "X": X}) == ROWS["XOR"]
    assert run(source["nand"], {"np": np, "X": X}) == [3, 1, 1, -1]
    years = [int(year) for year in re.findall(r"\| (\d{4}) \|", prose)]
    assert years == sorted(years) and [years[i] for i in (1, 2, 3, 4)] == [1949, 1958, 1969, 1986]
