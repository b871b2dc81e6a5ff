"""B13: the loss over two parameters of the network on screen, what a page is told of it, and when it no longer fits."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.widgets import jobs


def loss_at(lab, theta):
    """The trainer's own measure, penalties included, with other numbers in a branch of it."""
    other = lab.trainer.branch()
    other.net.theta = theta
    return other.train_loss


def shown(page):
    """(settings, heights (n, n), path (t, 4), theta) as the page has them."""
    told = page.frame.settings["surface"]
    n = told["points"]
    return told, page.frame.surface.reshape(n, n), page.frame.surface_path.reshape(-1, 4), page.frame.surface_theta


def progress(page):
    return [content for content, _ in page.heard() if content["kind"] == "progress" and content["what"]]


@pytest.mark.parametrize("more", [{}, {"l2": 0.02}, {"hidden": [3], "loss": "hinge"}])
def test_B13_the_grid_is_the_labs_own_loss_and_the_path_ends_where_the_network_is(make_lab, more):
    lab, page = make_lab("xor", learning_rate=0.1, **more)
    assert lab.landscape is None and "surface" not in page.frame.settings
    lab.train(steps=300)
    theta = lab.net.theta.copy()
    found = lab.surface((0, 1, 0), (1, 0, "bias"), points=5)
    assert isinstance(found, nw.Landscape) and lab.landscape is found and found.names == ("W[0][1, 0]", "b[1][0]")
    assert (lab.net.theta == theta).all() and lab.trainer.steps == 300

    told, heights, path, at = shown(page)
    k1, k2 = told["of"]
    assert [lab.net.name_of(k) for k in (k1, k2)] == list(found.names)
    assert told == {"of": [k1, k2], "over": [[a[0], a[-1]] for a in found.axes], "points": 5, "step": 300, "number": 1, "fits": True}
    for i, u in enumerate(np.linspace(*told["over"][0], 5)):
        for j, v in enumerate(np.linspace(*told["over"][1], 5)):
            there = theta.copy()
            there[[k1, k2]] = u, v
            assert found.loss[i, j] == pytest.approx(loss_at(lab, there), rel=1e-12)
            assert heights[i, j] == pytest.approx(found.loss[i, j], rel=1e-6)
    assert path[0, 0] == 0 and path[-1].tolist() == [300, theta[k1], theta[k2], 0] and (at == theta).all()
    lab.rewind(100)
    row = path[path[:, 0] == 100][0]
    assert row[1:3].tolist() == lab.net.theta[[k1, k2]].tolist()
    others = np.delete(lab.net.theta - theta, [k1, k2])
    assert row[3] == pytest.approx(np.linalg.norm(others), rel=1e-12)


def test_B13_parameters_go_by_every_name_that_the_kit_has(make_lab):
    lab, page = make_lab(hidden=[2])
    same = [lab.surface((0, 1, 0), (0, 1, "bias"), points=3), lab.surface("W[0][1, 0]", "b[0][1]", points=3), lab.surface(3, 5, points=3)]
    assert {one.names for one in same} == {("W[0][1, 0]", "b[0][1]")} and page.frame.settings["surface"]["number"] == 3
    # by itself, another one of the same neuron
    pairs = {name: lab.surface(name, points=2).names[1] for name in ("W[0][1, 0]", "W[0][1, 1]", "b[0][1]", "W[1][0, 1]")}
    assert pairs == {"W[0][1, 0]": "W[0][1, 1]", "W[0][1, 1]": "W[0][1, 0]", "b[0][1]": "W[0][1, 0]", "W[1][0, 1]": "W[1][0, 0]"}
    assert make_lab("curve", hidden=[1])[0].surface(0, points=2).names == ("W[0][0, 0]", "b[0][0]")
    assert lab.surface(0, over=[(-1, 1), (0, 5)], points=3).axes[1].tolist() == [0, 2.5, 5]


def test_B13_a_page_asks_for_it_and_is_told_when_it_no_longer_fits(make_lab):
    lab, page = make_lab(hidden=[3])
    page.do("surface", [4, None])
    told, heights, _, _ = shown(page)
    assert told["of"] == [4, 3] and told["points"] == 50 and told["fits"]
    np.testing.assert_allclose(heights, nw.landscape(lab.trainer, [4, 3]).loss, rtol=1e-6)
    lab.train(steps=50)
    lab.learning_rate = 0.5
    lab.refresh()
    assert page.frame.settings["surface"] == told  # what moves by itself the page sees by itself
    for change in (lambda: lab.trainer.change(l2=0.1), lambda: page.do("activation", "relu"), lambda: page.do("noise", 0.2)):
        page.do("surface", [4, 3])
        assert shown(page)[0]["fits"]
        change()
        lab.refresh()
        assert not shown(page)[0]["fits"] and lab.landscape is not None
    page.do("hidden", [3, 2])
    assert lab.landscape is None and "surface" not in page.frame.settings
    page.do("surface", [4, 3])
    page.do("forget_surface")
    assert lab.landscape is None and not hasattr(page.frame, "surface")


def test_B13_it_is_worked_out_while_training_goes_on_and_can_be_stopped(make_lab, run, until, monkeypatch):
    monkeypatch.setattr(jobs, "AFTER", 0)
    monkeypatch.setattr(jobs, "APART", 0)

    async def work():
        lab, page = make_lab(hidden=[3])
        theta = lab.net.theta.copy()
        page.do("surface", [4, 3])
        await until(lambda: progress(page))
        lab.train(steps=10)
        await until(lambda: lab.landscape is not None)
        told, heights, path, at = shown(page)
        assert (at == theta).all() and told["step"] == 0 and path[-1, 0] == 0  # of the network when it was asked for
        before = lab.net.copy()
        before.theta = theta
        want = nw.landscape(before, [4, 3], data=lab.data[0], loss=lab.trainer.loss, over=told["over"]).loss
        np.testing.assert_allclose(heights, want, rtol=1e-6)
        said = len(progress(page))
        page.do("surface", [0, 1])
        await until(lambda: len(progress(page)) > said)
        page.do("surface", [0, 2])
        assert page.errors[-1] == "Loss surface is still under way; stop it first"
        page.do("stop")
        await until(lambda: lab._job.done())
        assert shown(page)[0]["of"] == [4, 3]

    run(work())


@pytest.mark.parametrize(
    ("act", "error", "sentence"),
    [
        (
            lambda lab: lab.surface(3, 3),
            ValueError,
            "a plane needs two different axes, got W[0][1, 0] and W[0][1, 0], which lie on one line",
        ),
        (lambda lab: lab.surface((0, 1)), ValueError, "one weight is (layer, to, source), a bias (layer, to, 'bias'); got (0, 1)"),
        (
            lambda lab: lab.surface((0, 1, None)),
            ValueError,
            "one weight is (layer, to, source), a bias (layer, to, 'bias'); got (0, 1, None)",
        ),
        (lambda lab: lab.surface((0, 2, 0)), IndexError, "W[0] has 2 rows (to), got 2; counting starts at 0"),
        (lambda lab: lab.surface(99), ValueError, "index must be below 9, the number of parameters, got 99"),
        (
            lambda lab: lab.surface("W[7][0, 0]"),
            ValueError,
            "the network has no parameter 'W[7][0, 0]'; its first is 'W[0][0, 0]', its last are 'W[1][0, 1]' and 'b[1][0]'",
        ),
        (lambda lab: lab.surface(points=500), ValueError, "points must be from 2 to 200, got 500"),
        (lambda lab: lab.surface(over=(3, 1)), ValueError, "over must go from low to high, got 3 to 1"),
        (lambda lab: lab._ask_surface("all"), TypeError, "surface needs [index, index or null], got all"),
    ],
)
def test_what_cannot_be_done_is_said(make_lab, act, error, sentence):
    lab, _ = make_lab(hidden=[2])
    with pytest.raises(error) as caught:
        act(lab)
    assert str(caught.value) == sentence and lab.landscape is None
