"""Items about momentum and Adam, worked out by the package's own optimizers."""

import numpy as np

from nnwidgets.core.optimizers import Adam, Momentum, Optimizer
from nnwidgets.core.registry import Array
from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import Item, shown, told
from nnwidgets.exercises.items.make import number


def run(optimizer: Optimizer, gradients: list[float], rate: float) -> tuple[list[float], dict[str, Array]]:
    """(where θ is after each step from 0, the optimizer's state at the end)."""
    theta, work, memory = np.zeros(1), np.ones((2, 2)), optimizer.memory(1, np.dtype(float))
    steps, places = optimizer.steps(theta, work, np.array(rate), memory), []
    for g in gradients:
        work[0] = (g * rate if optimizer.linear else g), 1
        for f, arguments in steps:
            f(*arguments)
        places.append(float(theta[0]))
    return places, optimizer.state(memory)


def momentum_place(d: Draw) -> Item:
    n, eta, beta, g = d.whole(2, 3), d.one(0.01, 0.1, 0.2), d.one(0.5, 0.8, 0.9), d.step(-3, 3, 0.5)
    places, _ = run(Momentum(beta), [g] * n, eta)
    return number(f"Momentum with β = {shown(beta)}, η = {shown(eta)} (v ← β v + η g, θ ← θ − v), from θ = 0 and v = 0. The gradient stays {shown(g)}. Where is θ after {n} steps?", places[-1],
                  [(-n * eta * g, "M26", f"Without momentum; v keeps {shown(beta)} of itself from step to step."), (places[-1] - (places[-2] if n > 1 else 0), "M26", "That is the last step alone: θ is the sum of the steps."), (-n * eta * g / (1 - beta), "M26", "That is the final speed from the start; v has to grow first."), (-places[-1], "M16", "θ goes against the gradient.")],
                  (f"The first v is {shown(eta)} × {shown(g)} = {shown(eta * g)}.", f"The second is {shown(beta)} × {shown(eta * g)} + {shown(eta * g)} = {shown((1 + beta) * eta * g)}."), f"θ goes 0, {', '.join(map(shown, places))}.")  # fmt: skip


def final_speed(d: Draw) -> Item:
    beta, eta, g = d.one(0.5, 0.75, 0.8, 0.9, 0.95, 0.99), d.one(0.01, 0.1), d.step(1, 4, 0.5)
    places, _ = run(Momentum(beta), [g] * 2500, eta)
    speed = round(places[-2] - places[-1], 9)
    return number(f"Momentum with β = {shown(beta)}, η = {shown(eta)} (v ← β v + η g). The gradient stays {shown(g)} for very long. What does v become?", speed,
                  [(eta * g, "M26", "That is a step without momentum; v adds up what it keeps."), (beta * eta * g, "M26", "v keeps β of itself and gets η g again, each time."), (eta * g / beta, "M26", "In the end v = β v + η g: solve for v, which divides by 1 − β.")],
                  (f"In the end v no longer changes: v = {shown(beta)}·v + {shown(eta * g)}.", f"So {shown(1 - beta)}·v = {shown(eta * g)}."), f"v = {shown(eta * g)} / {shown(1 - beta)} = {shown(speed)}: {shown(1 / (1 - beta))} times a plain step.")  # fmt: skip


def velocity(d: Draw) -> Item:
    g, eta, beta = d.different(2, -4, 4, 0.5), d.one(0.1, 0.2), d.one(0.5, 0.8, 0.9)
    _, state = run(Momentum(beta), g, eta)
    v = float(state["v"][0])
    return number(f"Momentum with β = {shown(beta)}, η = {shown(eta)} (v ← β v + η g), v = 0 at first. The gradients of two steps are {told(g)}. What is v then?", v,
                  [(eta * (g[0] + g[1]), "M26", f"The first step's share fades: it counts {shown(beta)} times."), (eta * g[1], "M26", "That forgets the first gradient."), (eta * (g[0] + beta * g[1]), "M26", "It is the older gradient that fades."), (beta * eta * g[0] + (1 - beta) * eta * g[1], "M26", "In this form the new gradient counts in full.")],
                  (f"After the first step v = {shown(eta)} × {shown(g[0])} = {shown(eta * g[0])}.", f"Then v = {shown(beta)} × {shown(eta * g[0])} + {shown(eta)} × {shown(g[1])}."), f"v = {shown(v)}.")  # fmt: skip


def first_step(d: Draw) -> Item:
    alpha, g = d.one(0.001, 0.01, 0.1), d.one(1, -1) * d.one(0.001, 0.02, 3, 50, 1000)
    step = run(Adam(), [g], alpha)[0][0]
    return number(f"Adam with α = {shown(alpha)} and its usual β. The very first gradient of a parameter is {shown(g)}. By how much does the parameter move?", step,
                  [(-alpha * g, "M27", "That is plain gradient descent: Adam divides by the gradient's own size."), (-step, "M16", "It moves against the gradient."), (step * 0.1 / 0.001**0.5, "M27", "That is without the corrections for the beginning.")],
                  (f"After one step m̂ = g = {shown(g)}.", f"And √v̂ = |g| = {shown(abs(g))}: m̂ / √v̂ is 1 in size."), f"−{shown(alpha)} × ({shown(g)} / {shown(abs(g))}) = {shown(step)}.")  # fmt: skip


def without_correction(d: Draw) -> Item:
    b1, b2 = d.one(0.8, 0.9, 0.95), d.one(0.99, 0.999, 0.9)
    g, alpha = d.one(0.5, 2.0, 10.0), 0.001
    with_it, state = run(Adam(b1, b2), [g], alpha)
    factor = float(state["m"][0] / np.sqrt(state["v"][0]) * alpha / -with_it[0])
    return number(f"Adam with β₁ = {shown(b1)}, β₂ = {shown(b2)}. If m and v were not corrected for their beginning at 0, by what factor would the first step be another?", factor,
                  [((1 - b1) / (1 - b2), "M27", "v stands under a root."), (1 / factor, "M27", "Turned round."), (1 - b1, "M27", "v is too small as well, and it divides: 1 / √(1 − β₂).")],
                  (f"After one step m = (1 − β₁) g = {shown(1 - b1)}·g.", f"And √v = √{shown(1 - b2)}·|g| = {shown((1 - b2) ** 0.5)}·|g|."), f"{shown(1 - b1)} / {shown((1 - b2) ** 0.5)} = {shown(factor)}.")  # fmt: skip


def second_mean(d: Draw) -> Item:
    g, b1 = d.different(2, -4, 4, 0.5), d.one(0.8, 0.9)
    _, state = run(Adam(b1), g, 0.001)
    m, m_hat = float(state["m"][0]), float(state["m_hat"][0])
    return number(f"Adam with β₁ = {shown(b1)}: the gradients of the first two steps are {told(g)}. What is m̂, the corrected mean, then?", m_hat,
                  [(m, "M27", f"That is m: divide by 1 − β₁² = {shown(1 - b1**2)}."), (sum(g) / 2, "M27", "The newer gradient counts more: the older one has faded by β₁."), (m / (1 - b1), "M27", "After two steps the correction is 1 − β₁².")],
                  (f"m after one step is {shown(1 - b1)} × {shown(g[0])} = {shown((1 - b1) * g[0])}.", f"After two: {shown(b1)} × {shown((1 - b1) * g[0])} + {shown(1 - b1)} × {shown(g[1])} = {shown(m)}."), f"m̂ = {shown(m)} / {shown(1 - b1**2)} = {shown(m_hat)}.")  # fmt: skip


MAKERS = {"opt.momentum": (momentum_place, final_speed, velocity), "opt.adam": (first_step, without_correction, second_mean)}
