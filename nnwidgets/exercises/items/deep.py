"""Items about deep networks: gradients that fade."""

import numpy as np

from nnwidgets.core.functions import d_sigmoid
from nnwidgets.core.network import Network
from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import Item, shown
from nnwidgets.exercises.items.make import choice, count, number


def factor_of_layers(d: Draw) -> Item:
    n, w, z = d.whole(3, 8), d.step(0.5, 4, 0.5), d.step(-2, 2, 0.5, nonzero=False)
    one = w * float(d_sigmoid(z))
    return number(f"A chain of {n} sigmoid neurons, each with weight {shown(w)} and z = {shown(z)}. By what factor is a gradient scaled on its way back through all of them?", one**n,
                  [(one * n, "M22", "Factors along a path multiply."), (float(d_sigmoid(z)) ** n, "M9", f"Each link has its weight {shown(w)} as a factor, too."), (w**n, "M10", "Each link has its slope σ'(z) as a factor, too.")],
                  (f"σ'({shown(z)}) = {shown(float(d_sigmoid(z)))}.", f"One link: {shown(w)} × {shown(float(d_sigmoid(z)))} = {shown(one)}."), f"{shown(one)}^{n} = {shown(one**n)}.")  # fmt: skip


def zero_weights(d: Draw) -> Item:
    k, hidden, act = d.whole(2, 20), d.whole(3, 50), d.one("relu", "tanh")
    net = Network([4, hidden, k], act, "softmax", "zeros")
    p = float(net.forward(np.ones((1, 4))).output[0, 0])
    return number(f"A network [4, {hidden}, {k}] with {act} and softmax starts from weights and biases of 0. What is its cross-entropy on any example?", -float(np.log(p)),
                  [(0.0, "M24", f"Its answer is 1/{k} for each class, not the right one."), (p, "M14", "That is the probability; the loss is −ln of it."), (1.0, "M24", f"−ln(1/{k}) is ln {k}.")],
                  ("With weights of 0 all logits are 0.", f"Softmax of {k} equal logits is 1/{k} each."), f"ln {k} = {shown(-float(np.log(p)))}; with {act} and zero weights it learns nothing in the hidden layer.")  # fmt: skip


def layers_until(d: Draw) -> Item:
    z, p = d.step(-2.5, 2.5, 0.5, nonzero=False), d.whole(2, 8)
    s, n = float(d_sigmoid(z)), 1
    while s**n >= 10.0**-p:
        n += 1
    return count(f"Sigmoid layers with weights 1, all at z = {shown(z)}. From how many layers on is a gradient that passes back through them below 10 to the −{p} of what it was?", n,
                 [(n - 1, "M10", f"{n - 1} layers leave {shown(s ** (n - 1))}: not yet below."), (p, "M29", f"Each layer leaves {shown(s)} of it, not a tenth."), (2 * n, "M29", "Half as many are enough.")],
                 (f"The slope at z = {shown(z)} is {shown(s)}.", f"Find the smallest n with {shown(s)}^n below 10 to the −{p}."), f"{shown(s)}^{n} = {s**n:.2g}.")  # fmt: skip


def which_is_deepest(d: Draw) -> Item:
    wide, thin, good = d.whole(3, 9) * 100, d.whole(3, 6), d.whole(20, 60)
    nets = {"wide": [784, wide, 10], "thin": [784, *[8] * thin, 10], "good": [784, good, good, 10]}
    share = {"wide": d.whole(90, 95), "thin": d.whole(60, 85), "good": d.whole(96, 98)}
    params = {name: Network(sizes, init="zeros").n_params for name, sizes in nets.items()}
    names = dict(zip(d.mixed(list(nets)), "ABC", strict=True))
    rows = "; ".join(f"{letter}: sizes {nets[name]}, {params[name]:,} parameters, {share[name]} % right" for name, letter in names.items())
    return choice(d, f"Three networks for digits. {rows}. Which one is the deepest?", names["thin"],
                  [(names["good"], "M30", "It has more right; but deep says how many layers there are, not how good or clever a network is."), (names["wide"], "M29", "It has the most parameters; they stand side by side in few layers. Deep counts layers.")],
                  (f"Count the hidden layers: {', '.join(f'{letter} has {len(nets[name]) - 2}' for name, letter in names.items())}.", "Deep means many layers, and nothing else."), f"{names['thin']}, with {thin} hidden layers, and the fewest right of the three.")  # fmt: skip


MAKERS = {"deep.vanish": (factor_of_layers, zero_weights, layers_until, which_is_deepest)}
