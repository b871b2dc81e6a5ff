"""What a Playground is made of, and what it says when it cannot be made."""

import gc

import ipywidgets
import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.vowels import SIX
from nnwidgets.widgets.gallery import SETS

X = np.linspace(-1, 1, 60).reshape(30, 2)
THREE = ["red", "green", "blue"] * 10
NET = nw.Network([2, 3, 1], seed=1)


@pytest.mark.parametrize(
    ("data", "task", "sizes", "output", "loss", "names"),
    [
        ("circle", "binary", [2, 4, 2, 1], "tanh", "squared_error", ["orange", "blue"]),
        ("reg_plane", "regression", [2, 4, 2, 1], "linear", "squared_error", []),
        ((X, THREE), "multiclass", [2, 4, 2, 3], "softmax", "cross_entropy", ["blue", "green", "red"]),
        ((X, X[:, 0]), "regression", [2, 4, 2, 1], "linear", "squared_error", []),
        ((X, X), "regression", [2, 4, 2, 2], "linear", "squared_error", []),
        ((X[:, 0], X[:, 0] > 0), "binary", [1, 4, 2, 1], "tanh", "squared_error", ["False", "True"]),
        ((np.c_[X, X], ["a", "b"] * 15), "binary", [4, 4, 2, 1], "tanh", "squared_error", ["a", "b"]),
        (((X[:20], THREE[:20]), (X[20:], THREE[20:])), "multiclass", [2, 4, 2, 3], "softmax", "cross_entropy", ["blue", "green", "red"]),
        (nw.datasets.moons(noise=0.1), "binary", [2, 4, 2, 1], "tanh", "squared_error", ["orange", "blue"]),
        (nw.datasets.blobs(classes=4), "multiclass", [2, 4, 2, 4], "softmax", "cross_entropy", ["blue", "orange", "green", "pink"]),
        (nw.datasets.vowels().standardize(), "multiclass", [2, 4, 2, 6], "softmax", "cross_entropy", list(SIX)),
        (nw.datasets.curve("bump"), "regression", [1, 4, 2, 1], "linear", "squared_error", []),
        (nw.datasets.from_arrays(X, X[:, 1] > 0, names=["a", "b"]), "binary", [2, 4, 2, 1], "tanh", "squared_error", ["False", "True"]),
    ],
)
def test_it_fits_the_data(make_lab, data, task, sizes, output, loss, names):
    lab, page = make_lab(data)
    s, frame = page.frame.settings, page.frame
    assert (s["task"], s["sizes"], s["output"], s["loss"], s["classes"]) == (task, sizes, output, loss, names)
    assert s["data"] == (data if isinstance(data, str) else None)
    assert frame.X.shape == (sum(map(len, lab.data)), sizes[0]) and frame.Y.shape == (len(frame.X), sizes[-1])
    assert len(s["names"]) == sizes[0] and s["n_train"] == len(lab.data[0])
    lab.train(steps=20)
    page.do("step", "epoch")
    assert page.errors == [] and page.frame.step == lab.trainer.steps


def test_the_targets_sent_are_what_the_loss_compares(make_lab):
    for data, output in (((X, THREE), None), ((X, X[:, 0] > 0), "sigmoid"), ((X, X[:, 0] > 0), "tanh"), ((X, THREE), "sigmoid")):
        lab, page = make_lab(data, output=output, loss="squared_error" if output else None)
        frame, n = page.frame, page.frame.settings["n_train"]
        for part, rows in (("train", slice(n)), ("test", slice(n, None))):
            out = lab.net.forward(frame.X[rows])
            expected = lab.trainer.loss.value(out.z[-1], out.output, frame.Y[rows]).mean()
            assert frame.loss[part] == pytest.approx(expected, rel=1e-12)


def test_weights_are_drawn_as_in_tensorflow_playground(make_lab):
    net = make_lab(seed=3)[0].net
    assert all((np.abs(W) <= 0.5).all() for W in net.W) and all((b == 0.1).all() for b in net.b)
    np.testing.assert_array_equal(net.theta, make_lab(seed=3)[0].net.theta)
    assert (net.theta != make_lab(seed=4)[0].net.theta).any()


def test_the_learners_own_network_is_the_one_on_screen(make_lab):
    net = nw.Network([2, 3, 1], activation="relu", seed=1)
    lab, page = make_lab((X, X[:, 0] > 0), net=net)
    assert lab.net is net and page.frame.settings["loss"] == "bce"
    page.edit({0: 0.75}, hold=[0], release=[0])
    assert net.W[0][0, 0] == 0.75
    np.testing.assert_array_equal(page.frame.theta, net.theta)


def test_the_learners_own_trainer_brings_everything(make_lab):
    parts = nw.datasets.from_arrays(X, X[:, 0] > 0).split(0.2)
    trainer = nw.Trainer(NET.copy(), parts, learning_rate=0.7, batch_size=4, shuffle=False, l2=0.01, seed=9).train(7)
    lab, page = make_lab(trainer=trainer)
    s = page.frame.settings
    assert lab.trainer is trainer and (lab.net, lab.data) == (trainer.net, trainer.data) and page.frame.step == 7
    assert (s["learning_rate"], s["batch_size"], s["test"], s["n_train"]) == (0.7, 4, 0.2, 24)
    page.do("hidden", [5])
    t = lab.trainer
    assert (t.learning_rate, t.batch_size, t.settings.shuffle, t.l2, t.seed) == (0.7, 4, False, 0.01, 9)
    assert t.loss is trainer.loss and t.data == trainer.data


HIDDEN = "linear, sigmoid, tanh, relu, leaky_relu, elu, softplus, gelu, swish, sin, step"
ALONE = "trainer= brings its own network, data and settings; pass it alone"
BRINGS = "net= brings its own layers and activations; pass it without hidden, activation and output"
NAN = NET.copy()
NAN.theta[3] = np.nan


@pytest.mark.parametrize(
    ("args", "kwargs", "sentence"),
    [
        (("circel",), {}, f"unknown data 'circel'; choose one of {', '.join(SETS)} (did you mean 'circle'?)"),
        ((), {"hidden": 4}, "hidden must be a list of sizes such as [4, 2], got 4"),
        ((), {"hidden": [4, 0]}, "every hidden size must be a whole number of at least 1, got 0"),
        ((), {"activation": "Relu"}, f"unknown activation 'Relu'; choose one of {HIDDEN} (did you mean 'relu'?)"),
        ((), {"output": "softmax"}, "softmax over one output is always 1; use output='sigmoid', or two outputs"),
        ((), {"learning_rate": "fast"}, "learning_rate must be a number above 0, got 'fast'; 0.03 is a usual start"),
        ((), {"learning_rate": -1}, "learning_rate must be a number above 0, got -1; 0.03 is a usual start"),
        ((), {"batch_size": 0}, "batch_size must be a whole number of at least 1, got 0; 10 is a usual start"),
        ((), {"noise": 2}, "noise must be a number from 0 to 0.5, got 2"),
        ((), {"test": 1.0}, "test must be a number from 0 to 0.9, got 1.0"),
        ((), {"seed": -1}, "seed must be a whole number of at least 0, got -1"),
        ((), {"loss": "bce"}, "loss 'bce' needs a sigmoid output, got tanh; use output='sigmoid' or loss='squared_error'"),
        (((X, THREE),), {"net": NET}, "labels for 1 sigmoid output must be 0 to 1, got 2; 3 classes need 3 outputs"),
        (((X[:, 0], X[:, 0] > 0),), {"net": NET}, "the network takes 2 inputs, the data has 1; make a network whose sizes begin with 1"),
        ((), {"net": NET, "hidden": [3]}, BRINGS),
        ((), {"net": NET, "activation": "relu"}, BRINGS),
        ((), {"net": NET, "output": "tanh"}, BRINGS),
        ((), {"net": NAN}, "net.W[0][1, 0] is nan; training needs finite numbers: write one there, or reset()"),
        (("xor",), {"trainer": nw.Trainer(NET, "circle")}, ALONE),
        (((X, THREE),), {"trainer": nw.Trainer(NET, "circle")}, ALONE),
        ((np.ones(3),), {"trainer": nw.Trainer(NET, "circle")}, ALONE),
        ((), {"trainer": nw.Trainer(NET, "circle"), "net": NET}, ALONE),
        ((), {"trainer": nw.Trainer(NET, "circle"), "noise": 0.1}, ALONE),
        ((), {"trainer": nw.Trainer(NET, "circle"), "learning_rate": 0.1}, ALONE),
        (((X,),), {}, "data must be a name, got"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_left_open(lines, args, kwargs, sentence):
    before = set(ipywidgets.widgets.widget._instances)
    with pytest.raises((ValueError, TypeError)) as caught:
        nw.Playground(*args, **kwargs)
    assert str(caught.value).split(" (array")[0].startswith(sentence) and (str(caught.value) == sentence or sentence.endswith("got"))
    del caught
    gc.collect()
    assert lines == [] and set(ipywidgets.widgets.widget._instances) == before


def test_an_option_that_nobody_knows_is_named(lines):
    with pytest.raises(TypeError, match="unexpected keyword argument 'learning_rat'"):
        nw.Playground(learning_rat=0.1)


def test_its_name_in_a_cell_is_always_the_same(make_lab):
    lab, _ = make_lab("spiral", hidden=(3,))
    assert repr(lab) == "Playground(spiral, [2, 3, 1], step 0)"
    lab.train(steps=12)
    assert repr(lab) == "Playground(spiral, [2, 3, 1], step 12)"
    assert repr(make_lab((X, THREE))[0]) == "Playground(own data, [2, 4, 2, 3], step 0)"
    bundle, _ = lab._repr_mimebundle_()
    assert bundle["text/plain"] == repr(lab) and "application/vnd.jupyter.widget-view+json" in bundle
