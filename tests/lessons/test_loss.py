"""Every number and claim in the prose of lesson 05, recomputed."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.cost_terms import preset, terms
from nnwidgets.core.terrains import CURVES

LESSON = Path(__file__).parents[2] / "lessons" / "05_loss.ipynb"


@pytest.fixture(scope="module")
def cells():
    return json.loads(LESSON.read_text("utf-8"))["cells"]


@pytest.fixture(scope="module")
def source(cells):
    return {c["id"]: "".join(c["source"]) for c in cells}


@pytest.fixture(scope="module")
def prose(cells):
    return " ".join(" ".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown").split())


def last(source, cell, space):
    *first, line = source[cell].strip().splitlines()
    exec("\n".join(first), space)
    return eval(line, space)


def test_the_numbers_in_bold(prose):
    target, line = np.eye(10)[4], CURVES["line"]
    sums = [terms(preset(name, target), target).sum() for name in ("perfect", "all zero", "all one half", "all wrong")]
    costs = line.cost(np.array([[0.0], [2.0], [4.0]]))
    claims = [*(f"{v:g}" for v in sums), f"{0.4**2 / 0.2**2:g}", f"{np.mean(sums)}", *(f"{v:.3f}".replace(".000", "") for v in costs)]
    assert [bold for bold in re.findall(r"\*\*([^*]+)\*\*", prose) if re.match(r"\d", bold)] == claims
    assert sums[3] / sum(sums) == pytest.approx(0.75, abs=0.02)  # "three quarters of it"


def test_the_two_networks_are_right_equally_often_and_cost_differently(source):
    (one, cheap), (other, dear) = last(source, "two-nets", {"np": np})
    assert one == other == 0.8 and cheap < dear


def test_the_loss_falls_while_every_point_is_right(source):
    space = {"nw": nw}
    seen = last(source, "play", space)
    assert {share for share, _ in seen} == {1.0}
    losses = [loss for _, loss in seen]
    assert losses == sorted(losses, reverse=True) and len(set(losses)) == 4
    space["trained"].close()


def test_what_the_predictions_hold(source):
    rank, other, inputs, wrong = (
        eval(source[name], {"nw": nw}) for name in ("predict-rank", "predict-rank", "predict-inputs", "predict-inputs")
    )
    rank.commit("all one half")
    other.commit("all zero")
    inputs.commit("13002")
    wrong.commit("784")
    assert [one.right for one in (rank, other, inputs, wrong)] == [True, False, True, False]
    assert nw.Network([784, 16, 16, 10]).n_params == 13002
