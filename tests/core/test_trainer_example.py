"""Stepping by one example: it is shown, and the batch's update is the very call of a batch step."""

import numpy as np
import pytest

import nnwidgets as nw


def make(optimizer="sgd", **settings):
    net = nw.Network([2, 4, 2, 1], seed=1)
    return nw.Trainer(net, nw.datasets.circle(47, noise=0.2), **({"optimizer": optimizer, "test": 0.3, "batch_size": 10} | settings))


def test_a_batch_of_example_steps_is_a_batch_step(optimizer):
    """33 training examples: batches of 10, 10, 10 and 3."""
    t, straight = make(optimizer), make(optimizer)
    for size in (10, 10, 10, 3, 10):
        before = t.net.theta.copy()
        for number in range(1, size + 1):
            assert t.step("example") is t
            assert str(t.example) == f"{number} of {size}"
            if number < size:
                np.testing.assert_array_equal(t.net.theta, before)
        straight.step()
        np.testing.assert_array_equal(t.net.theta, straight.net.theta)
        assert t._run.bench.feed.place() == straight._run.bench.feed.place()
    assert (t.steps, t.epoch) == (5, 1)
    np.testing.assert_equal(t.history.to_dict(), straight.history.to_dict())


@pytest.mark.parametrize("shuffle", [True, False])
def test_what_is_shown(shuffle):
    """Each example once an epoch, its passes by the formula; their mean is the gradient of the batch."""
    t, seen, mean = make(shuffle=shuffle), [], 0
    train = t.data[0]
    for number in range(1, 11):
        here = t.net.copy()
        shown = t.step("example").example
        seen.append(shown.index)
        trace = here.forward(train.inputs[[shown.index]])
        np.testing.assert_array_equal(shown.trace.output, trace.output)
        np.testing.assert_array_equal(shown.grads.theta, here.backward(trace, train.y[[shown.index]]).theta)
        assert shown.updated == (number == 10)
        mean = mean + shown.grads.theta / 10
    whole = here.backward(here.forward(train.inputs[seen]), train.y[seen]).theta
    np.testing.assert_allclose(mean, whole, rtol=0, atol=1e-15)
    np.testing.assert_allclose(t.net.theta, here.theta - t.rate * whole, rtol=0, atol=1e-15)
    while t.epoch == 0:
        seen.append(t.step("example").example.index)
    assert sorted(seen) == list(range(33))
    assert shuffle != (seen == sorted(seen))


def write(t):
    t.net.W[0] += 0.1


@pytest.mark.parametrize("way", [
    lambda t: t.step(), lambda t: t.step("epoch"), lambda t: t.train(3), lambda t: t.set({0: 1}), lambda t: t.change(batch_size=4),
    lambda t: t.rewind(2), lambda t: t.rewind(1), lambda t: t.reset(), lambda t: (write(t), t.notice()),
    lambda t: (t.set({0: 1}), t.step("example"), t.set({0: 2})),
])  # fmt: skip
def test_anything_else_begins_the_batch_anew(way):
    t = make()
    assert t.example is None
    t.train(2).step("example").step("example")
    assert str(t.example) == "2 of 10"
    way(t)
    assert t.example is None
    t.step("example")
    assert t.example.number == 1


def test_a_cells_write_in_between_is_noticed():
    t = make().step("example").step("example")
    write(t)
    t.step("example")
    assert t.example.number == 1
    assert [event.kind for event in t.history.events] == ["write"]


def test_single_precision_and_a_step_that_is_not_there(refused):
    t = nw.Trainer(nw.Network([2, 3, 2], "relu", "softmax", dtype="float32"), "circle", batch_size=1)
    t.step("example")
    assert t.example.grads.theta.dtype == np.float32
    assert (str(t.example), t.example.updated, t.steps) == ("1 of 1", True, 1)
    with refused(ValueError, "unknown step 'exampl'; choose one of example, batch, epoch (did you mean 'example'?)"):
        t.step("exampl")
