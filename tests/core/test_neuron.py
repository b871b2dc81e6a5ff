"""One neuron: its sum, its hints, its painting and the neuron of 1943, each against a second reckoning."""

import re
from itertools import product

import numpy as np
import pytest

from nnwidgets.core import all_or_none, gate_hints, neuron, painted
from nnwidgets.core.gates import GATES

GRID = [k / 2 for k in range(-6, 7)]


def test_V1_11_a_reading_is_the_formula():
    for w, b, x in (([6, 2], -5, [1, 0]), ([0.2, 0.8, -0.5], 2, [1, 2, 3])):
        seen = neuron.read(neuron.one_neuron(np.array(w), b, "sigmoid"), np.array(x))
        z = sum(p * q for p, q in zip(w, x, strict=True)) + b
        a = 1 / (1 + np.exp(-z))
        assert (seen.z, seen.a, seen.slope) == pytest.approx((z, a, a * (1 - a)))
        assert seen.products.sum() + b == pytest.approx(z)
    assert round(seen.z, 6) == 2.3 and round(seen.a, 6) == 0.908877
    far = neuron.read(neuron.one_neuron(np.array([0.0]), -1000, "sigmoid"), np.array([1.0]))
    assert far.a == 0 and far.slope == 0  # e⁻¹⁰⁰⁰ is less than any number that is stored


def test_V1_12_a_bias_of_minus_ten_lets_nothing_fire():
    X = np.random.default_rng(0).uniform(0, 1, (200, 2))
    net = neuron.one_neuron(np.array([6.0, 2.0]), -5, "tanh")
    assert neuron.share_that_fires(net, X) == sum(6 * u + 2 * v > 5 for u, v in X) / 200
    net.b[0] = [-10]
    assert neuron.share_that_fires(net, X) == 0  # 6 + 2 is the most that there can be


def test_V5_6_the_dot_product_is_alignment():
    assert neuron.alignment(np.array([6.0, 2.0]), np.array([-1.0, 3.0])) == (0, pytest.approx(90))
    assert neuron.alignment(np.array([2.0, 0.0]), np.array([3.0, 3.0])) == (6, pytest.approx(45))
    assert neuron.alignment(np.array([1.0, 1.0]), np.array([-2.0, -2.0])) == (-4, pytest.approx(180))
    assert neuron.alignment(np.zeros(2), np.ones(2)) == (0, None)


@pytest.mark.parametrize(("gate", "settings"), [("and", 56), ("or", 91), ("nand", 35), ("xor", 0), ("xnor", 0)])
def test_of_2197_settings_so_many_are_a_gate(gate, settings):
    found = 0
    for w0, w1, b in product(GRID, repeat=3):
        right = (gate_hints.says(np.array([w0, w1]), b) == gate_hints.wanted(gate)).sum()
        found += right == 4
        assert gate not in gate_hints.NO_LINE or right <= 3
    assert found == settings


@pytest.mark.parametrize("gate", [*GATES])
def test_what_a_hint_promises_is_true(gate):
    """Each interval is tried out, just inside both of its ends and just outside: every promise is kept, and no more could be promised."""
    rng = np.random.default_rng(0)
    for w0, w1, b in rng.integers(-12, 13, (60, 3)) / 4:
        now, text = [b, w0, w1], gate_hints.hint(np.array([w0, w1]), b, gate)
        right = int((gate_hints.says(np.array([w0, w1]), b) == gate_hints.wanted(gate)).sum())
        assert text.startswith("All four rows are right") == (right == 4)
        assert ("No line does it" in text) == (gate in gate_hints.NO_LINE)
        promised = re.search(r"for (\d) of 4", text)
        rows = int(promised[1]) if promised else 4
        said = re.findall(r"(raise|lower) (the bias|w\[0\]|w\[1\]) \(anything (?:above (\S+))?(?: and )?(?:at most (\S+))? will do\)", text)
        for verb, name, low, high in said:
            k = gate_hints.NAMES.index(name)
            ends = [float(end.replace("\u2212", "-")) if end else None for end in (low, high)]
            inside = [e for e in (ends[0] is not None and ends[0] + 1e-6, ends[1]) if e is not False and e is not None]
            for value in inside:
                other = [*now[:k], value, *now[k + 1 :]]
                assert (gate_hints.says(np.array(other[1:]), other[0]) == gate_hints.wanted(gate)).sum() == rows
                assert (value > now[k]) == (verb == "raise")
            for value in [e for e in (ends[0], ends[1] is not None and ends[1] + 1e-6) if e is not False and e is not None]:
                other = [*now[:k], value, *now[k + 1 :]]
                assert (gate_hints.says(np.array(other[1:]), other[0]) == gate_hints.wanted(gate)).sum() != rows
        if not said and right < 4 and gate not in gate_hints.NO_LINE:  # then no change of one number is better, by trying many
            best = max(
                int((gate_hints.says(np.array(o[1:]), o[0]) == gate_hints.wanted(gate)).sum())
                for k in range(3) for v in np.arange(-40, 40, 0.125) for o in [[*now[:k], v, *now[k + 1 :]]]
            )  # fmt: skip
            assert best <= right


def test_the_words_of_hints():
    assert gate_hints.hint(np.array([6, 2]), -5, "and") == (
        "It fires on (1, 0) and should not: lower the bias (anything above −8 and at most −6 will do), "
        "or lower w[0] (anything above 3 and at most 5 will do)."
    )
    right = "All four rows are right. The nearest to changing its answer is (0, 1), with z = 0."
    assert gate_hints.hint(np.array([1, 1]), -1, "and") == right
    assert gate_hints.hint(np.array([1, 1]), -1.5, "xor").endswith("1 of 4 are right now, and 3 is the most that one neuron can do.")


def test_a_hint_is_true_to_the_last_bit():
    w = np.array([-0.7, -0.1])  # in binary 0.7 + 0.1 is less than 0.8: with a bias of 0.8 it fires on (1, 1)
    assert gate_hints.says(w, 0.8)[3] and not gate_hints.says(w, 0.799)[3]
    assert "lower the bias (anything above 0.7 and below 0.8 will do)" in gate_hints.hint(w, 0.9, "nand")
    thirds = np.array([1 / 3, 1 / 3])
    assert "lower the bias (anything above −0.666 and at most −0.334 will do)" in gate_hints.hint(thirds, 0, "and")
    for b in (-0.6659, -0.334):
        assert gate_hints.hint(thirds, b, "and").startswith("All four rows are right")
    rng = np.random.default_rng(1)
    for w0, w1, b in np.round(rng.uniform(-3, 3, (300, 3)), 1):  # as the sliders step
        for gate in ("and", "or", "nand", "nor"):
            text = gate_hints.hint(np.array([w0, w1]), b, gate)
            for name, end in re.findall(r"(the bias|w\[0\]|w\[1\]) \(anything (?:above \S+ and )?at most (\S+) will do\)", text):
                value = float(end.replace("−", "-"))
                tried = [value if name == other else v for other, v in zip(gate_hints.NAMES, (b, w0, w1), strict=True)]
                more = (gate_hints.says(np.array(tried[1:]), tried[0]) == gate_hints.wanted(gate)).sum()
                assert more > (gate_hints.says(np.array([w0, w1]), b) == gate_hints.wanted(gate)).sum()


def test_V1_10_the_surround_ranks_the_images():
    patch, both = painted.PAINTINGS["patch"], painted.PAINTINGS["patch + surround"]
    sums = {name: sum(both[r, c] * image[r, c] for r in range(8) for c in range(8)) for name, image in painted.PROBES.items()}
    assert sums == {"A": 6, "B": 24, "C": 0, "D": 8} == {name: painted.weigh(both, image).total for name, image in painted.PROBES.items()}
    assert painted.ranking(both) == ["B", "D", "A", "C"]
    d = painted.weigh(both, painted.PROBES["D"])
    assert (d.positive, d.negative) == (24, 16)
    assert [painted.weigh(patch, image).total for image in painted.PROBES.values()] == [12, 24, 24, 24]  # a patch alone takes light for it


def test_the_neuron_of_1943():
    two = ["excitatory", "excitatory"]
    assert [all_or_none.called(two, threshold) for threshold in (1, 2, 3)] == ["OR", "AND", "never"]
    assert all_or_none.called(["excitatory", "inhibitory"], 1) == "x1 AND NOT x2"
    assert all_or_none.called([*two, "excitatory"], 2) == "one that fires on 4 of 8 patterns"
    for kinds in product(all_or_none.KINDS, repeat=3):
        for threshold in (1, 2, 3):
            for pulses, fired in all_or_none.table(kinds, threshold):
                plus = sum(p for p, kind in zip(pulses, kinds, strict=True) if kind == "excitatory")
                minus = sum(p for p, kind in zip(pulses, kinds, strict=True) if kind == "inhibitory")
                assert fired == (plus - 100 * minus >= threshold)  # a veto is a weight that no sum outweighs


@pytest.mark.parametrize(
    ("value", "error", "sentence"),
    [
        ("patsch", ValueError, "unknown painting 'patsch'; choose one of empty, patch, patch + surround (did you mean 'patch'?)"),
        ([[1, 2]], ValueError, "pixels must be 8 rows of 8 numbers, or one of empty, patch, patch + surround, got shape (1, 2)"),
        (np.full((8, 8), -1.5), ValueError, "pixels must be from -1 to 1, got -1.5"),
    ],
)
def test_what_is_no_painting_is_said(value, error, sentence):
    with pytest.raises(error, match=f"^{re.escape(sentence)}$"):
        painted.painting(value)
