"""Landscapes: the trainer's own loss, its slope by backpropagation, the way of the run; and nothing is changed."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.directions import way
from nnwidgets.core.landscape import landscape_by_lines

RUN = {"learning_rate": 0.1, "test": 0.2}


def trained(epochs=5, output="tanh", **more):
    return nw.Trainer(nw.Network([2, 4, 2, 1], output=output, seed=3), nw.datasets.circle(60), **{**RUN, **more}).train(epochs=epochs)


def loss_at(trainer, theta, part=0):
    """The trainer's own measure, penalties included, with other numbers in a branch of it."""
    other = trainer.branch()
    other.net.theta = theta
    return (other.train_loss, other.test_loss)[part]


@pytest.mark.parametrize("along", ["random", "run", "W[1][0, 2]", ["b[0][1]", 3], ["W[2][0, 1]", "b[2][0]"]])
@pytest.mark.parametrize("more", [{}, {"l1": 0.02, "l2": 0.3}, {"loss": "hinge"}])
def test_a_landscape_is_the_trainers_loss(along, more):
    trainer = trained(**more)
    found = nw.landscape(trainer, along, points=4)
    want = np.empty(found.loss.shape)
    for at in np.ndindex(want.shape):
        want[at] = loss_at(trainer, found.at(*(axis[i] for axis, i in zip(found.axes, at, strict=True))))
    assert np.abs(found.loss - want).max() <= 1e-12 * want.max()
    assert found.loss_here == pytest.approx(trainer.train_loss, rel=1e-12)
    assert found.penalties == (trainer.l1, trainer.l2)
    assert ("penalties included" in repr(found)) == bool(trainer.l1)
    assert np.allclose(found.at(*found.here), trainer.net.theta, atol=1e-15)


@pytest.mark.parametrize("along", ["run", "W[1][0, 2]", ["b[0][1]", 3]])
def test_line_by_line_it_is_the_same_of_the_network_as_it_was_at_the_first(along):
    trainer = trained(l2=0.3)
    want, work, told = nw.landscape(trainer, along, points=7), landscape_by_lines(trainer, along, points=7), []
    while True:
        try:
            told.append(next(work))
            trainer.train(1)
        except StopIteration as end:
            found = end.value
            break
    assert told == [(i, 7) for i in range(1, 8)]
    np.testing.assert_allclose(found.loss, want.loss, rtol=1e-14)
    assert found.loss_here == want.loss_here and (found.slope == want.slope).all() and (found.theta == want.theta).all()
    assert (found.path.points == want.path.points).all() and found.names == want.names


def test_the_test_set_and_other_data():
    trainer, other = trained(l2=0.1), nw.datasets.circle(30, seed=5)
    found = nw.landscape(trainer, 3, part="test", points=5)
    assert [loss_at(trainer, found.at(v), 1) for v in found.axes[0]] == pytest.approx(found.loss, rel=1e-12)
    trainer.change(data=(other, other))
    assert np.allclose(
        nw.landscape(trained(l2=0.1), 3, data=other, over=(-1, 1)).loss, nw.landscape(trainer, 3, over=(-1, 1)).loss, rtol=1e-12
    )


def test_a_network_with_data():
    net, data = nw.Network([2, 3, 3], output="softmax", seed=1), nw.datasets.blobs(40)
    found = nw.landscape(net, ["W[0][0, 0]", "W[1][2, 1]"], data=data, over=[(-1, 1), (0, 3)], points=[3, 5])
    assert [axis.tolist() for axis in found.axes] == [[-1, 0, 1], [0, 0.75, 1.5, 2.25, 3]]
    assert found.names == ("W[0][0, 0]", "W[1][2, 1]") and found.path is None
    other = net.copy()
    other.W[0][0, 0], other.W[1][2, 1] = 1, 0.75
    assert found.loss[2, 1] == pytest.approx(nw.landscape(other, 0, data=data).loss_here, rel=1e-12)
    assert found.loss[2, 1] == pytest.approx(-np.log(other.forward(data.inputs).output[np.arange(40), data.y]).mean(), rel=1e-12)


@pytest.mark.parametrize("along", ["W[0][1, 1]", "b[1][0]", "random"])
@pytest.mark.parametrize("more", [{}, {"l1": 0.02, "l2": 0.3}])
def test_the_slope_is_the_analytic_gradient_and_that_of_the_curve(along, more):
    trainer = trained(**more)
    found = nw.landscape(trainer, along)
    train, net = trainer.data[0], trainer.net
    grads = net.backward(net.forward(train.inputs), train.y, trainer.loss)
    for W, g in zip(net.W, grads.W, strict=True):
        g += trainer.l1 * np.sign(W) + trainer.l2 * W
    for i, axis in enumerate(found.along):
        assert found.slope[i] == pytest.approx(grads.theta @ axis.way, rel=1e-12)
        above, below = nw.landscape(trainer, [axis.way], over=(-1e-5, 1e-5), points=2).loss[::-1]
        assert found.slope[i] == pytest.approx((above - below) / 2e-5, rel=1e-6)


def test_parameters_are_projected_exactly():
    trainer = trained()
    found = nw.landscape(trainer, ["W[0][1, 0]", "b[2][0]"])
    thetas = way(trainer)[1]
    k = [next(k for k in range(25) if trainer.net.name_of(k) == name) for name in found.names]
    assert np.array_equal(found.path.points, thetas[:, k])
    assert found.path.steps[-1] == trainer.steps and found.path.distance[-1] == 0
    rest = np.delete(thetas - trainer.net.theta, k, axis=1)
    assert np.allclose(found.path.distance, np.linalg.norm(rest, axis=1), rtol=1e-12)
    assert np.array_equal(found.project(trainer).points, found.path.points)
    for low, high, points in zip(*zip(*((a[0], a[-1]) for a in found.axes), strict=True), found.path.points.T, strict=True):
        assert low < points.min() and points.max() < high


def test_directions_are_projected_by_least_squares():
    trainer = trained()
    found = nw.landscape(trainer, "random")
    D = np.array([axis.way for axis in found.along])
    for theta, point, distance in zip(way(trainer)[1][:-1], found.path.points, found.path.distance, strict=False):
        want, rest, *_ = np.linalg.lstsq(D.T, theta - trainer.net.theta)
        assert point == pytest.approx(want, rel=1e-9)
        assert distance == pytest.approx(np.sqrt(rest[0]), rel=1e-9)
    inside = found.at(0.3, -0.7)
    assert found.project(inside).points[0] == pytest.approx([0.3, -0.7], rel=1e-12)
    assert found.project(inside).distance[0] < 1e-14


def test_a_parameter_beside_a_direction():
    net = nw.Network([2, 2, 1], seed=1)
    found = nw.landscape(net, [0, np.arange(9.0)], data="circle", points=3)
    apart = nw.landscape(net, [0, np.arange(9.0) + 1], data="circle", points=3)  # moves that parameter too
    for surface in (found, apart):
        assert surface.project(surface.at(2, 0.1)).points[0] == pytest.approx([2, 0.1])


def test_the_plane_of_the_run_holds_more_of_it_than_a_random_one():
    trainer = trained(20)
    assert nw.landscape(trainer, "run").path.distance.mean() < 0.5 * nw.landscape(trainer, "random").path.distance.mean()


def test_nothing_is_changed():
    trainer = trained(l1=0.01)
    trainer.net.W[0][0, 0] = 0.5  # not yet noticed
    before = trainer.net.theta.copy(), len(trainer.history.events), len(trainer.history), trainer.optimizer_state
    for along in ("random", "run", 0, [1, 2]):
        nw.landscape(trainer, along, points=3)
    after = trainer.net.theta, len(trainer.history.events), len(trainer.history), trainer.optimizer_state
    assert np.array_equal(before[0], after[0]) and before[1:3] == after[1:3] and before[3].keys() == after[3].keys()
    found = nw.landscape(trainer, 0)
    trainer.train(5)
    assert found.theta[0] == 0.5  # nor does training change a landscape


def test_float32_is_computed_in_float64():
    net = nw.Network([2, 3, 1], dtype="float32", seed=1)
    double = nw.Network([2, 3, 1])
    double.theta = net.theta
    assert np.array_equal(nw.landscape(net, 0, data="circle").loss, nw.landscape(double, 0, data="circle").loss)


def test_the_learners_own_forward_pass_is_what_is_measured():
    def forward(W, b, X):
        return np.tanh(2 * (X @ W[0].T + b[0]))

    trainer = nw.Trainer(nw.Network([2, 1], output="tanh"), "circle", forward=forward, l2=0.1)
    found = nw.landscape(trainer, ["W[0][0, 0]", "b[0][0]"], points=[3, 2])
    for i, j in np.ndindex(3, 2):
        assert found.loss[i, j] == pytest.approx(loss_at(trainer, found.at(found.axes[0][i], found.axes[1][j])), rel=1e-12)


def test_the_slope_is_the_learners_own_backward_pass():
    def backward(W, b, X, y):
        return [np.full((1, 2), 7.0)], [np.array([5.0])]

    trainer = nw.Trainer(nw.Network([2, 1]), "circle", backward=backward)
    assert nw.landscape(trainer, ["W[0][0, 1]", "b[0][0]"], points=2).slope.tolist() == [7, 5]


@pytest.mark.parametrize(
    ("of", "given", "kind", "sentence"),
    [
        ("net", {}, ValueError, "a network needs data to have a loss: pass data=, a Dataset, a name or (X, y); or pass a Trainer"),
        ("lab", {}, TypeError, "there must be a Trainer or a Network, got 'lab'"),
        ("net", {"data": "circle", "along": "run"}, ValueError,
         "along='run' needs a Trainer, whose run it is; or pass a list of two directions"),
        ("run", {"along": [0, 1, 2]}, ValueError, "along must name one or two axes, got 3"),
        ("run", {"along": 25}, ValueError, "index must be below 25, the number of parameters, got 25"),
        ("run", {"along": 1.5}, TypeError, "index must be a whole number of at least 0, got 1.5"),
        ("run", {"along": [0, "W[0][0, 0]"]}, ValueError,
         "a plane needs two different axes, got W[0][0, 0] and W[0][0, 0], which lie on one line"),
        ("run", {"along": [np.ones(25), -2 * np.ones(25)]}, ValueError,
         "a plane needs two different axes, got direction 1 and direction 2, which lie on one line"),
        ("run", {"along": np.ones(24)}, ValueError, "a direction has shape (25,), like theta; got (24,)"),
        ("run", {"along": np.zeros(25)}, ValueError, "a direction must hold finite numbers, not all of them 0"),
        ("run", {"along": 0, "over": (1, 1)}, ValueError, "over must go from low to high, got 1 to 1"),
        ("run", {"along": 0, "over": [(0, 1), (0, 1)]}, ValueError, "over must be (low, high); got [(0, 1), (0, 1)]"),
        ("run", {"over": (1, 2, 3)}, ValueError, "over must be (low, high), or a list of two of them; got (1, 2, 3)"),
        ("run", {"over": (0, np.nan)}, ValueError, "high of over must be a number, got nan"),
        ("run", {"points": 1}, ValueError, "points must be a whole number of at least 2, got 1"),
        ("run", {"points": [3]}, ValueError, "points must be one number or a list of two, got [3]"),
        ("run", {"part": "tset"}, ValueError, "unknown part 'tset'; choose one of train, test (did you mean 'test'?)"),
        ("all", {"part": "test"}, ValueError, "no examples are set aside: part='test' needs a test set, such as Trainer(…, test=0.2) has"),
        ("run", {"data": nw.datasets.iris()}, ValueError,
         "the network takes 2 inputs, the data has 4; make a network whose sizes begin with 4"),
    ],
)  # fmt: skip
def test_what_does_not_fit(of, given, kind, sentence, refused):
    with refused(kind, sentence):
        nw.landscape({"net": nw.Network([2, 1]), "run": trained(), "all": trained(test=0)}.get(of, of), **given)


def test_points_of_another_kind(refused):
    line = nw.landscape(nw.Network([2, 1]), 0, data="circle")
    with refused(ValueError, "a point has 1 coordinate here, got 2"):
        line.at(1, 2)
    with refused(ValueError, "theta has 3 entries here, got 4"):
        line.project(np.ones((5, 4)))


def test_what_is_printed():
    line = nw.landscape(nw.Network([2, 1], init="zeros"), "b[0][0]", data="circle", points=3, over=(0, 1))
    assert repr(line) == "Landscape(b[0][0], 3 points, loss 0.6931 … 0.8133, here 0.6931)"
