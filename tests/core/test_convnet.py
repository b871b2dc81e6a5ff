"""The convolutional network: its gradient, the weights that come with the package, and how they were made."""

import json
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from torch_convolution import NET, sums, wave

from nnwidgets.core import convnet, convnet_patches
from nnwidgets.core.convnet import NAMES, ConvNet, fresh, trained
from nnwidgets.core.data import make_convnet
from nnwidgets.core.measured import mnist, shipped

DATA = Path(make_convnet.__file__).parent


@cache
def log():
    return (DATA / "convnet.log").read_text("utf-8").splitlines()


def told():
    """(training loss, test loss, images right) by epoch, as the log has them."""
    return [tuple(float(v) for v in re.findall(r"loss ([\d.]+).*loss ([\d.]+).*test (\d+) of", line)[0]) for line in log()[1:]]


def test_the_gradient_is_the_slope_of_the_loss():
    net, rng = fresh(3), np.random.default_rng(0)
    net = ConvNet(*(p + 0.1 * rng.normal(size=p.shape) for p in net.parameters))  # biases that are not 0
    x, labels = rng.random((3, 28, 28)), np.array([3, 0, 9])
    grads = net.backward(net.forward(x), labels)
    analytic, numeric = [], []
    for name, gradient in zip(NAMES, grads, strict=True):
        array = getattr(net, name)
        assert gradient.shape == array.shape
        for at in rng.choice(array.size, min(30, array.size), replace=False):
            before, h = array.flat[at], 1e-6
            array.flat[at] = before + h
            up = net.loss(x, labels)
            array.flat[at] = before - h
            numeric.append((up - net.loss(x, labels)) / (2 * h))
            array.flat[at] = before
            analytic.append(gradient.flat[at])
    analytic, numeric = np.array(analytic), np.array(numeric)
    assert np.linalg.norm(analytic - numeric) / (np.linalg.norm(analytic) + np.linalg.norm(numeric)) < 1e-7
    assert np.linalg.norm(numeric) > 0.1


def test_as_torch_has_it():
    """The numbers that torch_convolution.py has written down."""
    kept = json.loads(Path(__file__).with_name("torch_convolution.json").read_text("utf-8"))
    net = ConvNet(*(wave(shape, 0.2, i) for i, shape in enumerate(NET)))
    images, labels = wave((4, 28, 28)) ** 2, np.array([1, 2, 3, 4])
    assert net.loss(images, labels) == pytest.approx(kept["loss"], rel=1e-11)
    for gradient, wanted in zip(net.backward(net.forward(images), labels), kept["net"], strict=True):
        np.testing.assert_allclose(sums(gradient), wanted, rtol=1e-8, atol=1e-10)


def test_the_weights_that_come_with_the_package_are_as_good_as_their_log_says():
    net, (_, test) = trained(), mnist()
    assert net.right(test.inputs, test.y) == told()[-1][2] == 1977
    assert net.loss(test.inputs, test.y) == pytest.approx(told()[-1][1], abs=2e-4)
    assert sum(p.size for p in net.parameters) == 5994
    assert (DATA / "convnet.npz").stat().st_size < 300_000


def test_the_patches_are_what_excites_a_unit_most():
    places = shipped("convnet")["places"]
    np.testing.assert_array_equal(places, convnet_patches.strongest(trained()))
    images, pieces = mnist()[1].inputs, convnet_patches.patches()
    assert pieces.shape == (16, 6, 14, 14)
    for unit in (0, 15):  # nothing but the patch counts: on black paper it excites the unit as much
        i, r, c = (int(v) for v in places[unit, 0])
        alone = np.zeros((28, 28), np.float32)
        alone[2 * r : 2 * r + 14, 2 * c : 2 * c + 14] = pieces[unit, 0]
        seen = [trained().forward(image).a2[0, unit, r, c] for image in (alone, images[i])]
        assert seen[0] == pytest.approx(seen[1], rel=1e-5) and seen[1] > 0


def test_training_learns():
    """Two short epochs by the script's own code, of which one already does better than chance."""
    found = []
    data, test = mnist()
    few = data.take(np.arange(1000)), test.take(np.arange(100))
    net = make_convnet.train(2, found.append, few)
    assert len(found) == 3 and "1000 images" in found[0]
    assert net.right(few[1].inputs, few[1].y) > 50


@pytest.mark.long
def test_the_script_makes_these_weights_again():
    """Rounding differs between machines, and training amplifies it: the accuracy agrees, not every bit."""
    found = []
    net = make_convnet.train(told=found.append)
    test = mnist()[1]
    assert abs(net.right(test.inputs, test.y) - told()[-1][2]) <= 8
    assert found[0] == log()[0] and len(found) == len(log())


def test_the_sizes_are_those_of_the_docstring():
    seen = fresh().forward(np.zeros((2, 784)))
    shapes = [getattr(seen, name).shape[1:] for name in ("a1", "p1", "a2", "p2", "a")]
    assert shapes == [(8, 24, 24), (8, 12, 12), (16, 8, 8), (16, 4, 4), (10,)]
    assert convnet.MAPS == (8, 16) and convnet_patches.FIELD == 14
