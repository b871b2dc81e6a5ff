"""Every number and claim in the prose of lessons 07 and 08, recomputed."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw

LESSONS = Path(__file__).parents[2] / "lessons"
WISHES, CHAIN = "07_wishes", "08_chain_rule"


def read(name):
    return json.loads((LESSONS / f"{name}.ipynb").read_text("utf-8"))["cells"]


def sources(name):
    return {c["id"]: "".join(c["source"]) for c in read(name)}


def prose(name):
    return " ".join(" ".join("".join(c["source"]) for c in read(name) if c["cell_type"] == "markdown").split())


def bold(name):
    return [text for text in re.findall(r"\*\*([^*]+)\*\*", prose(name)) if re.match(r"[\u2212.\d]", text)]


def short(value, digits=4):
    """As the prose has it: −.0883."""
    return f"{value:.{digits}f}".replace("-", "\u2212").replace("0.", ".", 1)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


@pytest.fixture
def lab():
    made = {name: nw.BackpropLab(preset=name) for name in ("chain", "mazur", "3-3-2")}
    yield made
    for one in made.values():
        one.close()


def test_the_numbers_in_bold_of_07(lab):
    third = -lab["3-3-2"].net.W[1][:, 2] * lab["3-3-2"].grads.delta[1][0]
    W, (hidden, delta) = lab["mazur"].net.W[1], (d[0] for d in lab["mazur"].grads.delta)
    each, data = W * delta[:, None], lab["3-3-2"].data[0]
    every = nw.shares(lab["3-3-2"].net, data.inputs, data.y, "sum_of_squares")
    some, full = every[[0, 2]].mean(axis=0), every.mean(axis=0)
    cosine = some @ full / np.linalg.norm(some) / np.linalg.norm(full)
    a, y = np.array([0.5, 0.8, 0.2, 0.3, 0.1, 0.6, 0.4, 0.2, 0, 0.7]), np.eye(10)[2]
    asked = 2 * (y - a)
    assert sorted(np.flatnonzero(np.isclose(abs(asked), abs(asked).max()))) == [1, 2] and asked[8] == 0
    assert bold(WISHES) == [
        short(third[0]), short(third[1]), short(third.sum()), f"{asked.max():.1f}", f"{((a - y) ** 2).sum():.2f}", f"{0.9 / 0.05:.0f}",
        short(each[0, 0]), short(each[1, 0]), short(each[:, 0].sum()), short(each[:, 1].sum()),
        short(np.linalg.norm(hidden)), short(np.linalg.norm(delta)), f"{cosine:.3f}",
    ]  # fmt: skip
    np.testing.assert_array_equal(np.sign(-lab["3-3-2"].net.W[1].T * lab["3-3-2"].grads.delta[1]), [[1, 1], [-1, -1], [1, -1]])
    np.testing.assert_array_equal(data.y, [[1, 0], [0, 1], [1, 0], [0, 1]])


def test_one_picture_of_a_2_makes_a_2_of_all():
    digits, net = nw.datasets.digits(), nw.Network([64, 16, 16, 10], "sigmoid", "sigmoid")
    assert len(digits.y) == 1797 and digits.y[2] == 2 and "all 1,797 pictures" in prose(WISHES)
    assert (net.predict(digits.inputs) == 2).sum() == 0
    net.theta -= 3 * net.backward(net.forward(digits.inputs[2:3]), np.eye(10)[[2]], "sum_of_squares").theta
    assert (net.predict(digits.inputs) == 2).all()


def test_the_numbers_in_bold_of_08(lab):
    chain, mazur = lab["chain"], lab["mazur"]
    z = 2 * 0.6 - 0.5
    a = sigmoid(z)
    factors = 0.6, a * (1 - a), 2 * (a - 1)
    first, second = (route.product for route in mazur.routes("W[0][0, 0]"))
    ratios = [((sigmoid((2 + h) * 0.6 - 0.5) - 1) ** 2 - (a - 1) ** 2) / h for h in (1, 0.1, 0.01, 0.001)]
    assert bold(CHAIN) == [
        short(np.prod(factors)), ", ".join(map(short, ratios)),
        f".6 · {short(factors[1], 6)} · ({short(factors[2], 6)}) = {short(np.prod(factors), 6)}",
        short(factors[1] * factors[2], 6), short(2 * factors[1] * factors[2], 6),
        f"{short(first, 9)} \u2212 {short(-second, 9)} = {short(first + second, 9)}", str(len(mazur.ops)),
    ]  # fmt: skip
    assert f"says {short(a, 3)}" in prose(CHAIN) and f"= {short((a - 1) ** 2, 3)}$" in prose(CHAIN)
    assert float(chain.grads.theta[0]) == pytest.approx(np.prod(factors))
    assert sum(op.backward for op in mazur.ops) == 2 * 4
    nudged = chain.nudge(h=0.01)
    assert nudged.after - nudged.before == pytest.approx(-0.00088, abs=2e-5)
    dead = chain.net.backward(chain.net.forward(np.array([[0.0]])), np.array([[1.0]]), "sum_of_squares")
    assert dead.W[0].item() == 0 != dead.b[0].item()


def test_the_famous_number_and_the_slip_behind_the_other(lab):
    space = {"np": np, "nw": nw, "mazur": lab["mazur"]}
    found = []
    for name in ("famous", "too-early"):
        *lines, last = sources(CHAIN)[name].strip().splitlines()
        exec("\n".join(lines), space)
        found.append(short(eval(last, space), 9))
    assert found == [".291027774", ".291027924"] and all(number in prose(CHAIN) for number in found)


def test_a_wrong_walk_learns_nine_in_ten():
    space = {"np": np, "nw": nw}
    exec(sources(CHAIN)["slip"], space)
    exec(sources(CHAIN)["slip-learns"], space)
    assert 0.87 < (space["net"].predict(space["test"].inputs) == space["test"].y).mean() < 0.94
    assert eval(sources(CHAIN)["slip-caught"].splitlines()[-1], space | {"few": (np.ones((2, 64)), np.eye(10)[:2])}) == "wrong_value"


PREDICTED = {
    (WISHES, "predict-push"): ("outputs 1 and 2, equally", "output 9"),
    (WISHES, "predict-bias"): ("that of 2 up, the others down or not at all", "all up"),
    (WISHES, "predict-bright"): ("18", "9"),
    (WISHES, "predict-total"): (".0364", ".0554"),
    (WISHES, "predict-only"): ("100", "10"),
    (CHAIN, "predict-sign"): ("negative: C falls as w grows", "zero"),
    (CHAIN, "predict-nudge"): ("-.00088", "-.0883"),
    (CHAIN, "predict-dead"): ("∂C/∂w only", "both"),
    (CHAIN, "predict-h"): ("h = 1e-5", "h = 1e-12"),
    (CHAIN, "predict-famous"): (".291027774", ".291027924"),
}


@pytest.mark.parametrize(("where", "said"), PREDICTED.items(), ids=lambda one: one[1])
def test_a_prediction_knows_right_from_wrong(where, said):
    lesson, name = where
    for answer, right in zip(said, (True, False), strict=True):
        predict = eval(sources(lesson)[name], {"nw": nw})
        predict.commit(answer)
        assert predict.right is right
        predict.close()
