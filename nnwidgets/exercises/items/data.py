"""Items about generalizing: what test examples say that training examples do not."""

import numpy as np

from nnwidgets.core.network import Network
from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import Item, shown, told
from nnwidgets.exercises.items.make import choice, count, number, plot


def which_to_keep(d: Draw) -> Item:
    train = d.different(3, 0.9, 1, 0.01)
    test = d.different(3, 0.7, 0.89, 0.01)
    best = int(np.argmax(test))
    if best == int(np.argmax(train)):  # the best by heart is to be another
        other = (best + 1) % 3
        train[other], train[best] = train[best], train[other]
    rows = "; ".join(
        f"{name}: {shown(100 * a)} % of the training and {shown(100 * b)} % of the test examples"
        for name, a, b in zip("ABC", train, test, strict=True)
    )
    slips = [
        (
            f"network {'ABC'[i]}",
            "M15" if i == int(np.argmax(train)) else "M29",
            f"It has {shown(100 * test[i])} % of what it has not seen right; another has more.",
        )
        for i in range(3)
        if i != best
    ]
    return choice(d, f"Three networks have right: {rows}. Which one would you use on new data?", f"network {'ABC'[best]}", slips,
                  ("Training examples can be learned by heart.", f"On unseen examples they have {told([round(100 * t) for t in test])} % right."), f"Network {'ABC'[best]}: {shown(100 * test[best])} % of unseen examples.")  # fmt: skip


def the_gap(d: Draw) -> Item:
    n, m = d.one(50, 100, 200, 400), d.one(40, 60, 80, 90)
    a, b = n - d.whole(0, n // 20), m - d.whole(m // 10, m // 3)
    gap = a / n - b / m
    return number(f"A network has {a} of {n} training examples right, and {b} of {m} test examples. How much lower is its accuracy on what it has not seen, as a number from 0 to 1?", gap,
                  [(1 - b / m, "M15", "That is the share of test examples that it has wrong; compare with the training accuracy."), ((n - a) / n, "M15", "That is what it has wrong in training."), ((a + b) / (n + m), "M15", "Mixed together they hide the gap.")],
                  (f"On training examples: {a} / {n} = {shown(a / n)}.", f"On test examples: {b} / {m} = {shown(b / m)}."), f"{shown(a / n)} − {shown(b / m)} = {shown(gap)}.")  # fmt: skip


def overfitting_curve(d: Draw) -> Item:
    x = np.linspace(0, 1, 41)
    turn, floor = d.step(0.2, 0.5), d.step(0.1, 0.3)
    falls = floor + np.exp(-5 * x)
    test = np.where(x > turn, floor + np.exp(-5 * turn) + 2 * (x - turn) ** 2, falls)  # lowest at the turn itself
    return plot(d, f"The training loss of a network falls steadily. From {round(100 * turn)} % of the run on it overfits. Which curve is its test loss?", x, test,
                [(falls, "M15", "That one keeps falling: what is learned there helps with unseen examples, too."), (np.full_like(x, 1.0) + 0.05 * np.sin(30 * x), "M1", "That one never falls: nothing was learned at all."), (1.2 - test * 0.6, "M14", "A loss that rises first and falls later would be the other way round.")],
                ("While a network learns what holds in general, both losses fall.", f"From {round(100 * turn)} % on it learns single examples by heart: what does the test loss do?"), f"It falls until {round(100 * turn)} %, then rises.")  # fmt: skip


def what_is_kept(d: Draw) -> Item:
    n, pixels, hidden = d.whole(2, 20) * 500, d.one(64, 784), d.whole(10, 40)
    kept = Network([pixels, hidden, 10], init="zeros").n_params
    return count(f"A network of sizes [{pixels}, {hidden}, 10] is trained on {shown(n)} images of {pixels} pixels each. It is saved, and the images are deleted. How many numbers must be saved, for it to go on reading digits as well as before?", kept,
                 [(n * pixels, "M3", "Those are the pixels of all images: a network keeps none of them, only what they made of its weights."), (kept + n * pixels, "M3", "The images are not needed any more: what they taught stands in the weights."), (kept - hidden - 10, "M8", f"The {hidden} + 10 biases are learned, too.")],
                 (f"From the pixels to the hidden layer: {pixels} · {hidden} weights and {hidden} biases.", f"From there to the outputs: {hidden} · 10 weights and 10 biases."), f"{pixels} · {hidden} + {hidden} + {hidden} · 10 + 10 = {shown(kept)}, and not one pixel.")  # fmt: skip


def what_use_changes(d: Draw) -> Item:
    hidden, m, k = d.whole(5, 30), d.whole(2, 9) * 100, d.whole(2, 10)
    net = Network([64, hidden, k], "tanh", "softmax", seed=d.whole(0, 99))
    before = net.theta.copy()
    net.forward(np.linspace(0, 1, 64 * 50).reshape(50, 64))
    changed = int((net.theta != before).sum())
    return count(f"A network with {net.n_params} weights and biases has been trained. Now it is only used: {m} new images are put through it, one forward pass each. How many of its weights and biases are others afterwards?", changed,
                 [(net.n_params, "M4", "A forward pass only reads them; they move in training alone, by a backward pass and a step."), (m, "M6", "It keeps nothing of what it is shown: the images go through and are gone.")],
                 (f"A forward pass computes W a + b from the {net.n_params} numbers. Does it write to them?", "Only W − η ∂C/∂W would change W: a step of training."), f"{changed}: using is not learning.")  # fmt: skip


def how_many_are_wrong(d: Draw) -> Item:
    sure, n = d.one(80, 90, 95, 98), d.whole(1, 10) * 100
    wrong = (100 - sure) * n // 100
    return count(f"A network's probabilities are honest: of all answers that it gives with {sure} %, {sure} % are right. It reads {n} new images with {sure} % each. About how many of them are read wrong?", wrong,
                 [(0, "M2", f"A network is not exact: {sure} % sure is wrong in {100 - sure} of 100 cases."), (sure * n // 100, "M32", "That is how many are right."), (100 - sure, "", f"That is how many of 100; here there are {n}.")],
                 (f"{sure} of 100 are right, so {100 - sure} of 100 are wrong.", f"There are {n} / 100 = {n // 100} hundreds."), f"{100 - sure} % of {n} are {wrong}.")  # fmt: skip


MAKERS = {"data.generalise": (which_to_keep, the_gap, overfitting_curve, what_is_kept, what_use_changes, how_many_are_wrong)}
