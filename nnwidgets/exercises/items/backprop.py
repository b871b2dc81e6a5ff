"""Items about backpropagation: wishes, paths, the chain rule, matrices, checking."""

import numpy as np

from nnwidgets.core.functions import d_sigmoid, sigmoid
from nnwidgets.core.trace import Gradients, Trace
from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import Item, shown, told
from nnwidgets.exercises.items.make import choice, click, count, line, network, number, order


def slope_of_an_output(d: Draw) -> Item:
    a, k, t = d.different(3, 0.1, 0.9), d.whole(0, 2), d.whole(0, 2)
    y = [float(i == t) for i in range(3)]
    g = 2 * (a[k] - y[k])
    return number(f"The outputs are {told(a)}, the targets {told(y)}, the cost is Σ (a − y)². What is ∂C/∂a of output {k + 1}?", g,
                  [(-g, "M20", "That is the wish, the way downhill; ∂C/∂a is uphill."), (g / 2, "", "The 2 is missing: the slope of (a − y)² is 2 (a − y)."), ((a[k] - y[k]) ** 2, "M16", "That is the cost of the output, not its slope.")],
                  (f"a − y is {shown(a[k])} − {shown(y[k])} = {shown(a[k] - y[k])}.", "The slope of a square is twice what is squared."), f"2 × ({shown(a[k] - y[k])}) = {shown(g)}.")  # fmt: skip


def bright_and_dim(d: Draw) -> Item:
    bright, dim, delta = d.step(0.6, 1), d.step(0.05, 0.3, 0.05), d.step(-1, 1)
    net = network([[[1, 1]]], [[0]], output="linear")
    dW = net.backward(net.forward(np.array([[bright, dim]])), np.array([[bright + dim - delta]]), "squared_error").W[0][0]
    ratio = float(dW[0] / dW[1])
    return number(f"An output with δ = {shown(delta)} hears a bright neuron, a = {shown(bright)}, and a dim one, a = {shown(dim)}. How many times as large is the change that the bright one's weight is asked for?", ratio,
                  [(1.0, "M20", "The wish is not split evenly: each weight's share goes with its neuron's a."), (dim / bright, "M20", "Turned round: the brighter neuron's weight does more."), (bright - dim, "M20", "Compare by dividing: the two changes are δ·a.")],
                  (f"The bright one's weight has the slope δ·a = {shown(float(dW[0]))}.", f"The dim one's has {shown(float(dW[1]))}."), f"{shown(bright)} / {shown(dim)} = {shown(ratio)}.")  # fmt: skip


def largest_nudge(d: Draw) -> Item:
    W, x = [d.steps(3, -1, 1), d.steps(3, -1, 1)], d.different(3, 0.1, 0.9)
    net, y = network([W], [d.steps(2, -0.5, 0.5)]), np.array([[1.0, 0.0]])
    trace = net.forward(np.array([x]))
    grads = net.backward(trace, y, "sum_of_squares")
    j, k = (int(v) for v in np.unravel_index(np.abs(grads.W[0]).argmax(), (2, 3)))
    delta = grads.delta[0][0]
    return click(f"A [3, 2] network sees a = {told(x)}; its outputs have δ = {told(delta.round(4))}. Choose the weight with the largest slope, in size.", (3, 2), f"W[0][{j}, {k}]",
                 [(f"W[0][{1 - j}, {k}]", "M20", f"The right input, but the other output's δ is larger: {shown(float(delta[j]))}."), (f"W[0][{j}, {int(np.argmin(x))}]", "M20", "The right output, but its dimmest input: the slope is δ·a."), (f"b[0][{j}]", "M8", "A bias has the slope δ; the weights were asked for.")],
                 (f"The slope of a weight is δ·a; the largest a is {shown(max(x))}.", f"The largest δ, in size, is {shown(float(delta[j]))}."), f"δ·a = {shown(float(delta[j]))} × {shown(x[k])}: W[0][{j}, {k}].")  # fmt: skip


def sum_of_paths(d: Draw) -> Item:
    n = d.whole(2, 3)
    delta, w = d.different(n, -1, 1), d.different(n, -2, 2)
    wish = float(np.dot(delta, w))
    terms = [a * b for a, b in zip(delta, w, strict=True)]
    return number(f"A hidden neuron feeds {n} outputs with δ = {told(delta)}; its weights to them are {told(w)}. What is ∂C/∂a of the hidden neuron?", wish,
                  [(terms[0], "M22", f"That is the first path alone; there are {n}, and they add up."), (wish / n, "M22", "The paths are added, not averaged."), (float(np.prod(terms)), "M22", "Multiply along a path, add over the paths."), (sum(delta), "M20", "Each δ comes back through its weight.")],
                  (f"The first path brings {shown(delta[0])} × {shown(w[0])} = {shown(terms[0])}.", f"All paths: {told([round(t, 6) for t in terms])}."), f"They add up to {shown(wish)}.")  # fmt: skip


def how_many_paths(d: Draw) -> Item:
    h1, h2, out = d.whole(2, 6), d.whole(2, 6), d.whole(2, 4)
    n = h2 * out
    return count(f"A network has the sizes {[d.whole(2, 5), h1, h2, out]}. Along how many paths does one weight of W[0] influence the cost?", n,
                 [(h2 + out, "M22", f"Each of the {h2} units of the next layer leads on to each of the {out} outputs: multiply."), (h1 * h2 * out, "M22", f"The weight leads to one unit of the first hidden layer, not to all {h1}."), (1, "M22", "From its unit the way forks, twice.")],
                 (f"It leads to one unit, which feeds all {h2} units of the second hidden layer.", f"Each of these feeds {out} outputs."), f"{h2} × {out} = {n}.")  # fmt: skip


def paths_in_numpy(d: Draw) -> Item:
    W, delta = np.array(d.different(4, -2, 2, 0.5)).reshape(2, 2), d.different(2, -1, 1)
    return line("`delta` holds the δ of the two units of a layer, `W` the weights into it (a row for each of its units). Write ∂C/∂a of the layer before.", {"W": W, "delta": delta}, "W.T @ delta",
                [("W @ delta", "M22", "That goes forward: from unit k of the layer before the weights are column k of W."), ("W * delta", "M22", "Those are single products: the paths are still to be added up."), ("W.sum(axis=0) * delta.sum()", "M22", "Each δ goes back through its own weight, then they add up.")],
                (f"Unit 0 of the layer before hears {told(delta)} through its weights {told(W[:, 0])}.", "These weights are a column of W: transpose it."))  # fmt: skip


def chained(w: float, b: float, x: float, y: float) -> tuple[Trace, Gradients]:
    net = network([[[w]]], [[b]])
    trace = net.forward(np.array([[x]]))
    return trace, net.backward(trace, np.array([[y]]), "sum_of_squares")


def a_chain(d: Draw) -> Item:
    x, w, b, y = d.step(0.2, 0.9), d.step(0.5, 3, 0.5), d.step(-2, 2, 0.5), float(d.whole(0, 1))
    trace, grads = chained(w, b, x, y)
    z, a, g = float(trace.z[0][0, 0]), float(trace.output[0, 0]), float(grads.W[0][0, 0])
    s = float(d_sigmoid(z))
    return number(f"One sigmoid neuron: a_prev = {shown(x)}, w = {shown(w)}, b = {shown(b)}, target y = {shown(y)}, cost (a − y)². What is ∂C/∂w?", g,
                  [(2 * (a - y) * x * float(d_sigmoid(a)), "M23", f"The slope was taken at a = {shown(a)}: σ' belongs to z = {shown(z)}."), (2 * (a - y) * x, "M10", f"The link σ'(z) = {shown(s)} is missing."), (2 * (a - y) * s, "M9", f"That is ∂C/∂b: a weight's slope has its input {shown(x)} as a further factor."), (g / 2, "", "The 2 of the square is missing.")],
                  (f"z = {shown(z)}, a = {shown(a)}.", f"∂C/∂a = 2 (a − y) = {shown(2 * (a - y))}.", f"σ'(z) = a (1 − a) = {shown(s)}, and ∂z/∂w = {shown(x)}."), f"{shown(2 * (a - y))} × {shown(s)} × {shown(x)} = {shown(g)}.")  # fmt: skip


def order_of_a_step(d: Draw) -> Item:
    act, rate = d.one("σ", "tanh", "relu"), d.one("0.1", "0.3", "0.5")
    steps = (
        "forward pass: keep all z and a",
        "δ of the output from a − y",
        f"send δ back through the output's W, times {act}'(z) of the hidden layer",
        "all dW and db from the δs and the kept a",
        f"update: W ← W − {rate}·dW, b ← b − {rate}·db",
    )
    return order(d, f"Put one step of training by backpropagation (hidden layer {act}, η = {rate}) in order.", steps,
                 [((steps[0], steps[1], steps[4], steps[2], steps[3]), "M21", "The update comes last: going back through weights that have moved gives another gradient."), ((steps[1], steps[0], *steps[2:]), "M19", "a − y needs a: the forward pass comes first.")],
                 ("δ needs a: what gives a?", f"The update with {rate} changes W: who still needs the old W?"), f"{'; '.join(steps)}.")  # fmt: skip


def what_kills(d: Draw) -> Item:
    w, z, case = d.step(1, 3, 0.5), d.one(-1, 1) * d.step(15, 30, 1), d.one("input", "slope", "error")
    x = {"input": 0.0, "slope": round(d.step(0.5, 2, 0.5), 2), "error": d.step(0.5, 2, 0.5)}[case]
    b = round(z - w * x, 4) if case == "slope" else d.step(-1, 1, 0.5)
    a = float(sigmoid(w * x + b))
    y = round(a, 3) if case == "error" else float(a < 0.5)
    trace, _ = chained(w, b, x, y)
    sum_, out = float(trace.z[0][0, 0]), float(trace.output[0, 0])
    factors = {"a_prev, the input": abs(x), "σ'(z), the slope": float(d_sigmoid(sum_)), "2 (a − y), the error": abs(2 * (out - y))}
    small = min(factors, key=lambda name: factors[name])
    return choice(d, f"One sigmoid neuron: a_prev = {shown(x)}, w = {shown(w)}, b = {shown(b)}, y = {shown(y)}. Its ∂C/∂w is nearly 0. Which factor makes it so?", small,
                  [(name, "M10" if "σ" in name else "M17", f"That factor is {v:.2g} in size; another is far smaller.") for name, v in factors.items() if name != small],
                  (f"z = {shown(sum_)}, a = {shown(out)}.", "∂C/∂w is the product of the three: which of them is (nearly) 0?"), "; ".join(f"{name}: {v:.2g}" for name, v in factors.items()) + ".")  # fmt: skip


def shape_of_delta(d: Draw) -> Item:
    sizes, n, l = [int(v) for v in d.different(3, 2, 30, 1)], d.whole(31, 90), d.whole(0, 1)
    net = network([np.zeros((sizes[1], sizes[0])), np.zeros((sizes[2], sizes[1]))], [np.zeros(sizes[1]), np.zeros(sizes[2])])
    delta = net.backward(net.forward(np.zeros((n, sizes[0]))), np.zeros((n, sizes[2])), "squared_error").delta[l]
    m = sizes[l + 1]
    return choice(d, f"{n} examples, sizes {sizes}. What is the shape of delta[{l}], the δ of all examples?", str(delta.shape),
                  [(str((m, sizes[l])), "M20", f"That is the shape of dW[{l}]: δ belongs to the units."), (str((n, sizes[l])), "M23", f"δ belongs to z[{l}], which has {m} columns."), (f"({m},)", "M20", "That is db, the mean over the examples.")],
                  (f"delta[{l}] is ∂C/∂z[{l}]: the same shape.", f"z[{l}] has a row an example and a column for each of {m} units."), f"{delta.shape}.")  # fmt: skip


def dW_in_numpy(d: Draw) -> Item:
    delta, a = np.array(d.different(4, -1, 1)).reshape(2, 2), np.array(d.different(4, 0.1, 0.9)).reshape(2, 2)
    return line("`delta` (n, n_out) and `a` (n, n_in) hold n = 2 examples as rows. Write dW, the mean over the examples, (n_out, n_in).", {"delta": delta, "a": a, "n": 2}, "delta.T @ a / n",
                [("delta.T @ a", "", "That is the sum over the examples: divide by n."), ("a.T @ delta / n", "M20", "Transposed: W has a row for each unit that it leads to."), ("delta @ a / n", "M22", "That mixes examples and units: the examples are to be summed over."), ("delta * a / n", "M20", "That pairs each δ with one input only; dW has all pairs.")],
                ("dW[j, k] is the mean of δ[:, j] · a[:, k].", f"The first entry is ({shown(delta[0, 0])} × {shown(a[0, 0])} + {shown(delta[1, 0])} × {shown(a[1, 0])}) / 2."))  # fmt: skip


def entry_of_dW(d: Draw) -> Item:
    delta, a = np.array(d.different(4, -1, 1)).reshape(2, 2), np.array(d.different(4, 0.1, 0.9)).reshape(2, 2)
    j = d.whole(0, 1)
    k = 1 - j
    net = network([np.zeros((2, 2))], [np.zeros(2)], output="linear")
    dW = net.backward(net.forward(a), -delta, "squared_error").W[0]
    return number(f"Two examples: delta = {told(delta)}, a = {told(a)}, a row each. What is dW[{j}, {k}], the mean over the examples?", float(dW[j, k]),
                  [(2 * float(dW[j, k]), "", "That is the sum: divide by 2 examples."), (float(dW[k, j]), "M20", f"That is dW[{k}, {j}]: the first index is the unit with the δ."), (float(delta[:, j].mean() * a[:, k].mean()), "M22", "Multiply example by example, then take the mean."), (float(delta[0, j] * a[0, k]), "", "That is the first example alone.")],
                  (f"Take column {j} of delta, {told(delta[:, j])}, and column {k} of a, {told(a[:, k])}.", f"Their products: {told((delta[:, j] * a[:, k]).round(6))}."), f"The mean is {shown(float(dW[j, k]))}.")  # fmt: skip


def centred(d: Draw) -> Item:
    w, h, p = d.step(0.5, 3, 0.5), d.one(0.1, 0.2, 0.5), d.one(3, 4)
    up, down = (w + h) ** p, (w - h) ** p
    n = (up - down) / (2 * h)
    return number(f"C(w) = w^{p}. What is the centred difference at w = {shown(w)} with h = {shown(h)}?", n,
                  [((up - w**p) / h, "M31", "That is the one-sided difference: step to both sides."), ((up - down) / h, "M31", "The two points are 2h apart."), (p * w ** (p - 1), "M31", "That is the exact slope; the difference with this h is near it, not equal."), (up - down, "M31", "Divide by the distance of the two points, 2h.")],
                  (f"C({shown(w + h)}) = {shown(up, 6)} and C({shown(w - h)}) = {shown(down, 6)}.", f"The points are 2h = {shown(2 * h)} apart."), f"({shown(up, 6)} − {shown(down, 6)}) / {shown(2 * h)} = {shown(n)}.")  # fmt: skip


def relative_error(d: Draw) -> Item:
    a = d.step(0.1, 2, 0.05)
    n = round(a + d.one(1, -1) * d.step(0.01, 0.08, 0.01), 4)
    r = abs(n - a) / max(abs(n), abs(a))
    return number(f"Backpropagation says {shown(a)}, the numerical gradient {shown(n)}. What is the relative error |n − a| / max(|n|, |a|)?", r,
                  [(abs(n - a), "M31", "That is the absolute error: divide by the larger of both."), (abs(n - a) / (abs(n) + abs(a)), "M31", "This one divides by the larger of both, not by their sum."), (100 * r, "M31", "That is in per cent.")],
                  (f"|n − a| = {shown(abs(n - a))}.", f"The larger of both is {shown(max(n, a))}."), f"{shown(abs(n - a))} / {shown(max(n, a))} = {shown(r)}: far above 1e-7, something is wrong.")  # fmt: skip


def best_h(d: Draw) -> Item:
    z = d.step(-2, 2, 0.5)
    hs = d.mixed([(1e-5, 1.0, 1e-13), (1e-5, 0.1, 1e-14), (1e-4, 0.5, 1e-13)])[0]
    error = {f"{h:g}": abs(float((sigmoid(z + h) - sigmoid(z - h)) / (2 * h) - d_sigmoid(z))) for h in hs}
    best = min(error, key=lambda name: error[name])
    return choice(d, f"The slope of σ at z = {shown(z)} is estimated by a centred difference, in 64-bit numbers. Which h is nearest to the truth?", best,
                  [(name, "M31", f"With h = {name} the curve bends between the two points." if float(name) > 1e-3 else f"With h = {name} the two values differ in their last digits only: rounding is all that is left.") for name in error if name != best],
                  (f"A large h sees how σ bends round {shown(z)}; the error grows with h².", "A tiny h subtracts two nearly equal numbers of 16 digits."), f"h = {best}: the error of the bend and that of rounding are both small there.")  # fmt: skip


MAKERS = {
    "bp.wishes": (slope_of_an_output, bright_and_dim, largest_nudge),
    "bp.paths": (sum_of_paths, how_many_paths, paths_in_numpy),
    "bp.chain": (a_chain, order_of_a_step, what_kills),
    "bp.matrix": (shape_of_delta, dW_in_numpy, entry_of_dW),
    "bp.check": (centred, relative_error, best_h),
}
