"""The figure of an activation: its curve and slope as they are, with formulas that matplotlib can set."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.activations import ACTIVATIONS, HIDDEN


@pytest.mark.parametrize("name", HIDDEN)
def test_the_curves_are_the_function_and_its_slope(name, ax):
    assert nw.figures.activation(name, ax) is ax
    curve, slope = ax.lines[-2:]
    for line, f in ((curve, HIDDEN[name].f), (slope, HIDDEN[name].df)):
        z, values = line.get_data()
        drawn = np.isfinite(values)
        assert np.array_equal(values[drawn], f(z[drawn])) and drawn.sum() > 1000
        assert (z[drawn][0], z[drawn][-1]) == (-6, 6)
    ax.figure.canvas.draw()  # every formula can be set
    formulas = [text.get_text() for text in ax.get_legend().texts]
    assert formulas[0].startswith("$f(z) = ") and formulas[1].startswith("$f'(z) = ")
    assert ax.get_title("left").startswith(f"{name}: from ")


def test_a_jump_is_no_line(ax):
    nw.figures.activation("step", ax)
    values = ax.lines[-2].get_ydata()
    (gap,) = np.flatnonzero(np.isnan(values))
    assert (values[gap - 1], values[gap + 1]) == (0, 1)
    assert ax.get_title("left") == "step: from 0 to 1"


def test_what_grows_leaves_the_picture_and_the_rest_is_in_it(ax):
    nw.figures.activation("relu", ax)
    assert ax.get_ylim()[1] < 4 and ax.get_ylim()[0] < 0
    nw.figures.activation("tanh", ax)
    assert ax.get_ylim()[0] < -1 and 1 < ax.get_ylim()[1] < 1.3
    assert ax.get_title("left") == "tanh: from −1 to 1"


def test_functions_of_ones_own(ax):
    def bump(z):
        return np.exp(-(z**2))

    nw.figures.activation((bump, lambda z: -2 * z * bump(z)), ax)
    assert ax.get_title("left") == "bump"
    assert [text.get_text() for text in ax.get_legend().texts] == ["$f(z)$", "$f'(z)$"]
    nw.figures.activation((lambda z: z**3, lambda z: 3 * z**2), ax)
    assert ax.get_title("left") == "a function of your own"


@pytest.mark.parametrize("softmax", ["softmax", ACTIVATIONS["softmax"]])
def test_a_softmax_is_no_curve(softmax):
    with pytest.raises(ValueError) as error:
        nw.figures.activation(softmax)
    assert str(error.value) == "softmax is a function of all z of a layer and has no curve; choose one of the others, such as 'sigmoid'"


def test_an_unknown_name_is_that_of_the_registry():
    with pytest.raises(ValueError, match=r"^unknown activation 'Relu'; choose one of linear, .*\(did you mean 'relu'\?\)$"):
        nw.figures.activation("Relu")
