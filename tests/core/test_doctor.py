"""Every slip, written as a learner writes it, gets its own diagnosis; what two slips have in common is said."""

import numpy as np
import pytest
from slip_mutants import MUTANTS, program

import nnwidgets as nw
from nnwidgets.core.slips import SLIPS

ONE = [pytest.param(name, edits, id=f"{name}-{i}") for name, all_edits in MUTANTS.items() for i, edits in enumerate(all_edits)]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


SPACE = {"np": np, "f": sigmoid, "df": lambda z: sigmoid(z) * (1 - sigmoid(z))}


def case(sizes=(3, 4, 4, 2), n=5, seed=0, **kind):
    net, rng = nw.Network(list(sizes), "sigmoid", seed=seed, **kind), np.random.default_rng(seed)
    for b in net.b:
        b[...] = rng.uniform(-0.5, 0.5, b.shape)
    return net, rng.normal(size=(n, sizes[0])), rng.uniform(0.05, 0.95, (n, sizes[-1]))


def check(edits, loss="squared_error", sizes=(3, 4, 4, 2), n=5, seed=0):
    return nw.gradient_check(*case(sizes, n, seed), loss, program(edits, SPACE, loss))


def test_every_slip_is_a_mutant_here():
    assert list(MUTANTS) == list(SLIPS)


@pytest.mark.parametrize("goal", ["squared_error", "bce"])
@pytest.mark.parametrize("seed", range(3))
def test_the_reference_passes(goal, seed):
    for sizes in ([3, 4, 4, 2], [3, 2], [2, 5, 1]):
        report = check({}, goal, sizes, seed=seed)
        assert report.passed, report
        assert report.diagnosis.slips == ()


@pytest.mark.parametrize(("name", "edits"), ONE)
@pytest.mark.parametrize("seed", range(2))
def test_each_slip_gets_its_own_diagnosis(name, edits, seed):
    report = check(edits, seed=seed)
    assert report.outcome == "wrong_value"
    assert report.diagnosis.slips == (name,), report
    assert report.diagnosis.remedy == SLIPS[name].remedy


WITH_BCE = {  # what is no slip, or another's, when a − y is δ already
    "raw_error_back": (),
    "no_target": ("no_target",),
}
