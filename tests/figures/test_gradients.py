"""The figure of the gradients: one histogram a layer, their root mean squares, and what is exactly 0 said in words."""

import numpy as np
import pytest
from matplotlib.patches import StepPatch

import nnwidgets as nw


def test_every_layer_has_its_histogram_and_its_mean(ax):
    trainer = nw.Trainer(nw.Network([2, 4, 4, 1], "sigmoid", seed=1), nw.datasets.circle(60)).train(5)
    assert nw.figures.gradients(trainer, ax=ax) is ax
    found = nw.statistics(trainer)
    assert ax.lines[0].get_xydata() == pytest.approx(np.column_stack([range(3), found.gradient_rms]))
    drawn = [patch.get_data() for patch in ax.patches if isinstance(patch, StepPatch)]
    assert len(drawn) == 3
    for layer, (values, edges, baseline) in enumerate(drawn):
        assert edges == pytest.approx(10 ** found.gradients[layer].edges)
        counts = found.gradients[layer].counts
        assert values - baseline == pytest.approx(0.8 * counts / counts.max())
        assert (values + baseline) / 2 == pytest.approx(np.full(len(counts), layer))
    assert ax.get_yscale() == "log" and not ax.texts


def test_a_vanishing_gradient_is_seen(ax):
    nw.figures.gradients(nw.Network([2, *[8] * 6, 1], "sigmoid", seed=1), "circle", ax)
    rms = ax.lines[0].get_ydata()
    assert (np.diff(rms) > 0).all() and rms[0] < 1e-3 * rms[-1]
    assert ax.get_ylim()[0] < rms[0] and rms[-1] < ax.get_ylim()[1]


def test_zeros_are_said(ax):
    net = nw.Network([1, 4, 1], "relu", "linear", "constant")
    net.b[0] = [-100, -100, -100, 1]
    found = nw.statistics(net, (np.array([[0.5], [1.0]]), np.zeros(2)))
    nw.figures.gradients(found, ax=ax)
    assert [text.get_text() for text in ax.texts] == ["75% are 0", "60% are 0"]


def test_a_layer_without_any_gradient(ax):
    nw.figures.gradients(nw.Network([2, 3, 1], "step", seed=1), "circle", ax)
    assert ax.texts[0].get_text() == "100% are 0"
    assert len([patch for patch in ax.patches if isinstance(patch, StepPatch)]) == 1
    ax.figure.canvas.draw()


def test_a_network_needs_data():
    with pytest.raises(ValueError) as error:
        nw.figures.gradients(nw.Network([2, 1]))
    assert str(error.value) == "a network needs data to have a loss: pass data=, a Dataset, a name or (X, y); or pass a Trainer"
