"""Items about softmax, cross-entropy and their gradient."""

import numpy as np

from nnwidgets.core.functions import sigmoid
from nnwidgets.core.losses import LOSSES
from nnwidgets.core.registry import Array
from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import Item, shown, told
from nnwidgets.exercises.items.make import line, network, number


def softmax(z: list[float]) -> Array:
    """The answer of the core's softmax to one example, (n,)."""
    net = network([np.zeros((len(z), 1))], [z], output="softmax")
    return net.forward(np.zeros((1, 1))).output[0]


def probabilities(d: Draw) -> tuple[list[float], int]:
    a, b = d.step(0.1, 0.4), d.step(0.15, 0.35, 0.05)
    return [a, b, round(1 - a - b, 2)], d.whole(0, 2)


def one_probability(d: Draw) -> Item:
    z, k = d.different(3, -2, 3, 0.5), d.whole(0, 2)
    p, e = softmax(z), np.exp(z)
    slips = [
        (float(e[k]), "M11", "That is e to the z: divide by the sum of all three."),
        (float(sigmoid(np.array(z[k]))), "M11", "That is σ, which looks at one z alone; softmax shares 1 among all."),
    ]
    slips += [(z[k] / sum(z), "M11", "z itself may be negative: take e to the z first.")] if sum(z) else []
    return number(f"The logits are {told(z)}. What is softmax's probability of class {k + 1}?", float(p[k]), slips,
                  (f"e to these: {told(e)}.", f"Their sum is {shown(float(e.sum()))}."), f"{shown(float(e[k]))} / {shown(float(e.sum()))} = {shown(float(p[k]))}.")  # fmt: skip


def shifted(d: Draw) -> Item:
    z, c, k = d.different(3, -2, 3, 0.5), d.step(5, 100, 5), d.whole(0, 2)
    p, q = float(softmax(z)[k]), float(softmax([v + c for v in z])[k])
    return number(f"Softmax gives class {k + 1} the probability {shown(p)}. {shown(c)} is added to all of its logits. What is that probability then?", q,
                  [(1.0, "M11", "All logits grew alike: e to the shift cancels."), (p + c, "M11", "Probabilities stay between 0 and 1: the shift cancels."), (1 / 3, "M11", "Their differences are the same as before.")],
                  (f"Each e to the z is multiplied by the same number, e^{shown(c)}.", "Top and bottom of the fraction: what cancels?"), f"It stays {shown(q)}.")  # fmt: skip


def at_temperature(d: Draw) -> Item:
    z, T = d.different(3, -2, 3, 0.5), d.one(0.5, 2, 4, 5)
    k = int(np.argmax(z))
    p = float(softmax([v / T for v in z])[k])
    return number(f"The logits are {told(z)}, the temperature is T = {shown(T)}. What is the largest probability?", p,
                  [(float(softmax(z)[k]), "M11", f"That is at T = 1: divide the logits by {shown(T)} first."), (float(softmax([v * T for v in z])[k]), "M32", "The logits are divided by T, not multiplied: a high T evens them out."), (float(softmax(z)[k]) / T, "M11", "T divides the logits, not the probability.")],
                  (f"Divide by T: {told([round(v / T, 4) for v in z])}.", f"e to these: {told(np.exp(np.array(z) / T))}."), f"The largest is {shown(p)}.")  # fmt: skip


def loss(p: list[float], k: int) -> float:
    net = network([np.zeros((3, 1))], [np.log(p)], output="softmax")
    trace = net.forward(np.zeros((1, 1)))
    return float(LOSSES["cross_entropy"].value(trace.z[0], trace.output, np.eye(3)[[k]])[0])


def loss_of_one(d: Draw) -> Item:
    p, k = probabilities(d)
    c = loss(p, k)
    return number(f"Softmax says {told(p)}; the true class is the {('first', 'second', 'third')[k]}. What is the cross-entropy?", c,
                  [(1 - p[k], "M14", "That is the distance to 1; cross-entropy is −ln p."), (-np.log10(p[k]), "", "That is the logarithm to base 10; it is the natural one."), (-float(np.dot(p, np.log(p))), "M11", "That is the entropy of the answer: here only the true class counts."), (-c, "", "The sign: ln of a number below 1 is negative, the loss is its minus.")],
                  (f"Only the true class counts: p = {shown(p[k])}.", f"The loss is −ln {shown(p[k])}."), f"−ln {shown(p[k])} = {shown(c)}.")  # fmt: skip


def loss_of_chance(d: Draw) -> Item:
    k = d.whole(2, 40)
    c = -float(np.log(softmax([0.0] * k)[0]))
    return number(f"An untrained network with {k} classes gives all the same probability. What is its cross-entropy?", c,
                  [(1 / k, "M14", "That is the probability; the loss is −ln of it."), (1 - 1 / k, "M14", "That is the share it has wrong; the loss is −ln p."), (float(np.log10(k)), "", "That is the logarithm to base 10."), (k * c, "M11", "Only the true class counts, once.")],
                  (f"Each class has p = 1/{k}.", f"−ln(1/{k}) = ln {k}."), f"ln {k} = {shown(c)}.")  # fmt: skip


def loss_of_two(d: Draw) -> Item:
    q = d.different(2, 0.1, 0.9, 0.05)
    c = [float(-np.log(v)) for v in q]
    mean = float(np.mean(c))
    return number(f"Two examples: the true class has the probability {shown(q[0])} in one and {shown(q[1])} in the other. What is the mean cross-entropy?", mean,
                  [(sum(c), "", "That is the sum: divide by 2."), (-float(np.log(np.mean(q))), "M14", "Take the loss of each first, then the mean."), (1 - float(np.mean(q)), "M14", "The loss of each is −ln p, not 1 − p.")],
                  (f"The first loss is −ln {shown(q[0])} = {shown(c[0])}.", f"The second is {shown(c[1])}."), f"({shown(c[0])} + {shown(c[1])}) / 2 = {shown(mean)}.")  # fmt: skip


def slope_of_a_logit(d: Draw) -> Item:
    p, t = probabilities(d)
    k = d.whole(0, 2)
    net = network([np.zeros((3, 1))], [np.log(p)], output="softmax")
    g = float(net.backward(net.forward(np.zeros((1, 1))), np.eye(3)[[t]], "cross_entropy").delta[0][0, k])
    y = float(k == t)
    return number(f"Softmax says {told(p)}, the true class is the {('first', 'second', 'third')[t]}. What is ∂C/∂z of logit {k + 1} (cross-entropy)?", g,
                  [(y - p[k], "M16", "The sign: that is the way downhill; the slope is p − y."), (p[k] - 1 + y, "M11", f"Its target is {shown(y)}."), (-1 / p[k], "M11", "That is ∂C/∂p; the slope by z is simpler."), (p[k] * (1 - p[k]), "M23", "That is the slope of p by its own z; with the loss it becomes p − y.")],
                  (f"The target of class {k + 1} is {shown(y)}.", "With softmax and cross-entropy the slope by a logit is p − y."), f"{shown(p[k])} − {shown(y)} = {shown(g)}.")  # fmt: skip


def delta_in_numpy(d: Draw) -> Item:
    p, k = probabilities(d)
    return line("`p` holds softmax's answers, `y` the one-hot target. Write δ = ∂C/∂z of the cross-entropy.", {"p": p, "y": np.eye(3)[k]}, "p - y",
                [("y - p", "M16", "The sign: that is the way downhill."), ("(p - y) * p * (1 - p)", "M23", "The slope of the output is in p − y already: it cancels against that of the loss."), ("2 * (p - y)", "M11", "The 2 belongs to squares."), ("-y / p", "M11", "That is ∂C/∂p; by z it becomes simpler.")],
                (f"Class {k + 1} is the true one: its entry is {shown(p[k])} − 1.", "The other entries are p itself."))  # fmt: skip


def slope_of_a_weight(d: Draw) -> Item:
    p, t = probabilities(d)
    a, k = d.step(0.2, 3), d.whole(0, 2)
    net = network([np.zeros((3, 1))], [np.log(p)], output="softmax")
    g = float(net.backward(net.forward(np.array([[a]])), np.eye(3)[[t]], "cross_entropy").W[0][k, 0])
    y = float(k == t)
    return number(f"Softmax says {told(p)}, the true class is the {('first', 'second', 'third')[t]}. A weight leads from a neuron with a = {shown(a)} to logit {k + 1}. What is its ∂C/∂w?", g,
                  [(p[k] - y, "M9", f"That is δ; a weight's slope is δ times its input {shown(a)}."), (-g, "M16", "The sign: δ is p − y."), (p[k] * a, "M20", f"The target {shown(y)} is missing.") if y else ((p[k] - 1) * a, "M20", f"The target of this class is {shown(y)}.")],
                  (f"δ = p − y = {shown(p[k])} − {shown(y)} = {shown(p[k] - y)}.", f"Times the input {shown(a)}."), f"{shown(p[k] - y)} × {shown(a)} = {shown(g)}.")  # fmt: skip


MAKERS = {
    "sm.compute": (one_probability, shifted, at_temperature),
    "sm.ce": (loss_of_one, loss_of_chance, loss_of_two),
    "sm.grad": (slope_of_a_logit, delta_in_numpy, slope_of_a_weight),
}
