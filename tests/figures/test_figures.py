"""Static figures: they return their Axes, draw on a given one, and show the numbers that are there."""

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.collections import LineCollection

import nnwidgets as nw


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
    filled, rim, ring = ax.collections  # a ring of a test point has a rim of its own
    for drawn, part in ((filled, 0), (rim, 1), (ring, 1)):
        assert np.array_equal(drawn.get_offsets(), trainer.data[part].inputs)
    assert image.get_extent() == [-6, 6, -6, 6]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("x1", "x2")


def test_several_classes_have_a_color_each(ax):
    X = np.random.default_rng(0).normal(size=(60, 2))
    y = (X[:, 0] > 0).astype(int) + (X[:, 1] > 0)
    net = nw.Network([2, 3], output="softmax")
    nw.figures.decision_boundary(net, (X, y), ax)
    assert ax.images[0].get_array().shape == (100, 100, 3)
    assert len(np.unique(ax.collections[0].get_facecolors(), axis=0)) == 3


def test_the_other_inputs_are_at_their_mean(ax):
    X = np.random.default_rng(0).normal((0, 0, 5), size=(40, 3))
    net = nw.Network([3, 2, 1], seed=1)
    nw.figures.decision_boundary(net, (X, (X[:, 0] > 0).astype(int)), ax)
    left, _, bottom, _ = ax.images[0].get_extent()
    assert ax.images[0].get_array()[0, 0] == pytest.approx(net.forward([left, bottom, X[:, 2].mean()]).output[0, 0])
    assert ax.get_xlabel() == "x1 (the rest at their mean)"


def test_one_input_is_a_curve(ax):
    data = nw.datasets.curve("sine", n=30)
    net = nw.Network([1, 3, 1], output="linear", seed=1)
    nw.figures.decision_boundary(net, data, ax)
    x, y = ax.lines[0].get_data()
    assert np.array_equal(y, net.forward(x[:, None]).output[:, 0])
    assert x[0] < data.X.min() and x[-1] > data.X.max()


def test_a_plane_of_other_size_than_the_playgrounds(ax):
    data = nw.datasets.vowels(words=["heed", "hod"])
    nw.figures.decision_boundary(nw.Network([2, 1]), data, ax)
    left, right, bottom, top = ax.images[0].get_extent()
    assert left < data.X[:, 0].min() < data.X[:, 0].max() < right
    assert bottom < data.X[:, 1].min() < data.X[:, 1].max() < top


def test_a_boundary_needs_data_of_the_network():
    with pytest.raises(ValueError) as error:
        nw.figures.decision_boundary(nw.Network([3, 1]), "circle")
    assert str(error.value) == "the network takes 3 inputs, the data has 2"


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
