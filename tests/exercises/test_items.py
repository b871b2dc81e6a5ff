"""Every maker of every skill, over many seeds: the same on every machine, right answers taken, each slip told by its own sentence."""

# ruff: noqa: E501 - whole sentences

import re
from itertools import combinations, pairwise

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.exercises import registry
from nnwidgets.exercises.item import KINDS
from nnwidgets.exercises.judge import judge, parts, same
from nnwidgets.exercises.progress_spec import MISCONCEPTIONS, ORDER
from nnwidgets.exercises.skills import SKILLS, item

MAKERS = [(name, k) for name, skill in SKILLS.items() for k in range(len(skill.makers))]
SEEDS = 50


def test_there_are_36_skills_with_three_makers_each():
    assert tuple(SKILLS) == ORDER and len(ORDER) == 36
    assert all(len(skill.makers) >= 3 for skill in SKILLS.values())
    assert {item(name, k).kind for name, k in MAKERS} == set(KINDS)


@pytest.mark.parametrize(("name", "k"), MAKERS)
def test_a_maker_over_many_seeds(name, k):
    n = len(SKILLS[name].makers)
    prompts, met = set(), set()
    for seed in range(k, k + n * SEEDS, n):
        one = item(name, seed)
        prompts.add((one.prompt, str(one.given), one.plots, tuple(sorted(one.options))))
        assert judge(one, one.answer).right and one.slips
        values = [one.answer, *(slip.value for slip in one.slips)]
        assert not any(same(one, a, b) for a, b in combinations(values, 2))
        for slip in one.slips:
            told = judge(one, slip.value)
            assert (told.right, told.text, told.misconception) == (False, slip.message, slip.misconception)
            assert slip.misconception in ("", *MISCONCEPTIONS)
            met.add(slip.misconception)
        assert 2 <= len(one.hints) <= 4 and len(set(one.hints)) == len(one.hints)
        assert re.search(r"\d", " ".join(one.hints))  # a hint is of this item's numbers
        text = " ".join([one.prompt, one.solution, *one.hints, *(slip.message for slip in one.slips)])
        assert not re.search(r"\bNone\b|\bnan\b|\binf\b|array\(|np\.float|incorrect", text), text
        if one.kind == "number":
            assert np.isfinite(values).all()
            assert judge(one, one.answer + 0.9 * one.tolerance).right and not judge(one, one.answer + 2 * one.tolerance + 1).right
        if one.options:
            assert one.kind == "order" or {one.answer, *(slip.value for slip in one.slips)} == set(one.options)
        if one.kind == "click":
            assert {one.answer, *(slip.value for slip in one.slips)} <= set(parts(one))
    assert met & set(MISCONCEPTIONS) or any(m in MISCONCEPTIONS for m in _all(name))
    assert len(prompts) >= 5


def _all(name):
    return [slip.misconception for k in range(3) for slip in item(name, k).slips]


def test_the_same_seed_is_the_same_item():
    for name in SKILLS:
        assert [item(name, seed).asked() for seed in range(3)] == [item(name, seed).asked() for seed in range(3)]
        assert item(name, 0).prompt != item(name, 3).prompt or item(name, 3).prompt != item(name, 6).prompt


GOLDEN = [
    ("thr.gates", 0, "A threshold unit has w = (−1.5, −1.5) and b = 0.75. Which gate is it?", "NOR"),
    ("neu.sum", 0, "A neuron has w = (1.8, 0.3, −1.7), b = 2.8. What is its sum z for x = (1, −1, −3)?", 9.399999999999999),
    ("act.slopes", 0, "What is the slope σ'(z) at z = −2.4?", 0.07625499905185225),
    ("fwd.params", 0, "How many parameters has a network of sizes [21, 36, 16, 4]?", 1452.0),
    ("fwd.shapes", 1, "Choose the weight net.W[0][2, 0].", "W[0][2, 0]"),
    (
        "gd.minima",
        0,
        "C(w) = 0.05((w + 2)(w − 1)(w − 3))² + 2 + 0.3(w − 3) has valleys at w = −2.013, 0.9196, 2.968 and ridges at −0.7437, 2.203. Where does a ball that starts at w = −1.5 come to rest, with small steps?",
        "at −2.013",
    ),
    (
        "bp.chain",
        0,
        "One sigmoid neuron: a_prev = 0.9, w = 2.5, b = 0.5, target y = 0, cost (a − y)². What is ∂C/∂w?",
        0.09554899732156048,
    ),
    (
        "bp.chain",
        1,
        "Put one step of training by backpropagation (hidden layer tanh, η = 0.1) in order.",
        (
            "forward pass: keep all z and a",
            "δ of the output from a − y",
            "send δ back through the output's W, times tanh'(z) of the hidden layer",
            "all dW and db from the δs and the kept a",
            "update: W ← W − 0.1·dW, b ← b − 0.1·db",
        ),
    ),
    ("sgd.epoch", 0, "There are 2778 training examples, in batches of 64. How many steps has an epoch?", 44.0),
    (
        "sm.ce",
        1,
        "An untrained network with 39 classes gives all the same probability. What is its cross-entropy?",
        3.6635616461296463,
    ),
    (
        "opt.adam",
        3,
        "Adam with α = 0.01 and its usual β. The very first gradient of a parameter is −0.001. By how much does the parameter move?",
        0.00999990000099999,
    ),
    (
        "deep.vanish",
        2,
        "Sigmoid layers with weights 1, all at z = 0. From how many layers on is a gradient that passes back through them below 10 to the −3 of what it was?",
        5.0,
    ),
]


@pytest.mark.parametrize(("name", "seed", "prompt", "answer"), GOLDEN)
def test_golden_items(name, seed, prompt, answer):
    one = item(name, seed)
    assert one.prompt == prompt
    assert one.answer == (pytest.approx(answer, rel=1e-9) if isinstance(answer, float) else answer)


def test_answers_against_formulas_of_their_own():
    """The core's answers, worked out again from the numbers in the item's own text."""
    number = r"(−?[\d.]+)"
    for seed in range(0, 60, 3):
        one = item("bp.chain", seed)
        x, w, b, y = (
            float(v.replace("−", "-"))
            for v in re.search(f"a_prev = {number}, w = {number}, b = {number}, target y = {number},", one.prompt).groups()
        )
        a = 1 / (1 + np.exp(-(w * x + b)))
        assert one.answer == pytest.approx(2 * (a - y) * a * (1 - a) * x, rel=1e-9)
        one = item("gd.rate", seed)
        assert one.answer == pytest.approx(2 / float(re.search(f"½ · {number}", one.prompt)[1]))
        one = item("fwd.params", seed)
        sizes = [int(v) for v in re.search(r"\[([\d, ]+)\]", one.prompt)[1].split(",")]
        assert one.answer == sum((n + 1) * m for n, m in pairwise(sizes))
        one = item("sm.ce", seed + 1)
        assert one.answer == pytest.approx(np.log(int(re.search(r"(\d+) classes", one.prompt)[1])))


@pytest.mark.parametrize(
    ("skill", "seed", "error", "sentence"),
    [
        ("bp.chian", 0, ValueError, "unknown skill 'bp.chian'; choose one of thr.gates, .*did you mean 'bp.chain'"),
        (3, 0, TypeError, "skill must be a name, got 3; choose one of thr.gates"),
        ("bp.chain", -1, ValueError, "seed must be a whole number of at least 0, got -1"),
    ],
)
def test_what_is_no_item_is_said(skill, seed, error, sentence):
    with pytest.raises(error, match=f"^{sentence}"):
        nw.item(skill, seed)


def test_every_misconception_is_met_somewhere():
    """M1 to M32 of the curriculum: each is what a wrong answer to an item, or a wrong variant of an exercise, is keyed to."""
    of_items = {slip.misconception for name in SKILLS for k in range(20) for slip in item(name, k).slips}
    of_code = {wrong.misconception for _, exercise in registry() for wrong in exercise.wrong}
    assert {*MISCONCEPTIONS} - of_items - of_code == set()


def test_a_page_is_told_which_numbers_are_whole():
    asked = [(one, one.asked()["whole"]) for name in SKILLS for k in range(6) if (one := item(name, k))]
    assert {whole for one, whole in asked if one.kind == "number"} == {True, False}
    assert all(one.kind == "number" and one.answer == round(one.answer) for one, whole in asked if whole)
