"""Items about activations: values, slopes, and which one where."""

import numpy as np

from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import Item, shown, told
from nnwidgets.exercises.items.make import choice, number, plot


def f(name: str, z: float) -> float:
    return float(ACTIVATIONS[name].f(np.array([z]))[0])


def df(name: str, z: float) -> float:
    return float(ACTIVATIONS[name].df(np.array([z]))[0])


def value_of_sigmoid(d: Draw) -> Item:
    z = d.step(-3, 3)
    return number(f"What is σ({shown(z)})?", f("sigmoid", z),
                  [(f("sigmoid", -z), "", f"That is σ({shown(-z)}): the exponent is −z, so {shown(-z)} here."),
                   (f("tanh", z), "M11", "That is tanh, which goes from −1 to 1; σ goes from 0 to 1."),
                   (float(np.exp(z)), "", "That is eᶻ: divide 1 by 1 + e⁻ᶻ.")],
                  (f"σ(z) = 1 / (1 + e⁻ᶻ), and e^({shown(-z)}) = {shown(float(np.exp(-z)))}.", f"So it is 1 / {shown(1 + float(np.exp(-z)))}."),
                  f"σ({shown(z)}) = {shown(f('sigmoid', z))}.")  # fmt: skip


def value_of_others(d: Draw) -> Item:
    name, z = d.one("tanh", "leaky_relu", "relu"), d.step(-2, -0.2)
    others = {"leaky_relu": "M28", "relu": "M28", "sigmoid": "M11", "linear": "M12"}
    slips = [(f(o, z), m, f"That is {o} of {shown(z)}; the question is about {name}.") for o, m in others.items() if o != name]
    formula = {"tanh": "(e²ᶻ − 1) / (e²ᶻ + 1)", "leaky_relu": "z above 0, and 0.01·z below", "relu": "z above 0, and 0 below"}[name]
    return number(f"What is {name}({shown(z)})?", f(name, z), slips,
                  (f"{name} is {formula}.", f"Here z = {shown(z)} is below 0, so the answer is {'0' if name == 'relu' else 'negative'}."),
                  f"{name}({shown(z)}) = {shown(f(name, z))}.")  # fmt: skip


def which_can_answer(d: Draw) -> Item:
    low, high = d.step(-30, -5, 1), d.step(2, 9, 0.5)
    target = d.one(low, high, -d.step(0.3, 0.9), d.step(0.3, 0.9))  # for linear, relu, tanh and sigmoid
    ranges = {"linear": (-np.inf, np.inf), "relu": (0, np.inf), "tanh": (-1, 1), "sigmoid": (0, 1)}
    fits = [name for name, (a, b) in ranges.items() if a < target < b]
    narrow = max(fits, key=list(ranges).index)
    slips = []
    for name, (a, b) in ranges.items():
        if name != narrow:
            why = (
                f"{name} can, but its range is wider than it need be"
                if name in fits
                else f"{name} answers between {shown(a)} and {shown(b)} only"
            )
            slips.append((name, "M11", f"{why.replace('inf', '∞')}; the target is {shown(target)}."))
    return choice(d, f"Of these, which activation has the narrowest range that still holds the target {shown(target)}? (narrowest last: linear, relu, tanh, sigmoid)", narrow, slips,
                  ("linear: all numbers; relu: 0 and above; tanh: −1 to 1; sigmoid: 0 to 1.", f"These hold {shown(target)}: {', '.join(fits)}."),
                  f"{', '.join(fits)} can answer {shown(target)}; the last of them is {narrow}.")  # fmt: skip


def slope_of_sigmoid(d: Draw) -> Item:
    z = d.step(-3, 3, 0.1)
    a = f("sigmoid", z)
    return number(f"What is the slope σ'(z) at z = {shown(z)}?", df("sigmoid", z),
                  [(df("sigmoid", a), "M23", f"That is σ' taken at a = {shown(a)}: the slope belongs to z = {shown(z)}."),
                   (a, "", "That is σ(z) itself; its slope is a (1 − a)."), (1 - a, "", "That is 1 − a: the factor a is missing."),
                   (a * a, "", "That is a²: the slope is a (1 − a).")],
                  (f"First a = σ({shown(z)}) = {shown(a)}.", f"The slope is a (1 − a) = {shown(a)} × {shown(1 - a)}."), f"σ'({shown(z)}) = {shown(df('sigmoid', z))}.")  # fmt: skip


def slope_through_layers(d: Draw) -> Item:
    n, z = d.whole(2, 6), d.step(-2, 2, 0.5, nonzero=False)
    one = df("sigmoid", z)
    return number(f"A gradient passes back through {n} sigmoid layers, each at z = {shown(z)} (weights 1). By what factor do their slopes scale it?", one**n,
                  [(one * n, "M22", f"Along one path slopes are multiplied, not added: {shown(one)} to the power {n}."),
                   (one, "M29", f"That is one layer; there are {n}."), (f("sigmoid", z) ** n, "M23", "Those are the values σ(z); what scales a gradient is the slope.")],
                  (f"The slope of one layer is σ'({shown(z)}) = {shown(one)}.", f"Multiply it {n} times by itself."), f"{shown(one)}^{n} = {shown(one**n)}.")  # fmt: skip


def which_is_the_slope(d: Draw) -> Item:
    z = np.linspace(-4, 4, 81)
    name = d.one("sigmoid", "tanh", "relu", "swish")
    act, other = ACTIVATIONS[name], ACTIVATIONS["relu" if name in ("sigmoid", "tanh") else d.one("sigmoid", "tanh")]
    return plot(d, f"Which curve is the slope of {name}, for z from −4 to 4? (each picture has its own scale)", z, act.df(z),
                [(act.f(z), "M23", f"That is {name} itself: a slope says how fast it climbs."),
                 (-act.df(z), "", f"That one lies below 0; {name} climbs, so its slope is above 0 for most z."),
                 (other.df(z), "M11", f"That is the slope of {other.name}.")],
                (f"At z = 0 the slope of {name} is {shown(df(name, 0.0))}.", f"At z = 4 it is {shown(df(name, 4.0))}."),
                f"The slope of {name} is {shown(df(name, -4.0))} at −4, {shown(df(name, 0.0))} at 0 and {shown(df(name, 4.0))} at 4.")  # fmt: skip


def output_for_a_task(d: Draw) -> Item:
    k = d.whole(3, 12)
    tasks = {"sigmoid": f"for each of {k} labels whether it applies (several may)", "softmax": f"which one of {k} classes it is",
             "linear": f"a price from −{k}00 to {k}00", "tanh": f"a lever's place, from −1 to 1, read off {k} sensors"}  # fmt: skip
    answer = d.one(*tasks)
    why = {"sigmoid": "answers each unit by itself, between 0 and 1", "softmax": "makes the outputs share a sum of 1", "linear": "answers any number",
           "tanh": "answers between −1 and 1"}  # fmt: skip
    slips = [(name, "M11", f"{name} {why[name]}; the task wants: {tasks[answer]}.") for name in tasks if name != answer]
    return choice(d, f"A network is to say {tasks[answer]}. Which output activation fits?", answer, slips,
                  ("Ask what range an answer has.", f"Then whether the answers hang together: here they say {tasks[answer]}."), f"{answer} {why[answer]}.")  # fmt: skip


def share_that_learns(d: Draw) -> Item:
    z = d.different(d.whole(4, 8), -3, 3, 0.5)
    slopes = ACTIVATIONS["relu"].df(np.array(z))
    share, n = float(slopes.mean()), len(z)
    return number(f"A ReLU unit has the sums {told(z)} on {n} examples. For which share of them does its slope let a gradient through?", share,
                  [(1 - share, "M28", "That is the share where it is closed: below 0 the slope is 0."), (1.0, "M28", "Below 0 a ReLU is flat: slope 0, no gradient."),
                   (0.0, "M28", "A unit is dead only when it is closed for all examples: here some sums are above 0.")],
                  ("The slope is 1 above 0 and 0 below.", f"{int(slopes.sum())} of the {n} sums are above 0."), f"{int(slopes.sum())} / {n} = {shown(share)}.")  # fmt: skip


def passes_most(d: Draw) -> Item:
    z, n = d.one(1, -1) * d.step(1, 6, 0.5), d.whole(2, 8)
    names = ["sigmoid", "tanh", "relu"] + ["leaky_relu"] * (z < 0)
    passed = {name: df(name, z) ** n for name in names}
    best = max(passed, key=lambda name: passed[name])
    slips = [(name, "M10" if passed[name] else "M28", f"At z = {shown(z)} the slope of {name} is {shown(df(name, z))}: through {n} layers {passed[name]:.2g} is left.")
             for name in names if name != best]  # fmt: skip
    return choice(d, f"All units of {n} layers have z = {shown(z)}. Which activation's slopes leave most of a gradient that passes back through them?", best, slips,
                  (f"Compare the slopes at z = {shown(z)}: that of sigmoid is {shown(df('sigmoid', z))}.", f"All are taken to the power {n}: the largest slope wins."),
                  f"{best} has the slope {shown(df(best, z))} there, and leaves {passed[best]:.2g}.")  # fmt: skip


MAKERS = {
    "act.values": (value_of_sigmoid, value_of_others, which_can_answer),
    "act.slopes": (slope_of_sigmoid, slope_through_layers, which_is_the_slope),
    "act.choice": (output_for_a_task, share_that_learns, passes_most),
}
