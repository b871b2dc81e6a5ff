"""Other data, noise and share, asked for by a page."""

import numpy as np

import nnwidgets as nw
from nnwidgets.widgets.gallery import SETS

X = np.linspace(-1, 1, 60).reshape(30, 2)
OWN = (X, X[:, 0] > 0)


def settings(page):
    """Of the newest full frame."""
    return next(frame.settings for frame in reversed(page.frames) if frame.kind == "full")


def test_data_of_another_task_bring_another_output_and_keep_the_rest(make_lab):
    lab, page = make_lab(loss="bce", output="sigmoid", l1=0.001, learning_rate=0.2)
    page.do("data", "reg_plane")
    s = settings(page)
    assert (s["task"], s["output"], s["loss"], s["data"]) == ("regression", "linear", "squared_error", "reg_plane")
    assert (page.frame.generation, lab.trainer.l1, lab.trainer.learning_rate) == (1, 0.001, 0.2) and page.errors == []
    page.do("data", "spiral")
    assert (settings(page)["output"], settings(page)["task"], page.frame.generation) == ("tanh", "binary", 2)


def test_noise_and_share_go_with_the_named_set_that_comes_next(make_lab):
    lab, page = make_lab(noise=0.3, test=0.2)
    page.do("data", "gauss")
    s = settings(page)
    assert (s["data"], s["noise"], s["test"], s["n_train"]) == ("gauss", 0.3, 0.2, 400)
    np.testing.assert_array_equal(lab.data[0].X, nw.datasets.gauss(noise=0.3).split(0.2)[0].X)


def test_the_share_of_own_data(make_lab):
    lab, page = make_lab(OWN, test=0.5)
    page.do("test", 0.2)
    assert (len(lab.data[0]), len(lab.data[1]), settings(page)["test"], settings(page)["data"]) == (24, 6, 0.2, None)


def test_noise_is_not_for_own_data(make_lab):
    _, page = make_lab(OWN)
    page.do("noise", 0.2)
    names = ", ".join(SETS)
    assert page.errors == [f"noise is for the named data sets ({names}); got noise=0.2 with data of your own"]


def test_a_share_that_leaves_nothing_to_train_on_changes_nothing(make_lab):
    lab, page = make_lab((X[:4], [0, 1, 0, 1]))
    before = page.kept(lab).settings
    page.do("test", 0.9)
    assert page.errors == ["no examples are left to train on; make test smaller"]
    assert page.kept(lab).settings == before and before["test"] == 0.5 and len(lab.data[1]) == 2
