"""Names of parameters, random directions of the length of the units, and the plane of a run."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.directions import named, way


def test_every_name_is_found_again():
    net = nw.Network([3, 2, 4, 1])
    assert [named(net, net.name_of(k)) for k in range(net.n_params)] == list(range(net.n_params))
    assert named(net, " W[1][3,1] ") == named(net, "W[1][3, 1]")


@pytest.mark.parametrize("name", ["W[0][2, 0]", "W[0][0, 3]", "W[2][0, 0]", "b[1][1]", "b[2][0]", "w[0][0, 0]", "W[0][0]", ""])
def test_a_parameter_that_is_not_there(name, refused):
    sentence = f"the network has no parameter {name!r}; its first is 'W[0][0, 0]', its last are 'W[1][0, 1]' and 'b[1][0]'"
    with refused(ValueError, sentence):
        named(nw.Network([3, 2, 1]), name)


def test_a_random_direction_is_as_long_as_the_units():
    net = nw.Network([3, 4, 2], seed=1)
    unit, layer, plain = (net.split(nw.random_direction(net, 5, norm)) for norm in ("unit", "layer", None))
    for d, M in zip(unit, net.blocks, strict=True):
        assert np.allclose(np.linalg.norm(d, axis=1), np.linalg.norm(M, axis=1), rtol=1e-14)
    for d, M in zip(layer, net.blocks, strict=True):
        assert np.linalg.norm(d) == pytest.approx(np.linalg.norm(M), rel=1e-14)
    for d, scaled in zip(plain, unit, strict=True):  # the same draw
        assert np.allclose(d / np.linalg.norm(d, axis=1, keepdims=True), scaled / np.linalg.norm(scaled, axis=1, keepdims=True))
    assert np.array_equal(nw.random_direction(net, 5), nw.random_direction(net, 5))
    assert not np.array_equal(nw.random_direction(net, 5), nw.random_direction(net, 6))


def test_another_norm_is_refused(refused):
    with refused(ValueError, "norm must be 'unit', 'layer' or None, got 'filter'"):
        nw.random_direction(nw.Network([2, 1]), norm="filter")


def test_the_plane_of_a_run_is_the_best_there_is():
    """Against the other way to principal components: eigenvectors of the second moments about the last point."""
    rng = np.random.default_rng(0)
    thetas = rng.normal(size=(20, 6)) * [5, 3, 1, 0.5, 0.1, 0.1]
    found = nw.run_directions(thetas)
    rows = thetas - thetas[-1]
    want = np.linalg.eigh(rows.T @ rows)[1][:, ::-1][:, :2].T
    assert np.allclose(found @ found.T, np.eye(2), atol=1e-14)
    assert np.allclose(np.abs((found * want).sum(axis=1)), 1)
    assert all(d[np.abs(d).argmax()] > 0 for d in found)


def test_a_run_that_has_not_left_a_line(refused):
    line = np.outer(np.arange(5.0), [1, 2, 3])
    for thetas in (line, line[:2], np.ones((4, 3))):
        with refused(ValueError, "the run has not left a line: train on, or choose other directions"):
            nw.run_directions(thetas)


def again(steps):
    return nw.Trainer(nw.Network([2, 3, 1]), nw.datasets.circle(50)).train(steps)


def test_the_way_of_a_short_run_is_replayed():
    trainer = again(70)
    steps, thetas = way(trainer)
    assert len(steps) == 61 and (steps[0], steps[-1]) == (0, 70)
    for step, theta in zip(steps.tolist(), thetas, strict=True):
        assert np.array_equal(again(step).net.theta, theta)
    trainer.net.W[0][0, 0] = 9  # what was written since is there too
    assert way(trainer)[0].tolist() == [*steps.tolist(), 70]
    assert way(trainer)[1][-1, 0] == 9
    assert way(again(3))[0].tolist() == [0, 1, 2, 3]
    assert way(again(0))[0].tolist() == [0]


def test_the_way_of_a_long_run_is_its_snapshots_and_now():
    trainer = again(1510)
    assert way(trainer)[0].tolist() == [*range(0, 1501, 25), 1510]
    assert np.array_equal(way(trainer)[1][:-1], way(trainer.history)[1])
    assert way(again(1500))[0].tolist() == [*range(0, 1501, 25)]  # a snapshot of the present is not there twice


def test_the_way_of_arrays():
    net = nw.Network([1, 1])
    for run in (net, net.theta, [net.theta, net.theta + 1]):
        steps, thetas = way(run)
        assert np.array_equal(thetas[0], net.theta) and steps.tolist() == list(range(len(thetas)))
