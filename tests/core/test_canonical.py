"""Worked numbers of the field's best-known pages, by the kit's own doors: each is one that a learner will meet and compare."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.activations import ACTIVATIONS

GATES = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
PLAIN = nw.Loss("output", r"\sum_j a_j", lambda z, a, y: a.sum(-1), lambda a, y: np.ones_like(a))


def test_a_neuron_of_cs231n():
    """CS231n, "optimization-2": w = [2, −3, −3], x = [−1, −2]."""
    net = nw.Network([2, 1], output="sigmoid")
    net.W[0], net.b[0] = [[2.0, -3]], [-3.0]
    trace = net.forward([[-1.0, -2]])
    assert (trace.z[0].item(), trace.output.item()) == pytest.approx((1, 0.731058579), abs=1e-9)
    grads = net.backward(trace, np.zeros((1, 1)), PLAIN)
    assert grads.delta[0].item() == pytest.approx(0.196611933, abs=1e-9)
    assert (*grads.W[0][0], *grads.b[0]) == pytest.approx((-0.196611933, -0.393223866, 0.196611933), abs=1e-9)
    assert (grads.delta[0] @ net.W[0])[0] == pytest.approx([0.393223866, -0.589835800], abs=1e-9)


def test_a_slow_start():
    """Nielsen 2015, chapter 3: one neuron, x = 1, y = 0, η = 0.15; the quadratic cost is ½ (a − y)²."""

    def run(w, b, loss):
        net = nw.Network([1, 1], output="sigmoid")
        net.W[0], net.b[0] = [[w]], [b]
        trainer = nw.Trainer(net, (np.ones((1, 1)), np.zeros(1)), loss=loss, learning_rate=0.15, batch_size=1)
        outputs = []
        for step in (0, 50, 100, 200, 300):
            trainer.train(steps=step - trainer.steps)
            outputs.append(net.forward([[1.0]]).output.item())
        return outputs

    near = lambda *values: pytest.approx(values, abs=6e-5)  # noqa: E731
    good, bad = run(0.6, 0.9, "squared_error"), run(2.0, 2.0, "squared_error")
    assert (good[0], good[1], good[4]) == near(0.8176, 0.3870, 0.0940)
    assert (bad[0], bad[2], bad[3], bad[4]) == near(0.9820, 0.9641, 0.7887, 0.2028)
    assert (run(0.6, 0.9, "bce")[4], run(2.0, 2.0, "bce")[4]) == near(0.0116, 0.0120)


def test_mazurs_other_number():
    """The page of 2015 prints 0.291027924 where one step gives 0.291027774: its hidden deltas used weights that were updated already."""
    net = nw.Network([2, 2, 2], "sigmoid", "sigmoid")
    net.W[0], net.b[0], net.W[1], net.b[1] = [[0.15, 0.20], [0.25, 0.30]], [0.35] * 2, [[0.40, 0.45], [0.50, 0.55]], [0.60] * 2
    X, y = np.array([[0.05, 0.10]]), np.array([[0.01, 0.99]])

    def slip(W, b, X, y):
        a1, a2 = net.forward(X).a[1:]
        delta2 = (a2 - y) * a2 * (1 - a2)
        dW2 = delta2.T @ a1
        delta1 = (delta2 @ (W[1] - 0.5 * dW2)) * a1 * (1 - a1)  # W[1] of after the step
        return [delta1.T @ X, dW2], [np.zeros(2), np.zeros(2)]

    trainer = nw.Trainer(net, (X, y), loss="squared_error", learning_rate=0.5, batch_size=1, backward=slip).train(steps=1)
    assert net.W[0].ravel() == pytest.approx([0.149817639, 0.199635277, 0.249788185, 0.299576370], abs=1e-9)
    assert trainer.train_loss == pytest.approx(0.291027924, abs=6e-10)
    assert trainer.train(steps=9_999).train_loss == pytest.approx(0.0000350848, abs=6e-11)
    assert net.forward(X).output[0] == pytest.approx([0.015912196, 0.984065734], abs=1e-9)


def test_the_highest_rate_of_a_line():
    """w·x on (1, 2), (2, 4), (3, 6): L = Σ-of-squares mean 18.667 at w = 0, slope −18.667; beyond η = 2 / 9.3333 it climbs."""
    X, y = np.array([[1.0], [2], [3]]), np.array([2.0, 4, 6])

    def losses(rate, steps=3):
        net = nw.Network([1, 1], output="linear", init="zeros")
        t = nw.Trainer(net, (X, y), loss="sum_of_squares", learning_rate=rate, batch_size=3)
        t.hold([1])  # no bias
        return [t.train_loss] + [t.train(steps=1).train_loss for _ in range(steps)]

    first = losses(0.2)
    assert first[0] == pytest.approx(56 / 3, abs=1e-12) and np.diff(first).max() < 0
    grads = (net := nw.Network([1, 1], output="linear", init="zeros")).backward(net.forward(X), y, "sum_of_squares")
    assert grads.W[0].item() == pytest.approx(-56 / 3, abs=1e-12)
    weights = [2 - 2 * (1 - 0.2 * 28 / 3) ** k for k in (1, 2, 3)]
    assert weights == pytest.approx([3.733, 0.498, 3.302], abs=6e-4)
    assert first[1:] == pytest.approx([14 / 3 * (w - 2) ** 2 for w in weights], rel=1e-9)
    assert np.diff(losses(2 / (28 / 3) * 0.999, 20)).max() < 0 < np.diff(losses(0.22, 20)).min()


def test_a_valley_with_two_widths():
    """3/2 x² + ½ y² as two lines: η = 1/3 settles x in one step, 2/3 swings by ±1 for ever, 0.7 flies apart."""
    X, y = np.array([[np.sqrt(3), 0.0], [0, 1]]), np.zeros(2)

    def x_after(rate, steps):
        net = nw.Network([2, 1], output="linear")
        net.W[0], net.b[0] = [[1.0, 1]], [0.0]
        t = nw.Trainer(net, (X, y), loss="squared_error", learning_rate=2 * rate, batch_size=2)  # the mean over two examples halves
        t.hold([2])
        return t.train(steps=steps).net.W[0][0, 0]

    assert x_after(1 / 3, 1) == pytest.approx(0, abs=1e-15)
    assert x_after(0.66, 20) == pytest.approx(0.668, abs=5e-4)
    assert [abs(x_after(2 / 3, k)) for k in (1, 20)] == pytest.approx([1, 1], abs=1e-12)
    assert x_after(0.7, 20) == pytest.approx(1.1**20, rel=1e-9)


@pytest.mark.parametrize(("name", "w", "table"), [
    ("AND", (20, 20, -30), [0, 0, 0, 1]), ("OR", (20, 20, -10), [0, 1, 1, 1]), ("NAND", (-20, -20, 30), [1, 1, 1, 0]),
])  # fmt: skip
def test_gates_of_sigmoids(name, w, table):
    net = nw.Network([2, 1], output="sigmoid")
    net.theta = w
    out = net.forward(GATES).output[:, 0]
    assert np.abs(out - table).max() == pytest.approx(4.54e-5, abs=1e-7)
    perceptron = nw.Network([2, 1], output=ACTIVATIONS["step"])
    perceptron.theta = w
    assert perceptron.forward(GATES).output[:, 0].tolist() == table


def test_what_a_line_can_do_for_xor():
    """A net without a kink ends at ½ everywhere and at a loss of ln 2; two relu units do it exactly (Goodfellow et al. 2016, 6.1)."""
    xor = np.array([0.0, 1, 1, 0])
    linear = nw.Network([2, 3, 1], "linear", "sigmoid", seed=4)
    t = nw.Trainer(linear, (GATES, xor), loss="bce", learning_rate=0.5, batch_size=4).train(steps=5_000)
    assert t.train_loss == pytest.approx(np.log(2), abs=1e-9)
    assert linear.forward(GATES).output[:, 0] == pytest.approx([0.5] * 4, abs=1e-5)
    folded = nw.Network([2, 2, 1], "relu", "linear")
    folded.W[0], folded.b[0], folded.W[1], folded.b[1] = [[1.0, 1], [1, 1]], [0.0, -1], [[1.0, -2]], [0.0]
    assert folded.forward(GATES).output[:, 0].tolist() == xor.tolist()
