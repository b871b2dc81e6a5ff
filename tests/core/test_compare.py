"""One knob: arrays equal but for the knob, differences that are found and named, and where they show."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.compare import OF_NETWORK, OF_TRAINER
from nnwidgets.core.knobs import KNOBS, differences
from nnwidgets.core.optimizers import Momentum
from nnwidgets.core.schedules import Cosine

HALVES = nw.datasets.circle(50, seed=1).split(0.4)
OTHER = {
    "data": (nw.datasets.circle(50, seed=2).split(0.4), "circle with 30 + 20 examples", "another circle with 30 + 20 examples"),
    "sizes": ([2, 3, 3, 1], "[2, 3, 1]", "[2, 3, 3, 1]"), "init": ("he", "Xavier()", "He()"),
    "dtype": ("float32", "float64", "float32"), "activation": ("relu", "tanh", "relu"), "output": ("tanh", "sigmoid", "tanh"),
    "loss": ("squared_error", "huber", "squared_error"), "optimizer": (Momentum(0.5), "SGD()", "Momentum(beta=0.5)"),
    "learning_rate": (0.3, "0.03", "0.3"), "schedule": (Cosine(50), "Constant()", "Cosine(steps=50, low=0.0)"),
    "batch_size": (7, "10", "7"), "l1": (0.01, "0", "0.01"), "l2": (0.02, "0", "0.02"), "shuffle": (False, "True", "False"),
    "seed": (3, "0", "3"),
}  # fmt: skip


def run(net=None, data=HALVES, **given):
    return nw.Trainer(net or nw.Network([2, 3, 1], seed=5), data, **{"loss": "huber"} | given)


@pytest.mark.parametrize("knob", OTHER)
def test_everything_is_equal_but_for_the_knob(knob):
    assert set(OTHER) == {*OF_NETWORK, *OF_TRAINER, "data"}
    value, was, now = OTHER[knob]
    a = run().train(5)
    both = nw.compare(a, **{knob: value})
    b, difference = both.b, both.difference
    assert both.a is a
    assert (difference.name, difference.a, difference.b) == (knob, was, now)
    assert (a.steps, b.steps) == (5, 5)
    a.rewind(0), b.rewind(0)
    if knob not in ("sizes", "init", "dtype"):
        np.testing.assert_array_equal(a.net.theta, b.net.theta)
    if knob not in ("data", "shuffle", "seed"):
        np.testing.assert_array_equal(a._run.bench.feed.order, b._run.bench.feed.order)
    for name, (read, _) in KNOBS.items():
        if name in ("data", "start"):
            same = all(np.array_equal(p.inputs, q.inputs) for p, q in zip(a.data, b.data, strict=True))
            assert same == (knob != "data")
        elif name != "activation" or knob != "sizes":
            assert (read(a) == read(b)) == (name != knob), name
    parts = {"net": nw.Network([2, 3, 1], seed=5), "data": HALVES}
    if knob == "data":
        parts["data"] = value
    elif knob in OF_NETWORK:
        parts["net"] = nw.Network(**{"sizes": [2, 3, 1], "seed": 5} | {knob: value})
    else:
        parts[knob] = value
    both.train(20)
    np.testing.assert_array_equal(b.net.theta, run(**parts).train(20).net.theta)
    np.testing.assert_array_equal(a.net.theta, run().train(20).net.theta)


def test_what_a_start_is_drawn_from_counts_once():
    one = nw.Network([2, 3, 1], seed=5)
    other = one.copy()
    other.theta[3] += 1
    assert [d.name for d in differences(run(one), run(other))] == ["start"]
    assert [d.name for d in differences(run(one), run(nw.Network([2, 3, 1], seed=6)))] == ["weights"]
    other.new_weights(2)
    assert str(nw.compare(run(one), run(other)).difference) == "weights (seed 5 and seed 5, draw 2)"
    assert [d.name for d in differences(run(nw.Network([2, 1])), run(nw.Network([2, 4, 1])))] == ["sizes"]


def test_what_happened_on_the_way_counts():
    a, b = run(), run()
    b.set({0: 1.5})
    assert str(nw.compare(a, b).difference) == "changes (0 changes on the way and 1 change on the way)"
    own = run(backward=lambda W, b, X, y: (W, b))
    assert str(nw.compare(run(), own).difference) == "passes (the kit's and the learner's own)"
    assert [d.name for d in differences(own, nw.compare(own, l2=0.1).b)] == ["l2"]


def test_trained_together():
    both = nw.compare(run(), learning_rate=3.0).train(epochs=10)
    assert both.a.epoch == both.b.epoch == 10
    losses = f"{both.a.test_loss:.4g} with learning_rate 0.03 and {both.b.test_loss:.4g} with learning_rate 3"
    assert str(both) == f"only learning_rate differs: after 30 steps the test loss is {losses}"
    assert repr(both) == "Comparison(learning_rate (0.03 and 3), step 30)"


def test_one_diverges():
    plane = nw.datasets.reg_plane(40)
    a = nw.Trainer(nw.Network([2, 3, 1], "relu", "linear"), plane, learning_rate=0.01)
    both = nw.compare(a, learning_rate=50.0).train(300)
    assert a.steps == 300
    assert both.b.steps < 300
    assert str(both).endswith(f"; b stopped: {both.b.reason}")
    assert np.isfinite(both.map(5).values).all()
    assert nw.compare(a.rewind(200), learning_rate=0.02).b.steps == 200


@pytest.mark.parametrize("which", ["a", "b"])
def test_an_interrupt_leaves_both_where_they_were(which, monkeypatch):
    both = nw.compare(run().train(7), learning_rate=0.3)
    before = both.a.net.theta.copy(), both.b.net.theta.copy()
    learn = nw.Trainer.train

    def pressed(trainer, *args):
        learn(trainer, *args)
        if trainer is getattr(both, which):
            raise KeyboardInterrupt

    monkeypatch.setattr(nw.Trainer, "train", pressed)
    with pytest.raises(KeyboardInterrupt):
        both.train(20)
    assert (both.a.steps, both.b.steps) == (7, 7)
    for trainer, theta in zip((both.a, both.b), before, strict=True):
        np.testing.assert_array_equal(trainer.net.theta, theta)


def test_the_map():
    data = nw.datasets.circle(60).with_features("x1", "x2", "x1x2").split(0.5)
    both = nw.compare(run(nw.Network([3, 4, 2], output="softmax"), data, loss=None), learning_rate=1.0).train(50)
    seen = both.map(7)
    assert seen.values.shape == (7, 7, 2)
    X = np.concatenate([part.X for part in data])
    assert (seen.x[0], seen.x[-1], seen.y[0], seen.y[-1]) == (*X[:, 0][[X[:, 0].argmin(), X[:, 0].argmax()]], X[:, 1].min(), X[:, 1].max())
    for i, j in ((0, 0), (2, 5), (6, 1)):
        point = data[0].transform([[seen.x[j], seen.y[i]]])
        expected = both.b.net.forward(point).output - both.a.net.forward(point).output
        np.testing.assert_allclose(seen.values[i, j], expected[0], atol=1e-12)
    assert np.abs(seen.values).max() > 0.05
    curve = nw.compare(nw.Trainer(nw.Network([1, 3, 1], output="linear"), nw.datasets.curve(n=30)), l2=0.1).train(10).map(9)
    assert (curve.values.shape, curve.y) == ((9,), None)
    np.testing.assert_array_equal(nw.compare(run(), l2=1.0).map(4).values, np.zeros((4, 4)))


def test_what_is_refused(refused):
    with refused(ValueError, "the runs differ in nothing; change exactly one thing, such as learning_rate=0.1"):
        nw.compare(run(), run())
    two = "learning_rate (0.03 and 0.1), l2 (0 and 0.5)"
    with refused(ValueError, f"the runs differ in 2 things: {two}; change exactly one, or nobody can say which it was"):
        nw.compare(run(), learning_rate=0.1, l2=0.5)
    with refused(ValueError, "the runs differ in nothing; change exactly one thing, such as learning_rate=0.1"):
        nw.compare(run(), learning_rate=0.03)
    with refused(ValueError, "the runs stand at different steps, 0 and 3; train the one behind, or reset both"):
        nw.compare(run(), run(l2=1.0).train(3))
    with refused(ValueError, "compare takes two Trainers, or one and what to change, not both"):
        nw.compare(run(), run(), l2=1.0)
    choices = ", ".join((*OF_NETWORK, *OF_TRAINER, "data"))
    with refused(ValueError, f"unknown change 'learning_rat'; choose one of {choices} (did you mean 'learning_rate'?)"):
        nw.compare(run(), learning_rat=1)
    with refused(ValueError, "a difference needs as many outputs, and as many columns of X, in both runs"):
        nw.compare(run(nw.Network([2, 1]), loss="squared_error"), sizes=[2, 2]).map()
    with refused(ValueError, "grid must be a whole number of at least 2, got 1"):
        nw.compare(run(), l2=1.0).map(1)
