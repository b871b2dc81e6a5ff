"""DepthLab: every row of the curriculum that is its own is a state that Python and a page set and read."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core import digit_parts, face, kernels
from nnwidgets.core.convolution import conv2d
from nnwidgets.core.statistics import statistics
from nnwidgets.widgets.depth_dials import VIEWS


def dial(page, **values):
    page.asked = getattr(page, "asked", 0) + 1
    page.do("dial", {"view": page.view, "id": page.asked, "values": values})


def test_L13_gradients_layer_by_layer_at_the_start_and_now(show):
    lab, page = show(nw.DepthLab)
    told = page.frame.depth
    assert told["now"] == told["first"] and len(told["now"]["gradient_rms"]) == 7
    np.testing.assert_allclose(told["now"]["gradient_rms"], statistics(lab.trainer).gradient_rms)
    assert told["now"]["gradient_rms"][0] < 2e-4 * told["now"]["gradient_rms"][-1]
    page.do("train", 2)
    seen = page.frame.depth
    assert page.frame.epoch == 2 and seen["first"] == told["first"] and seen["now"] != told["now"]
    assert [row[0] for row in seen["rows"]] == [0, 144, 288] and len(seen["rows"][0]) == 2 + 7
    assert seen["rows"][-1][1] == lab.trainer.measure()["test_accuracy"]
    np.testing.assert_allclose(seen["rows"][-1][2:], lab.statistics.gradient_rms, rtol=1e-3)
    np.testing.assert_allclose(seen["now"]["weight_norm"], [np.linalg.norm(W) for W in lab.net.W])
    for measure in ("std", "weight_norm"):
        lab.measure = measure
        np.testing.assert_allclose(page.frame.depth["rows"][-1][2:], getattr(lab.statistics, measure), rtol=1e-3)
    page.do("reset")
    assert [row[0] for row in page.frame.depth["rows"]] == [0] and page.frame.depth["now"] == told["first"]


def test_L13_M24_another_network_begins_anew(show):
    lab, page = show(nw.DepthLab)
    dial(page, layers=2, activation="relu", init="zeros")
    assert (list(lab.net.sizes), lab.net.activation[0].name) == ([64, 30, 30, 10], "relu")
    assert page.frame.depth["now"]["dead"] == [1.0, 1.0, 0.0] and page.frame.settings["sizes"] == [64, 30, 30, 10]
    dial(page, init="he")
    assert max(page.frame.depth["now"]["dead"]) < 0.2
    lab.train(epochs=1)
    assert lab.trainer.measure()["test_accuracy"] > 0.5


def test_playing_measures_now_and_then(show, run):
    lab, page = show(nw.DepthLab, layers=1)

    async def play():
        lab.play()
        import asyncio

        while lab.trainer.steps < 200:
            page.send("ack", count=len(page.frames))
            await asyncio.sleep(0.01)
        lab.pause()

    run(play())
    assert page.frame.depth["at"] == lab.trainer.steps >= 200 and len(page.frame.depth["rows"]) >= 2


def test_V1_8_one_kernel_over_any_image(show):
    lab, page = show(nw.DepthLab, view="kernel")
    assert lab.response[8, 7] == pytest.approx(1.8) == pytest.approx(lab.products.sum())
    dial(page, kernel="sobel y", image="digit 5", pixel=[10, 12])
    np.testing.assert_allclose(lab.response, conv2d(kernels.image("digit 5"), [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]))
    assert lab.products.sum() == pytest.approx(lab.response[10, 12]) and page.frame.dials["kernel"][2] == [1, 2, 1]
    lab.image = np.arange(20.0).reshape(4, 5)
    assert lab.pixel == [1, 2] and lab.response.shape == (2, 3) and page.frame.dials["image"][3] == [15, 16, 17, 18, 19]
    dial(page, image="drawing")
    assert not lab.response.any()
    lab.drawing = np.eye(28)
    assert lab.pixels.sum() == 28


def test_L13_the_learned_features_of_a_digit_and_of_a_drawing(show):
    lab, page = show(nw.DepthLab, view="features")
    assert lab.digit == 14 and lab.seen.a[0].argmax() == 7
    right = 0
    for lab.digit in range(20):
        right += lab.seen.a[0].argmax() == lab.digit // 2
    assert right >= 19
    one = np.zeros((28, 28))
    one[5:23, 13:15] = 1
    dial(page, drawing=one.tolist(), digit=None)
    assert lab.seen.a[0].argmax() == 1 and (lab.picture == one).all()
    frame = next(f for f in page.frames if f.kind == "full")
    assert frame.patches.shape == (16, 6, 14, 14) and frame.picks.shape == (20, 28, 28)
    np.testing.assert_array_equal(frame.K2, nw.core.convnet.trained().K2)


def test_V1_7_L13_f_a_scrambled_face(show):
    lab, page = show(nw.DepthLab, view="ladder")
    assert page.frame.ladder["face"] and page.frame.ladder["found"] == {"eye": [[3, 2], [3, 10]], "mouth": [[11, 4]]}
    lab.face = "scrambled"
    assert not page.frame.ladder["face"] and [len(v) for v in page.frame.ladder["found"].values()] == [2, 1]
    dial(page, face={"left eye": [3, 2], "right eye": [3, 10], "mouth": None})
    assert page.frame.ladder["z"] == -0.5 == lab.ladder.z and len(page.frame.ladder["image"]) == face.SIDE**2


def test_V1_7_ticked_parts(show):
    lab, page = show(nw.DepthLab, view="parts")
    assert page.frame.scored["hits"] == 0
    dial(page, ticks=digit_parts.read_off())
    assert page.frame.scored == {"answers": list(range(10)), "hits": 10, "real": lab.scored.real, "n": 1797}


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_a_picture_and_words_for_those_without_a_kernel(show, view):
    lab, _ = show(nw.DepthLab, view=view)
    png, words = lab.fallback()
    assert png.startswith(b"\x89PNG") and len(words) > 40 and words.endswith(".")
    assert repr(lab).startswith(f"DepthLab(view='{view}'")


@pytest.mark.parametrize(
    ("dials", "sentence"),
    [
        ({"view": "deep"}, "unknown view 'deep'; choose one of depth, kernel, features, ladder, parts (did you mean 'depth'?)"),
        ({"layers": 9}, "layers must be from 1 to 8, got 9"),
        ({"measure": "mean"}, "unknown measure 'mean'; choose one of gradient_rms, std, weight_norm"),
        ({"rate": 0}, "rate must be a number above 0, got 0"),
        ({"kernel": [1, 2, 3]}, "the kernel must have 3 rows of 3 numbers, got shape (3,)"),
        ({"image": [[1, 2]]}, "an image of your own must have 3 to 48 rows and columns, got shape (1, 2)"),
        ({"pixel": [26, 0]}, "pixel must be from (0, 0) to (25, 25), where the kernel's upper left is, got (26, 0)"),
        ({"pixel": 3}, "pixel must be a pair (row, column), got 3"),
        ({"drawing": [[0]]}, "drawing must be 28 rows of 28 numbers from 0 (paper) to 1 (ink), got shape (1, 1)"),
        ({"digit": 20}, "digit must be from 0 to 19, got 20"),
        ({"unit": 16}, "unit must be from 0 to 15, got 16"),
        ({"face": {"nose": [1, 1]}}, "unknown part 'nose'; choose one of left eye, right eye, mouth"),
        ({"face": {"mouth": [15, 0]}}, "the mouth must be from (0, 0) to (14, 8), got (15, 0)"),
        ({"face": 3}, "face must be a name, or {part: (row, column) or None}, got 3"),
        ({"ticks": ["loop"]}, "ticks must be ten lists of parts, one for each digit, got ['loop']"),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(show, dials, sentence):
    lab, page = show(nw.DepthLab)
    before = lab.dials()
    dial(page, **dials)
    assert page.errors[-1] == sentence and lab.dials() == before


def test_an_image_and_a_place_on_it_at_once(show):
    lab, page = show(nw.DepthLab)
    dial(page, image=np.ones((40, 40)).tolist(), pixel=[37, 37])
    assert not page.errors and lab.pixel == [37, 37]


def test_a_long_run_keeps_few_rows_and_both_ends(show):
    lab, page = show(nw.DepthLab, layers=1, width=2)
    for _ in range(130):
        lab.step()
    rows = page.frame.depth["rows"]
    assert len(rows) <= 120 and (rows[0][0], rows[-1][0]) == (0, lab.trainer.steps) and page.frame.depth["at"] == 130


def test_M29_networks_stand_beside_those_before_them(show):
    lab, page = show(nw.DepthLab, layers=1, width=6)
    sigmoid = "1 × sigmoid, xavier, rate 0.1, seed 0"
    for _ in range(60):
        lab.step()
    share = lab.trainer.measure()["test_accuracy"]
    lab.layers = 2  # what was trained stays in view; what was not, does not
    lab.activation = "relu"
    (now, rows), (before, old) = lab.runs.items()
    assert (now, rows) == ("2 × relu, xavier, rate 0.1, seed 0", [[0, lab.trainer.measure()["test_accuracy"]]])
    assert before == sigmoid and len(old) == 40 and old[0][0] == 0 and old[-1] == [60, pytest.approx(share)]
    told = page.frame.depth
    assert told["label"] == now and told["runs"] == [{"label": sigmoid, "rows": old}]
    for seed in range(1, 7):
        lab.turn(seed=seed)
        lab.step()
    assert list(lab.runs) == [f"2 × relu, xavier, rate 0.1, seed {seed}" for seed in (6, 5, 4, 3, 2)]
    lab.turn(seed=4)  # once more: it is there once
    assert [label[-1] for label in lab.runs] == ["4", "6", "5", "3", "2"]
