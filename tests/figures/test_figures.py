"""Static figures: they return their Axes, draw on a given one, and show the numbers that are there."""

import matplotlib

matplotlib.use("Agg")

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.collections import LineCollection

import nnwidgets as nw


@pytest.fixture
def ax():
    figure, ax = plt.subplots()
    yield ax
    plt.close(figure)


@pytest.fixture
def trainer():
    net = nw.Network([2, 4, 2, 1], output="tanh", init="playground")
    return nw.Trainer(net, nw.datasets.circle(), test=0.5).train(epochs=5)


def test_the_loss_curve_is_the_history(trainer, ax):
    assert nw.figures.loss_curve(trainer.history, ax) is ax
    train, test = ax.lines
    assert np.array_equal(train.get_xydata(), np.column_stack([trainer.history.steps, trainer.history.train_loss]))
    assert np.array_equal(test.get_ydata(), trainer.history.test_loss)
    assert [text.get_text() for text in ax.get_legend().texts] == ["training", "test"]
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_ylim()[0]) == ("step", "loss", 0)


def test_without_a_test_set_there_is_one_line_and_log_is_log(ax):
    trainer = nw.Trainer(nw.Network([2, 1]), nw.datasets.gauss()).train(epochs=2)
    nw.figures.loss_curve(trainer.history, ax, log=True)
    assert len(ax.lines) == 1 and ax.get_yscale() == "log"


def test_the_boundary_is_the_network_over_the_plane(trainer, ax):
    assert nw.figures.decision_boundary(trainer.net, trainer.data, ax) is ax
    (image,) = ax.images
    left, right, bottom, top = image.get_extent()
    across, up = np.linspace(left, right, 100), np.linspace(bottom, top, 100)
    for i, j in ((0, 0), (99, 0), (42, 77)):
        assert image.get_array()[i, j] == pytest.approx(trainer.net.forward([across[j], up[i]]).output[0, 0])
    assert image.get_clim() == (-1, 1)
    assert [c.get_offsets().shape for c in ax.collections] == [(250, 2), (250, 2)]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("x1", "x2")


def test_several_classes_have_a_color_each(ax):
    X = np.random.default_rng(0).normal(size=(60, 2))
    y = (X[:, 0] > 0).astype(int) + (X[:, 1] > 0)
    net = nw.Network([2, 3], output="softmax")
    nw.figures.decision_boundary(net, (X, y), ax)
    assert ax.images[0].get_array().shape == (100, 100, 3)
    assert len(np.unique(ax.collections[0].get_facecolors(), axis=0)) == 3


def test_a_boundary_needs_two_inputs():
    with pytest.raises(ValueError) as error:
        nw.figures.decision_boundary(nw.Network([3, 1]), (np.zeros((4, 3)), [0, 1, 0, 1]))
    assert str(error.value) == "a decision boundary needs a network of two inputs, got one of 3"


def test_the_network_shows_every_weight(ax):
    net = nw.Network([2, 3, 1], init="xavier")
    assert nw.figures.network(net, ax) is ax
    segments = sum(len(c.get_segments()) for c in ax.collections if isinstance(c, LineCollection))
    assert segments == 9
    printed = {text.get_text() for text in ax.texts}
    assert {f"{w:+.2f}".replace("-", "−") for W in net.W for w in W.ravel()} <= printed


def test_a_large_network_is_cut_and_says_so(ax):
    nw.figures.network(nw.Network([784, 16, 10], output="softmax"), ax)
    assert any("784 in all" in text.get_text() for text in ax.texts)


def test_without_an_axes_there_is_a_new_figure(trainer):
    made = nw.figures.loss_curve(trainer.history)
    assert made.figure.number in plt.get_fignums()
    plt.close(made.figure)
