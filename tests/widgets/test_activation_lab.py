"""ActivationLab: functions, z and the network are values that Python and a page set and read; the numbers on the line are NumPy's."""

import math
import re
import struct
import zlib

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.activations import HIDDEN
from nnwidgets.widgets.kinds import FAR, POINTS


def swishy(z):
    return z / (1 + np.exp(-z))


def d_swishy(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 + z * (1 - s))


def full(page):
    """The last frame with settings and all arrays."""
    return next(frame for frame in reversed(page.frames) if frame.kind == "full")


def dial(page, id=1, **values):
    page.do("dial", {"view": page.view, "id": id, "values": values})


def test_V1_11_it_begins_with_two_functions_and_a_network(show):
    lab, page = show(nw.ActivationLab)
    assert page.frame.dials["shown"] == ["sigmoid", "relu"] and page.frame.dials["z"] == 1.0
    assert repr(lab) == "ActivationLab(sigmoid, relu)" and lab.X.shape == (1000, 4)
    assert page.frame.settings["sizes"] == [4, 30, 30, 30, 30, 30, 30, 1] and page.frame.settings["n_params"] == lab.net.n_params
    facts = page.frame.settings["functions"]
    assert facts["sigmoid"]["steepest"] == pytest.approx(0.25) and facts["sigmoid"]["range"] == [0, 1]
    assert facts["relu"]["formula"] == r"\max(0, z)" and facts["softmax"]["steepest"] is None
    assert not any(known["wrong"] for known in facts.values())


def test_V1_17_what_is_pushed_through_is_lab_nets_own(show):
    lab, page = show(nw.ActivationLab, activation="tanh", init="normal", layers=3)
    told, trace = page.frame.pushed, lab.net.forward(lab.X)
    known = nw.statistics(lab.trainer)
    for l, a in enumerate(trace.a[1:]):
        assert told["mean"][l] == pytest.approx(a.mean()) and told["std"][l] == pytest.approx(a.std())
    assert told["flat"] == known.saturated.tolist() and told["gradient_rms"] == pytest.approx(known.gradient_rms.tolist())
    assert told["dead"] == known.dead.tolist()


def test_V1_17_other_activations_keep_the_weights_and_other_layers_do_not(show):
    lab, page = show(nw.ActivationLab)
    theta, net = lab.net.theta.copy(), lab.net
    before = page.frame.pushed["gradient_rms"]
    dial(page, activation="relu")
    assert lab.net is net and {a.name for a in net.activation} == {"relu"} and full(page).settings["hidden"] == ["relu"] * 6
    np.testing.assert_array_equal(net.theta, theta)
    assert page.frame.pushed["gradient_rms"][0] > 100 * before[0]
    dial(page, 2, layers=8, init="he")
    assert lab.net.sizes == (4, *[30] * 8, 1) and lab.net.init == "he" and lab.net.activation[7].name == "relu"
    lab.seed = 1
    assert lab.net.seed == 1 and len(page.frame.pushed["mean"]) == 9


def test_V1_17_without_activations_the_one_matrix_is_the_network(show):
    lab, page = show(nw.ActivationLab)
    assert page.frame.pushed["one"]["apart"] > 0.1
    lab.activation = "linear"
    one = page.frame.pushed["one"]
    assert one["apart"] < 1e-12 * max(1, one["largest"])
    np.testing.assert_allclose(one["W"], np.linalg.multi_dot([*lab.net.W[::-1]]), atol=1e-12)
    np.testing.assert_allclose(one["deep"], lab.net.forward(lab.X).z[-1][:120, 0])


def test_a_cell_that_writes_weights_or_activations_is_seen(show):
    lab, page = show(nw.ActivationLab, layers=2)
    lab.net.W[0] = 10 * lab.net.W[0]
    lab.net.activation = "tanh"
    lab.refresh()
    assert lab.activation == "tanh" == page.frame.dials["activation"]
    assert page.frame.pushed["flat"] == nw.statistics(lab.trainer).saturated.tolist() and page.frame.pushed["flat"][0] > 0.5


def test_one_of_ones_own_is_drawn_with_the_others(show):
    lab, page = show(nw.ActivationLab, ["relu", (swishy, d_swishy)], z=30)
    assert lab.shown == ["relu", "swishy (yours)"] and page.frame.settings["own_activations"] == ["swishy (yours)"]
    z = np.linspace(-FAR, FAR, POINTS)
    np.testing.assert_allclose(page.frame.own_activations, [swishy(z), d_swishy(z)], atol=2e-6)
    assert page.frame.settings["functions"]["swishy (yours)"]["wrong"] is None
    assert page.frame.read == {"swishy (yours)": [pytest.approx(30), pytest.approx(1)]}  # beyond the table's end
    lab.activation = (swishy, d_swishy)
    assert lab.activation == "swishy (yours)" and lab.net.activation[0].f is swishy
    lab.shown = ["sigmoid", nw.Activation("bend", np.sin, np.cos)]
    assert full(page).settings["own_activations"] == ["swishy (yours)", "bend (yours)"]


def test_a_derivative_that_is_not_the_slope_is_said_where_and_by_how_much(show):
    _, page = show(nw.ActivationLab, [(swishy, lambda z: z * 0 + 0.5)])
    wrong = page.frame.settings["functions"]["swishy (yours)"]["wrong"]
    z = np.linspace(-8, 8, 1601)
    assert wrong["given"] == 0.5 and wrong["slope"] == pytest.approx(d_swishy(wrong["z"]), abs=1e-4)
    assert abs(wrong["slope"] - 0.5) == pytest.approx(np.abs(d_swishy(z) - 0.5).max(), abs=1e-4)


def test_a_function_that_takes_no_arrays_is_refused_and_changes_nothing(show):
    lab, page = show(nw.ActivationLab)
    with pytest.raises(ValueError, match=r"^f of 'exp' must take an array of z"):
        lab.shown = ["relu", (math.exp, np.exp)]
    dial(page, z=2)
    assert lab.shown == ["sigmoid", "relu"] and lab.functions()[-1] == "step" and page.frame.dials["z"] == 2


def test_a_function_that_is_not_finite_everywhere_can_be_pushed_through(show):
    lab, page = show(nw.ActivationLab, [(np.log, lambda z: 1 / z)], activation=(np.log, lambda z: 1 / z), z=-1, layers=2)
    assert lab.called(lab.net.activation[0]) == lab.activation == "log (yours 2)"  # another df: another function
    assert page.frame.read == {"log (yours)": [None, -1]} and page.frame.pushed["mean"] == [None] * 3
    assert page.frame.pushed["gradient_rms"] == [None] * 3 and 0 < page.frame.pushed["flat"][0] < 1


def test_training_is_seen(show):
    lab, page = show(nw.ActivationLab, activation="tanh", layers=2)
    before = page.frame.pushed
    lab.train(steps=50)
    assert page.frame.step == 50 and lab.train_loss < 0.69 and page.frame.pushed["std"] != before["std"]
    assert page.frame.pushed["flat"] == nw.statistics(lab.trainer).saturated.tolist()


def test_what_is_flat_is_a_dial(show):
    lab, page = show(nw.ActivationLab, activation="tanh", init="he")
    before = page.frame.pushed["flat"]
    dial(page, flat=0.25)
    slopes = [act.df(z) for act, z in zip(lab.net.activation, lab.net.forward(lab.X).z, strict=False)]
    np.testing.assert_allclose(page.frame.pushed["flat"][:-1], [np.mean(s <= 0.25) for s in slopes], atol=1e-4)
    assert page.frame.pushed["flat"][0] > before[0]


def test_a_z_beyond_the_picture_widens_it(show):
    lab, page = show(nw.ActivationLab)
    assert sum(map(sum, page.frame.pushed["z_counts"][:-1])) == 6 * 30 * 1000
    dial(page, z=-1000)
    assert lab.z == -1000 and page.frame.pushed["z_out"] == [0] * 7


def test_several_at_once_or_none(show):
    lab, _ = show(nw.ActivationLab)
    lab.turn(layer=7, layers=8)
    assert (lab.layers, lab.layer) == (8, 7)
    lab.layers = 3
    assert lab.layer is None
    before = lab.dials()
    with pytest.raises(ValueError, match=r"^layer must be None or below 3, the number of hidden layers, got 3$"):
        lab.turn(z=2, layer=3)
    assert lab.dials() == before


@pytest.mark.parametrize(
    ("dials", "sentence"),
    [
        ({"shown": []}, "shown must hold 1 to 6 functions, got 0"),
        ({"shown": "relu"}, "shown must be a list such as ['sigmoid', 'relu'], got 'relu'"),
        ({"shown": ["softmax"]}, "softmax is for outputs only; choose one of " + ", ".join(HIDDEN) + " for hidden layers"),
        ({"z": "1"}, "z must be a number, got '1'"),
        ({"reach": 0}, "reach must be a number from 1 to 100, got 0"),
        ({"flat": 0.6}, "flat must be a number from 0 to 0.5, got 0.6"),
        ({"layers": 9}, "layers must be from 1 to 8, got 9"),
        ({"width": 0}, "width must be a whole number of at least 1, got 0"),
        ({"layer": 6}, "layer must be None or below 6, the number of hidden layers, got 6"),
        ({"facts": 1}, "facts must be True or False, got 1"),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(show, dials, sentence):
    lab, page = show(nw.ActivationLab)
    before, net = lab.dials(), lab.net
    dial(page, **dials)
    assert page.errors[-1] == sentence and lab.dials() == before and lab.net is net


@pytest.mark.parametrize(
    ("value", "sentence"),
    [("Relu", "unknown activation 'Relu'"), ("he", "unknown activation 'he'")],
)
def test_an_unknown_function(lines, value, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}; choose one of linear, sigmoid"):
        nw.ActivationLab([value])


def test_an_unknown_dial_or_initializer(lines):
    with pytest.raises(ValueError, match=r"^unknown dial 'depth'; choose one of shown, z, reach, "):
        nw.ActivationLab(depth=3)
    with pytest.raises(ValueError, match=r"^unknown init 'glorot'; choose one of zeros, constant, normal"):
        nw.ActivationLab(init="glorot")


def test_numbers_that_are_not_finite_leave_the_last_picture(show):
    lab, page = show(nw.ActivationLab, layers=1)
    before = page.frame.pushed
    lab.net.W[0][0, 0] = np.nan
    lab.refresh()
    assert page.frame.pushed == before and "finite numbers" in page.errors[-1]


def test_readers_without_a_kernel_see_the_curves(show):
    lab, _ = show(nw.ActivationLab, z=10)
    image, said = lab.fallback()
    assert image.startswith(b"\x89PNG")
    assert said == "Activation functions and their slopes: sigmoid(10) = 1.0000 with slope 0.0000; relu(10) = 10.0000 with slope 1.0000."


def test_how_it_is_shown_comes_back(show):
    lab, _ = show(nw.ActivationLab)
    lab.turn(shown=["tanh", "elu"], z=-2, layers=8, layer=7, flat=0.1, collapse=True)
    other, _ = show(nw.ActivationLab)
    other.views()["dials"][1](lab.views()["dials"][0])()
    assert other.dials() == lab.dials()


def test_the_picture_without_a_kernel_leaves_out_what_is_beyond_it(show):
    lab, _ = show(nw.ActivationLab, ["relu"], reach=6)
    pixels = decoded_png(lab.fallback()[0])
    hue = np.array([0, 114, 178])  # the first of the palette's
    drawn = (pixels == hue).all(axis=2)[:240]
    z = np.flatnonzero(drawn.any(axis=0)) / 479 * 12 - 6
    assert z.max() == pytest.approx(3.2, abs=0.03) and z.min() == -6  # relu leaves the picture at 3.2
    row = np.flatnonzero(drawn[:, 340]).mean()
    assert row == pytest.approx((3.2 - (340 / 479 * 12 - 6)) / 5.4 * 239, abs=1)


def decoded_png(image):
    """The pixels of an eight-bit truecolour PNG without filters."""
    width, height = struct.unpack(">II", image[16:24])
    size = struct.unpack(">I", image[33:37])[0]
    return np.frombuffer(zlib.decompress(image[41 : 41 + size]), np.uint8).reshape(height, 1 + 3 * width)[:, 1:].reshape(height, width, 3)
