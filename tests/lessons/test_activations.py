"""Every number and claim in the prose of lesson 02, recomputed."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.core.pushed import steepest
from nnwidgets.core.slope_check import slope_check

LESSON = Path(__file__).parents[2] / "lessons" / "02_activations.ipynb"


@pytest.fixture(scope="module")
def cells():
    return json.loads(LESSON.read_text("utf-8"))["cells"]


@pytest.fixture(scope="module")
def source(cells):
    return {c["id"]: "".join(c["source"]) for c in cells}


@pytest.fixture(scope="module")
def prose(cells):
    return " ".join(" ".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown").split())


@pytest.fixture(scope="module")
def deep():
    made = nw.ActivationLab()
    yield made
    made.close()


def slope(name, z):
    return ACTIVATIONS[name].df(np.array([z])).item()


def gradients(net, lab):
    return nw.statistics(net, lab.data[0]).gradient_rms


def test_the_numbers_in_bold(prose, deep):
    sigmoids, relus = deep.net.copy(), deep.net.copy()
    relus.activation = "relu"
    before, after = gradients(sigmoids, deep), gradients(relus, deep)
    layer = nw.Network([4, 30, 1], "relu", init="he")
    dead = [nw.statistics(layer, deep.data[0]).dead[0] * 30]
    layer.b[0][:10] = -9
    dead.append(nw.statistics(layer, deep.data[0]).dead[0] * 30)
    claims = [
        f"{steepest(ACTIVATIONS['sigmoid']):.2f}", f"{steepest(ACTIVATIONS['tanh']):.0f}", f"{slope('sigmoid', -2):.3f}",
        f"{slope('sigmoid', 10):.1e}".replace("e-05", "e-5"), f"{slope('sigmoid', 5):.4f}", f"{slope('relu', -1):.0f}",
        f"{slope('leaky_relu', -1):.2f}", *(f"{round(n)}" for n in dead), f"{before[0] / before[-1]:.4f}",
        f"{after[0] / before[0]:.0f}", f"{after[0] / after[-1]:.2f}", "5",
    ]  # fmt: skip
    bold = [b for b in re.findall(r"\*\*([^*]+)\*\*", prose) if re.match(r"[(\d]", b)]
    p = ACTIVATIONS["softmax"].f(np.array([[2.0, 1.0, 0.1]]))[0]
    assert bold == [*claims, f"{p[0]:.4f}, {p[1]:.4f} and {p[2]:.4f}".replace("0.6590", "0.659")]
    assert slope("sigmoid", -10) == pytest.approx(slope("sigmoid", 10), rel=1e-6)
    assert deep.net.n_params == 4831 and "4,831 weights and biases" in prose


def test_the_claims_in_words(deep):
    sigmoid = ACTIVATIONS["sigmoid"].f
    assert (sigmoid(np.array([10.0])) - sigmoid(np.array([5.0]))).item() < 0.007
    assert slope("sigmoid", 10) < steepest(ACTIVATIONS["sigmoid"]) / 1000
    z = np.linspace(-5, 5, 101)
    np.testing.assert_allclose(np.tanh(z), 2 * sigmoid(2 * z) - 1, atol=1e-15)
    assert ACTIVATIONS["leaky_relu"].f(np.array([-300.0])).item() == pytest.approx(-3)
    z = nw.Network([4, 30, 1], "relu", init="he").forward(deep.X).z[0]
    assert 0.45 < (z <= 0).mean() < 0.55
    assert pytest.approx(0.0039, abs=5e-5) == 0.25**4 and pytest.approx(0.000015, abs=5e-7) == 0.25**8


def test_what_to_try_in_the_menus_is_so(deep):
    """Normal weights push most tanh units into their flat zones, and make ReLUs grow from layer to layer."""
    tanh, relu = (nw.Network(deep.net.sizes, name, init="normal") for name in ("tanh", "relu"))
    assert (nw.statistics(tanh, deep.data[0]).saturated[1:6] > 0.5).all()
    std = nw.statistics(relu, deep.data[0]).std[:6]
    assert (std[1:] > 2 * std[:-1]).all()


def test_what_the_predictions_hold(source):
    for name, right, wrong in (
        ("predict-tanh", "they are the same function", "one is steeper at 0"),
        ("predict-quarter", "0.0039", "0.25"),
        ("predict-collapse", "5", "31"),
    ):
        said = []
        for answer in (right, wrong):
            predict = eval(source[name], {"nw": nw})
            predict.commit(answer)
            said.append(predict.right)
            predict.close()
        assert said == [True, False]


def test_the_wrong_derivative_is_found(source):
    space = {"nw": nw, "np": np}
    exec(source["own"].splitlines()[0], space)
    found = slope_check(space["bump"])
    assert found is not None and found.slope == pytest.approx(2 * found.given, rel=1e-2)
    assert slope_check(nw.Activation("bump", space["bump"].f, lambda z: -2 * z * np.exp(-(z**2)))) is None
