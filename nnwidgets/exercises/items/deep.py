"""Items about deep networks: gradients that fade."""

import numpy as np

from nnwidgets.core.functions import d_sigmoid
from nnwidgets.core.network import Network
from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import Item, shown
from nnwidgets.exercises.items.make import count, number


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


MAKERS = {"deep.vanish": (factor_of_layers, zero_weights, layers_until)}
