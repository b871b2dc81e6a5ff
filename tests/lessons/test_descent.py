"""Every number and claim in the prose of lessons 06 and 10, recomputed."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.terrains import CURVES, SURFACES
from nnwidgets.core.walk import walk

LESSONS = Path(__file__).parents[2] / "lessons"
DESCENT, OPTIMIZERS = "06_descent", "10_optimizers"


def read(name):
    return json.loads((LESSONS / f"{name}.ipynb").read_text("utf-8"))["cells"]


def sources(name):
    return {c["id"]: "".join(c["source"]) for c in read(name)}


def prose(name):
    return " ".join(" ".join("".join(c["source"]) for c in read(name) if c["cell_type"] == "markdown").split())


def bold(name):
    return [text for text in re.findall(r"\*\*([^*]+)\*\*", prose(name)) if re.match(r"[\u2212.\d]", text)]


def below(optimizer, rate, steps=4000):
    return walk(SURFACES["valley"], (1, 1), optimizer, rate, steps).first_below(1e-6)


def run(name, *cells):
    """What the last line of each of these cells is, one after the other in one namespace."""
    space, found = {"np": np, "nw": nw}, []
    for cell in cells:
        *first, last = sources(name)[cell].strip().splitlines()
        exec("\n".join(first), space)
        found.append(eval(last, space))
    for one in [v for v in space.values() if hasattr(v, "session") and hasattr(v, "close")]:
        one.close()
    return found


def test_the_numbers_in_bold_of_06():
    curve, line, bowl = CURVES["3b1b"], CURVES["line"], SURFACES["bowl"]
    end = walk(curve, (-0.5,), "sgd", 0.05, 100)
    ends = [walk(curve, (w,), "sgd", 0.02, 200).points[-1, 0] for w in np.linspace(-2.7, 3.7, 11)]
    valleys = [sum(abs(w - at) < 0.05 for w in ends) for at in (-2.0131, 0.9195, 2.9678)]
    first = [walk(curve, (-0.5,), "sgd", eta, 100).first_below(1.39) for eta in (0.02, 0.3, 0.5)]
    swings = walk(line, (0,), "sgd", line.limit((0,)), 40).points[-2:, 0]
    gx, gy = bowl.gradient(np.array([1.0, 1.0]))
    claims = [
        f"{end.points[-1, 0]:.4f}", f"{end.costs[-1]:.4f}", *map(str, valleys), *(f"{abs(w):.0f}" for w in sorted(swings)),
        *map(str, first), f"{gx / gy:.0f}", f"{SURFACES['valley'].limit((1, 1)):.2f}",
    ]  # fmt: skip
    assert bold(DESCENT) == claims
    assert "η = 0.2143" in prose(DESCENT) and line.limit((0,)) == pytest.approx(0.2143, abs=5e-5)
    far = np.abs(walk(line, (0,), "sgd", 0.22, 40).points[:, 0] - 2)
    assert (np.diff(far) > 0).all()  # "it gets further away with each step"
    assert nw.Network([2, 2, 1]).n_params == 9
    assert "0.25" not in prose(DESCENT) and [2 * float(walk(CURVES["parabola"], (0,), "sgd", 0.5, 2).lengths[1])] == [1.5]  # steps halve


def test_a_small_step_never_leaves_the_valley_and_the_deepest_is_the_left():
    curve = CURVES["3b1b"]
    costs = [float(curve.cost(np.array([w]))) for w in (-2.0131, 0.9195, 2.9678)]
    assert costs == sorted(costs)


def test_the_real_loss_has_one_lowest_place_and_plateaus():
    net, data = nw.Network([2, 2, 1], "tanh", "tanh"), nw.datasets.circle()
    C = nw.landscape(net, [0, 4], data=data, points=81, over=(-4, 4)).loss
    around = np.stack([np.roll(C, by, axis=(0, 1)) for by in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))])
    assert (C[None] < around).all(axis=0)[1:-1, 1:-1].sum() == 1
    lab = nw.DescentLab(net=net, data=data, along=[0, 4])
    lab.turn(point=[-3.5, -3.5], steps=400)
    assert np.linalg.norm(np.subtract(lab.walks()[0].points[-1], (-3.5, -3.5))) < 0.2
    lab.close()


def test_the_numbers_in_bold_of_10():
    counts = {
        (name, rate): below(name, rate)
        for name, rate in (("sgd", 0.01), ("momentum", 0.01), ("adam", 0.1), ("adam", 0.01), ("adam", 0.001))
    }
    [needed] = run(OPTIMIZERS, "beta")
    [way] = run(OPTIMIZERS, "momentum")
    over = walk(CURVES["3b1b"], (-2.7,), "momentum", 0.02, 2000).points[-1, 0]
    [steps] = run(OPTIMIZERS, "adam")
    assert len(set(steps)) == 1
    claims = [
        str(counts["momentum", 0.01]), str(counts["adam", 0.1]), f"{-way[-1]:.3f}", f"{1 / (1 - 0.9):.0f}",
        str(needed[0.5]), str(needed[0.9]),
        f"{needed[0.99]:,}", f"{over:.2f}", f"{steps[0]}".replace("-", "\u2212"), str(counts["adam", 0.01]),
    ]  # fmt: skip
    assert bold(OPTIMIZERS) == claims
    assert counts["sgd", 0.01] == 653 and "653" in prose(OPTIMIZERS) and f"{counts['adam', 0.001]:,}" == "3,068"
    x, y = walk(SURFACES["valley"], (1, 1), "rmsprop", 0.01, 20).points[-1]
    assert x == pytest.approx(y, abs=1e-5)


def test_on_digits_they_end_close_together():
    [found] = run(OPTIMIZERS, "digits")
    first, last = ({name: pair[i] for name, pair in found.items()} for i in (0, 1))
    assert max(first, key=first.get) == "adam" and max(last.values()) - min(last.values()) < 0.02


PREDICTED = {
    (DESCENT, "predict-valley"): "in the middle valley, which is not the deepest",
    (DESCENT, "predict-limit"): "jumps between 0 and 4 for ever",
    (OPTIMIZERS, "predict-race"): "adam, at 0.1",
    (OPTIMIZERS, "predict-beta"): "slower",
}


@pytest.mark.parametrize(("lesson", "cell"), PREDICTED)
def test_what_the_predictions_hold(lesson, cell):
    space = {"np": np, "nw": nw, "lab": None}
    predict, other = (eval(sources(lesson)[cell], space) for _ in range(2))
    answer = PREDICTED[lesson, cell]
    predict.commit(answer)
    other.commit(next(choice for choice in other._kind.choices if choice != answer))
    assert predict.right is True and other.right is False
