"""Dials: a value that is no weight, from a cell, from a page, and back."""

import re

import numpy as np
import pytest

from nnwidgets.core.network import Network
from nnwidgets.core.registry import number
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.dials import Dial
from nnwidgets.widgets.one_network import OneNetwork

X, Y = np.array([[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]), np.array([0, 1, 1])


class Probe(OneNetwork):
    _esm = "export default {}"
    level = Dial(0.5, lambda lab, value: number(value, "level", low=0, high=1), help="how far")


@pytest.fixture
def probe(show):
    return show(Probe, Trainer(Network([2, 3, 1], seed=1), (X, Y), test=0))


def test_a_cell_turns_a_dial_and_the_page_sees_it(probe):
    lab, page = probe
    assert page.frame.dials == {"example": 0, "level": 0.5}
    seen = []
    lab.observe(lambda change: seen.append(change.new), "level")
    lab.level, lab.example = 1, 2
    assert page.frame.dials == {"example": 2, "level": 1.0} and seen == [1.0]
    np.testing.assert_array_equal(lab.x, X[2])
    np.testing.assert_array_equal(lab.y, [1])


def test_a_page_turns_dials_and_is_told_when_it_is_done(probe):
    lab, page = probe
    frames = len(page.frames)
    page.do("dial", {"view": page.view, "id": 1, "values": {"level": 0.25, "example": 1}})
    assert (lab.level, lab.example) == (0.25, 1)
    assert page.frame.dials == {"example": 1, "level": 0.25} and page.frame.dialed == {page.view: 1}
    assert len(page.frames) == frames + 1  # both in one


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"level": 0.1, "example": 3}, "example must be below 3, the number of examples, got 3"),
        ({"example": 1, "level": "x"}, "level must be a number from 0 to 1, got 'x'"),
        ({"example": 1, "lever": 1}, "unknown dial 'lever'; choose one of example, level (did you mean 'level'?)"),
        ([1], "a dial is set by {name: value}, got [1]"),
    ],
)
def test_what_is_wrong_changes_nothing_and_is_answered(probe, values, sentence):
    lab, page = probe
    page.do("dial", {"view": page.view, "id": 4, "values": values})
    assert (lab.level, lab.example) == (0.5, 0)
    assert page.errors[-1] == sentence
    if isinstance(values, dict):
        assert page.frame.dialed == {page.view: 4}  # the page shows again what is
        with pytest.raises((ValueError, TypeError), match=re.escape(sentence)):
            lab.turn(**values)
        assert (lab.level, lab.example) == (0.5, 0)


def test_dials_are_part_of_how_a_lab_is_shown(probe):
    lab, _ = probe
    lab.turn(level=0.75, example=2)
    said = {name: value for name, (value, _) in lab.views().items()}
    lab.turn(level=0, example=0)
    for name, value in said.items():
        lab.views()[name][1](value)()
    assert (lab.level, lab.example) == (0.75, 2)


def test_a_dial_that_no_longer_fits_goes_back(probe):
    lab, _ = probe
    lab.turn(level=0.75, example=2)
    lab.session.use(Trainer(Network([2, 1]), (X[:2], Y[:2]), test=0))
    lab.settle()
    assert (lab.level, lab.example) == (0.75, 0)


def test_the_page_has_what_the_network_takes(probe):
    _, page = probe
    full = [f for f in page.frames if f.kind == "full"][-1]
    np.testing.assert_array_equal(full.inputs, X)
    np.testing.assert_array_equal(full.Y[:, 0], Y)
    assert full.settings["sizes"] == [2, 3, 1] and full.settings["loss"] == "bce" and full.settings["n_train"] == 3
