"""Images moved, spoilt and compared: against NumPy's own rolls, correlations and distances."""

import numpy as np
import pytest

from nnwidgets.core.confusion import accuracies, behind, confusion
from nnwidgets.core.dataset import Dataset
from nnwidgets.core.dream import ascend, input_gradient
from nnwidgets.core.network import Network
from nnwidgets.core.pixels import inverted, likeness, noise, order, shifted, side_of, smoothness, sure
from nnwidgets.core.tampered import tampered

X = np.random.default_rng(0).random((5, 36))


@pytest.mark.parametrize(("dx", "dy"), [(0, 0), (1, 0), (-2, 0), (0, 3), (2, -1), (6, 0), (-7, 8)])
def test_shifted_is_padded_and_cut(dx, dy):
    wide = np.pad(X.reshape(5, 6, 6), ((0, 0), (9, 9), (9, 9)))
    expected = wide[:, 9 - dy : 15 - dy, 9 - dx : 15 - dx].reshape(5, 36)
    np.testing.assert_array_equal(shifted(X, dx, dy), expected)


def test_sides():
    assert side_of(784) == 28
    with pytest.raises(ValueError, match=r"^images must be square, such as 64 or 784 pixels, got 50$"):
        side_of(50)


def test_smoothness_is_the_correlation_of_neighbours():
    for row, found in zip(X, smoothness(X), strict=True):
        image = row.reshape(6, 6)
        a = np.concatenate([image[:, :-1].ravel(), image[:-1].ravel()])
        b = np.concatenate([image[:, 1:].ravel(), image[1:].ravel()])
        assert found == pytest.approx(np.corrcoef(a, b)[0, 1])
    ramp = np.add.outer(np.arange(6.0), np.arange(6.0)).ravel()
    assert smoothness(np.array([ramp, np.ones(36)])) == pytest.approx([0.9, 0.0], abs=0.1)
    assert abs(smoothness(noise(200, 784)).mean()) < 0.005


def test_order_noise_and_sureness():
    assert sorted(order(36)) == list(range(36)) and list(order(36)) != list(range(36))
    assert noise(3, 4).shape == (3, 4) and (noise(3, 4) == noise(3, 4)).all()
    assert sure(np.array([[0.95, 0.1], [0.5, 0.89], [0.2, 0.91]])) == pytest.approx(2 / 3)
    np.testing.assert_array_equal(inverted(X), 1 - X)


def test_likeness():
    found = likeness(X[0], X[1], X[2:])
    far = [np.sqrt(((X[0] - other) ** 2).sum()) for other in X[2:]]
    assert found.differ == sum(abs(a - b) > 0.5 for a, b in zip(X[0], X[1], strict=True))
    assert found.distance == pytest.approx(np.sqrt(((X[0] - X[1]) ** 2).sum()))
    assert (found.nearest, found.nearest_distance) == (int(np.argmin(far)), pytest.approx(min(far)))


def test_confusion_and_what_is_behind_it():
    truth, outputs = np.array([0, 1, 1, 2, 2, 2]), np.array([[3, 1, 0], [0, 9, 1], [5, 2, 0], [8, 0, 1], [7, 2, 3], [0, 0, 1]]) / 10
    said = outputs.argmax(axis=1)
    assert confusion(truth, said, 3).tolist() == [[1, 0, 0], [1, 1, 0], [2, 0, 1]]
    assert behind(truth, outputs, 2, 0).tolist() == [3, 4]
    assert accuracies(truth, said, 2) == pytest.approx((0.5, 2 / 3, 1 / 3))
    assert accuracies(truth, said, None)[:2] == (0.5, 0.5) and np.isnan(accuracies(truth, said, None)[2])


@pytest.mark.parametrize("bend", ["sigmoid", "relu", "tanh"])
@pytest.mark.parametrize("inner", [(), (5,), (5, 4)])
def test_the_slope_of_an_output_in_the_input_is_a_central_difference(bend, inner):
    net = Network([6, *inner, 3], bend, "sigmoid", "he", seed=2)
    x, h = X[0, :6], 1e-6
    nudged = [(net.forward(x + h * e).z[-1][0, 1] - net.forward(x - h * e).z[-1][0, 1]) / (2 * h) for e in np.eye(6)]
    np.testing.assert_allclose(input_gradient(net, x, 1), nudged, atol=1e-8)


def test_a_dream_climbs_and_stays_an_image():
    net = Network([36, 8, 4], "sigmoid", "sigmoid", seed=1)
    x, reached = ascend(net, 2, 40)
    assert len(reached) == 41 and (np.diff(reached) >= -1e-12).all() and reached[-1] > reached[0]
    assert x.min() >= 0 and x.max() <= 1 and reached[-1] == pytest.approx(net.forward(x).output[0, 2])
    start, once = ascend(net, 2, 0, start=X[0])
    np.testing.assert_array_equal(start, X[0])
    assert len(once) == 1


def test_tampered_data():
    y = np.arange(40) % 4
    data = Dataset(np.random.default_rng(1).random((40, 9)), y, "multiclass", tuple("abcdefghi"), tuple("0123"))
    assert tampered(data) is data
    few = tampered(data, count=10, without=3)
    assert set(few.y) == {0, 1, 2} and len(few) == 8
    mixed = tampered(data, shuffled=True)
    assert sorted(mixed.y) == sorted(y) and (mixed.y != y).sum() > 20 and (mixed.X == data.X).all()
    alone = tampered(data, only=7, shuffled=True, without=3)
    assert alone.y.tolist() == [3] and (data.X[[7]] == alone.X).all()
    np.testing.assert_array_equal(tampered(data, permute=True).X, data.X[:, order(9)])
