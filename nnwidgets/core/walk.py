"""A walk downhill: the points that an optimizer visits on a terrain, and what it remembers at each."""

from dataclasses import dataclass

import numpy as np

from nnwidgets.core.optimizers import OPTIMIZERS, Optimizer
from nnwidgets.core.registry import Array, pick
from nnwidgets.core.terrains import FAR, Terrain


@dataclass(frozen=True, eq=False)
class Walk:
    """`points` (t + 1, d) with the start first, `costs` (t + 1,), `slopes` (t + 1, d); `memory[i]` is what is remembered after step i.

    `diverged` is the step that went out of bounds, which is not among the points, or None.
    """

    points: Array
    costs: Array
    slopes: Array
    memory: list[dict[str, Array]]
    diverged: int | None = None

    @property
    def lengths(self) -> Array:
        """How far each step went, (t,)."""
        return np.linalg.norm(np.diff(self.points, axis=0), axis=1)

    def first_below(self, cost: float) -> int | None:
        """The first step at which C is below this; None if there is none."""
        below = np.flatnonzero(self.costs < cost)
        return int(below[0]) if len(below) else None


def walk(terrain: Terrain, start: Array, optimizer: str | Optimizer, rate: float, steps: int, constant: bool = False) -> Walk:
    """From `start` (d,), so many steps of θ ← θ − η ∇C or another optimizer's; with `constant`, of θ ← θ − η ∇C / ‖∇C‖.

    It ends early where a coordinate leaves ±10⁶.
    """
    rule: Optimizer = pick(OPTIMIZERS, optimizer, "optimizer", Optimizer)
    theta = np.array(start, float)
    n = len(theta)
    memory, work, eta = rule.memory(n, theta.dtype), np.ones((2, n + 1)), np.array(float(rate))
    program = rule.steps(theta, work, eta, memory)
    points, states, diverged = [theta.copy()], [rule.state(memory)], None
    for step in range(1, steps + 1):
        g = terrain.gradient(theta)
        if constant:
            size = float(np.linalg.norm(g))
            g = g / size if size else g
        work[0, :-1] = g * rate if rule.linear else g
        with np.errstate(over="ignore", invalid="ignore"):
            for function, arguments in program:
                function(*arguments)
        if not (np.abs(theta) <= FAR).all():
            diverged = step
            break
        points.append(theta.copy())
        states.append(rule.state(memory))
    way = np.array(points)
    return Walk(way, terrain.cost(way), terrain.gradient(way), states, diverged)
