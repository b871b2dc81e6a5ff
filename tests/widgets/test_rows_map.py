"""PRODUCT.md's rows of the map, on the kernel's side: what a page is told, and what it may change."""

import numpy as np
import pytest

import nnwidgets as nw

X = np.random.default_rng(0).normal(size=(60, 4))


def test_T5_every_problem_has_its_output_and_its_targets(make_lab):
    for data, task, k in (("circle", "binary", 1), (nw.datasets.blobs(classes=5), "multiclass", 5), ("reg_gauss", "regression", 1)):
        lab, page = make_lab(data)
        frame = page.frame
        assert (frame.settings["task"], frame.Y.shape[1]) == (task, k)
        lab.train(steps=5)
        np.testing.assert_array_equal(frame.X, np.concatenate([part.X for part in lab.data]))
    lab, page = make_lab(nw.datasets.curve("bump"))
    assert page.frame.settings["plane"]["names"] == ["x", "y"] and page.frame.plane.shape == (3, 1)


def test_T8_features_are_switched_and_the_weights_of_those_that_stay_are_kept(make_lab):
    lab, page = make_lab("spiral")
    assert page.frame.settings["features"] == {"menu": ["x1", "x2", "x1²", "x2²", "x1x2", "sin x1", "sin x2"], "on": ["x1", "x2"]}
    lab.train(steps=50)
    first, rest = lab.net.W[0].copy(), lab.net.theta[12:].copy()
    page.do("features", ["x2", "x1x2", "sin x1"])
    assert page.errors == [] and page.frame.generation == 1 and page.frame.settings["takes"] == [1, "x1x2", "sin x1"]
    assert lab.net.sizes == (3, 4, 2, 1) and lab.data[0].names == ("x2", "x1x2", "sin x1")
    np.testing.assert_array_equal(lab.net.W[0][:, 0], first[:, 1])
    np.testing.assert_array_equal(lab.net.theta[16:], rest)
    np.testing.assert_array_equal(page.frame.X, np.concatenate([part.X for part in lab.data]))  # raw: the page makes the features
    page.do("data", "xor")
    assert lab.data[0].names == ("x2", "x1x2", "sin x1") and lab.net.sizes == (3, 4, 2, 1)
    page.do("noise", 0.2)
    page.do("test", 0.2)
    page.do("hidden", [3])
    assert lab.data[0].names == ("x2", "x1x2", "sin x1") and lab.net.sizes == (3, 3, 1) and page.errors == []
    page.do("features", ["x1", "x2"])
    assert lab.data[0].features == () and page.frame.settings["takes"] == [0, 1]


def test_T8_a_feature_of_ones_own_is_sampled_on_the_map_and_at_the_points(make_lab):
    own = ("log r", lambda X: np.log(np.hypot(X[:, 0], X[:, 1])))
    lab, page = make_lab("circle", features=["x1", own])
    frame = page.frame
    assert frame.settings["takes"] == [0, "log r"] and frame.settings["features"]["menu"][-1] == "log r"
    np.testing.assert_allclose(frame.own[0], own[1](frame.X))
    np.testing.assert_allclose(frame.own_50[0], own[1](lab.plane.points(50)).astype(np.float32), rtol=1e-6)
    assert frame.own_100.shape == (1, 10_000)
    page.do("features", ["x1", "x2"])
    page.do("features", ["x2", "log r"])
    assert lab.data[0].names == ("x2", "log r") and page.errors == []
    lab.set_features(["x1", ("root", lambda X: np.sqrt(X[:, 0] + 100))])
    assert page.frame.settings["features"]["menu"][-2:] == ["log r", "root"]
    sets = make_lab(nw.datasets.iris().with_features("petal length", "petal width").standardize())[1].frame
    assert sets.settings["takes"] == [2, 3] and sets.scale.shape == (2, 2)


@pytest.mark.parametrize(
    ("features", "sentence"),
    [
        ([], "the network needs at least one input; choose a feature, such as 'x1'"),
        ("x1", "features must be a list such as ['x1', 'x1²'], got 'x1'"),
        (["x3"], "unknown feature 'x3'; choose one of x1, x2, x1², x2², x1x2, sin x1, sin x2"),
        (["x1", "x1"], "features must have different names, got 'x1' twice"),
    ],
)
def test_T8_features_that_do_not_fit_are_named_and_nothing_changes(make_lab, features, sentence):
    lab, page = make_lab()
    net = lab.net
    page.do("features", features)
    assert page.errors == [sentence] and lab.net is net and page.frame.generation == 0


def test_T12_the_plane_of_any_arrays_is_chosen_and_said(make_lab):
    lab, page = make_lab((X, (X[:, 0] > 0).astype(int)))
    assert page.frame.settings["plane"] | {"domain": 0} == {
        "names": ["x1", "x2"], "domain": 0, "rest": "the other 2 columns at their mean", "choice": [0, 1],
        "columns": ["x1", "x2", "x3", "x4"],
    }  # fmt: skip
    page.do("axes", [2, 0])
    assert page.frame.settings["plane"]["names"] == ["x3", "x1"] and page.frame.generation == 0
    np.testing.assert_array_equal(page.frame.plane, lab.plane.table)
    page.do("axes_at", 5)
    assert page.frame.settings["plane"]["rest"] == "the other 2 columns at those of example 5"
    np.testing.assert_array_equal(page.frame.plane[0], np.where([0, 1, 0, 1], lab.data[0].X[5], 0))
    page.do("axes", "pca")
    assert page.frame.settings["plane"]["choice"] == "pca"
    page.do("axes", [0, 0])
    assert page.errors == ["axes must be two different columns of x1, x2, x3, x4, or 'pca', got (0, 0)"]
    page.do("data", "circle")
    assert page.frame.settings["plane"]["choice"] == [0, 1]  # components are of the data that were
    lab.set_axes("x2", "x1")
    assert page.frame.settings["plane"]["names"] == ["x2", "x1"]


def test_T12_points_changed_by_hand_are_one_change_in_the_log_each(make_lab):
    lab, page = make_lab("circle", noise=0.1)
    lab.train(steps=30)
    start, theta = lab.data, lab.net.theta.copy()
    page.do("add_point", [[1, 2], 1])
    page.do("move_point", [250, [3, 2.5]])
    page.do("label_point", [250, "orange"])
    events = lab.trainer.history.events
    assert len(events) == 3 and {event.step for event in events} == {30} and page.errors == []
    assert lab.data[0].X[-1].tolist() == [3, 2.5] and lab.data[0].y[-1] == 0 and len(lab.data[0]) == 251
    np.testing.assert_array_equal(lab.net.theta, theta)
    settings = page.frame.settings
    assert (settings["data"], settings["noise"], settings["plane"]["domain"]) == (None, 0.0, [[-6, 6], [-6, 6]])
    page.do("noise", 0.2)
    assert page.errors[-1].startswith("noise is for the named data sets")
    page.do("delete_point", 250)
    assert len(lab.data[0]) == 250
    page.do("move_point", [0, [1]])
    assert page.errors[-1] == "x must have 2 numbers, one for each column, got shape (1,)"
    page.do("add_point", 3)
    assert page.errors[-1] == "a point is changed by a list of 2, got 3"
    lab.rewind(29)
    assert lab.data[0] is start[0] and lab.data[1] is start[1]


def test_T17_a_curve_is_moved_with_its_target(make_lab):
    lab, page = make_lab(nw.datasets.curve("bump"))
    page.do("move_point", [0, [0.5], 0.25])
    assert (lab.data[0].X[0, 0], lab.data[0].y[0], len(lab.trainer.history.events)) == (0.5, 0.25, 1)


def test_D5_noise_moves_the_same_points_and_the_share_splits_the_same_points(make_lab):
    lab, page = make_lab("spiral", features=["x1", "sin x1"])
    before = lab.data[0].X
    page.do("noise", 0.05)
    shift = np.abs(lab.data[0].X - before).max(axis=1)
    assert 0 < shift.max() <= 0.05 * np.sqrt(2) * 1.0001
    everything = {tuple(x) for part in lab.data for x in part.X}
    page.do("test", 0.2)
    assert {tuple(x) for part in lab.data for x in part.X} == everything and len(lab.data[1]) == 100


def test_D8_numbers_that_are_not_finite_never_reach_the_page(make_lab):
    _, page = make_lab("reg_plane", learning_rate=10.0, batch_size=1)
    page.do("step", "epoch")
    assert page.frame.reason == "diverged" and np.isfinite(page.frame.theta).all() and "overflow" in page.errors[-1]
    holes = ("log", lambda X: np.where(np.abs(X[:, 0]) < 5.5, X[:, 0], np.nan))  # fine at the points, and not in the map's corners
    frame = make_lab(nw.datasets.xor(n=60), features=["x1", holes])[1].frame
    assert np.isnan(frame.own_100).any() and np.isfinite(frame.own).all()
