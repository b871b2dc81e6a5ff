"""An Experiment holds all that defines a run: for every entry of every table it can be written down and built again, bit for bit."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core.activations import HIDDEN
from nnwidgets.core.experiment import Experiment
from nnwidgets.core.optimizers import Adam, Momentum, RMSprop
from nnwidgets.core.schedules import Cosine, StepDecay, WarmUp


def again(trainer, own=None, steps=30):
    """The experiment, after it was found to build the very same run."""
    e = Experiment.of(trainer)
    assert Experiment.from_dict(json.loads(json.dumps(e.to_dict()))) == e
    net, other = e.build(own)
    np.testing.assert_array_equal(net.theta, trainer.history.snapshots[0].theta)
    for part, was in zip(other.data, trainer.data, strict=True):
        np.testing.assert_array_equal(part.inputs, was.inputs)
        np.testing.assert_array_equal(part.y, was.y)
    assert Experiment.of(other) == e
    assert trainer.train(steps).net.theta.tobytes() == other.train(steps).net.theta.tobytes()
    return e


def test_defaults_and_what_is_printed():
    t = nw.Trainer(nw.Network([2, 4, 2, 1]), "circle")
    e = again(t)
    assert repr(e) == "Experiment('circle', [2, 4, 2, 1])"
    assert e.to_dict()["data"] == {"name": "circle", "arguments": {"n": 500, "noise": 0, "seed": 0}, "features": [],
                                   "standardize": False, "test": 0.0, "seed": 0}  # fmt: skip
    assert hash(e) == hash(Experiment.of(t))
    assert e.own == ()


def test_every_data_set(dataset):
    data = nw.datasets.DATASETS[dataset]().standardize().split(0.3, seed=5)
    train = data[0]
    outputs, output = (len(train.classes), "softmax") if train.task == "multiclass" else (1, "tanh" if train.classes else "linear")
    e = again(nw.Trainer(nw.Network([train.inputs.shape[1], 3, outputs], output=output), data, learning_rate=0.01))
    assert e.to_dict()["data"]["name"] == dataset
    assert e.own == ()


def test_measured_data():
    for data in (nw.datasets.iris().standardize().split(0.5), nw.datasets.digits().split(0.2)):
        net = nw.Network([data[0].inputs.shape[1], len(data[0].classes)], output="softmax")
        assert again(nw.Trainer(net, data)).own == ()
    assert again(nw.Trainer(nw.Network([784, 10], output="softmax", dtype="float32"), nw.datasets.mnist()), steps=3).own == ()


@pytest.mark.parametrize(
    "data",
    [
        nw.datasets.circle(60, 0.2, 3).with_features("x1²", "x2", "sin x1").standardize().split(0.25, seed=4),
        nw.datasets.blobs(90, classes=2).with_features("x1x2", "x2", "x1").split(0.5),
        nw.datasets.vowels(40, words=("hid", "hod")).with_features("F2", "F1", "x1²").standardize().split(0.1),
    ],
)
def test_features_scaling_and_split(data):
    assert again(nw.Trainer(nw.Network([3, 2, 1]), data)).own == ()


def test_every_activation_init_and_dtype(hidden, init, dtype):
    again(nw.Trainer(nw.Network([2, 3, 2, 1], hidden, init=init, dtype=dtype, seed=3), nw.datasets.xor(30), learning_rate=1e-3))


def test_every_output_and_loss(fitting):
    output, loss = fitting
    data = nw.datasets.xor(30) if output in ("sigmoid", "tanh", "softmax", "step") else nw.datasets.reg_plane(30)
    again(nw.Trainer(nw.Network([2, 2, 2 if output == "softmax" else 1], output=output), data, loss=loss, learning_rate=1e-3))


def test_every_optimizer_and_schedule(optimizer, schedule):
    again(nw.Trainer(nw.Network([2, 3, 1]), "gauss", optimizer=optimizer, schedule=schedule))


@settings(max_examples=40)
@given(
    st.sampled_from([Momentum(0.5), RMSprop(0.9, 1e-3), Adam(0.5, 0.9, 1e-2)]),
    st.sampled_from([StepDecay(5, 0.3), Cosine(20, 0.1), WarmUp(5, Cosine(7)), WarmUp(3, WarmUp(2))]),
    st.lists(st.sampled_from(list(HIDDEN)), max_size=3), st.integers(0, 2**40), st.integers(1, 70), st.booleans(),
    st.floats(1e-6, 1e-2), st.floats(0, 0.1), st.none() | st.integers(1, 9), st.integers(0, 3),
)  # fmt: skip
def test_anything(optimizer, schedule, hidden, seed, batch, shuffle, rate, l1, every, draw):
    net = nw.Network([2, *[3] * len(hidden), 1], hidden, init=nw.initializers.Normal(0.25), seed=seed)
    net.new_weights(draw)
    net.W[0][0, 1] = rate
    t = nw.Trainer(net, nw.datasets.moons(64, seed=seed % 97).split(0.25), optimizer=optimizer, schedule=schedule, batch_size=batch,
                   learning_rate=rate, l1=l1, l2=rate, shuffle=shuffle, record_every=every, seed=seed)  # fmt: skip
    e = again(t)
    assert e.to_dict()["network"]["start"] == [[1, rate]]


def test_it_is_what_the_run_began_with():
    t = nw.Trainer(nw.Network([2, 3, 1]), "xor")
    before = Experiment.of(t)
    t.train(40)
    t.change(learning_rate=1, activation="relu", data=nw.datasets.circle(50).split(0.5))
    t.set({0: 5})
    assert Experiment.of(t.train(700)) == before
    t.hold([1])
    t.reset()
    assert Experiment.of(t).to_dict()["training"]["learning_rate"] == 1
    again(t)


def test_own_things_are_named_and_asked_for(refused):
    X, y = np.linspace(-1, 1, 30)[:, None], np.arange(30) % 2
    wave, square = (np.sin, np.cos), (lambda a, y: ((a - y) ** 2).sum(-1), lambda a, y: 2 * (a - y))
    t = nw.Trainer(nw.Network([1, 3, 1], wave), (X, y), loss=square)
    e = Experiment.of(t)
    assert e.own == ("own", "sin", "<lambda>")
    with refused(ValueError, "this run used your own data 'own'; pass own={'own': …}"):
        e.build()
    with refused(ValueError, "this run used your own activation 'sin'; pass own={'sin': …}"):
        e.build({"own": (X, y)})
    again(t, {"own": (X, y), "sin": wave, "<lambda>": square})


def test_own_features_and_curves():
    data = nw.datasets.circle(40).with_features(("r", lambda X: np.hypot(X[:, 0], X[:, 1]))).split(0.5)
    again(nw.Trainer(nw.Network([1, 1]), data), {"r": ("r", lambda X: np.hypot(X[:, 0], X[:, 1]))})
    again(nw.Trainer(nw.Network([1, 1], output="linear"), nw.datasets.curve(np.cos).split(0.5)), {"cos": np.cos})


def test_data_that_were_taken_apart_are_own():
    whole = nw.datasets.circle(40)
    for data in (whole.take(range(20)), (whole, nw.datasets.circle(20, seed=1)), whole.split(0.5)[::-1], whole.join(whole)):
        t = nw.Trainer(nw.Network([2, 1]), data)
        assert Experiment.of(t).own == ("circle",)
        again(t, {"circle": t.data})
    whole.X[0] = 9
    assert Experiment.of(nw.Trainer(nw.Network([2, 1]), whole)).own == ("circle",)


def put(path, value):
    def change(spec):
        *way, last = path
        for key in way:
            spec = spec[key]
        spec[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (put(["version"], 2), "this experiment is of version 2, this nnwidgets reads up to 1; update nnwidgets"),
        (put(["more"], 1), "an experiment must have exactly version, data, network, training; got data, more, network, training, version"),
        (put(["network"], []), "network must have exactly sizes, activation, output, init, dtype, seed, draw, start; got []"),
        (put(["network", "output"], "tan"), "unknown activation 'tan'; choose one of linear, sigmoid, tanh"),
        (put(["network", "sizes"], [3, 2, 1]), "the network takes 3 inputs, the data has 2"),
        (put(["network", "sizes"], [2, 5000, 5000, 1]), "a shared network has up to 2,000,000 parameters"),
        (put(["network", "start"], [[99, 1]]), "index must be below 9, the number of parameters, got 99"),
        (put(["training", "loss"], "cross_entropy"), "loss 'cross_entropy' needs a softmax output"),
        (put(["training", "batch_size"], 0), "batch_size must be a whole number of at least 1, got 0"),
        (put(["training", "shuffle"], 1), "shuffle must be true or false, got 1"),
        (put(["training", "optimizer"], {"name": "momentum"}), "optimizer 'momentum' must have exactly name, beta; got name"),
        (put(["training", "optimizer"], {"name": "momentum", "beta": 1}), "beta must be below 1, got 1"),
        (put(["data", "name"], "circl"), "unknown data 'circl'; choose one of circle"),
        (put(["data", "arguments", "n"], 10**9), "n must be at most 100,000 in a shared run, got 1,000,000,000"),
        (put(["data", "arguments", "noise"], 1), "noise must be a number from 0 to 0.5, got 1"),
        (put(["data", "arguments"], {"folder": "x"}), "arguments of circle must have exactly n, noise, seed; got folder"),
        (put(["data", "features"], ["x9", "x1"]), "unknown feature 'x9'"),
    ],
)
def test_what_does_not_fit_is_refused(change, sentence):
    spec = Experiment.of(nw.Trainer(nw.Network([2, 2, 1]), nw.datasets.circle(50))).to_dict()
    change(spec)
    with pytest.raises((ValueError, TypeError)) as got:
        Experiment.from_dict(spec)
    assert str(got.value).startswith(sentence)


def test_no_folder_is_read_for_somebody_else():
    spec = Experiment.of(nw.Trainer(nw.Network([2, 2, 1]), nw.datasets.circle(50))).to_dict()
    spec["data"] |= {"name": "mnist", "arguments": {"folder": "/"}}
    with pytest.raises(ValueError, match="arguments of mnist must have exactly nothing; got folder"):
        Experiment.from_dict(spec)
