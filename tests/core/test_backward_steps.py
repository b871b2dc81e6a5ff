"""Backpropagation operation by operation: Mazur's thirty numbers, the default chain, and the engine's own gradients."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.backward_steps import ops, value
from nnwidgets.core.losses import loss_for
from nnwidgets.core.worked_backward import WORKED, chain, mazur

MAZUR = {  # Mazur 2015, to nine digits (biases and the hidden deltas by the same rules)
    ("z", 0): [[0.3775, 0.3925]], ("a", 0): [[0.593269992, 0.596884378]],
    ("z", 1): [[1.105905967, 1.224921404]], ("a", 1): [[0.751365070, 0.772928465]], ("C", 1): 0.298371109,
    ("pull", 1): [[0.741365070, -0.217071535]], ("delta", 1): [[0.138498562, -0.038098237]],
    ("dW", 1): [[0.082167041, 0.082667628], [-0.022602540, -0.022740242]], ("db", 1): [0.138498562, -0.038098237],
    ("pull", 0): [[0.036350306, 0.041370323]], ("delta", 0): [[0.008771355, 0.009954255]],
    ("dW", 0): [[0.000438568, 0.000877135], [0.000497713, 0.000995425]], ("db", 0): [0.008771355, 0.009954255],
}  # fmt: skip
CHAIN = {"z": 0.7, "a": 0.668187772, "C": 0.110099355, "pull": -0.663624456, "delta": -0.147134085, "dW": -0.088280451, "db": -0.147134085}


def values(net, data, name):
    """What every operation computes for all examples."""
    loss = loss_for(net.output.name, name)
    trace = net.forward(data.inputs)
    grads = net.backward(trace, data.y, loss)
    return {(op.kind, op.layer): value(op, net, trace, grads, data.y, loss) for op in ops(net, loss)}


def test_mazurs_numbers_to_nine_digits():
    found = values(*mazur())
    assert list(found) == list(MAZUR)
    for place, numbers in MAZUR.items():
        np.testing.assert_allclose(found[place], numbers, atol=6e-10, err_msg=str(place))


@pytest.mark.parametrize("length", range(1, 7))
def test_V4_1_a_chain_of_any_length_ends_with_the_same_neuron(length):
    found = values(*chain(length))
    for kind, number in CHAIN.items():
        assert found[kind, length - 1].item() == pytest.approx(number, abs=6e-10), kind
    assert length == 1 or found["a", length - 2].item() == pytest.approx(0.6, abs=1e-15)


@pytest.mark.parametrize(
    "inside,output,cost",
    [("tanh", "softmax", "cross_entropy"), ("relu", "linear", "squared_error"), ("sigmoid", "sigmoid", "bce"), ("tanh", "tanh", "hinge"),
     ("softplus", "sigmoid", "sum_of_squares")],
)  # fmt: skip
def test_every_operation_is_the_line_of_numpy_that_it_says(inside, output, cost):
    """The line evaluates to the value, the value is the engine's, and the last gradients are those of central differences."""
    rng = np.random.default_rng(3)
    net = nw.Network([3, 4, 3, 2], inside, output, seed=1)
    X, y = rng.normal(size=(5, 3)), rng.random((5, 2))
    y = y / y.sum(axis=1, keepdims=True) if output == "softmax" else np.where(y > 0.5, 1.0, -1.0) if cost == "hinge" else y
    chosen = loss_for(output, cost)
    trace = net.forward(X)
    grads = net.backward(trace, y, chosen)
    given = {"net": net, "trace": trace, "grads": grads, "x": X, "y": y, "loss": chosen}
    known = nw.numerical_gradient(net, X, y, cost)
    for op in ops(net, chosen):
        seen = value(op, net, trace, grads, y, chosen)
        np.testing.assert_allclose(eval(op.numpy, dict(given)), seen, rtol=1e-12, atol=1e-15, err_msg=op.numpy)
        if op.name:
            np.testing.assert_array_equal(eval(op.name, dict(given)), seen)
        if op.kind in ("dW", "db"):
            blocks = net.split(np.where(known.left_out, grads.theta, known.theta))[op.layer]
            np.testing.assert_allclose(seen, blocks[:, :-1] if op.kind == "dW" else blocks[:, -1], atol=1e-7)
    assert known.left_out.mean() < 0.7


def test_a_pair_of_output_and_loss_begins_with_a_minus_y():
    net = nw.Network([2, 3], output="softmax")
    kinds = [op.kind for op in ops(net, loss_for("softmax", None))]
    assert kinds == ["z", "a", "C", "delta", "dW", "db"] and not any(op.kind == "pull" for op in ops(net, loss_for("softmax", None)))
    assert [op.backward for op in ops(net, loss_for("softmax", None))] == [False] * 3 + [True] * 3


def test_worked_networks_are_new_each_time():
    for make in WORKED.values():
        net, data, loss = make()
        net.theta[:] = 9
        assert make()[0].theta.max() < 9 and isinstance(loss, str) and len(data)


@pytest.mark.parametrize(
    "length,sentence", [(0, "length must be a whole number of at least 1, got 0"), (7, "length must be from 1 to 6, got 7")]
)
def test_chains_that_are_none(length, sentence):
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        chain(length)
