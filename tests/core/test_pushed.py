"""What a thousand inputs meet on their way: each number again by a second route."""

import math
import re

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.activations import ACTIVATIONS, HIDDEN, own
from nnwidgets.core.collapse import collapse, compared
from nnwidgets.core.pushed import BINS, Z_BINS, deep_network, pushed, steepest, thousand
from nnwidgets.core.slope_check import elementwise, slope_check

DATA = thousand()


def test_a_thousand_inputs_are_normal_and_labelled_by_their_sum():
    assert DATA.inputs.shape == (1000, 4) and abs(DATA.inputs.mean()) < 0.05 and abs(DATA.inputs.std() - 1) < 0.05
    np.testing.assert_array_equal(DATA.y, DATA.inputs.sum(axis=1) > 0)


@pytest.mark.parametrize("kind", HIDDEN)
def test_each_number_is_the_networks(kind):
    net = deep_network(3, 10, kind, "he", seed=2)
    found = pushed(net, DATA, flat=0.05, reach=3.0)
    trace = net.forward(DATA.inputs)
    grads = net.backward(trace, DATA.y)
    slopes = [act.df(z) for act, z in zip((*net.activation, net.output), trace.z, strict=True)]
    for l, (z, a, delta) in enumerate(zip(trace.z, trace.a[1:], grads.delta, strict=True)):
        assert found.mean[l] == pytest.approx(a.mean()) and found.std[l] == pytest.approx(a.std())
        assert found.delta_rms[l] == pytest.approx(np.linalg.norm(delta) / np.sqrt(delta.size))
        G = np.column_stack([grads.W[l], grads.b[l]])
        assert found.gradient_rms[l] == pytest.approx(np.linalg.norm(G) / np.sqrt(G.size))
        assert found.dead[l] == np.mean([not slopes[l][:, j].any() for j in range(z.shape[1])])
        assert found.a_counts[l].sum() == a.size and found.a_counts.shape[1] == BINS
        assert found.z_counts[l].sum() + round(found.z_out[l] * z.size) == z.size and found.z_counts.shape[1] == Z_BINS
        assert found.delta_counts[l].sum() + round(found.delta_zero[l] * delta.size) == delta.size


def test_what_is_flat_is_what_statistics_calls_saturated():
    net = deep_network(4, 20, "tanh", "normal")
    found, known = pushed(net, DATA), nw.statistics(net, DATA)
    np.testing.assert_array_equal(found.flat, known.saturated)
    np.testing.assert_array_equal(found.dead, known.dead)
    np.testing.assert_allclose(found.gradient_rms, known.gradient_rms, rtol=1e-12)


def test_the_steepest_slopes():
    assert [steepest(ACTIVATIONS[name]) for name in ("sigmoid", "tanh", "relu", "linear", "step")] == pytest.approx([0.25, 1, 1, 1, 0])


@pytest.mark.parametrize(("kind", "share"), [("step", 1), ("linear", 0)])
def test_a_step_is_flat_everywhere_and_a_line_nowhere(kind, share):
    assert pushed(deep_network(2, 10, kind, "he"), DATA).flat[:-1].tolist() == [share] * 2


def test_sigmoid_is_flat_beyond_the_z_where_its_slope_says():
    edge = np.log((1 + np.sqrt(0.95)) / (1 - np.sqrt(0.95)))  # σ' = ¼ sech²(z/2) = 0.05/4
    net = deep_network(2, 20, "sigmoid", "normal")
    net.theta[:] *= 3
    beyond = [np.mean(np.abs(z) >= edge) for z in net.forward(DATA.inputs).z]
    np.testing.assert_array_equal(pushed(net, DATA).flat, beyond)


@pytest.mark.parametrize("layers", [1, 2, 8])
def test_without_activations_one_matrix_does_it_all(layers):
    net = deep_network(layers, 12, "linear", "xavier", seed=1)
    for b in net.b:
        b[:] = np.linspace(-1, 1, b.size)
    deep, one = compared(net, DATA.inputs)
    np.testing.assert_allclose(deep, one, atol=1e-12)
    W, b = collapse(net)
    at_zero = net.forward(np.zeros(4)).z[-1][0]
    np.testing.assert_allclose(b, at_zero, atol=1e-12)  # an oracle: what an affine map does to 0 and to the unit vectors
    np.testing.assert_allclose(W.T, net.forward(np.eye(4)).z[-1] - at_zero, atol=1e-12)


def test_with_activations_it_does_not():
    deep, one = compared(deep_network(2, 12, "tanh", "he"), DATA.inputs)
    assert np.abs(deep - one).max() > 0.1


@pytest.mark.parametrize("name", HIDDEN)
def test_the_registrys_derivatives_are_slopes(name):
    assert slope_check(ACTIVATIONS[name]) is None


def test_a_derivative_that_is_none_is_found_where_it_is_furthest():
    half = nw.Activation("half", lambda z: z**2 / 16, lambda z: z / 16)
    found = slope_check(half)
    assert abs(found.z) == 8 and found.given == pytest.approx(found.z / 16) and found.slope == pytest.approx(found.z / 8, rel=1e-4)
    one_point = nw.Activation("bump", np.tanh, lambda z: np.where(np.abs(z - 1) < 1e-9, 5.0, 1 - np.tanh(z) ** 2))
    found = slope_check(one_point)
    assert (found.z, found.given) == (pytest.approx(1), 5) and found.slope == pytest.approx(0.41997, abs=1e-4)
    assert found.share == pytest.approx(1 / 1601)


def test_at_a_kink_any_slope_between_is_right():
    for at_zero in (0, 0.5, 1):
        assert slope_check(nw.Activation("r", lambda z: np.maximum(z, 0), lambda z, s=at_zero: np.where(z == 0, s, z > 0))) is None
    assert slope_check(nw.Activation("r", lambda z: np.maximum(z, 0), lambda z: np.where(z == 0, 2.0, z > 0))).z == 0


@pytest.mark.parametrize(
    ("f", "df", "sentence"),
    [
        (math.exp, np.exp, "f of 'exp' must take an array of z and answer for each; use NumPy, such as np.exp and np.where (TypeError: "),
        (np.tanh, lambda z: 1 if z > 0 else 0, "df of 'tanh' must take an array of z and answer for each; use NumPy, "
         "such as np.exp and np.where (ValueError: "),
        (lambda z: z[:2], np.cos, "f of '<lambda>' must take an array of z and answer for each; use NumPy, "
         "such as np.exp and np.where (ValueError: "),
    ],
)  # fmt: skip
def test_a_function_of_single_numbers_is_told_what_to_use(f, df, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}"):
        elementwise(own((f, df)))
    assert elementwise(own((lambda z: 0.0, np.zeros_like))).name == "<lambda>"  # one number for all is an answer for each
