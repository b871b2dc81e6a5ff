"""Predict: nothing of the answer before the commitment, one commitment, and a lab that opens with it."""

import json
import re

import numpy as np
import pytest

from nnwidgets.widgets.playground import Playground
from nnwidgets.widgets.predict import FIRST, Predict

SECRET, WHY = "a line, of all things", "because the sum is linear"


def everything(predict):
    """All that a page has been sent, and all that is drawn without one."""
    return json.dumps([(kind, data) for kind, data, _ in predict.comm.published]) + repr(predict) + json.dumps(predict._state)


@pytest.fixture
def make(lines):
    made = []

    def predict(*args, **kwargs):
        made.append(Predict(*args, **kwargs))
        return made[-1]

    yield predict
    for one in made:
        one.close()


def say(predict, **message):
    predict.comm.handle_msg({"content": {"data": {"method": "custom", "content": message}}, "buffers": []})


def sent(predict):
    return [data["content"] for _, data, _ in predict.comm.published if data.get("method") == "custom"]


def test_B6_the_answer_is_not_in_the_page_before(make):
    asked = []

    def answer():
        asked.append(1)
        return SECRET

    predict = make("What shape?", answer, choices=["a circle", SECRET + "!", SECRET], why=WHY)
    number = make("a?", 0.7310585786300049, within=0.01, why=WHY)
    assert WHY not in everything(predict) and asked == []
    assert "731" not in everything(number) and WHY not in everything(number) and "0.01" not in everything(number)
    say(predict, kind="commit", value=SECRET)
    assert (predict.prediction, predict.right, asked) == (SECRET, True, [1])
    assert predict._state["answer"] == SECRET and predict._state["why"] == WHY
    say(number, kind="commit", value="3/4")
    assert (number.prediction, number.right, number._state["answer"]) == (0.75, False, "0.7311")


def test_one_commitment_and_what_was_seen_after_it(make):
    predict = make("a?", 0.5, within=0.1)
    with pytest.raises(ValueError, match=r"^predict first: what is seen comes after it$"):
        predict.see("nothing")
    say(predict, kind="commit", value="a lot")
    assert predict.prediction is None and sent(predict)[-1]["text"] == "write a number such as 0.25, 1/4 or 25 %, got 'a lot'"
    say(predict, kind="commit", value="0.55")
    with pytest.raises(ValueError, match=r"^this prediction has been made; run the cell again to predict anew$"):
        predict.commit(0.5)
    say(predict, kind="see", value="it is the middle")
    assert predict.seen == "it is the middle" and predict._state["seen"] == predict.seen and predict._state["answer"] == "0.5"
    assert repr(predict) == "Predict('a?', committed)"


def test_a_sketch_gets_its_curve_with_the_commitment(make):
    predict = make("Draw σ", lambda z: 1 / (1 + np.exp(-z)), sketch=((-6, 6), (0, 1)), names=("z", "a"))
    assert "curve" not in predict._state and predict._state["names"] == ("z", "a")
    say(predict, kind="commit", value=[0.5] * 41)
    np.testing.assert_allclose(predict._state["curve"], 1 / (1 + np.exp(-predict.at)))
    assert predict.right is None and predict._state["answer"].startswith("on average 0.3")


def test_B6_the_lab_beside_it_opens_with_the_commitment(show, make):
    lab, page = show(Playground)
    before = lab.net.theta.copy()
    predict = make("What shape?", "a line", choices=["a line", "a circle"], lab=lab, cover=True)
    assert page.frame.veil == {"text": FIRST, "cover": True} and page.kept(lab).veil == page.frame.veil
    page.do("step", "batch")
    page.do("play")
    page.edit({0: 3.0})
    assert page.errors == [FIRST] * 3
    np.testing.assert_array_equal(lab.net.theta, before)
    lab.train(steps=1)  # Python may do everything
    assert lab.trainer.steps == 1
    predict.commit("a circle")
    assert not hasattr(page.frame, "veil") and not hasattr(page.kept(lab), "veil")
    page.do("step", "batch")
    assert lab.trainer.steps == 2


def test_a_cell_that_is_run_again_leaves_no_lab_behind_closed(show, make):
    lab, page = show(Playground)
    make("a?", 1, lab=lab).close()
    page.do("step", "batch")
    assert lab.trainer.steps == 1


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        ({"question": 3, "answer": 1}, TypeError, "question must be a text, got 3"),
        ({"question": "a?", "answer": 1, "lab": 3}, TypeError, "lab must be a lab such as nw.Playground(), got 3"),
        ({"question": "a?", "answer": "b", "choices": ["a"]}, ValueError, "choices must be two or more different texts, got ['a']"),
        ({"question": "a?", "answer": "b"}, TypeError, "answer must be a number, got 'b'"),
    ],
)
def test_what_does_not_fit_is_said(make, arguments, error, sentence):
    with pytest.raises(error, match=f"^{re.escape(sentence)}$"):
        make(**arguments)
