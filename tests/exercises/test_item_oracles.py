"""Every item whose answer is a number, worked out again from the sentence that the learner reads, in plain Python and NumPy."""

import math
import re
from itertools import pairwise, product

import numpy as np
import pytest
from item_text import CORNERS, MAKERS, arrays, d_sigma, items_of, numbers, sigma

from nnwidgets.exercises.judge import same

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
BORDERS = {"straight": 1, "parallel": 2, "triangle": 3, "square": 4, "pentagon": 5, "hexagon": 6}


def softmax(z):
    return np.exp(z) / np.exp(z).sum()


def units(weights):
    """How many threshold units of a grid of weights get each table right, at most."""
    grid = np.arange(-3, 3.25, 0.25)
    tables = {tuple((CORNERS @ [u, v] + b > 0).astype(int)) for u, v, b in product(grid, grid, grid)}
    return max(int((np.array(table) == weights).sum()) for table in tables)


def forward(A):
    W0, b0, W1, b1, x = A
    hidden = [sigma(sum(w * v for w, v in zip(row, x, strict=True)) + b) for row, b in zip(W0, b0, strict=True)]
    return sigma(sum(w * h for w, h in zip(W1.ravel(), hidden, strict=True)) + b1.item())


def others(text, n):
    """act.values 1: which function, of what."""
    name, z = re.match(r"What is (\w+)\(", text)[1], n[-1]
    return {"tanh": math.tanh(z), "relu": max(0, z), "leaky_relu": z if z > 0 else 0.01 * z, "linear": z,
            "softplus": math.log(1 + math.exp(z)), "elu": z if z > 0 else math.exp(z) - 1}[name]  # fmt: skip


def momentum(n, gradients, place):
    beta, eta = n[:2]
    v = theta = 0.0
    for g in gradients:
        v = beta * v + eta * g
        theta -= v
    return theta if place else v


def ends(start, valleys, ridges):
    return valleys[sum(start > ridge for ridge in ridges)]


def th(text):
    """Which one "the true class is the third" means, from 0."""
    return ORDINALS.index(re.search(r"true class is the (\w+)", text)[1])


def zeros(n, text):
    return math.log(re.search(r"\[[^]]*?(\d+)\]", text) and int(re.search(r"(\d+)\]", text)[1]))


# by maker: (numbers of the sentence in order, its brackets, the sentence) -> answer
ORACLES = {
    "rows_that_fire": lambda n, A, t: (CORNERS @ A[0] + n[2] > 0).sum(),
    "most_rows": lambda n, A, t: units(A[-1]),
    "the_sum": lambda n, A, t: A[0] @ A[1] + n[len(A[0])],
    "one_weight_moves": lambda n, A, t: n[len(A[0])] + n[-1] * A[0]["₁₂₃₄".index(re.search("weight w(.)", t)[1])],
    "threshold_to_bias": lambda n, A, t: -n[-1],
    "bias_up": lambda n, A, t: sigma(n[0] + n[1]) - sigma(n[0]),
    "image_sum": lambda n, A, t: np.dot(n[2:11], n[11:20]),
    "value_of_sigmoid": lambda n, A, t: sigma(n[0]),
    "value_of_others": lambda n, A, t: others(t, n),
    "slope_of_sigmoid": lambda n, A, t: d_sigma(n[0]),
    "slope_through_layers": lambda n, A, t: d_sigma(n[1]) ** n[0],
    "share_that_learns": lambda n, A, t: np.mean(A[0] > 0),
    "a_pass": lambda n, A, t: forward(A),
    "total": lambda n, A, t: sum(k * j + k for j, k in pairwise(n)),
    "one_layer": lambda n, A, t: n[int(n[-2])] * (n[int(n[-3])] + 1),
    "one_more_unit": lambda n, A, t: n[0] + 1 + n[2],
    "entry_of_Z": lambda n, A, t: (A[0] @ A[1].T + A[2])[int(n[-2]), int(n[-1])] if "Z[" in t else math.nan,
    "collapsed_bias": lambda n, A, t: n[2] * n[1] + n[3],
    "relu_xor": lambda n, A, t: max(0, n[-2] + n[-1]) * n[0] - n[1] * max(0, n[-2] + n[-1] - 1),
    "lines_needed": lambda n, A, t: next(k for word, k in BORDERS.items() if word in t),
    "lines_crossed": lambda n, A, t: sum(n[i] * n[-2] + n[i + 1] * n[-1] + n[i + 2] > 0 for i in range(0, len(n) - 2, 3)),
    "where_it_crosses": lambda n, A, t: -n[2] / n["₁₂".index(re.search("cross the x(.) axis", t)[1])],
    "cost_of_one": lambda n, A, t: ((A[0] - A[1]) ** 2).sum(),
    "one_term": lambda n, A, t: (A[0] - A[1])[int(n[-1]) - 1] ** 2,
    "mean_cost": lambda n, A, t: ((A[0] - A[1]) ** 2).sum() / len(A[0]),
    "one_example_more": lambda n, A, t: (n[0] * n[1] + n[2]) / (n[0] + 1),
    "accuracy": lambda n, A, t: np.mean((A[0] > 0.5) == A[1]),
    "how_many_cross": lambda n, A, t: (A[1] > 0.5).sum() - (A[0] > 0.5).sum(),
    "an_update": lambda n, A, t: n[0] - n[2] * n[1],
    "change_of_cost": lambda n, A, t: n[0] * n[1],
    "critical_rate": lambda n, A, t: 2 / n[0],
    "some_steps": lambda n, A, t: n[2] * (1 - n[1] * n[0]) ** n[3],
    "above_the_lowest": lambda n, A, t: ends(n[-1], n[1:6:2], n[6:8]) - min(n[1:6:2]),
    "how_many_reach": lambda n, A, t: (A[0] < n[-2]).sum(),
    "partial": lambda n, A, t: n["xy".index(re.search("∂C/∂(.)", t)[1])] * A[-1]["xy".index(re.search("∂C/∂(.)", t)[1])],
    "a_step_in_the_plane": lambda n, A, t: (A[-1] - n[-1] * np.array(n[:2]) * A[-1])["xy".index(re.search("What is (.) after", t)[1])],
    "slope_of_an_output": lambda n, A, t: 2 * (A[0] - A[1])[int(n[-1]) - 1],
    "bright_and_dim": lambda n, A, t: n[1] / n[2],
    "sum_of_paths": lambda n, A, t: float(A[0] @ A[1]),
    "how_many_paths": lambda n, A, t: math.prod(n[2:-1]),
    "a_chain": lambda n, A, t: sum(e * (sigma((n[1] + e) * n[0] + n[2]) - n[3]) ** 2 for e in (1e-5, -1e-5)) / 2e-10,
    "entry_of_dW": lambda n, A, t: (A[0].T @ A[1] / len(A[0]))[tuple(int(v) for v in re.search(r"dW\[(\d), (\d)\]", t).groups())],
    "centred": lambda n, A, t: ((n[1] + n[2]) ** n[0] - (n[1] - n[2]) ** n[0]) / (2 * n[2]),
    "relative_error": lambda n, A, t: abs(n[1] - n[0]) / max(abs(n[0]), abs(n[1])),
    "steps_of_an_epoch": lambda n, A, t: len(range(0, int(n[0]), int(n[1]))),
    "steps_of_a_run": lambda n, A, t: len(range(0, int(n[0]), int(n[1]))) * n[2],
    "size_of_the_last": lambda n, A, t: len(range(int(n[0]))[:: int(n[1])]) and n[0] - range(0, int(n[0]), int(n[1]))[-1],
    "noise_of_a_batch": lambda n, A, t: math.sqrt(n[0] / n[1]),
    "size_for_less_noise": lambda n, A, t: n[0] * n[1] ** 2,
    "momentum_place": lambda n, A, t: momentum(n, [n[4]] * int(n[5]), place=True),
    "final_speed": lambda n, A, t: momentum(n, [n[2]] * 4000, place=False),
    "velocity": lambda n, A, t: momentum(n, A[-1], place=False),
    "first_step": lambda n, A, t: -n[0] * np.sign(n[1]),
    "without_correction": lambda n, A, t: (1 - n[0]) / math.sqrt(1 - n[1]),
    "second_mean": lambda n, A, t: (n[0] * (1 - n[0]) * A[-1][0] + (1 - n[0]) * A[-1][1]) / (1 - n[0] ** 2),
    "one_probability": lambda n, A, t: softmax(A[0])[int(n[-1]) - 1],
    "shifted": lambda n, A, t: n[1],
    "at_temperature": lambda n, A, t: softmax(A[0] / n[-1]).max(),
    "loss_of_one": lambda n, A, t: -math.log(A[0][th(t)]),
    "loss_of_chance": lambda n, A, t: math.log(n[0]),
    "loss_of_two": lambda n, A, t: -(math.log(n[0]) + math.log(n[1])) / 2,
    "slope_of_a_logit": lambda n, A, t: A[0][int(n[-1]) - 1] - (int(n[-1]) - 1 == th(t)),
    "slope_of_a_weight": lambda n, A, t: (A[0][int(n[-1]) - 1] - (int(n[-1]) - 1 == th(t))) * n[-2],
    "what_is_kept": lambda n, A, t: n[0] * n[1] + n[1] + n[1] * n[2] + n[2],
    "what_use_changes": lambda n, A, t: 0,  # what forward passes leave alone is tested in tests/core
    "how_many_are_wrong": lambda n, A, t: n[2] * (1 - n[0] / 100),
    "the_gap": lambda n, A, t: n[0] / n[1] - n[2] / n[3],
    "factor_of_layers": lambda n, A, t: (n[1] * d_sigma(n[2])) ** n[0],
    "zero_weights": lambda n, A, t: zeros(n, t),
    "layers_until": lambda n, A, t: next(k for k in range(1, 99) if d_sigma(n[1]) ** k < n[2] ** n[3]),
}  # fmt: skip
ALL = [one for one in MAKERS if items_of(*one[:2])[0].kind == "number"]


def test_every_maker_of_numbers_has_an_oracle_and_every_oracle_a_maker():
    assert sorted(maker for _, _, maker in ALL) == sorted(ORACLES)


@pytest.mark.parametrize(("skill", "k", "maker"), ALL, ids=lambda value: str(value))
def test_the_answer_follows_from_what_the_learner_reads(skill, k, maker):
    for one in items_of(skill, k):
        text = one.prompt
        wanted = ORACLES[maker](numbers(text), arrays(text), text)
        assert same(one, float(wanted), one.answer), (text, wanted, one.answer)
        assert float(wanted) == pytest.approx(one.answer, rel=2e-3, abs=1e-9), text
        for slip in one.slips:
            assert not same(one, slip.value, one.answer), (text, slip)
