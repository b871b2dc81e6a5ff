"""Items about the forward pass: shapes, one pass by hand, counting, many examples at once."""

import numpy as np

from nnwidgets.core.functions import sigmoid
from nnwidgets.core.network import Network
from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import Item, shown, told
from nnwidgets.exercises.items.make import choice, click, count, line, network, number, order


def sizes_of(d: Draw, n: int = 4) -> list[int]:
    return [int(v) for v in d.different(n, 2, 64, 1)]


def shape_of_W(d: Draw) -> Item:
    sizes, l = sizes_of(d), d.whole(0, 2)
    n_in, n_out = sizes[l], sizes[l + 1]
    return choice(d, f"A network has the sizes {sizes}. What is the shape of net.W[{l}]?", str(Network(sizes, seed=0).W[l].shape),
                  [(str((n_in, n_out)), "M9", "Turned round: a row belongs to a unit that the weights lead to, so n_out comes first."),
                   (str((n_out, n_out)), "", f"The weights come from the layer before, which has {n_in} units."),
                   (f"({n_out},)", "M8", "That is the shape of the bias net.b: one number a unit.")],
                  (f"net.W[{l}] leads from the {n_in} units of layer {l} to the {n_out} of layer {l + 1}.", "One row for each unit it leads to, one column for each it comes from."),
                  f"({n_out}, {n_in}): a row for each of {n_out} units.")  # fmt: skip


def click_a_weight(d: Draw) -> Item:
    j, k = d.mixed(range(3))[:2]
    sizes, l = d.one(((3, 3, 2), 0), ((2, 3, 3), 1))
    name = f"W[{l}][{j}, {k}]"
    return click(f"Choose the weight net.{name}.", sizes, name,
                 [(f"W[{l}][{k}, {j}]", "M9", f"That is W[{l}][{k}, {j}]: the first index is the unit that the weight leads to."), (f"b[{l}][{j}]", "M8", "That is the bias of the unit it leads to.")],
                 (f"W[{l}] lies between layer {l} and layer {l + 1}; indices count from 0.", f"It leads to unit {j + 1} of layer {l + 1}, and comes from unit {k + 1} of layer {l}."),
                 f"{name} leads from unit {k + 1} of layer {l} to unit {j + 1} of layer {l + 1}.")  # fmt: skip


def which_product(d: Draw) -> Item:
    n, n_in, n_out = (int(v) for v in d.different(3, 2, 40, 1))
    wrong = {"X @ W + b": f"({n}, {n_in}) @ ({n_out}, {n_in}) does not fit: the inner numbers differ", "W @ X + b": f"({n_out}, {n_in}) @ ({n}, {n_in}) does not fit: the inner numbers differ",
             "X * W + b": "* multiplies entry by entry; a layer adds up over its inputs"}  # fmt: skip
    return choice(d, f"X holds {n} examples as rows, shape {(n, n_in)}; W has the shape {(n_out, n_in)} and b {(n_out,)}. Which line gives the sums of all examples?", "X @ W.T + b",
                  [(text, "M9", f"{why}.") for text, why in wrong.items()],
                  (f"The result has one row an example and one column a unit: {(n, n_out)}.", f"The inner numbers must agree: ({n}, {n_in}) @ ({n_in}, {n_out})."), f"X @ W.T + b has the shape {(n, n_out)}.")  # fmt: skip


def small(d: Draw) -> tuple[Network, list[float]]:
    W0, b0 = [d.steps(2, -1, 1) for _ in range(2)], d.steps(2, -1, 1)
    return network([W0, [d.steps(2, -2, 2)]], [b0, d.steps(1, -1, 1)]), d.steps(2, -2, 2, 1)


def a_pass(d: Draw) -> Item:
    net, x = small(d)
    trace = net.forward(np.array([x]))
    z0, a1, z1 = trace.z[0][0], trace.a[1][0], float(trace.z[1][0, 0])
    skipped = float(sigmoid(net.W[1][0] @ z0 + net.b[1][0]))
    return number(f"A [2, 2, 1] network has σ everywhere: W[0] = {told(net.W[0])}, b[0] = {told(net.b[0])}, W[1] = {told(net.W[1])}, b[1] = {told(net.b[1])}. What does it answer to x = {told(x)}?",
                  float(trace.output[0, 0]),
                  [(skipped, "M12", "The hidden layer's σ was left out: the output sees a = σ(z), not z."), (z1, "M10", "That is the output's z: σ comes after it."),
                   (float(sigmoid(net.W[1][0] @ a1)), "M8", "The output's bias was left out."), (float(sigmoid(net.W[1][0] @ sigmoid(net.W[0] @ np.array(x)) + net.b[1][0])), "M8", "The hidden biases were left out.")],
                  (f"The hidden sums are z = {told(z0.round(4))}.", f"Their σ: {told(a1.round(4))}.", f"The output's sum is {shown(z1)}."), f"σ({shown(z1)}) = {shown(float(trace.output[0, 0]))}.")  # fmt: skip


def largest_hidden(d: Draw) -> Item:
    z = raw = np.zeros(3)
    while min(len(set(z)), len(set(raw))) < 3:  # one is the brightest, one the darkest
        W, b, x = [d.steps(2, -2, 2, 1) for _ in range(3)], d.steps(3, -2, 2, 1), d.steps(2, -2, 2, 1)
        net = network([W, [[1, 1, 1]]], [b, [0]])
        z = net.forward(np.array([x])).z[0][0]
        raw = net.W[0] @ np.array(x)
    best, no_bias, small_z = int(z.argmax()), int(raw.argmax()), int(z.argmin())
    return click(f"Three hidden units have W[0] = {told(net.W[0])} and b[0] = {told(net.b[0])}. For x = {told(x)} one of them is the brightest: choose its bias.", (2, 3, 1), f"b[0][{best}]",
                 [(f"b[0][{no_bias}]", "M8", "That one has the largest w · x; with the bias another is larger."), (f"b[0][{small_z}]", "M10", "That is the darkest: its z is the lowest.")],
                 (f"The first unit's sum is {shown(float(z[0]))}.", f"All three: {told(z)}; σ keeps their order."), f"The sums are {told(z)}: unit {best + 1}, b[0][{best}].")  # fmt: skip


def order_of_a_pass(d: Draw) -> Item:
    act, out = d.one("tanh", "relu", "σ"), d.one("σ", "softmax")
    steps = ("z⁽¹⁾ = W⁽¹⁾ x + b⁽¹⁾", f"a⁽¹⁾ = {act}(z⁽¹⁾)", "z⁽²⁾ = W⁽²⁾ a⁽¹⁾ + b⁽²⁾", f"a⁽²⁾ = {out}(z⁽²⁾)", "C = loss(a⁽²⁾, y)")
    return order(d, f"Put the forward pass of a network with one hidden layer ({act}, then {out}) in order.", steps,
                 [((steps[1], steps[0], *steps[2:]), "M10", f"{act} needs z⁽¹⁾, which is worked out from x first."), ((steps[0], steps[2], steps[1], *steps[3:]), "M12", f"The second layer sees a⁽¹⁾: {act} comes before it.")],
                 ("Of the 5 lines, only one needs nothing but x: it comes first.", f"In each layer the sum comes first, then {act} or {out}."), f"Sum, activation, sum, activation, loss: {'; '.join(steps)}.")  # fmt: skip


def total(d: Draw) -> Item:
    sizes = sizes_of(d, d.whole(3, 4))
    net = Network(sizes, seed=0)
    weights, biases = sum(W.size for W in net.W), sum(b.size for b in net.b)
    return count(f"How many parameters has a network of sizes {sizes}?", net.n_params,
                 [(weights, "M8", f"Those are the weights; each unit after the input has a bias: {biases} more."), (weights + biases + sizes[0], "M9", "The inputs hold numbers, they have no bias."), (sum(sizes), "M9", "That counts the units; the parameters are weights and biases.")],
                 (f"Between the first two layers lie {sizes[0]} × {sizes[1]} = {sizes[0] * sizes[1]:,} weights.", f"All weights: {weights:,}; then one bias for each unit after the input: {biases}."), f"{weights:,} + {biases} = {net.n_params:,}.")  # fmt: skip


def one_layer(d: Draw) -> Item:
    sizes, l = sizes_of(d), d.whole(0, 2)
    n, m = sizes[l], sizes[l + 1]
    net = Network([n, m], seed=0)
    return count(f"A network has the sizes {sizes}. How many parameters, weights and biases, does it have between layer {l} and layer {l + 1} (the inputs are layer 0)?", net.n_params,
                 [(n * m, "M8", f"Those are the weights; the {m} units have a bias each."), (n * m + n, "M9", f"The biases belong to the {m} units that the weights lead to."), (n + m, "M9", "Each unit is linked with each: multiply.")],
                 (f"There are {n} × {m} = {n * m:,} weights.", f"And {m} biases."), f"{n * m:,} + {m} = {net.n_params:,}.")  # fmt: skip


def one_more_unit(d: Draw) -> Item:
    a, h, c = (int(v) for v in d.different(3, 2, 30, 1))
    more = Network([a, h + 1, c], seed=0).n_params - Network([a, h, c], seed=0).n_params
    return count(f"A network of sizes {[a, h, c]} gets one more hidden unit. How many parameters more are these?", more,
                 [(a + c, "M8", "The new unit has a bias of its own."), (a + 1, "M9", f"It also feeds the {c} units after it."), (1, "M9", "A unit brings all its weights, in and out.")],
                 (f"Into the new unit lead {a} weights.", f"Out of it lead {c}, and it has a bias."), f"{a} + {c} + 1 = {more}.")  # fmt: skip


def shape_of_z(d: Draw) -> Item:
    sizes, n, l = sizes_of(d, 3), d.whole(65, 200), d.whole(0, 1)
    z = Network(sizes, seed=0).forward(np.zeros((n, sizes[0]))).z[l]
    m = sizes[l + 1]
    return choice(d, f"{n} examples go through a network of sizes {sizes}. What is the shape of trace.z[{l}]?", str(z.shape),
                  [(str((m, n)), "M9", "Turned round: examples are rows."), (str((n, sizes[l])), "M9", f"That is what goes into the layer; z has a column for each of the {m} units."), (f"({m},)", "", f"That is for one example; there are {n}.")],
                  (f"One row an example: {n} of them.", f"One column a unit of layer {l + 1}: {m}."), f"{z.shape}: examples × units.")  # fmt: skip


def batch_in_numpy(d: Draw) -> Item:
    X, W, b = (
        np.array(d.different(4, -3, 3, 1)).reshape(2, 2),
        np.array(d.different(4, -2, 2, 0.5)).reshape(2, 2),
        d.different(2, 1, 3, 0.5),
    )
    return line("The rows of `X` are examples; a row of `W` holds the weights of one unit. Write the sums of all examples.", {"X": X, "W": W, "b": b}, "X @ W.T + b",
                [("X @ W + b", "M9", "It fits here only because W is square: a unit's weights are a row of W, so W is to be transposed."), ("W @ X.T + b", "M9", "Those are units × examples, and the biases meet the wrong axis."),
                 ("X * W + b", "M9", "* multiplies entry by entry: a sum over the inputs is @."), ("X @ W.T", "M8", "The biases are missing.")],
                ("The first example's sum in the first unit is X[0] @ W[0] + b[0].", f"Without biases the first row is {told((X @ W.T)[0])}."))  # fmt: skip


def entry_of_Z(d: Draw) -> Item:
    X, W, b = (
        np.array(d.different(6, -4, 4, 1)).reshape(3, 2),
        np.array(d.different(6, -3, 3, 0.5)).reshape(3, 2),
        d.different(3, -2, 2, 0.5),
    )
    Z = network([W], [b], output="linear").forward(X).z[0]
    i, j = d.mixed(range(3))[:2]
    return number(f"X = {told(X)} holds three examples; W = {told(W)}, b = {told(b)}. What is Z[{i}, {j}] of Z = X @ W.T + b?", float(Z[i, j]),
                  [(float(Z[j, i]), "M9", f"That is Z[{j}, {i}]: the first index is the example."), (float(Z[i, j] - b[j]), "M8", f"The bias b[{j}] = {shown(b[j])} is missing."), (float(Z[i, j] - b[j] + b[i]), "M8", f"The bias belongs to the unit, b[{j}], not to the example.")],
                  (f"It is example {i}, x = {told(X[i])}, in unit {j}, w = {told(W[j])}.", f"w · x = {shown(float(X[i] @ W[j]))}."), f"{shown(float(X[i] @ W[j]))} + ({shown(b[j])}) = {shown(float(Z[i, j]))}.")  # fmt: skip


MAKERS = {
    "fwd.shapes": (shape_of_W, click_a_weight, which_product),
    "fwd.compute": (a_pass, largest_hidden, order_of_a_pass),
    "fwd.params": (total, one_layer, one_more_unit),
    "fwd.batch": (shape_of_z, batch_in_numpy, entry_of_Z),
}
