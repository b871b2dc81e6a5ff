"""The figure of a landscape: its own numbers, the path of the run, the tangent of the gradient."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

import nnwidgets as nw


@pytest.fixture(scope="module")
def trainer():
    net = nw.Network([2, 4, 2, 1], seed=3)
    return nw.Trainer(net, nw.datasets.circle(60), learning_rate=0.1, l2=0.001).train(epochs=10)


def test_a_plane_shows_the_loss_and_the_path(trainer, ax):
    surface = nw.landscape(trainer, ["W[0][0, 0]", "W[1][0, 2]"])
    assert nw.figures.landscape(surface, ax) is ax
    path, start, now = ax.lines
    assert np.array_equal(path.get_xydata(), surface.path.points)
    assert np.array_equal(start.get_xydata()[0], surface.path.points[0])
    assert np.array_equal(now.get_xydata()[0], surface.here)
    assert [text.get_text() for text in ax.get_legend().texts] == ["start", "now"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == surface.names
    bar = ax.figure.axes[-1]
    assert bar.get_ylabel() == "loss, penalties included"
    low, high = ax.collections[0].get_clim()
    assert (low, high) == pytest.approx((surface.loss.min(), surface.loss.max()))
    ax.figure.canvas.draw()


def test_the_first_axis_goes_across(ax):
    """loss[i, j] is at (axes[0][i], axes[1][j]): a loss that rises along the first axis alone has upright contours."""
    X = np.array([[1.0, 0.0], [2.0, 0.0]])  # the second input is never there
    surface = nw.landscape(nw.Network([2, 1], output="linear", init="zeros"), [0, 1], data=(X, np.zeros(2)), points=[20, 30])
    nw.figures.landscape(surface, ax)
    lines = [segment for path in ax.collections[1].get_paths() for segment in path.to_polygons(closed_only=False)]
    assert lines and all(np.ptp(line[:, 0]) < 1e-9 < np.ptp(line[:, 1]) for line in lines)
    assert len(ax.lines) == 1  # no run, no path


def test_another_path(trainer, ax):
    surface = nw.landscape(trainer, "random", points=10)
    other = surface.project([surface.at(0, 0), surface.at(0.5, -0.5)])
    nw.figures.landscape(surface, ax, path=other)
    assert ax.lines[0].get_xydata() == pytest.approx(np.array([[0, 0], [0.5, -0.5]]), abs=1e-12)


def test_a_line_has_its_tangent(trainer, ax):
    surface = nw.landscape(trainer, "W[1][0, 2]", over=(-2, 1))
    nw.figures.landscape(surface, ax)
    curve, tangent, now = ax.lines
    assert np.array_equal(curve.get_xydata(), np.column_stack([surface.axes[0], surface.loss]))
    (x0, y0), (x1, y1) = tangent.get_xydata()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(surface.slope[0], rel=1e-9)
    assert (x0 + x1) / 2 == pytest.approx(surface.here[0]) and (y0 + y1) / 2 == pytest.approx(surface.loss_here)
    assert now.get_xydata().tolist() == [[surface.here[0], surface.loss_here]]
    assert ax.get_legend().texts[0].get_text() == f"slope {surface.slope[0]:+.3g}".replace("-", "−")
    assert ax.get_ylabel() == "loss, penalties included"


def test_what_is_not_finite_is_left_out_and_what_is_flat_is_drawn(ax):
    data = (np.array([[1.0], [2.0]]), np.zeros(2))
    net = nw.Network([1, 1, 1], "relu", "linear", "constant")
    nw.figures.landscape(nw.landscape(net, "W[0][0, 0]", data=data, over=(0, 1e200)), ax)
    assert np.isnan(ax.lines[0].get_ydata()[1:]).all()
    nw.figures.landscape(nw.landscape(net, ["W[0][0, 0]", "W[1][0, 0]"], data=data, over=[(-3, -1), (0, 2)]), ax)  # dead: the loss is flat
    ax.figure.canvas.draw()
    with pytest.raises(ValueError) as error:
        nw.figures.landscape(nw.landscape(net, "W[0][0, 0]", data=data, over=(1e200, 2e200)), ax)
    assert str(error.value) == "the loss is finite at no point of this landscape; take another range with over="


def test_without_an_axes_there_is_a_new_figure(trainer):
    for along in ("random", 0):
        made = nw.figures.landscape(nw.landscape(trainer, along, points=5))
        assert made.figure.number in plt.get_fignums()
        plt.close(made.figure)
