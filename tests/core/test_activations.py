"""Each activation: its derivative by central differences, its limits, its two spellings; and what may be said about softmax."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.core.activations import ACTIVATIONS, HIDDEN, Activation, hidden_activation, output_activation
from nnwidgets.core.functions import log_softmax, softmax

INF = np.inf
LIMITS = {  # f(−1000), f(1000), f'(−1000), f'(1000)
    "linear": (-1000, 1000, 1, 1),
    "sigmoid": (0, 1, 0, 0),
    "tanh": (-1, 1, 0, 0),
    "relu": (0, 1000, 0, 1),
    "leaky_relu": (-10, 1000, 0.01, 1),
    "elu": (-1, 1000, 0, 1),
    "softplus": (0, 1000, 0, 1),
    "gelu": (0, 1000, 0, 1),
    "swish": (0, 1000, 0, 1),
    "sin": (-0.8268795405320025, 0.8268795405320025, 0.5623790762907029, 0.5623790762907029),  # by 40 decimals
    "step": (0, 1, 0, 0),
}
smooth = st.floats(-30, 30).filter(lambda z: abs(z) > 1e-3)  # away from the kink of relu and the jump of step


@given(z=smooth)
def test_the_derivative_is_that_of_the_function(hidden, z):
    act, h = HIDDEN[hidden], 1e-5
    assert act.df(np.array(z)) == pytest.approx(float(act.f(np.array(z + h)) - act.f(np.array(z - h))) / (2 * h), rel=1e-6, abs=1e-9)


@given(z=st.floats(-1e300, 1e300))
def test_values_stay_in_the_range(hidden, z):
    act = HIDDEN[hidden]
    low, high = act.range
    assert low <= act.f(np.array(z)) <= high


def test_the_range_is_reached(hidden):
    act = HIDDEN[hidden]
    turns = [-np.pi / 2, np.pi / 2, -1.278464542761074, -0.7524614220710162]  # sin twice, swish, gelu
    z = np.array([-1000.0, *turns, 0, 1000])
    for reached, end in zip((act.f(z).min(), act.f(z).max()), act.range, strict=True):
        assert reached == pytest.approx(end, abs=1e-15) if np.isfinite(end) else abs(reached) >= 10


def test_far_from_zero(hidden, dtype):
    z = np.array([-1000, 1000], dtype)
    act = ACTIVATIONS[hidden]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        values = [*act.f(z), *act.df(z)]
    if hidden == "sin":  # the last bit is the C library's
        np.testing.assert_allclose(values, LIMITS[hidden], rtol=4 * np.finfo(dtype).eps)
    else:
        assert values == list(np.array(LIMITS[hidden], dtype))


def test_nothing_overflows_and_the_kind_of_number_stays(hidden, dtype):
    act = HIDDEN[hidden]
    z = np.array([[-1000, -1, 0], [0.5, 88, 1000]], dtype)
    before = z.copy()
    with warnings.catch_warnings(), np.errstate(over="raise", divide="raise", invalid="raise"):
        warnings.simplefilter("error")
        for out in (act.f(z), act.df(z)):
            assert np.isfinite(out).all()
            assert out.shape == z.shape
            assert out.dtype == dtype
            assert not np.shares_memory(out, z)
    np.testing.assert_array_equal(z, before)


def test_whole_numbers_are_as_good(hidden):
    act = HIDDEN[hidden]
    z = np.array([-3, -1, 1, 2])
    np.testing.assert_array_equal(act.f(z), act.f(z.astype(float)))
    np.testing.assert_array_equal(act.df(z), act.df(z.astype(float)))


def test_the_spelling_for_the_hot_loop_is_the_same_pair(activation, dtype):
    act = ACTIVATIONS[activation]
    z = np.linspace(-40, 40, 39, dtype=dtype).reshape(3, 13)  # columns are examples
    z[0, 0], z[2, 12] = -1000, 1000
    a, d, eps = np.full_like(z, 9), np.full_like(z, 9), 4 * np.finfo(dtype).eps
    before = z.copy()
    with np.errstate(all="ignore"):
        for fn, args in act.into(z, a):
            fn(*args)
        np.testing.assert_allclose(a, act.f(z.T).T, rtol=eps, atol=eps)
        if activation in HIDDEN:
            for fn, args in act.slope_into(z, a, d):
                fn(*args)
            np.testing.assert_allclose(d, act.df(z), rtol=eps, atol=eps)
    np.testing.assert_array_equal(z, before)


def test_published_numbers():
    # CS231n, "optimization-2": a 2-D neuron with w = [2, −3, −3], x = [−1, −2] has z = 1
    act = ACTIVATIONS["sigmoid"]
    assert float(act.f(np.array(1.0))) == pytest.approx(0.731058579, abs=1e-9)
    assert float(act.df(np.array(1.0))) == pytest.approx(0.196611933, abs=1e-9)
    assert float(ACTIVATIONS["tanh"].f(np.array(1.0))) == pytest.approx(0.761594156, abs=1e-9)


# f(z) and f'(z) at −2, −0.5 and 1.5, by 40-digit decimals from the formula as the registry prints it
BY_DECIMALS = {
    "elu": [(-0.864664716763387, 0.135335283236613), (-0.393469340287367, 0.606530659712633), (1.5, 1.0)],
    "softplus": [(0.126928011042972, 0.119202922022118), (0.474076984180107, 0.377540668798145), (1.70141327798275, 0.817574476193644)],
    "gelu": [(-0.045402305912225, -0.0860992566236184), (-0.154285990174856, 0.132630096465358), (1.39957157698023, 1.12771079315143)],
    "swish": [(-0.238405844044235, -0.0907842487848955), (-0.188770334399073, 0.260038812697348), (1.22636171429047, 1.04129415429914)],
}


@pytest.mark.parametrize("name", BY_DECIMALS)
def test_against_decimals(name):
    z = np.array([-2, -0.5, 1.5])
    act = ACTIVATIONS[name]
    np.testing.assert_allclose(np.transpose([act.f(z), act.df(z)]), BY_DECIMALS[name], rtol=1e-14)


def test_the_perceptron_answers_0_at_the_threshold():
    """With w = (1, 1): b = −1.5 is AND; of 2,197 settings 56 are AND, 91 OR and 35 NAND (2,197 = 13³: −3 to 3 by ½)."""
    half, X = np.arange(-6, 7) / 2, np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    w1, w2, b = np.meshgrid(half, half, half)
    fired = ACTIVATIONS["step"].f(np.multiply.outer(X[:, 0], w1) + np.multiply.outer(X[:, 1], w2) + b).reshape(4, -1)
    tables = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0], "XOR": [0, 1, 1, 0]}
    found = {name: int((fired == np.array(table)[:, None]).all(axis=0).sum()) for name, table in tables.items()}
    assert found == {"AND": 56, "OR": 91, "NAND": 35, "XOR": 0}


def test_every_entry_says_what_it_is(activation):
    act = ACTIVATIONS[activation]
    assert (act.name, repr(act)) == (activation, f"Activation({activation!r})")
    assert act.formula
    assert act.derivative
    assert act.use
    assert act.caveat
    assert act.range[0] < act.range[1]


@given(z=st.lists(st.floats(-1000, 1000), min_size=2, max_size=6), c=st.floats(-1000, 1000))
def test_softmax_is_a_distribution_and_does_not_see_a_shift(z, c):
    z = np.array(z)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        p = softmax(z)
        assert p.sum() == pytest.approx(1)
        assert (p >= 0).all()
        np.testing.assert_allclose(softmax(z + c), p, atol=1e-11)
        assert np.isfinite(log_softmax(z)).all()
    seen = p > 1e-200
    np.testing.assert_allclose(log_softmax(z)[seen], np.log(p[seen]), atol=1e-9)
    assert p[z.argmax()] == p.max()


def test_softmax_far_from_zero_and_by_row(dtype):
    z = np.array([[1000, -1000, 0], [0, 0, 0]], dtype)
    np.testing.assert_allclose(softmax(z), np.array([[1, 0, 0], [1 / 3] * 3], dtype), rtol=1e-6)
    np.testing.assert_array_equal(softmax(z)[0], [1, 0, 0])
    np.testing.assert_array_equal(log_softmax(z)[0], [0, -2000, -1000])


def test_the_formula_of_the_slope_of_softmax(gradient_of):
    z = np.array([0.3, -1.2, 0.8])
    p = softmax(z)
    for j in range(3):  # ∂aⱼ/∂zₖ = aⱼ (δⱼₖ − aₖ)
        np.testing.assert_allclose(gradient_of(lambda z, j=j: softmax(z)[j], z), p[j] * ((np.arange(3) == j) - p), atol=1e-10)


def test_names_and_own_pairs():
    pair = (np.sin, np.cos)
    for door in (hidden_activation, output_activation):
        assert door("relu") is ACTIVATIONS["relu"]
        assert door(ACTIVATIONS["relu"]) is ACTIVATIONS["relu"]
        mine = door(pair)
        assert (mine.name, mine.f, mine.df) == ("sin", np.sin, np.cos)
    assert output_activation("softmax") is ACTIVATIONS["softmax"]
    assert hidden_activation((np.vectorize(abs).__call__, np.sign)).name == "__call__"
    assert hidden_activation((type("F", (), {"__call__": abs})(), np.sign)).name == "own"


HIDDEN_NAMES = "linear, sigmoid, tanh, relu, leaky_relu, elu, softplus, gelu, swish, sin, step"
NOT_HIDDEN = f"softmax is for outputs only; choose one of {HIDDEN_NAMES} for hidden layers"


@pytest.mark.parametrize(
    ("door", "spec", "kind", "sentence"),
    [
        (hidden_activation, "softmax", ValueError, NOT_HIDDEN),
        (hidden_activation, ACTIVATIONS["softmax"], ValueError, NOT_HIDDEN),
        (hidden_activation, "Relu", ValueError, f"unknown activation 'Relu'; choose one of {HIDDEN_NAMES} (did you mean 'relu'?)"),
        (output_activation, "Relu", ValueError, f"unknown activation 'Relu'; choose one of {HIDDEN_NAMES}, softmax (did you mean 'relu'?)"),
        (hidden_activation, 3, TypeError, f"activation must be a name, got 3; choose one of {HIDDEN_NAMES}"),
        (output_activation, (1, 2), TypeError, f"activation must be a name, got (1, 2); choose one of {HIDDEN_NAMES}, softmax"),
    ],
)
def test_what_is_no_activation(refused, door, spec, kind, sentence):
    with refused(kind, sentence):
        door(spec)


def test_softmax_has_no_slope_of_its_own(refused):
    with refused(ValueError, "softmax has no elementwise derivative; as an output it goes with loss='cross_entropy'"):
        ACTIVATIONS["softmax"].df(np.zeros(3))


def test_a_pair_without_the_second_spelling_gets_one():
    act = Activation("mine", np.sin, np.cos)
    z, a, d = np.arange(6.0).reshape(2, 3), np.empty((2, 3)), np.empty((2, 3))
    for fn, args in act.into(z, a) + act.slope_into(z, a, d):
        fn(*args)
    np.testing.assert_array_equal(a, np.sin(z))
    np.testing.assert_array_equal(d, np.cos(z))
