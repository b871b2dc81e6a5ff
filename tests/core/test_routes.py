"""Routes of the chain rule and nudges: their sums are the gradient, their ratios its measured twin."""

import re

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.nudges import nudge
from nnwidgets.core.routes import place, routes
from nnwidgets.core.worked_backward import chain, mazur


@pytest.mark.parametrize(
    "output,cost", [("sigmoid", "sum_of_squares"), ("softmax", "cross_entropy"), ("tanh", "huber"), ("sigmoid", "bce")]
)
def test_V4_12_all_routes_of_every_parameter_add_up_to_its_derivative(output, cost):
    rng = np.random.default_rng(0)
    net = nw.Network([2, 3, 4, 2], "tanh", output, seed=2)
    x, y = rng.normal(size=2), np.array([0.25, 0.75])
    grads = net.backward(net.forward(x), y[None], cost)
    for k in range(net.n_params):
        found = routes(net, x, y, k, cost)
        layer, _, _ = place(net, k)
        assert len(found) == np.prod(net.sizes[layer + 2 :], dtype=int)
        assert sum(route.product for route in found) == pytest.approx(grads.theta[k], rel=1e-12, abs=1e-15), net.name_of(k)


def test_one_route_of_mazurs_network_is_the_famous_slip():
    net, data, loss = mazur()
    one, other = routes(net, data.inputs[0], data.y[0], "W[0][0, 0]", loss)
    assert (one.units, other.units) == ((0, 0), (0, 1))
    assert one.product == pytest.approx(0.000668396, abs=6e-10)  # only the path through o1
    assert one.product + other.product == pytest.approx(0.000438568, abs=6e-10)
    into = [route.factors[2].value * route.factors[3].value * route.factors[4].value for route in (one, other)]
    np.testing.assert_allclose(into, [0.055399425, -0.019049118], atol=6e-10)


def test_V4_6_the_factors_are_what_their_numpy_says():
    net, data, loss = chain(3)
    trace = net.forward(data.inputs)
    grads = net.backward(trace, data.y, loss)
    given = {"net": net, "trace": trace, "grads": grads, "y": data.y, "loss": nw.Trainer(net, data, loss=loss).loss}
    (route,) = routes(net, data.inputs[0], data.y[0], "W[0][0, 0]", loss)
    assert [factor.of for factor in route.factors] == ["a", "slope", "w", "slope", "w", "slope", "dC/da"]
    for factor in route.factors:
        assert eval(factor.numpy, dict(given)) == pytest.approx(factor.value, rel=1e-15)


@pytest.mark.parametrize("h,ratio", [(1, -0.0642), (0.1, -0.0856), (0.01, -0.0880)])
def test_V4_5_the_ratio_of_nudges_goes_to_the_derivative(h, ratio):
    net, data, loss = chain()
    found = nudge(net, data.inputs, data.y, "W[0][0, 0]", h, loss)
    assert found.ratio == pytest.approx(ratio, abs=5e-5) and found.derivative == pytest.approx(-0.088280451, abs=6e-10)
    assert found.moved.z[0].item() == pytest.approx(0.7 + 0.6 * h) and found.before == pytest.approx(0.110099355, abs=6e-10)
    assert nudge(net, data.inputs, data.y, "b[0][0]", h, loss).derivative == pytest.approx(-0.147134085, abs=6e-10)
    assert nudge(net, data.inputs, data.y, "x[0]", h, loss).derivative == pytest.approx(-0.294268170, abs=6e-10)


def test_nudges_change_nothing_and_agree_with_differences():
    net = nw.Network([2, 3, 2], "tanh", "softmax", seed=4)
    before, X, y = net.theta.copy(), np.array([[0.3, -0.7], [1.0, 0.2]]), np.array([0, 1])
    for leaf in [*range(net.n_params), "x[0]", "x[1]"]:
        up, down = (nudge(net, X, y, leaf, h).after for h in (1e-5, -1e-5))
        assert nudge(net, X, y, leaf, 1e-5).derivative == pytest.approx((up - down) / 2e-5, abs=1e-9), leaf
    np.testing.assert_array_equal(net.theta, before)
    assert X.tolist() == [[0.3, -0.7], [1.0, 0.2]]


@pytest.mark.parametrize(
    "ask,sentence",
    [
        (lambda net: nudge(net, [[1.0, 2]], [[1.0, 0]], 0, 0), "h must be a number other than 0, such as 0.01, got 0"),
        (lambda net: nudge(net, [[1.0, 2]], [[1.0, 0]], "x[2]"), "there is no input x[2]: the network has 2"),
        (lambda net: routes(net, [[1.0, 2], [3, 4]], [[1.0, 0], [0, 1]], 0), "routes are those of one example, got 2"),
        (
            lambda net: routes(nw.Network([1, 1, 80, 80, 1]), [1.0], [1.0], "W[0][0, 0]"),
            "W[0][0, 0] reaches the cost by 6,400 routes; at most 5,000 are listed",
        ),
    ],
)
def test_doors(ask, sentence):
    net = nw.Network([2, 3, 2], output="softmax")
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        ask(net)
