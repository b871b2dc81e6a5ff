"""Lessons 07 and 08: every number in their prose recomputed; their exercises take right answers and no wrong ones."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw

LESSONS = Path(__file__).parents[2] / "lessons"
WISHES, CHAIN = "07_backpropagation", "08_chain_rule"
WAY = {"tags": {"predict", "exercise", "check"}, "cells": (25, 40), "lines": 12}


def cells_of(name):
    return json.loads((LESSONS / f"{name}.ipynb").read_text("utf-8"))["cells"]


def prose_of(name):
    return " ".join(" ".join("".join(c["source"]) for c in cells_of(name) if c["cell_type"] == "markdown").split())


def sources(name):
    return {c["id"]: "".join(c["source"]) for c in cells_of(name)}


@pytest.fixture
def labs():
    made = {"lab": nw.BackpropLab(), "mazur": nw.BackpropLab(preset="mazur"), "many": nw.BackpropLab(preset="3-3-2")}
    yield made
    for lab in made.values():
        lab.close()


def bold(prose):
    return [found for found in re.findall(r"\*\*([^*]+)\*\*", prose) if re.match(r"[−\d]", found)]


def minus(text):
    return text.replace("-", "\u2212")


def test_the_numbers_of_lesson_07(labs):
    prose, mazur, many = prose_of(WISHES), labs["mazur"], labs["many"]
    said = mazur.trace.output[0]
    shares = nw.shares(many.net, many.data[0].inputs, many.data[0].y, many.trainer.loss)
    mean = shares.mean(axis=0)
    cosines = shares @ mean / np.linalg.norm(shares, axis=1) / np.linalg.norm(mean)
    listed = ", ".join(f"{c:.3f}" for c in cosines[:-1]) + f" and {cosines[-1]:.3f}"
    assert bold(prose) == [f"{said[0]:.3f}", f"{said[1]:.3f}", listed]
    assert mazur.y == [0.01, 0.99]
    asks = -mazur.value(5)[0]
    assert f"{minus(f'{asks[0]:.6f}')}; the second a little **more**, +{asks[1]:.6f}" in prose
    np.testing.assert_allclose(asks, np.array(mazur.y) - said)
    hidden = -(mazur.grads.delta[1] @ mazur.net.W[1])[0]
    assert f"{minus(f'{hidden[0]:.6f}')}, hidden neuron 2 as well, {minus(f'{hidden[1]:.6f}')}" in prose
    wishes = -shares[:, 0]
    assert wishes[0] > 0 > wishes[1] and wishes[3] == 0 == many.data[0].inputs[3, 0]
    assert shares.shape == (4, 20) and "20 parameters" in prose


def test_the_numbers_of_lesson_08(labs):
    prose, lab, mazur = prose_of(CHAIN), labs["lab"], labs["mazur"]
    ratios = [minus(f"{lab.nudge(h=h).ratio:.4f}") for h in (1, 0.1, 0.01, 0.001)]
    silent = nw.BackpropLab()
    silent.x = [0.0]
    assert bold(prose) == [
        ", ".join(ratios[:3]), ratios[3], minus(f"{lab.grads.W[0].item():.9f}"), minus(f"{silent.grads.b[0].item():.4f}"),
        f"{mazur.grads.W[0][0, 0]:.9f}", "0.291027774",
    ]  # fmt: skip
    assert silent.grads.W[0].item() == 0
    silent.close()
    assert f"says {lab.trace.output.item():.3f}, so it should say more" in prose and lab.grads.W[0].item() < 0
    assert [f"{route.product:.9f}" for route in mazur.routes("W[0][0, 0]")] == ["0.000668396", "-0.000229828"]
    assert len(mazur.ops) == 13 and sum(op.backward for op in mazur.ops) == 8 and "Press Next 13 times" in prose
    here = {"np": np, "nw": nw, "mazur": mazur}
    for name in ("step", "check-h"):
        exec(sources(CHAIN)[name], here)
    assert eval(sources(CHAIN)["slip"].splitlines()[1], here | {"W1": mazur.net.W[1]}) == (0.291027774, 0.291027924)
    assert here["error"](1e-5) < 1e-9 and here["error"](1e-12) > 1000 * here["error"](1e-5)
    exec(sources(CHAIN)["clinic"], here)
    report = mazur.check(here["slipped"])
    assert report.first_wrong == 0 and report.diagnosis.sentence.startswith(
        "2 slips give exactly these numbers here: (1) act'(z) is missing"
    )


@pytest.mark.parametrize(
    ("lesson", "cell", "right", "wrong"),
    [
        (WISHES, "predict-bright", "18", "0.85"), (WISHES, "predict-sum", "0.0364", "0.0744"),
        (CHAIN, "predict-nudge", "-0.00088", "0.00088"), (CHAIN, "predict-routes", "0.000438568", "0.000668396"),
    ],
)  # fmt: skip
def test_a_prediction_takes_the_right_answer_alone(lesson, cell, right, wrong, labs):
    for answer, expected in ((right, True), (wrong, False)):
        predict = eval(sources(lesson)[cell], {"nw": nw})
        predict.commit(answer)
        assert predict.right is expected
    truth = {"predict-bright": 0.9 / 0.05, "predict-sum": labs["mazur"].value(9)[0, 0],
             "predict-nudge": labs["lab"].nudge(h=0.01).after - labs["lab"].nudge(h=0.01).before,
             "predict-routes": labs["mazur"].grads.W[0][0, 0]}  # fmt: skip
    assert float(right) == pytest.approx(truth[cell], rel=2e-3)


def backward(W, b, X, y, slope=lambda a: a * (1 - a)):
    a = [X]
    for w, c in zip(W, b, strict=True):
        a.append(1 / (1 + np.exp(-(a[-1] @ w.T + c))))
    delta, dW, db = (a[-1] - y) * slope(a[-1]), [], []
    for l in range(len(W) - 1, -1, -1):
        dW.insert(0, delta.T @ a[l] / len(X))
        db.insert(0, delta.mean(axis=0))
        delta = delta @ W[l] * slope(a[l])
    return dW, db


def backward_chain(w, a, y):
    delta, found = 2 * (a[-1] - y), []
    for l in range(len(w) - 1, -1, -1):
        delta *= a[l + 1] * (1 - a[l + 1])
        found.insert(0, delta * a[l])
        delta *= w[l]
    return found


ANSWERS = {
    (WISHES, "delta", "output_delta"): (lambda a, y: (a - y) * a * (1 - a), [lambda a, y: a - y, lambda a, y: (y - a) * a * (1 - a)]),
    (WISHES, "wishes", "asked_of"): (lambda W, d: W.T @ d, [lambda W, d: W[0] * d[0], lambda W, d: d]),
    (WISHES, "outer", "slopes"): (np.outer, [lambda d, a: np.outer(a, d), lambda d, a: d * a]),
    (CHAIN, "slope", "d_sigmoid"): (lambda a: a * (1 - a), [lambda a: a, lambda a: np.exp(-a) / (1 + np.exp(-a)) ** 2]),
    (CHAIN, "chain", "backward_chain"): (
        backward_chain, [lambda w, a, y: [2 * (a[-1] - y)] * 3, lambda w, a, y: backward_chain(w, a, 0.9)],
    ),
    (CHAIN, "backward", "backward"): (
        backward, [lambda W, b, X, y: backward(W, b, X, y, lambda a: 1), lambda W, b, X, y: backward(W, b, X, 0)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lesson", "exercise", "name"), ANSWERS)
def test_an_exercise_takes_the_right_answer_alone(lesson, exercise, name, labs):
    code, mazur = sources(lesson), labs["mazur"]
    space = {"np": np, "nw": nw, **labs, "lab": mazur if lesson == WISHES else labs["lab"], "delta": mazur.grads.delta[1][0]}

    def said(answer):
        *first, last = code[f"{exercise}-check"].strip().splitlines()
        here = space | {name: answer}
        exec("\n".join(first), here)
        found = eval(last, here)
        if "three" in here:
            here["three"].close()
        return found

    exec(code[f"{exercise}-exercise"], space)
    right, wrong = ANSWERS[lesson, exercise, name]
    assert said(space[name]) == "not attempted yet"
    assert said(right) is True
    assert [said(one) for one in wrong] == [False] * 2


@pytest.mark.parametrize("name", [WISHES, CHAIN])
def test_the_lesson_is_in_style(name):
    cells = cells_of(name)
    code = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    low, high = WAY["cells"]
    assert low <= len(cells) <= high and max(len(source.splitlines()) for source in code) <= WAY["lines"]
    assert sorted(len(source.splitlines()) for source in code)[len(code) // 2] <= 4
    assert not any(re.search(r"^\s*[%!]|import \*|play\(\)|;\s*$|\bawait\b", source, re.M) for source in code)
    assert all(re.fullmatch(r"[a-z0-9-]+", c["id"]) for c in cells)
    assert {tag for c in cells for tag in c["metadata"].get("tags", [])} == WAY["tags"]
    assert not any("image/png" in o.get("data", {}) for c in cells for o in c.get("outputs", []))
