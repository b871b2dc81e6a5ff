"""DigitsLab: each row of the curriculum is a state that Python and a page set, and its numbers are recomputed from the arrays."""

import base64
import re

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core import datasets, pad
from nnwidgets.core.dataset import Dataset
from nnwidgets.core.network import Network

SEVEN = [[[0.2, 0.2], [0.8, 0.2], [0.45, 0.9]]]


@pytest.fixture(scope="module")
def small():
    """200 + 100 of the 8 × 8 digits: quick to train."""
    data = datasets.digits()
    return data.take(range(200)), data.take(range(200, 300))


@pytest.fixture
def lab(show, small):
    return show(nw.DigitsLab, small, hidden=(12,), epochs=3, batch_size=10)


def floats(text):
    return np.frombuffer(base64.b64decode(text), "<f4")


def read(lab, X):
    """What the network says, by hand: sigmoids layer on layer."""
    a = np.asarray(X, np.float32)
    for W, b in zip(lab.net.W, lab.net.b, strict=True):
        a = 1 / (1 + np.exp(-(a @ W.T + b)))
    return a


def test_it_begins_trained_with_what_it_has_not_seen(lab):
    lab, page = lab
    assert repr(lab) == "DigitsLab(own data, [64, 12, 10], step 60)" and lab.example == 200 and lab.side == 8
    s, facts = page.frame.settings, page.frame.facts
    assert (s["side"], s["n_source"], s["n_train"], s["n_test"], s["sizes"]) == (8, 200, 200, 100, [64, 12, 10])
    assert facts["label"] == lab.label(200) and floats(facts["image"]) == pytest.approx(lab.source[1].inputs[0])
    assert [one.epoch for one in lab.snapshots] == [0, 1, 2, 3] and lab.snapshots[-1].step == 60
    right = (read(lab, lab.source[1].inputs).argmax(axis=1) == lab.source[1].y).mean()
    assert lab.snapshots[-1].test == right > 0.5 > lab.snapshots[0].test


def test_V1_4_V1_5_V1_13_V2_2_outputs_layers_and_parameters(lab):
    lab, page = lab
    assert lab.trace.output == pytest.approx(read(lab, lab.x[None]), abs=1e-6)
    page.do("dial", {"view": page.view, "id": 1, "values": {"view": "layers", "reached": 1, "unit": [1, 3]}})
    assert (lab.reached, lab.unit) == (1, [1, 3]) and lab.trace.a[1][0, 3] == pytest.approx(1 / (1 + np.exp(-lab.trace.z[0][0, 3])))
    wanted = np.arange(10) == lab.label(lab.example)
    assert lab.costs == pytest.approx((read(lab, lab.x[None])[0] - wanted) ** 2, abs=1e-6)  # V2.2: untrained, an "utter trash" of outputs
    trained, _ = lab.costs.sum(), lab.new_weights()
    assert lab.costs.sum() > trained and lab.trainer.steps == 0
    assert lab.net.n_params == 64 * 12 + 12 + 12 * 10 + 10
    page.do("hidden", [30])
    assert lab.net.sizes == (64, 30, 10) and lab.net.n_params == 2260 and lab.hidden == [30] and len(lab.snapshots) == 1
    page.do("hidden", [65])
    assert page.errors[-1] == "the DigitsLab goes to 4 hidden layers of 64, got [65]; from Python any works: net=…"


def test_V1_6_V2b_1_V2b_4_a_drawing_is_python_s_too(lab):
    lab, page = lab
    page.do("dial", {"view": page.view, "id": 1, "values": {"strokes": SEVEN}})
    np.testing.assert_allclose(lab.drawing, pad.rasterize(SEVEN, 8))
    lab.fit = False
    np.testing.assert_allclose(lab.drawing, pad.rasterize(SEVEN, 8, fit=False))
    lab.fit, lab.replay = True, 0.4
    half = pad.rasterize(pad.until(SEVEN, 0.4), 8)
    np.testing.assert_allclose(lab.drawing, half)
    whole = read(lab, pad.rasterize(SEVEN, 8)[None])
    assert lab.flips()[-1][1] == whole.argmax() and lab.flips()[0][0] == 0.02
    changes = dict(lab.hidden_changes())
    first = 1 / (1 + np.exp(-((pad.rasterize(SEVEN, 8) - half) @ lab.net.W[0].T + half @ lab.net.W[0].T + lab.net.b[0])))
    assert changes["a[1][0, 5]"] == pytest.approx(first[5] - lab.trace.a[1][0, 5], abs=1e-6)
    sizes = [abs(v) for v in changes.values()]
    assert sizes == sorted(sizes, reverse=True) and len(sizes) == 12

    lab.drawing = np.eye(8)
    assert lab.strokes == [] and (lab.x.reshape(8, 8) == np.eye(8)).all() and page.frame.dials["pixels"][9] == 1
    lab.example = 7
    assert lab.pixels is None and lab.drawing == pytest.approx(lab.source[0].inputs[7])


def test_V2b_2_weights_before_and_after(lab):
    lab, page = lab
    lab.view = "weights"
    W = lab.net.W[0].reshape(12, 8, 8)
    pairs = np.concatenate([W[3, :, :-1].ravel(), W[3, :-1].ravel()]), np.concatenate([W[3, :, 1:].ravel(), W[3, 1:].ravel()])
    assert lab.smoothness()[3] == pytest.approx(np.corrcoef(*pairs)[0, 1], abs=1e-6)
    assert page.frame.facts["norm"][3] == pytest.approx(np.sqrt((W[3] ** 2).sum()), rel=1e-5)
    lab.snapshot = 0
    np.testing.assert_array_equal(floats(page.frame.facts["past"]), lab.snapshots[0].theta)
    assert page.frame.facts["smooth"] == pytest.approx(lab.smoothness(0))
    lab.reset()
    lab.train(epochs=1)
    assert [one.epoch for one in lab.snapshots] == [0, 1] and (lab.snapshots[0].theta != lab.net.theta).any()
    lab.new_weights()
    assert [one.step for one in lab.snapshots] == [0] and (lab.snapshots[0].theta == lab.net.theta).all()


def test_V2_1_V2_15_the_test_run_and_its_mistakes(lab):
    lab, page = lab
    lab.view = "train"
    said, truth = read(lab, lab.source[1].inputs).argmax(axis=1), lab.source[1].y
    counts = np.array(page.frame.facts["confusion"])
    assert counts.sum() == 100 and np.trace(counts) == (said == truth).sum() and (counts == lab.confusion).all()
    i, j = next((i, j) for i in range(10) for j in range(10) if i != j and counts[i, j])
    page.do("dial", {"view": page.view, "id": 1, "values": {"cell": [i, j]}})
    rows = page.frame.facts["rows"]
    assert sorted(rows) == sorted(200 + np.flatnonzero((truth == i) & (said == j)))
    images = np.frombuffer(base64.b64decode(page.frame.facts["images"]), "u1").reshape(-1, 64)
    assert (images[0] == np.round(255 * lab.image(rows[0]))).all()
    page.do("next_mistake")
    wrong = 200 + np.flatnonzero(said != truth)
    assert lab.example == wrong[wrong > 200][0]
    page.do("next_mistake")
    assert lab.example == wrong[wrong > 200][1]


def test_V2_16_V3_8_what_is_trained_on(lab):
    lab, page = lab
    train = lab.source[0]
    lab.turn(shuffled=True, count=50)
    assert page.frame.settings["n_train"] == 50 and sorted(lab.data[0].y) == sorted(train.y[:50]) and (lab.data[0].y != train.y[:50]).any()
    lab.turn(shuffled=False, count=None, left_out=7)
    assert set(lab.data[0].y) == set(range(10)) - {7} and len(lab.data[1]) == 100
    lab.reset()
    lab.train(epochs=5)
    lab.view = "train"
    said, truth = read(lab, lab.source[1].inputs).argmax(axis=1), lab.source[1].y
    assert page.frame.facts["parts"] == pytest.approx([(said == truth).mean(), (said == truth)[truth != 7].mean(), 0.0])
    assert page.frame.facts["sure_of"] == pytest.approx(read(lab, lab.source[1].inputs[truth == 7]).max(axis=1).mean(), rel=1e-5)
    lab.turn(left_out=None, only=True, example=int(np.flatnonzero(train.y == 2)[0]))
    assert len(lab.data[0]) == 1 and lab.data[0].y.tolist() == [2]
    lab.train(steps=30)
    assert (lab.confusion[:, 2] == lab.confusion.sum(axis=1)).all()  # everything is a 2
    lab.example = int(np.flatnonzero(train.y == 4)[0])
    assert lab.data[0].y.tolist() == [4]
    lab.example = 205  # one of the test images
    assert (lab.data[0].inputs[0] == lab.image(205)).all() and lab.data[0].y[0] == lab.label(205)


def test_V2b_3_V2b_5_spoilt(lab):
    lab, page = lab
    lab.view = "tests"
    X, y = lab.source[1].inputs, lab.source[1].y
    moved = np.zeros_like(X).reshape(-1, 8, 8)
    moved[:, :, 1:] = X.reshape(-1, 8, 8)[:, :, :-1]
    facts = page.frame.facts
    assert facts["spoilt"]["1 right"] == pytest.approx((read(lab, moved.reshape(-1, 64)).argmax(axis=1) == y).mean())
    assert facts["spoilt"]["inverted"] == pytest.approx((read(lab, 1 - X).argmax(axis=1) == y).mean())
    page.do("dial", {"view": page.view, "id": 1, "values": {"shift": [1, 0]}})
    assert page.frame.facts["chosen"] == facts["spoilt"]["1 right"] and (lab.x.reshape(8, 8) == moved[lab.example - 200]).all()
    assert lab.sureness(above=0.5)[1] == (read(lab, moved.reshape(-1, 64)).max(axis=1) > 0.5).mean()
    page.do("noise", 3)
    assert 0.3 < np.mean(lab.pixels) < 0.7
    lab.turn(shift=[0, 0], pixels=None)
    lab.train(epochs=30)
    before = lab.trainer.measure()["test_accuracy"]
    lab.permuted = True
    assert lab.trainer.measure()["test_accuracy"] < 0.4
    lab.reset()
    lab.train(epochs=33)
    assert lab.trainer.measure()["test_accuracy"] == pytest.approx(before, abs=0.1) and before > 0.8
    assert lab.trace.output == pytest.approx(read(lab, lab.data[1].inputs[:1]), abs=1e-5)
    assert lab.smoothness().mean() > np.corrcoef(lab.net.W[0][:, :-1].ravel(), lab.net.W[0][:, 1:].ravel())[0, 1]


def test_V1_1_V2b_6_likeness_and_dream(lab):
    lab, page = lab
    lab.turn(view="compare", example=0)
    page.do("same_digit")
    a, b = lab.source[0].inputs[0], lab.source[0].inputs[lab.other]
    assert lab.label(lab.other) == lab.label(0) == page.frame.facts["other_label"] and lab.other > 1
    assert (page.frame.facts["differ"], page.frame.facts["distance"]) == ((abs(a - b) > 0.5).sum(), pytest.approx(np.linalg.norm(a - b)))
    assert lab.label(page.frame.facts["nearest"]) != lab.label(0)
    lab.turn(view="dream", goal=3, dreamt=50)
    image = floats(page.frame.facts["dream"])
    assert page.frame.facts["dream_reached"][-1] == pytest.approx(read(lab, image[None])[0, 3], abs=1e-5)
    assert len(page.frame.facts["dream_reached"]) == 51 and page.frame.facts["dream_reached"][-1] > page.frame.facts["dream_reached"][0]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"view": "moon"}, "unknown view 'moon'; choose one of draw, layers, weights, train, tests, compare, dream"),
        ({"strokes": 3}, "strokes must be a list of strokes, each a list of points [x, y], got 3"),
        ({"strokes": [[[0, 2]]]}, "points of strokes must be from 0 to 1, as shares of the pad"),
        ({"strokes": [[0, 1]]}, "a stroke must be a list of points [x, y], got shape (2,)"),
        ({"strokes": [[[0, 0]] * 3001]}, "strokes must have at most 3,000 points, got 3,001"),
        ({"pixels": [1, 2]}, "pixels must be 64 numbers, 8 rows of 8, got 2"),
        ({"pixels": [2] * 64}, "pixels must be from 0 to 1, got 2 to 2"),
        ({"example": 300}, "example must be below 300, the number of images, got 300"),
        ({"shift": [9, 0]}, "shift must be from −8 to 8 pixels, got 9"),
        ({"shift": 1}, "shift must be two whole numbers, got 1"),
        ({"count": 999}, "count must be at most 200, the training images there are, got 999"),
        ({"unit": [1, 12]}, "unit must name a neuron of [64, 12, 10], got [1, 12]"),
        ({"unit": 1}, "unit must be [layer, neuron], got 1"),
        ({"left_out": 10}, "digit must be below 10, the number of outputs, got 10"),
        ({"snapshot": 4}, "snapshot must be below 4, the number of snapshots, got 4"),
        ({"replay": 2}, "replay must be a number from 0 to 1, got 2"),
    ],
)
def test_what_does_not_fit_is_said(lab, values, sentence):
    lab, page = lab
    before = lab.dials()
    page.do("dial", {"view": page.view, "id": 1, "values": values})
    assert page.errors[-1] == sentence and lab.dials() == before


def test_networks_and_data_of_one_s_own(show, small):
    net = Network([64, 5, 10], "relu", "softmax")
    lab, _ = show(nw.DigitsLab, small, net=net)
    assert lab.net is net and lab.trainer.steps == 0 and lab.trainer.loss.name == "cross_entropy"
    image, said = lab.fallback()
    assert image[:4] == b"\x89PNG" and re.fullmatch(
        r"The picture is read as \d, output 0\.\d\d; beside it the weights of 5 neurons as images\.", said
    )
    for make, sentence in (
        (lambda: nw.DigitsLab("mnits"), "unknown data 'mnits'; choose one of mnist, digits (did you mean 'mnist'?)"),
        (lambda: nw.DigitsLab(small, hidden=[99]), "the DigitsLab goes to 4 hidden layers of 64, got [99]; from Python any works: net=…"),
        (lambda: nw.DigitsLab(datasets.circle().split(0.5)), "images must be square, such as 64 or 784 pixels, got 2"),
    ):
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
            make()
    with pytest.raises(TypeError, match=r"^net must be a Network, got int$"):
        nw.DigitsLab(small, net=3)
    four = Dataset(np.zeros((4, 4)), np.array([0, 1, 0, 1]), "binary", tuple("abcd"))
    with pytest.raises(ValueError, match=r"^data must be \(train, test\) of images with labels of three classes or more$"):
        nw.DigitsLab((four, four))


def test_V3_12_how_many_images_it_takes(lab):
    lab, page = lab
    lab.turn(view="train", count=30)
    page.do("try_sizes", None)  # without an event loop at once
    rows = lab.sizes_seen
    assert [row.n for row in rows] == [10, 30, 100, 200] and page.frame.facts["sizes"] == [list(row) for row in rows]
    assert rows[0].train == 1 and rows[0].test < rows[1].test < rows[-1].test
    (train, test), net = lab.source, Network([64, 12, 10], "sigmoid", "sigmoid", dtype="float32", seed=0)
    nw.Trainer(net, (train.take(range(30)), test), loss="squared_error", learning_rate=3, batch_size=10).train(3000)
    assert rows[1].test == np.mean(net.predict(test.inputs) == test.y)
    assert lab.count == 30 and lab.trainer.steps == 60  # the run on screen is as it was
    lab.count = 100
    assert lab.sizes_seen == rows
    lab.shuffled = True  # that curve was of other labels
    assert lab.sizes_seen == []


def test_V3_10_rate_batch_optimizer_and_activation_from_the_page(lab):
    lab, page = lab
    for what, value in (("learning_rate", 0.5), ("batch_size", 32), ("optimizer", "adam"), ("activation", "relu")):
        page.do(what, value)
    s = lab.trainer.settings
    assert (s.learning_rate, s.batch_size, s.optimizer.name, lab.net.activation[0].name) == (0.5, 32, "adam", "relu")
    assert page.frame.settings["batch_size"] == 32 and page.frame.settings["optimizer"] == "adam"


def test_E9_digits_are_learned_by_ones_own_backward(lab):
    lab, page = lab

    def mine(W, b, X, y):
        a = [X]
        for M, c in zip(W, b, strict=True):
            a.append(1 / (1 + np.exp(-(a[-1] @ M.T + c))))
        delta = (a[-1] - y) * a[-1] * (1 - a[-1]) / len(X)
        back = (delta @ W[1]) * a[1] * (1 - a[1])
        return [back.T @ X, delta.T @ a[1]], [back.sum(axis=0), delta.sum(axis=0)]

    kit = lab.trainer.branch()
    assert lab.use(backward=mine).passed and page.frame.settings["own_passes"] == ["backward"]
    lab.train(steps=20)
    np.testing.assert_allclose(lab.net.theta, kit.train(20).net.theta, atol=1e-5)  # float32
    assert lab.use(backward=lambda W, b, X, y: None).outcome == "not_attempted"
    lab.use()
    assert page.frame.settings["own_passes"] == []
