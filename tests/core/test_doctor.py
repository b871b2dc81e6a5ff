"""Every slip, written as a learner writes it, gets its own diagnosis; what two slips have in common is said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from slip_mutants import MUTANTS, SPACE, case, check, program, scale

import nnwidgets as nw
from nnwidgets.core.slips import SLIPS

EDITS = [(name, edits) for name, each in MUTANTS.items() for edits in each]
ONE = [pytest.param(*one, id=f"{one[0]}-{i}") for i, one in enumerate(EDITS)]


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


@pytest.mark.parametrize(("name", "edits"), ONE)
def test_with_bce_too(name, edits):
    report = check(edits, "bce")
    if name == "raw_error_back":  # a − y is δ there: no slip
        assert report.passed
    else:
        assert report.diagnosis.slips == (name,), report


def vector(answer):
    return np.concatenate([np.ravel(g) for part in answer for g in part])


@given(st.sampled_from(EDITS), st.lists(st.integers(1, 5), min_size=3, max_size=5), st.integers(1, 6), st.integers(0, 99), st.booleans())
def test_elsewhere_the_slip_is_among_those_named(slip, sizes, n, seed, squared):
    """What changes nothing there, as a sum over one example, is no slip; what does is named, perhaps with others."""
    name, edits = slip
    goal = "squared_error" if squared else "bce"
    report = check(edits, goal, sizes, n, seed)
    if report.passed:
        net, X, y = case(sizes, n, seed)
        slipped, right = (vector(program(e, SPACE, goal)(list(net.W), list(net.b), X, y)) for e in (edits, {}))
        np.testing.assert_allclose(slipped, right, atol=3e-5 * np.linalg.norm(right))
    else:
        assert name in report.diagnosis.slips, report


def test_two_candidates_are_both_told():
    """With three outputs and three examples 1/n in every layer is a mean over the paths."""
    report = check(MUTANTS["paths_averaged"][0], sizes=[3, 3, 3, 3], n=3)
    assert report.diagnosis.slips == ("mean_each_layer", "paths_averaged")
    assert report.diagnosis.sentence == (
        "2 slips give exactly these numbers here: (1) The gradient is divided by n again in every layer on the way back. "
        "(2) The paths through the next layer are averaged, not added up."
    )
    assert report.diagnosis.remedy == (
        "Other layer sizes or more examples tell them apart. (1) Keep δ undivided; divide dW and db only. "
        "(2) wish = Σⱼ δⱼ Wⱼₖ: a sum over j."
    )


@pytest.mark.parametrize(("k", "words"), [(3, "3 times what it should be."), (-2.5, "-2.5 times what it should be.")])
def test_a_factor_that_is_no_slip(k, words):
    report = check(scale(k, k))
    assert report.diagnosis.slips == ()
    assert report.diagnosis.sentence == f"Only the length is wrong: every entry is {words}"
    assert report.error == pytest.approx(abs(k - 1) / (abs(k) + 1))
    assert report.cosine == pytest.approx(np.sign(k))


def test_a_mean_over_three_outputs():
    report = check(scale(1 / 3, 1 / 3), sizes=[3, 4, 3])
    assert report.diagnosis.sentence == (
        "Only the length is wrong: every entry is 0.3333 times what it should be (a mean over the 3 outputs, too)."
    )


def test_the_table_of_errors():
    """A factor k gives r = |k − 1| / (k + 1) and c = 1, a wrong sign r = 1 and c = −1 (definition)."""
    for name, r, c in (("doubled", 1 / 3, 1), ("halved", 1 / 3, 1), ("sum_not_mean", 4 / 6, 1), ("sign", 1, -1)):
        report = check(MUTANTS[name][0])
        assert (report.error, report.cosine) == pytest.approx((r, c), abs=1e-7)


def test_a_slip_and_a_factor():
    report = check({**MUTANTS["no_slope_hidden"][0], **MUTANTS["sum_not_mean"][0]})
    assert report.diagnosis.slips == ("no_slope_hidden",)
    assert report.diagnosis.sentence == (
        "act'(z) is missing in the hidden layers. And all of it is multiplied by 5 (n = 5: a sum, not a mean)."
    )


def test_no_gradient_at_all():
    assert check(scale(0, 0)).diagnosis.sentence == "The gradient is 0 everywhere."


def muddled(places):
    """The right gradient, but for noise in some blocks: ("W", 1) and the like."""

    def backward(W, b, X, y):
        dW, db = program({}, SPACE)(W, b, X, y)
        rng = np.random.default_rng(1)
        for letter, l in places:
            part = {"W": dW, "b": db}[letter]
            part[l] = part[l] + rng.normal(size=part[l].shape)
        return dW, db

    return backward


@pytest.mark.parametrize(("places", "first", "sentence"), [
    ([("W", 0)], 0, "Layers 1 to 2 are right; going back, the first wrong are the weights of layer 0: db[0] is right, and so is δ; "
                    "the activation it is multiplied by is not."),
    ([("W", 1), ("b", 0)], 1, "Layer 2 is right; going back, the first wrong are the weights of layer 1: db[1] is right, and so is δ; "
                              "the activation it is multiplied by is not."),
    ([("b", 1), ("W", 0)], 1, "Layer 2 is right; going back, the first wrong are the biases of layer 1: dW[1] is right, and so is δ; "
                              "what is made of it for db is not."),
    ([("W", 2), ("b", 2), ("b", 0)], 2, "Going back, the first wrong are those of the output layer, dW[2] and db[2]."),
    ([("W", 1), ("b", 1)], 1, "Layer 2 is right; going back, the first wrong are dW[1] and db[1]."),
])  # fmt: skip
def test_what_no_slip_explains_is_placed(places, first, sentence):
    report = nw.gradient_check(*case(), "squared_error", muddled(places))
    assert (report.outcome, report.first_wrong, report.diagnosis.slips) == ("wrong_value", first, ())
    assert report.diagnosis.sentence == sentence
    assert [layer.passed for layer in report.layers] == [not any(l == at for _, at in places) for l in range(3)]
