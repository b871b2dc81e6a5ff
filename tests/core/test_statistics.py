"""Deep statistics: each number against its definition, and what they are for: gradients that vanish, units that are dead."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.statistics import next_step


@pytest.fixture
def trainer():
    return nw.Trainer(nw.Network([2, 4, 3, 1], ["tanh", "relu"], seed=3), nw.datasets.circle(60), test=0.2, l2=0.1).train(epochs=3)


@pytest.mark.parametrize("part", ["train", "test"])
def test_each_number_is_its_definition(trainer, part):
    found, net, data = nw.statistics(trainer, part=part), trainer.net, trainer.data[part == "test"]
    trace = net.forward(data.inputs)
    grads = net.backward(trace, data.y)
    assert len(found) == 3
    for layer, (W, dW, db, a) in enumerate(zip(net.W, grads.W, grads.b, trace.a[1:], strict=True)):
        all_of_it = np.append(dW.ravel(), db)
        assert found.gradient_norm[layer] == pytest.approx(np.sqrt((all_of_it**2).sum()), rel=1e-12)
        assert found.gradient_rms[layer] == pytest.approx(np.sqrt((all_of_it**2).mean()), rel=1e-12)
        assert found.zeros[layer] == np.mean(all_of_it == 0)
        assert found.gradients[layer].counts.sum() == np.sum(all_of_it != 0)
        sizes = np.log10(np.abs(all_of_it[all_of_it != 0]))
        assert (found.gradients[layer].edges[0], found.gradients[layer].edges[-1]) == pytest.approx((sizes.min(), sizes.max()), rel=1e-9)
        assert found.weight_norm[layer] == pytest.approx(np.sqrt((W**2).sum()), rel=1e-12)
        assert (found.mean[layer], found.std[layer]) == pytest.approx((a.mean(), a.std()), rel=1e-12)
        assert found.activations[layer].counts.sum() == a.size
        assert len(found.activations[layer].edges) == len(found.activations[layer].counts) + 1


def test_saturation_and_death_of_a_relu():
    net = nw.Network([1, 3, 1], "relu", "linear", "constant")
    net.W[0], net.b[0] = [[1], [1], [1]], [-10, 10, 0]  # dead, always on, on for half of them
    found = nw.statistics(net, (np.array([[-1.0], [-2], [1], [2]]), np.zeros(4)))
    assert found.dead.tolist() == [1 / 3, 0]
    assert found.saturated.tolist() == [(4 + 0 + 2) / 12, 0]


@pytest.mark.parametrize(("output", "edge"), [("sigmoid", np.log(39 + np.sqrt(39**2 - 1))), ("tanh", np.arctanh(np.sqrt(0.95)))])
def test_saturation_begins_where_the_slope_is_a_twentieth(output, edge):
    """σ'(z) = 1 / (2 + 2 cosh z) is ¼ / 20 at cosh z = 39; tanh' = 1 − tanh² is 1 / 20 at tanh² = 0.95."""
    net = nw.Network([1, 1], output=output, init="zeros")
    net.W[0] = [[1]]
    X = np.array([[0.0], [edge - 0.001], [edge + 0.001], [-edge - 0.001]])
    found = nw.statistics(net, (X, np.array([0, 1, 0, 1])))
    assert found.saturated.tolist() == [0.5] and found.dead.tolist() == [0]


def test_softmax_and_step():
    net = nw.Network([2, 3, 3], "step", "softmax", seed=1)
    found = nw.statistics(net, nw.datasets.blobs(30))
    assert (found.dead[0], found.saturated[0], found.zeros[0]) == (1, 1, 1)
    assert found.gradients[0].counts.sum() == 0
    a = net.forward(nw.datasets.blobs(30).inputs).output
    assert found.saturated[1] == np.mean(a * (1 - a) <= 0.0125)


@pytest.mark.parametrize("more", [{"l1": 0.01}, {"l2": 0.2, "schedule": nw.Cosine(50)}, {"batch_size": 32}])
def test_the_next_step_is_the_one_that_comes(optimizer, more):
    trainer = nw.Trainer(nw.Network([2, 4, 1], seed=3), nw.datasets.circle(50), optimizer=optimizer, **more)
    for before in (0, 7):  # in the midst of an epoch
        trainer.train(before)
        theta, change = trainer.net.theta.copy(), next_step(trainer)
        ratio = nw.statistics(trainer).update_ratio
        assert np.array_equal(trainer.net.theta, theta) and trainer.steps in (0, 7)
        other = trainer.branch().train(1)
        assert np.array_equal(other.net.theta, theta + change) or np.allclose(other.net.theta - theta, change, rtol=1e-12, atol=1e-15)
        for layer, (W, V) in enumerate(zip(other.net.W, trainer.net.W, strict=True)):
            assert ratio[layer] == pytest.approx(np.linalg.norm(W - V) / np.linalg.norm(V), rel=1e-9)


def test_the_next_step_by_the_learners_own_pass_and_with_what_is_held():
    def backward(W, b, X, y):
        return [np.ones((1, 2))], [np.array([2.0])]

    trainer = nw.Trainer(nw.Network([2, 1]), "circle", backward=backward, learning_rate=0.5)
    assert next_step(trainer) == pytest.approx([-0.5, -0.5, -1])
    trainer.hold([0])
    assert next_step(trainer) == pytest.approx([0, -0.5, -1])


def test_a_network_has_an_update_only_with_a_rate(refused):
    net, data = nw.Network([2, 3, 1], seed=1), nw.datasets.circle(40)
    assert np.isnan(nw.statistics(net, data).update_ratio).all()
    ratio = nw.statistics(net, data, learning_rate=0.5).update_ratio
    grads = net.backward(net.forward(data.inputs), data.y)
    assert ratio == pytest.approx([0.5 * np.linalg.norm(g) / np.linalg.norm(W) for g, W in zip(grads.W, net.W, strict=True)])
    assert np.isnan(nw.statistics(nw.Network([2, 1], init="zeros"), data, learning_rate=0.5).update_ratio).all()
    with refused(ValueError, "learning_rate must be a number above 0, got 0"):
        nw.statistics(net, data, learning_rate=0)
    with refused(ValueError, "a network needs data to have a loss: pass data=, a Dataset, a name or (X, y); or pass a Trainer"):
        nw.statistics(net)


def test_sigmoids_in_a_row_make_the_gradient_vanish():
    """Each layer multiplies by σ' ≤ ¼: from layer to layer back the gradient is a fraction of the next one's (Nielsen 2015, chapter 5)."""
    sizes = [2, *[8] * 6, 1]
    deep = nw.statistics(nw.Network(sizes, "sigmoid", seed=1), "circle").gradient_rms
    assert (deep[:-1] < 0.6 * deep[1:]).all() and deep[0] < 1e-3 * deep[-1]
    assert nw.statistics(nw.Network(sizes, "tanh", seed=1), "circle").gradient_rms[0] > 100 * deep[0]


def test_nothing_is_changed(trainer):
    before = trainer.net.theta.copy(), len(trainer.history.events), trainer.train_loss, trainer.steps
    again = trainer.branch()
    nw.statistics(trainer)
    assert np.array_equal(before[0], trainer.net.theta)
    assert before[1:] == (len(trainer.history.events), trainer.train_loss, trainer.steps)
    assert np.array_equal(trainer.train(20).net.theta, again.train(20).net.theta)


def test_what_is_printed():
    net = nw.Network([2, 2, 1], init="constant")
    lines = repr(nw.statistics(net, "circle", learning_rate=0.1)).splitlines()
    assert lines[0].split() == ["layer", "gradient_rms", "weight_norm", "update_ratio", "mean", "std", "dead", "saturated"]
    assert [line.split()[0] for line in lines[1:]] == ["0", "1"] and len({len(line) for line in lines}) == 1
    assert lines[1].split()[2] == f"{np.linalg.norm(net.W[0]):.3g}"
