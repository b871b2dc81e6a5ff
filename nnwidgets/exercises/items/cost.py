"""Items about the cost: of one example, its mean, and what accuracy does not say."""

import numpy as np

from nnwidgets.core.losses import LOSSES
from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import Item, shown, told
from nnwidgets.exercises.items.make import choice, count, line, number, order


def cost(a: list[float], y: list[float]) -> float:
    """Σ (a − y)² of one example."""
    return float(LOSSES["sum_of_squares"].value(np.array([a]), np.array([a]), np.array([y], float))[0])


def outputs(d: Draw, n: int = 3) -> tuple[list[float], list[float]]:
    k = d.whole(0, n - 1)
    return d.different(n, 0.1, 0.9), [float(i == k) for i in range(n)]


def cost_of_one(d: Draw) -> Item:
    a, y = outputs(d)
    e, c = np.array(a) - y, cost(a, y)
    return number(f"The outputs are {told(a)}, the targets {told(y)}. What is the cost Σ (a − y)²?", c,
                  [(float(np.abs(e).sum()), "M14", "That adds up the distances: each is squared first."), (c / 2, "", "That is half of it: this cost has no ½."), (c / 3, "", "That is the mean over the outputs; this cost is their sum."), (abs(float(e.sum())), "M14", "Errors of different sign cancel there: square each first.")],
                  (f"The first term is ({shown(a[0])} − {shown(y[0])})² = {shown(float(e[0] ** 2))}.", f"All three: {told((e**2).round(6))}."), f"They add up to {shown(c)}.")  # fmt: skip


def order_of_costs(d: Draw) -> Item:
    k = d.whole(0, 3)
    y = [float(i == k) for i in range(4)]
    near = [d.step(0.7, 0.9) if t else d.step(0.1, 0.2) for t in y]
    rows = {
        told(near): cost(near, y),
        told([0.5, 0.5, 0.5, 0.5]): cost([0.5] * 4, y),
        told([0.9] * 4): cost([0.9] * 4, y),
        told([1 - t for t in y]): cost([1 - t for t in y], y),
    }
    steps = sorted(rows, key=lambda name: rows[name])
    return order(d, f"The targets are {told(y)}. Order these outputs by their cost Σ (a − y)², the smallest first.", steps,
                 [(tuple(reversed(steps)), "M14", "Turned round: a small cost is a good answer."), ((steps[0], steps[2], steps[1], steps[3]), "M14", f"{steps[1]} costs {shown(rows[steps[1]])}, {steps[2]} costs {shown(rows[steps[2]])}: sure and wrong is dear.")],
                 (f"{steps[3]} is wrong in every place: its cost is {shown(rows[steps[3]])}.", f"Four times ½ away is 4 × 0.25 = {shown(4 * 0.25)}."), "; ".join(f"{s}: {shown(rows[s])}" for s in steps) + ".")  # fmt: skip


def one_term(d: Draw) -> Item:
    a, y = outputs(d)
    k = d.whole(0, 2)
    e = a[k] - y[k]
    return number(f"The outputs are {told(a)}, the targets {told(y)}. Which part of the cost Σ (a − y)² does output {k + 1} bring, as a number?", e * e,
                  [(abs(e), "M14", "That is its distance: it is squared."), (2 * e, "M16", "That is the slope of the term, 2 (a − y); the term is (a − y)²."), (a[k] ** 2 if y[k] else (1 - a[k]) ** 2, "M15", f"Its target is {shown(y[k])}.")],
                  (f"a − y is {shown(a[k])} − {shown(y[k])} = {shown(e)}.", f"Its square is {shown(e)} × {shown(e)}."), f"{shown(e)}² = {shown(e * e)}.")  # fmt: skip


def mean_cost(d: Draw) -> Item:
    n = d.whole(2, 3)
    pairs = [outputs(d, 2) for _ in range(n)]
    costs = [cost(a, y) for a, y in pairs]
    A, Y = (np.array(part) for part in zip(*pairs, strict=True))
    mean = float(LOSSES["sum_of_squares"].value(A, A, Y).mean())
    return number(f"{n} examples have the outputs {told(A)} and the targets {told(Y)}. What is the mean cost, with Σ (a − y)² for each?", mean,
                  [(mean * n, "", f"That is the sum over the examples: divide by {n}."), (mean / 2, "", "Divide by the number of examples only, not of outputs, too."), (max(costs), "", "That is the worst example alone.")],
                  (f"The first example costs {shown(costs[0])}.", f"All: {told([round(c, 6) for c in costs])}."), f"Their mean is {shown(mean)}.")  # fmt: skip


def one_example_more(d: Draw) -> Item:
    n, m, c = d.whole(3, 9), d.step(0.2, 2), d.step(2.5, 8, 0.5)
    new = float(np.mean([m] * n + [c]))
    return number(f"The mean cost of {n} examples is {shown(m)}. One more comes, with cost {shown(c)}. What is the mean now?", new,
                  [((m + c) / 2, "", f"The mean so far stands for {n} examples, the new one for one."), (m + c / n, "", f"There are {n + 1} examples now, and the old sum is to be divided anew, too."), (m + c, "", "That is no mean: divide by their number.")],
                  (f"The sum so far is {n} × {shown(m)} = {shown(n * m)}.", f"With the new one {shown(n * m + c)}, of {n + 1} examples."), f"{shown(n * m + c)} / {n + 1} = {shown(new)}.")  # fmt: skip


def cost_in_numpy(d: Draw) -> Item:
    a, y = np.array(d.different(6, 0.1, 0.9)).reshape(3, 2), np.array([[1, 0], [0, 1], [1, 0]])
    return line("`a` and `y` have one row an example. Write the mean over the examples of Σ (a − y)².", {"a": a, "y": y}, "((a - y) ** 2).sum(axis=1).mean()",
                [("((a - y) ** 2).mean()", "", "That is the mean over outputs, too: add up over axis 1 first."), ("((a - y) ** 2).sum()", "", "That is the sum over the examples: take their mean."),
                 ("(a - y).sum(axis=1).mean()", "M14", "Errors of different sign cancel: square before you add."), ("((a - y) ** 2).sum(axis=1)", "", "Those are the costs of the examples; their mean is asked for.")],
                (f"(a − y)² in the first row is {told(((a - y) ** 2)[0].round(4))}.", "Add up along axis 1, the outputs; then take the mean."))  # fmt: skip


def accuracy(d: Draw) -> Item:
    n = d.whole(4, 6)
    p, y = d.different(n, 0.1, 0.9, 0.05), [d.whole(0, 1) for _ in range(n)]
    p = [v + 0.02 for v in p]
    right = float(np.mean([(v > 0.5) == t for v, t in zip(p, y, strict=True)]))
    mse = float(np.mean([(v - t) ** 2 for v, t in zip(p, y, strict=True)]))
    return number(f"One output unit says {told(p)} to {n} examples with labels {told(y)}. Above ½ counts as 1. What is the accuracy?", right,
                  [(1 - mse, "M14", "That is 1 minus the mean squared error: accuracy only counts which side of ½ each lies on."), (1 - right, "", "That is the share that is wrong."), (float(np.mean(np.array(p) > 0.5)), "M14", "That is the share of 1s among the answers; compare them with the labels.")],
                  (f"Rounded, the answers are {told([int(v > 0.5) for v in p])}.", f"Compare with {told(y)}, place by place."), f"{round(right * n)} of {n} are right: {shown(right)}.")  # fmt: skip


def lower_cost(d: Draw) -> Item:
    sure, shy = d.step(0.85, 0.95, 0.05), d.step(0.55, 0.65, 0.05)
    wrong = d.step(0.6, 0.9, 0.1)
    nets = {"A": [sure, sure, wrong], "B": [shy, shy, round(shy, 2)]}
    y = [1.0, 1.0, 0.0]
    costs = {name: cost(a, y) / 3 for name, a in nets.items()}
    best, other = sorted(costs, key=lambda name: costs[name])
    return choice(d, f"Labels (1, 1, 0). Network A says {told(nets['A'])}, network B {told(nets['B'])}. Both have two of three right. Which has the lower mean (a − y)²?", f"network {best}",
                  [(f"network {other}", "M14", f"Its mean cost is {shown(costs[other])}, the other's {shown(costs[best])}."), ("both the same, as their accuracy is", "M14", f"Accuracy sees sides of ½ only; the costs are {shown(costs['A'])} and {shown(costs['B'])}.")],
                  (f"A's terms: {told((np.array(nets['A']) - y).round(3) ** 2)}.", f"B's terms: {told((np.array(nets['B']) - y).round(3) ** 2)}."), f"A: {shown(costs['A'])}; B: {shown(costs['B'])}: network {best} has the lower.")  # fmt: skip


def how_many_cross(d: Draw) -> Item:
    n = d.whole(5, 8)
    before = [round(v + 0.02, 2) for v in d.different(n, 0.2, 0.85, 0.05)]
    up = d.step(0.05, 0.15, 0.05)
    after = [round(v + up, 2) for v in before]
    crossed = sum(b < 0.5 < a for b, a in zip(before, after, strict=True))
    return count(f"A step of training raises the right class's probability of {n} examples (two classes) from {told(before)} to {told(after)}. How many examples more are right?", crossed,
                 [(n, "M14", "All are better, so the loss falls; but an example counts as right only above ½."), (sum(a > 0.5 for a in after), "M14", "That counts all that are right now; some were before.")],
                 ("An example is right above ½.", f"Before, {sum(b > 0.5 for b in before)} were right: compare each with ½, from {shown(before[0])} on."), f"{crossed}: the loss falls for all {n}, the accuracy moves by {crossed}.")  # fmt: skip


MAKERS = {
    "cost.terms": (cost_of_one, order_of_costs, one_term),
    "cost.mean": (mean_cost, one_example_more, cost_in_numpy),
    "cost.vs_acc": (accuracy, lower_cost, how_many_cross),
}
