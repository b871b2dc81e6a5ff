"""`nw.controls.loss_plot(lab)`: it says and draws what the history holds, and ends with the lab."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.widgets.loss_plot import svg, thinned, ticks


@pytest.fixture
def lab():
    lab = nw.Playground(seed=1)
    yield lab
    lab.close()


def test_it_follows_the_lab(lab):
    plot = nw.controls.loss_plot(lab)
    assert plot.value == svg(lab.trainer.history.rows())
    before = plot.value
    lab.train(epochs=3)
    assert plot.value == svg(lab.trainer.history.rows()) != before
    drawing = ET.fromstring(plot.value)
    assert drawing.attrib["role"] == "img"
    assert drawing.attrib["aria-label"].startswith(f"Loss at step {lab.trainer.steps:,}: training {lab.trainer.train_loss:.4f}, test ")
    assert len(drawing.findall("polyline")) == 2
    assert len(drawing.findall("polyline")[1].attrib["points"].split()) == len(lab.trainer.history)


def test_without_test_examples_there_is_one_line():
    lab = nw.Playground(test=0)
    assert len(ET.fromstring(nw.controls.loss_plot(lab).value).findall("polyline")) == 1
    lab.close()


def test_it_leaves_the_lab_when_it_is_closed(lab):
    plot = nw.controls.loss_plot(lab)
    listening = len(lab._listeners)
    before = plot.value
    plot.close()
    assert len(lab._listeners) == listening - 1
    lab.train(epochs=1)
    assert plot.value == before


def test_only_a_lab_can_be_followed():
    trainer = nw.Trainer(nw.Network([2, 1]), "circle")
    with pytest.raises(TypeError) as error:
        nw.controls.loss_plot(trainer)
    remedy = "for a Trainer there is nw.figures.loss_curve(trainer.history)"
    assert str(error.value) == f"loss_plot follows a lab such as nw.Playground(), got Trainer; {remedy}"


def test_spikes_stay_when_a_line_is_thinned():
    x, y = np.linspace(0, 440, 100_000), np.zeros(100_000)
    y[54_321] = 9
    points = thinned(x, y)
    assert len(points) < 2000
    assert points[:, 1].max() == 9
    assert points[-1].tolist() == [440, 0]


@pytest.mark.parametrize("top", [1e-9, 0.034, 1.0, 7.3, 12345.0])
def test_ticks_are_few_and_round(top):
    values = ticks(top)
    assert 3 <= len(values) <= 6
    assert values[0] == 0 and values[-1] <= top * (1 + 1e-6)
