"""SoftmaxLab: logits, temperature, target and race are values that Python and a page set and read; what does not fit is refused."""

import math

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core import logits as of

SEVEN = [-0.8, -5.0, 0.5, 1.5, 3.4, -2.3, 2.5]


def dial(page, id=1, **values):
    page.do("dial", {"view": page.view, "id": id, "values": values})


def test_V5_3_it_begins_with_the_seven(show):
    lab, page = show(nw.SoftmaxLab)
    assert (
        lab.logits == SEVEN and page.frame.dials["logits"] == SEVEN and page.frame.dials["T"] == 1 and repr(lab) == "SoftmaxLab(7 classes)"
    )
    assert lab.p.round(4).tolist() == [0.0092, 0.0001, 0.0338, 0.0918, 0.6136, 0.0021, 0.2495]
    assert lab.p.sum() == pytest.approx(1) and lab.entropy == pytest.approx(-(lab.p * np.log(lab.p)).sum())
    lab.T = 10
    assert lab.p.max() == pytest.approx(0.1944, abs=5e-5)
    lab.T = 0.1
    assert lab.p.max() == pytest.approx(0.9999, abs=5e-5)


def test_V5_3_both_limits_of_the_temperature_go_over_the_line(show):
    lab, page = show(nw.SoftmaxLab, [1, 3, 3])
    lab.T = np.inf
    assert lab.T == "inf" and page.frame.dials["T"] == "inf" and lab.p.tolist() == [1 / 3] * 3 and lab.gradient.tolist() == [0] * 3
    dial(page, T=0)
    assert lab.T == 0 and lab.p.tolist() == [0, 0.5, 0.5]
    with pytest.raises(ValueError, match=r"^at T = 0 the probabilities jump and have no gradient; set lab\.T above 0$"):
        _ = lab.gradient
    with pytest.raises(ValueError, match="at T = 0"):
        lab.descend()


def test_V5_8_a_target_is_a_class_or_shares(show):
    lab, page = show(nw.SoftmaxLab, np.log([0.2, 0.3, 0.5]), target=1)
    assert lab.target == [0, 1, 0] and lab.cross_entropy == pytest.approx(1.203972804)
    np.testing.assert_allclose(lab.gradient, [0.2, -0.7, 0.5])
    dial(page, target=[0.2, 0.3, 0.5])
    assert lab.cross_entropy == pytest.approx(lab.entropy) and np.abs(lab.gradient).max() < 1e-12
    lab.logits = [0] * 10
    assert lab.names[9] == "class 9" and lab.target == np.eye(10)[2].tolist() and lab.cross_entropy == pytest.approx(math.log(10))
    lab.logits = [1, 2]
    assert lab.target == [0, 1] and lab.names == ["class 0", "class 1"]


def test_steps_go_down_the_gradient(show):
    lab, page = show(nw.SoftmaxLab, eta=0.5)
    before, slope, start = lab.cross_entropy, lab.gradient, lab.z
    lab.descend()
    np.testing.assert_allclose(lab.z, start - 0.5 * slope)
    assert lab.cross_entropy < before and page.frame.dials["logits"] == lab.logits
    lab.descend(50)
    assert lab.p[4] > 0.9


def test_classes_with_their_names_and_target_are_one_turn(show):
    lab, page = show(nw.SoftmaxLab)
    dial(page, logits=[0, 1, 2], names=["cat", "dog", "owl"], target=[0, 0, 1])
    assert (lab.logits, lab.names, lab.target) == ([0, 1, 2], ["cat", "dog", "owl"], [0, 0, 1])
    with pytest.raises(ValueError, match="names must be 2 words"):
        lab.turn(logits=[0, 1], names=["a", "b", "c"])
    assert lab.logits == [0, 1, 2]
    name, value = "dials", lab.views()["dials"][0] | {"logits": [5, 5], "names": ["a", "b"], "target": [1, 0]}
    lab.views()[name][1](value)()  # as a share code sets them
    assert lab.p.tolist() == [0.5, 0.5] and lab.names == ["a", "b"]


def test_the_race_starts_anew_and_its_neuron_is_lab_net(show):
    lab, _ = show(nw.SoftmaxLab, race=True)
    run = lab.race_run()
    assert lab.net.forward([[1.0]]).output.item() == pytest.approx(run.squared[0]) and run.ratio == pytest.approx(56.6, abs=0.05)
    lab.start = (0.6, 0.9)
    assert lab.net.W[0][0, 0] == 0.6 and lab.net.b[0][0] == 0.9 and lab.race_run().squared[50] == pytest.approx(0.3870, abs=5e-5)
    lab.train(steps=50)
    assert lab.net.forward([[1.0]]).output.item() == pytest.approx(lab.race_run().squared[50])


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"logits": [1]}, "logits must hold 2 to 10 numbers, one for each class, got shape (1,)"),
        ({"logits": [1, math.nan]}, "logits holds 1 number(s) that are not finite, the first at [1]: nan; drop or fill those rows"),
        ({"logits": [1, 2e6]}, "logits must lie between -1e+06 and 1e+06, got 2e+06"),
        ({"target": 7}, "target must be a class below 7, or 7 shares that add up to 1, got 7"),
        ({"logits": [0, 0], "target": [0.5, 0.6]}, "target must be a class below 2, or 2 shares that add up to 1, got [0.5, 0.6]"),
        ({"logits": [0, 0], "target": [1.5, -0.5]}, "target must be a class below 2, or 2 shares that add up to 1, got [1.5, -0.5]"),
        ({"T": -1}, "T must be a number of at least 0, got -1; np.inf is the limit of equal shares"),
        ({"stage": 4}, "stage must be below 4, got 4: 0 z, 1 e^z, 2 sum, 3 p"),
        ({"start": (1, 2, 3)}, "start must be a pair (w, b) of numbers from -10 to 10, got [1.0, 2.0, 3.0]"),
        ({"race_step": 301}, "race_step must be from 0 to 300, got 301"),
        ({"eta": 0}, "eta must be a number above 0, got 0"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(show, values, sentence):
    lab, _ = show(nw.SoftmaxLab)
    before = lab.dials()
    with pytest.raises(ValueError) as refused:
        lab.turn(**values)
    assert str(refused.value) == sentence and lab.dials() == before
    with pytest.raises(ValueError):
        nw.SoftmaxLab(**values)


def test_the_picture_without_a_kernel(show):
    lab, _ = show(nw.SoftmaxLab, [0, 0], T=np.inf)
    image, alt = lab.fallback()
    assert image.startswith(b"\x89PNG") and alt == "Softmax at temperature infinity: class 0 0.5000, class 1 0.5000."
    assert lab.cross_entropy == of.loss(lab.z, lab.y)
