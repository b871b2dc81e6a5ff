"""Every item that is answered by a choice, a click, an order or a line, worked out again from what the learner sees."""

import math
import re
from itertools import product

import numpy as np
import pytest
from item_text import CORNERS, MAKERS, arrays, d_sigma, items_of, number, numbers, sigma

from nnwidgets.exercises.judge import same

TABLES = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0], "NOR": [1, 0, 0, 0], "XOR": [0, 1, 1, 0], "XNOR": [1, 0, 0, 1]}
SLOPES = {
    "sigmoid": d_sigma,
    "tanh": lambda z: 1 / math.cosh(z) ** 2,
    "relu": lambda z: float(z > 0),
    "leaky_relu": lambda z: 1 if z > 0 else 0.01,
}
FUNCTIONS = {
    "sigmoid": sigma, "tanh": math.tanh, "relu": lambda z: max(0.0, z), "leaky_relu": lambda z: z if z > 0 else 0.01 * z,
    "softplus": lambda z: math.log1p(math.exp(z)), "swish": lambda z: z * sigma(z), "elu": lambda z: z if z > 0 else math.expm1(z),
    "gelu": lambda z: z * (1 + math.erf(z / math.sqrt(2))) / 2,
}  # fmt: skip


def only(options, right):
    """The one option that is right."""
    (found,) = [one for one in options if right(one)]
    return found


def table(w, b):
    return (CORNERS @ w + b > 0).astype(int).tolist()


def rule(text, h):
    """What "NOT h₁ AND h₂" makes of h (4, 2)."""
    code = text.replace("h₁", "h[0]").replace("h₂", "h[1]").replace("AND", "and").replace("OR", "or").replace("NOT", "not")
    return [int(eval(code, {"h": row})) for row in h]


def nearest_curve(one, f):
    """The letter of the curve that is f at the places of the plot."""
    x = np.linspace(*one.across, len(one.plots[0]))
    far = [np.abs(np.array(curve) - [f(v) for v in x]).max() for curve in one.plots]
    assert min(far) < 1e-3 < sorted(far)[1]
    return one.options[int(np.argmin(far))]


def slope_curve(one):
    f = FUNCTIONS[re.search(r"slope of (\w+)", one.prompt)[1]]
    x = np.linspace(*one.across, len(one.plots[0]))
    wanted = np.array([(f(v + 1e-6) - f(v - 1e-6)) / 2e-6 for v in x])
    far = [np.mean(np.abs(np.array(curve) - wanted)) for curve in one.plots]
    assert min(far) < 0.02 < sorted(far)[1]  # at a corner a point may have either slope
    return one.options[int(np.argmin(far))]


def second_layer(one):
    gates = re.findall(r"= (\w+)", one.prompt)
    h, wanted = np.array([TABLES[name] for name in gates[:2]]).T, TABLES[re.search(r"to be (\w+)", one.prompt)[1]]
    return only(one.options, lambda text: rule(text, h) == wanted)


def output_weights(one):
    h = np.array([TABLES[name] for name in re.findall(r"= (AND|OR|NAND|NOR)", one.prompt)[:2]]).T

    def right(text):
        *v, b = numbers(text)
        return (h @ v + b > 0).astype(int).tolist() == TABLES["XOR"]

    return only(one.options, right)


def best_probe(one):
    W = np.array(numbers(one.prompt.split("Which")[0])).reshape(3, 3)
    high, low = W[W > 0], W[W < 0]
    sums = {
        "all nine pixels": W.sum(),
        "the pixels under + alone": high.sum(),
        "the pixels under − alone": low.sum(),
        "two of the pixels under +": 2 * high[0],
    }
    return max(one.options, key=sums.get)


def narrowest(one):
    """The last in the sentence's own order whose range holds the target."""
    y, ranges = numbers(one.prompt)[0], {"linear": (-9e9, 9e9), "relu": (0, 9e9), "tanh": (-1, 1), "sigmoid": (0, 1)}
    fits = [name for name in re.search(r"narrowest last: ([\w, ]+)", one.prompt)[1].split(", ") if ranges[name][0] <= y <= ranges[name][1]]
    return fits[-1]


def passes_most(one):
    z = numbers(one.prompt)[-1]
    return max(one.options, key=lambda name: SLOPES[name](z))


def lower_cost(one):
    y, a, b = arrays(one.prompt)[:3]
    return "network A" if ((a - y) ** 2).mean() < ((b - y) ** 2).mean() else "network B"


def what_happens(one):
    half_free = numbers(one.prompt)
    factor = 1 - half_free[0] * half_free[-1]
    words = "diverges" if abs(factor) > 1 else "settles from one side" if factor > 0 else "settles, from side to side"
    return only(one.options, lambda text: text == words)


def which_valley(one):
    """The valley that lies between the same ridges as the start."""
    valleys, ridges = (numbers(text) for text in re.search(r"valleys at w = (.*?) and ridges at (.*?)\. ", one.prompt).groups())
    start = numbers(one.prompt)[-1]
    (rest,) = [v for v in valleys if [v > r for r in ridges] == [start > r for r in ridges]]
    return only(one.options, lambda text: number(text.removeprefix("at ")) == rest)


def points_at(one):
    a, c, *_ = numbers(one.prompt)
    x, y = arrays(one.prompt)[-1]
    return "yes" if abs(a * x * y - c * y * x) < 1e-9 else "no"


def largest_nudge(one):
    a, delta = arrays(one.prompt)
    j, k = np.unravel_index(np.abs(np.outer(delta, a)).argmax(), (len(delta), len(a)))
    return f"W[0][{j}, {k}]"


def what_kills(one):
    x, w, b, y = (number(re.search(rf"{name} = (−?\d+(?:\.\d+)?)", one.prompt)[1]) for name in ("a_prev", "w", "b", "y"))
    parts = {"a_prev": abs(x), "σ'(z)": d_sigma(w * x + b), "2 (a − y)": abs(2 * (sigma(w * x + b) - y))}
    least = min(parts, key=parts.get)
    return only(one.options, lambda text: text.startswith(least))


def best_h(one):
    z = numbers(one.prompt)[0]
    exact = sigma(z) * (1 - sigma(z))
    return min(one.options, key=lambda text: abs((sigma(z + float(text)) - sigma(z - float(text))) / (2 * float(text)) - exact))


def sizes_of(one):
    return [int(n) for n in numbers(re.search(r"sizes \[(.*?)\]", one.prompt)[1])]


def shape_z(one):
    n, layer = int(numbers(one.prompt)[0]), int(re.search(r"(?:z|delta)\[(\d)\]", one.prompt)[1])
    return f"({n}, {sizes_of(one)[layer + 1]})"


def shape_W(one):
    sizes, layer = sizes_of(one), int(re.search(r"W\[(\d)\]", one.prompt)[1])
    return f"({sizes[layer + 1]}, {sizes[layer]})"


def product_of(one):
    n, k, m = (int(v) for v in re.search(r"shape \((\d+), (\d+)\); W has the shape \((\d+), ", one.prompt).groups())
    space = {"X": np.ones((n, k)), "W": np.ones((m, k)), "b": np.ones(m)}

    def right(text):
        try:
            return np.shape(eval(text, {}, space)) == (n, m)
        except ValueError:
            return False

    return only(one.options, right)


def by_cost(one):
    y = arrays(one.prompt)[0]
    return tuple(sorted(one.options, key=lambda text: ((arrays(text)[0] - y) ** 2).sum()))


def hidden_code(one):
    n = numbers(one.prompt.replace("x₁ − ", "x₁ + -").replace("x₂ − ", "x₂ + -"))
    x = arrays(one.prompt)[-1]
    weights = [[float(v) for v in row] for row in re.findall(r"(-?\d+(?:\.\d+)?)x₁ \+ (-?\d+(?:\.\d+)?)x₂ \+ (-?\d+(?:\.\d+)?)",
               one.prompt.replace(" − ", " + -").replace("−", "-"))]  # fmt: skip
    assert n and len(weights) == 2
    return f"({', '.join(str(round(sigma(u * x[0] + v * x[1] + b))) for u, v, b in weights)})"


def kept(one):
    tests = [float(v) for v in re.findall(r"and (\d+) % of the test", one.prompt)]
    return f"network {'ABC'[int(np.argmax(tests))]}"


def overfits(one):
    """It falls up to the turn, and ends above its least."""
    turn = numbers(one.prompt)[0] / 100

    def right(letter):
        curve = np.array(one.plots["ABCD".index(letter)])
        return (np.diff(curve[: int(turn * 40)]) < 0).all() and curve[-1] > curve.min() + 0.01

    return only(one.options, right)


def line(**how):
    """Answers to a line of NumPy by einsum, which no reference uses."""
    return lambda one: np.einsum(how["sum"], *(one.given[name] for name in how["of"].split())) + one.given.get("b", 0)


def deepest(one):
    found = re.findall(r"([ABC]): sizes \[([\d, ]+)\]", one.prompt)
    return max(found, key=lambda pair: pair[1].count(","))[0]


ORACLES = {
    "which_gate": lambda one: next(k for k, v in TABLES.items() if v == table(arrays(one.prompt)[0], numbers(one.prompt)[2])),
    "which_bias": lambda one: only(one.options, lambda b: table(arrays(one.prompt)[0], number(b)) == TABLES[one.prompt[-4:-1].strip()]),
    "can_one_unit": lambda one: only(one.options, lambda text: text.startswith("no") == (
        arrays(one.prompt)[0].tolist() in (TABLES["XOR"], [1 - v for v in TABLES["XOR"]]))),
    "second_layer": second_layer, "best_probe": best_probe, "which_can_answer": narrowest, "passes_most": passes_most,
    "curve_of_a_neuron": lambda one: nearest_curve(one, lambda x: sigma(numbers(one.prompt)[0] * x + numbers(one.prompt)[1])),
    "which_is_the_slope": slope_curve, "shape_of_W": shape_W, "which_product": product_of, "shape_of_z": shape_z, "shape_of_delta": shape_z,
    "click_a_weight": lambda one: re.search(r"net\.(\S+ \d+\])", one.prompt)[1],
    "largest_hidden": lambda one: f"b[0][{int((arrays(one.prompt)[0] @ arrays(one.prompt)[2] + arrays(one.prompt)[1]).argmax())}]",
    "hidden_code": hidden_code, "output_weights": output_weights, "order_of_costs": by_cost, "lower_cost": lower_cost,
    "left_or_right": lambda one: "to the right" if numbers(one.prompt)[1] < 0 else "to the left",
    "what_happens": what_happens, "which_valley": which_valley, "to_the_minimum": points_at, "largest_nudge": largest_nudge,
    "what_kills": what_kills, "best_h": best_h, "which_to_keep": kept, "which_is_deepest": deepest, "overfitting_curve": overfits,
    "most_updates": lambda one: min(one.options, key=lambda text: numbers(text)[0]),
    "sum_in_numpy": line(sum="i,i->", of="w x"), "image_in_numpy": line(sum="ij,ij->", of="W image"),
    "batch_in_numpy": line(sum="ni,ji->nj", of="X W"), "collapsed_matrix": line(sum="ij,jk->ik", of="W1 W0"),
    "paths_in_numpy": line(sum="ji,j->i", of="W delta"),
    "dW_in_numpy": lambda one: np.einsum("nj,ni->ji", one.given["delta"], one.given["a"]) / len(one.given["a"]),
    "delta_in_numpy": lambda one: np.array([p - y for p, y in zip(one.given["p"], one.given["y"], strict=True)]),
    "cost_in_numpy": lambda one: np.linalg.norm(one.given["a"] - one.given["y"]) ** 2 / len(one.given["a"]),
}  # fmt: skip
BY_DEFINITION = {"output_for_a_task", "order_of_a_pass", "what_depth_adds", "order_of_a_step"}  # nothing in them is to be worked out
ALL = [one for one in MAKERS if items_of(*one[:2])[0].kind != "number"]


def test_every_maker_has_an_oracle_and_every_oracle_a_maker():
    assert {maker for _, _, maker in ALL} == {*ORACLES, *BY_DEFINITION} and not {*ORACLES} & BY_DEFINITION


@pytest.mark.parametrize(("skill", "k", "maker"), [one for one in ALL if one[2] in ORACLES], ids=lambda value: str(value))
def test_the_answer_follows_from_what_the_learner_sees(skill, k, maker):
    for one in items_of(skill, k):
        wanted = ORACLES[maker](one)
        if one.kind == "line":
            found = eval(one.answer, {"np": np}, dict(one.given))
            np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-12)
        else:
            assert wanted == one.answer, (one.prompt, one.options, wanted, one.answer)
        assert not any(same(one, slip.value, one.answer) for slip in one.slips)


def test_the_grid_of_gates_is_all_there_is():
    """XOR and its opposite are the two tables that no unit has: by a grid of weights, and because their corners lie across."""
    grid = np.arange(-2, 2.25, 0.25)
    found = {tuple(table([u, v], b)) for u, v, b in product(grid, grid, grid)}
    assert {*product((0, 1), repeat=4)} - found == {tuple(TABLES["XOR"]), (1, 0, 0, 1)}
