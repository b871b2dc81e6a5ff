"""Items about one neuron: its sum, its bias, its weights as a picture."""

import numpy as np

from nnwidgets.core.functions import sigmoid
from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import Item, shown, told
from nnwidgets.exercises.items.make import choice, line, neuron, number, plot


def the_sum(d: Draw) -> Item:
    w, x, b = d.steps(3, -2, 2), d.steps(3, -3, 3, 1), d.step(-3, 3)
    z, _ = neuron(w, b, x)
    terms = " + ".join(f"({shown(a)})·({shown(c)})" for a, c in zip(w, x, strict=True))
    return number(f"A neuron has w = {told(w)}, b = {shown(b)}. What is its sum z for x = {told(x)}?", z,
                  [(z - b, "M8", f"That is w · x alone: the bias {shown(b)} is added to it."),
                   (z - 2 * b, "M8", f"The bias was taken away: z = w · x + b, with b = {shown(b)}."),
                   (sum(x) + b, "M9", "That adds up the inputs: each input is multiplied by its weight first.")],
                  (f"Multiply pair by pair: the first is {shown(w[0])} × {shown(x[0])} = {shown(w[0] * x[0])}.", f"w · x = {terms} = {shown(z - b)}."),
                  f"z = {terms} + ({shown(b)}) = {shown(z)}.")  # fmt: skip


def sum_in_numpy(d: Draw) -> Item:
    w, x, b = d.different(3, -2, 2), d.different(3, -3, 3, 1), d.step(0.5, 3)
    return line("Write the neuron's sum z in NumPy.", {"w": w, "x": x, "b": b}, "w @ x + b",
                [("w * x + b", "M9", "w * x keeps the three products apart: z is their sum, so use @ (or np.sum)."),
                 ("w @ x - b", "M8", "The bias is added, not taken away: it is minus the threshold."),
                 ("w @ x", "M8", "The bias is missing."), ("x.sum() + b", "M9", "Each input is to be multiplied by its weight.")],
                (f"The products are {told(np.multiply(w, x).round(4))}: @ multiplies and adds them up.", f"w @ x is {shown(float(np.dot(w, x)))}; b = {shown(b)} comes on top."))  # fmt: skip


def one_weight_moves(d: Draw) -> Item:
    w, x, b, up, k = d.steps(3, -2, 2), d.different(3, -4, 4, 1), d.step(-1, 1), d.step(0.1, 0.5), d.whole(0, 2)
    z, _ = neuron(w, b, x)
    moved = [v + up * (i == k) for i, v in enumerate(w)]
    after, _ = neuron(moved, b, x)
    return number(f"For x = {told(x)} a neuron's sum is z = {shown(z)}. The weight w{'₁₂₃'[k]} is raised by {shown(up)}. What is z then?", after,
                  [(z + up, "M9", f"The weight is multiplied by its input, {shown(x[k])}: z moves by {shown(up)} times that."),
                   (z - up * x[k], "M8", "It moved by the right amount, the wrong way: a raised weight adds its input's share."),
                   (z + up * sum(x), "M9", f"Only one weight moved: only its input, {shown(x[k])}, counts.")],
                  (f"Which input does w{'₁₂₃'[k]} multiply? It is {shown(x[k])}.", f"z changes by {shown(up)} × ({shown(x[k])}) = {shown(up * x[k])}."),
                  f"z = {shown(z)} + ({shown(up * x[k])}) = {shown(after)}.")  # fmt: skip


def threshold_to_bias(d: Draw) -> Item:
    t, w = d.step(-5, 5, 0.5), d.step(0.5, 2, 0.5)
    return number(f"A neuron with weights {told((w, w))} is to lie above ½ only where w · x is above {shown(t)}. What is its bias?", -t,
                  [(t, "M8", f"With b = {shown(t)} the border lies where w · x = {shown(-t)}: a bias is minus the threshold."),
                   (-t / w, "M8", "The weights are in w · x already: do not divide by them.")],
                  (f"At the border z = w · x + b = 0, and w · x = {shown(t)} there.", f"So {shown(t)} + b = 0."), f"b = {shown(-t)}.")  # fmt: skip


def bias_up(d: Draw) -> Item:
    z, up = d.step(-4, 4, 0.5), d.step(0.5, 1.5, 0.5)
    change = float(sigmoid(z + up) - sigmoid(z))
    return number(f"A sigmoid neuron has z = {shown(z)}. Its bias is raised by {shown(up)}. By how much does a change?", change,
                  [(up, "M10", f"z moves by {shown(up)}; a is σ of it, which is flatter everywhere."),
                   (float(sigmoid(up) - 0.5), "M10", f"That is the change at z = 0, where σ is steepest; here z = {shown(z)}."),
                   (float(sigmoid(z + up)), "", "That is the new a: take the old one away.")],
                  (f"Before: a = σ({shown(z)}) = {shown(float(sigmoid(z)))}.", f"After: σ({shown(z + up)}) = {shown(float(sigmoid(z + up)))}."),
                  f"{shown(float(sigmoid(z + up)))} − {shown(float(sigmoid(z)))} = {shown(change)}.")  # fmt: skip


def curve_of_a_neuron(d: Draw) -> Item:
    w, b, x = d.step(1, 3, 0.5) * d.one(1, -1), d.step(1, 4, 0.5) * d.one(1, -1), np.linspace(-5, 5, 41)
    return plot(d, f"Which curve is a = σ({shown(w)}·x + ({shown(b)})) for x from −5 to 5?", x, sigmoid(w * x + b),
                [(sigmoid(w * x - b), "M8", f"That curve crosses ½ at x = {shown(b / w)}: the sign of the bias is turned round."),
                 (sigmoid(-w * x - b), "M9", f"That curve {'falls' if w > 0 else 'rises'}: the weight {shown(w)} makes it {'rise' if w > 0 else 'fall'}."),
                 (sigmoid(-w * x + b), "M9", "The weight's sign says whether it rises or falls: it is turned round here.")],
                (f"The weight is {shown(w)}: does the curve rise or fall?", f"It crosses ½ where {shown(w)}·x + ({shown(b)}) = 0: at x = {shown(-b / w)}."),
                f"It {'rises' if w > 0 else 'falls'}, and crosses ½ at x = {shown(-b / w)}.")  # fmt: skip


def rows(grid: np.ndarray) -> str:
    return " / ".join(" ".join(shown(v) for v in row) for row in grid.tolist())


def image_sum(d: Draw) -> Item:
    pixels = np.array([d.whole(0, 1) for _ in range(9)]).reshape(3, 3)
    W = np.array([d.step(-2, 2, 1, nonzero=False) for _ in range(9)]).reshape(3, 3)
    z, _ = neuron(W.ravel(), 0, pixels.ravel())
    on = W[pixels == 1]
    return number(f"A neuron looks at 3 × 3 pixels: {rows(pixels)}. Its weights: {rows(W)}. What is Σ w·x?", z,
                  [(float(on[on > 0].sum()), "M9", "That leaves out the negative weights: lit pixels under them count against."),
                   (float(W.sum()), "M9", "That adds up all weights: under a dark pixel, 0, a weight adds nothing."),
                   (float(pixels.sum()), "M9", "That counts the lit pixels; each counts by its weight.")],
                  (f"Only the weights under lit pixels count; there are {int(pixels.sum())} of them.", f"They are {told(on)}."),
                  f"{told(on)} add up to {shown(z)}.")  # fmt: skip


def best_probe(d: Draw) -> Item:
    W = -np.ones((3, 3))
    patch = d.one([(1, 0), (1, 1), (1, 2)], [(0, 1), (1, 1), (2, 1)], [(0, 0), (1, 1), (2, 2)])
    for at in patch:
        W[at] = 2
    probes = {"all nine pixels": np.ones((3, 3)), "the pixels under + alone": (W > 0).astype(float), "the pixels under − alone": (W < 0).astype(float),
              "two of the pixels under +": np.where(np.cumsum(W.ravel() > 0).reshape(3, 3) <= 2, W > 0, 0).astype(float)}  # fmt: skip
    lit = d.one(probes, {name: probes[name] for name in d.mixed(list(probes))[:3]})
    sums = {name: neuron(W.ravel(), 0, lit[name].ravel())[0] for name in lit}
    best = max(sums, key=lambda name: sums[name])
    slips = [(name, "M13", f"Lighting {name} gives {shown(z)}; there is a larger sum.") for name, z in sums.items() if name != best]
    return choice(d, f"The weights of a neuron are {rows(W)}. Which picture, of lit pixels with value 1, gives the largest sum?", best, slips,
                  ("A lit pixel adds its weight: 2 under +, −1 under −.", f"All nine together give 3 × 2 − 6 = {shown(float(W.sum()))}."),
                  "; ".join(f"{name}: {shown(z)}" for name, z in sums.items()) + ".")  # fmt: skip


def image_in_numpy(d: Draw) -> Item:
    W, image = (np.array(d.steps(4, low, 3, 1)).reshape(2, 2) for low in (-3, 1))
    return line("`W` and `image` are 2 × 2. Write the sum over all pixels of weight times pixel.", {"W": W, "image": image}, "(W * image).sum()",
                [("W @ image", "M9", "@ is the product of matrices; here each weight meets its own pixel: use *."),
                 ("W * image", "", "Those are the four products: they are still to be added up."),
                 ("W.sum() * image.sum()", "M9", "Multiply first, pixel by pixel, then add: the sum of products is not the product of sums.")],
                (f"W * image is {told(W * image)}.", "Add them all with .sum()."))  # fmt: skip


MAKERS = {
    "neu.sum": (the_sum, sum_in_numpy, one_weight_moves),
    "neu.bias": (threshold_to_bias, bias_up, curve_of_a_neuron),
    "neu.image": (image_sum, best_probe, image_in_numpy),
}
