"""Items about hidden layers: linear ones collapse, units are lines, XOR can be built."""

import numpy as np

from nnwidgets.core.functions import relu
from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import Item, shown, told
from nnwidgets.exercises.items.make import CORNERS, choice, count, fires, line, network, number


def collapsed_bias(d: Draw) -> Item:
    w1, w2, b1, b2 = d.different(4, -3, 3, 0.5)
    net = network([[[w1]], [[w2]]], [[b1], [b2]], "linear", "linear")
    b = float(net.forward(np.zeros((1, 1))).output[0, 0])
    return number(f"Two linear layers of one unit each: z = {shown(w1)}·x + ({shown(b1)}), then {shown(w2)}·z + ({shown(b2)}). Written as one layer w·x + b: what is b?", b,
                  [(b1 + b2, "M12", f"The first bias passes through the second weight: {shown(w2)} × ({shown(b1)})."), (w2 * b1, "M8", "The second layer's bias is missing."), (w1 * w2, "", "That is the one layer's weight w; b is what is left at x = 0.")],
                  (f"Put x = 0: the first layer says {shown(b1)}.", f"The second makes {shown(w2)} × ({shown(b1)}) + ({shown(b2)}) of it."), f"b = {shown(b)}, and w = {shown(w1 * w2)}.")  # fmt: skip


def collapsed_matrix(d: Draw) -> Item:
    A, B = (np.array(d.different(4, -3, 3, 1)).reshape(2, 2) for _ in range(2))
    return line("Two linear layers without biases, x → W0 x → W1 W0 x, are one. Write its matrix.", {"W0": A, "W1": B}, "W1 @ W0",
                [("W0 @ W1", "M12", "The order counts: W0 meets x first, so it stands on the right."), ("W0 * W1", "M9", "* multiplies entry by entry; one layer after another is @."), ("W1 + W0", "M22", "Layers that follow each other multiply.")],
                (f"x goes into W0 first: W0 x, with W0 = {told(A)}.", "Then W1 (W0 x) = (W1 W0) x."))  # fmt: skip


def what_depth_adds(d: Draw) -> Item:
    act, n, units = d.one("linear", "relu", "tanh"), d.whole(2, 6), d.whole(3, 12)
    rng = np.array(d.steps(units + units * units * (n - 1) + units, -1, 1))
    W = [
        rng[:units, None],
        *(rng[units + i * units**2 : units + (i + 1) * units**2].reshape(units, units) for i in range(n - 1)),
        rng[None, -units:],
    ]
    net = network(W, [np.full(len(w), 0.5) for w in W], act, "linear")
    out = net.forward(np.linspace(-3, 3, 61)[:, None]).output[:, 0]
    bend = np.abs(np.diff(out, 2)).max() > 1e-9 * max(1, np.abs(out).max())
    straight, bent = "always straight", "bent, if the weights are right"
    answer, slip = (bent, straight) if bend else (straight, bent)
    why = (
        f"{act} bends between the layers, so they do not collapse"
        if bend
        else f"{n} linear layers multiply to one matrix, whatever the weights"
    )
    return choice(d, f"A network on x₁, x₂ has {n} hidden layers of {units} {act} units and one output unit. Its border is …", answer, [(slip, "M12", f"{why[0].upper()}{why[1:]}.")],
                  (f"What is {n} times “matrix, then {act}” as one formula?", "A product of matrices is one matrix: only something bent between them prevents that."), f"{why[0].upper()}{why[1:]}: the border is {answer}.")  # fmt: skip


def relu_xor(d: Draw) -> Item:
    x, k = d.steps(2, 0.2, 1.5), d.one(1, 2, 3)
    net = network([[[1, 1], [1, 1]], [[k, -2 * k]]], [[0, -1], [0]], "relu", "linear")
    answer, s = float(net.forward(np.array([x])).output[0, 0]), sum(x)
    return number(f"A ReLU network answers {k}·relu(x₁ + x₂) − {2 * k}·relu(x₁ + x₂ − 1). What does it answer to x = {told(x)}?", answer,
                  [(k * s - 2 * k * (s - 1), "M28", "The second ReLU is closed here: a negative sum gives 0.") if s < 1
                   else (k * s, "M28", f"The second unit is open here: its sum is {shown(s - 1)}."),
                   (k * s - 2 * k * s, "M8", "The −1 was left out: the second unit opens only above 1.")],
                  (f"x₁ + x₂ = {shown(x[0])} + {shown(x[1])} = {shown(s)}.", f"The second unit's sum is {shown(s - 1)}, so its relu is {shown(float(relu(s - 1)))}."), f"{k} × {shown(s)} − {2 * k} × {shown(float(relu(s - 1)))} = {shown(answer)}.")  # fmt: skip


def hidden_code(d: Draw) -> Item:
    k, x = d.one(10, 20, 30), d.one(*CORNERS)
    W, b = [[k, k], [-k, -k]], [-k / 2, 1.5 * k]
    a = network([W, [[k, k]]], [b, [-1.5 * k]]).forward(np.array([x], float)).a[1][0]
    right = tuple(int(v) for v in a.round())
    slips = []
    for bits in CORNERS:
        if bits != right:
            i = 0 if bits[0] != right[0] else 1
            slips.append(
                (str(bits), "M8", f"Unit {i + 1} has the sum {shown(W[i][0] * sum(x) + b[i])} here: σ of it is nearly {right[i]}.")
            )
    return choice(d, f"Hidden units: σ({k}x₁ + {k}x₂ − {shown(k / 2)}) and σ(−{k}x₁ − {k}x₂ + {shown(1.5 * k)}). What are they, rounded, for x = {x}?", str(right), slips,
                  (f"The first sum is {shown(k * sum(x) - k / 2)}.", f"The second is {shown(-k * sum(x) + 1.5 * k)}; a large sum gives 1, a very negative one 0."), f"Their values are {told(a)}, rounded {right}: OR and NAND.")  # fmt: skip


def output_weights(d: Draw) -> Item:
    k = d.step(1, 5, 0.5)
    options = {
        f"v = ({shown(a * k)}, {shown(c * k)}), b = {shown(e * k)}": (a, c, e)
        for a, c, e in ((1, -1, -0.5), (1, 1, -0.5), (1, 1, -1.5), (-1, 1, -0.5))
    }
    tables = {
        name: tuple(int(a * h1 + c * h2 + e > 0) for h1, h2 in zip(fires((1, 1), -0.5), fires((1, 1), -1.5), strict=True))
        for name, (a, c, e) in options.items()
    }
    answer = next(name for name, table in tables.items() if table == (0, 1, 1, 0))
    return choice(d, "Hidden threshold units are h₁ = OR and h₂ = AND. Which output unit, v · h + b > 0, makes XOR of them?", answer,
                  [(name, "M12", f"With it the answers are {told(table)}; XOR is (0, 1, 1, 0).") for name, table in tables.items() if name != answer],
                  ("XOR is: OR, but not AND.", f"So h₁ counts for and h₂ against; the border lies {shown(k / 2)} up."), f"{answer} gives (0, 1, 1, 0).")  # fmt: skip


def lines_needed(d: Draw) -> Item:
    n, where = d.one(
        (1, "to one side of a straight border"),
        (2, "between two parallel lines"),
        (3, "inside a triangle"),
        (4, "inside a square"),
        (5, "inside a pentagon"),
        (6, "inside a hexagon"),
    )
    return count(f"Class 1 lies {where} of the plane, class 0 everywhere else. How many hidden threshold units does it take to draw that region exactly, if the output is their AND?", n,
                 [(n + 1, "M13", f"One unit a border: {n} straight {'border is' if n == 1 else 'borders are'} enough."), (max(n - 1, 0), "M29", f"The region would stay open on one side: it has {n} straight border{'s' * (n > 1)}."), (2 * n + 1, "M29", "A unit is one line, not one corner and one line.")],
                 ("1 unit has 1 straight border.", f"Draw the region: it lies {where}. Count its borders."), f"{n} border{'s' * (n > 1)}, {n} unit{'s' * (n > 1)}.")  # fmt: skip


def lines_crossed(d: Draw) -> Item:
    x = d.steps(2, -3, 3, 0.5)
    rows = [(d.step(-2, 2, 1), d.step(-2, 2, 1), d.step(-4, 4, 1) + 0.25) for _ in range(4)]
    z = network([[r[:2] for r in rows]], [[r[2] for r in rows]], output="linear").forward(np.array([x])).output[0]
    no_b = sum(r[0] * x[0] + r[1] * x[1] > 0 for r in rows)
    flipped = sum(r[0] * x[0] + r[1] * x[1] > r[2] for r in rows)
    told_rows = "; ".join(f"{shown(a)}x₁ + ({shown(b)})x₂ + ({shown(c)})" for a, b, c in rows)
    return count(f"Four threshold units have the sums {told_rows}. How many of them are on at x = {told(x)}?", int((z > 0).sum()),
                 [(int(no_b), "M8", "That leaves out the biases."), (int(flipped), "M8", "The bias is added, not compared with.")], (f"The first sum is {shown(float(z[0]))}.", f"All four: {told(z)}."), f"{told(z)}: {int((z > 0).sum())} above 0.")  # fmt: skip


def where_it_crosses(d: Draw) -> Item:
    w1, w2, b = d.different(3, -4, 4, 0.5)
    at = -b / w1
    return number(f"A neuron has w = ({shown(w1)}, {shown(w2)}) and b = {shown(b)}. Where does its border cross the x₁ axis (x₂ = 0)?", at,
                  [(-at, "M8", f"There the sum is {shown(2 * b)}: the bias goes to the other side with its sign turned."), (-b / w2, "M9", "That is the crossing with the x₂ axis."), (-w1 / b, "", "Turned round: the bias is divided by the weight.")],
                  (f"On the border the sum is 0; with x₂ = 0 it is {shown(w1)}·x₁ + ({shown(b)}).", f"So {shown(w1)}·x₁ = {shown(-b)}."), f"x₁ = {shown(-b)} / {shown(w1)} = {shown(at)}.")  # fmt: skip


MAKERS = {
    "lin.collapse": (collapsed_bias, collapsed_matrix, what_depth_adds),
    "xor.build": (relu_xor, hidden_code, output_weights),
    "xor.lines": (lines_needed, lines_crossed, where_it_crosses),
}
