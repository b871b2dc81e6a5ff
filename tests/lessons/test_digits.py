"""Every number and claim in the prose of lesson 12, recomputed by running its cells."""

import ast
import json
import re
from pathlib import Path
from time import process_time

import numpy as np
import pytest

import nnwidgets as nw

LESSON = Path(__file__).parents[2] / "lessons" / "12_digits.ipynb"


@pytest.fixture(scope="module")
def cells():
    return json.loads(LESSON.read_text("utf-8"))["cells"]


@pytest.fixture(scope="module")
def source(cells):
    return {c["id"]: "".join(c["source"]) for c in cells}


@pytest.fixture(scope="module")
def prose(cells):
    return " ".join(" ".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown").split())


def run(code, space):
    """Run a cell; its last line's value, if that is an expression."""
    *lines, last = ast.parse(code).body
    exec(compile(ast.Module(lines, []), "cell", "exec"), space)
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), "cell", "eval"), space)
    exec(compile(ast.Module([last], []), "cell", "exec"), space)
    return None


@pytest.fixture(scope="module")
def ran(cells):
    """(what each cell shows, the names that they leave, how long each took), for a reader who answers nothing."""
    space, shown, times = {}, {}, {}
    for cell in cells:
        if cell["cell_type"] == "code":
            begun = process_time()
            shown[cell["id"]] = run("".join(cell["source"]), space)
            times[cell["id"]] = process_time() - begun
    yield shown, space, times
    for made in {id(one): one for one in space.values() if isinstance(one, nw.DigitsLab)}.values():
        made.close()


@pytest.fixture(scope="module")
def labels():
    """Accuracy on 500 images after 10 epochs, with their labels, and with labels by lot."""
    found = []
    for shuffled in (False, True):
        adam = {"optimizer": "adam", "learning_rate": 0.003, "batch_size": 10}
        lab = nw.DigitsLab("digits", hidden=[64], activation="relu", output="softmax", epochs=0, **adam)
        lab.turn(count=500, shuffled=shuffled)
        lab.train(epochs=10)
        found.append(lab.trainer.measure()["train_accuracy"])
        lab.close()
    return found


def percent(share, digits=1):
    return f"{100 * share:.{digits}f} %"


def test_the_numbers_in_bold(prose, ran, labels):
    shown, space, _ = ran
    counts = nw.DigitsLab()
    epochs, moved, inverted = shown["epochs"], *shown["shift"]
    (overall, others, sevens), sure = shown["left-out"]
    right, most = int(np.trace(counts.confusion)), int(counts.confusion[4, 9])
    assert most == (counts.confusion - np.diag(np.diag(counts.confusion))).max()
    deeper = space["deeper"]
    deeper.shift = [1, 0]
    claims = [
        *(percent(v) for v in epochs), f"{right:,}", f"{most}", percent(moved[1]), percent(moved[2]), percent(inverted),
        percent(np.trace(deeper.confusion) / 359, 0), *(percent(v) for v in shown["noise"]), *(str(v) for v in shown["smooth"]),
        percent(shown["permute"]), percent(counts.snapshots[10].test), percent(overall), percent(others), percent(sevens, 0),
        f"{sure:.2f}".lstrip("0"), percent(shown["one"], 0), *(percent(v, 0) for v in shown["shuffle"]), *(percent(v, 0) for v in labels),
        *(percent(v) for v in shown["linear"]),
    ]  # fmt: skip
    assert [bold for bold in re.findall(r"\*\*([^*]+)\*\*", prose) if re.match(r"\.?\d", bold)] == claims
    counts.close()


def test_what_else_is_said(prose, ran):
    _, space, _ = ran
    train, test = nw.datasets.mnist()
    assert (len(train), len(test), train.X.size) == (10_000, 2_000, 7_840_000) and "7.84 million" in prose
    lab = space["lab"]
    assert lab.net.n_params == 13_002 and lab.side == 28 and "13,002" in prose
    before = lab.net.theta.copy()
    lab.strokes = [[[0.3, 0.3], [0.7, 0.7]]]
    assert lab.trace.output.shape == (1, 10) and (lab.net.theta == before).all()  # nothing is learnt in use


def test_a_cell_takes_less_than_five_seconds_and_shows_what_is_stored(cells, ran):
    shown, _, times = ran
    assert max(times.values()) < 5, times
    for cell in cells:
        stored = ["".join(out["data"]["text/plain"]) for out in cell.get("outputs", [])]
        now = shown.get(cell["id"])
        assert stored == ([] if now is None else [repr(now)]) or "DigitsLab" in stored[0], cell["id"]


def test_what_the_predictions_hold(source, ran):
    shown = ran[0]
    right = {
        "predict-untrained": "about a tenth", "predict-noise": "for some of them", "predict-weights": "cloudy patches",
        "predict-permute": "about as many as before", "predict-left-out": "they are other digits, and mostly with a high output",
        "predict-shuffle": "all of them",
    }  # fmt: skip
    assert {name for name in source if name.startswith("predict-")} == {*right, "predict-shift"}
    for name, answer in right.items():
        predict, other = (eval(source[name], {"nw": nw}) for _ in range(2))
        predict.commit(answer)
        other.commit(next(choice for choice in other._kind.choices if choice != answer))
        assert (predict.right, other.right) == (True, False), name
    moved = eval(source["predict-shift"], {"nw": nw})
    moved.commit(100 * shown["shift"][0][2])
    assert moved.right is True
    assert 0.05 < shown["epochs"][0] < 0.15 and 0 < shown["noise"][0] < 0.5 and shown["left-out"][1] > 0.5
