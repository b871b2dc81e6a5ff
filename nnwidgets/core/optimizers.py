"""Optimizers: how a gradient becomes a step; in order of increasing memory.

An optimizer works on the whole flat vector of parameters at once. `memory(n)` is what it remembers between updates, an array of
rows; `steps(…)` lists what one update does, as `(function, arguments)`; `state(memory)` shows what is remembered in the book's letters.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from nnwidgets.core.registry import Array, Steps, number


@dataclass(frozen=True)
class Optimizer:
    """What all have. `rule` is LaTeX with η the rate and g the gradient, `source` who proposed it, `use` where it is usual.

    `linear`: the step is linear in the gradient, so the engine folds η into it, and g stands for η g.
    """

    name: ClassVar[str]
    rule: ClassVar[str]
    source: ClassVar[str]
    use: ClassVar[str]
    caveat: ClassVar[str]
    linear: ClassVar[bool] = False
    rows: ClassVar[int] = 0

    def memory(self, n: int, dtype: np.dtype) -> Array:
        """What is remembered between updates, (rows, n); at first 0."""
        return np.zeros((self.rows, n), dtype)

    def steps(self, theta: Array, work: Array, rate: Array, memory: Array) -> Steps:
        """One update. `work` (2, n + 1) holds the gradient in row 0, with a 1 behind it; row 1 is free; `rate` is a 0-d
        array, or (n,) where several networks with rates of their own lie in one vector.

        The last step is `np.subtract(theta, change, theta)`: the engine masks `change` where parameters are held.
        """
        raise NotImplementedError

    def state(self, memory: Array) -> dict[str, Array]:
        """Copies of what is remembered, each (n,) like theta, by its letter."""
        return {}


@dataclass(frozen=True)
class SGD(Optimizer):
    """θ ← θ − η g: gradient descent on one batch after the other (Robbins and Monro 1951)."""

    name = "sgd"
    rule = r"\theta \leftarrow \theta - \eta\, g"
    source = "Robbins and Monro 1951"
    use = "first lessons; every step can be followed by hand"
    caveat = "one rate for all directions: in a long valley it zigzags or crawls"
    linear = True

    def steps(self, theta: Array, work: Array, rate: Array, memory: Array) -> Steps:
        g = work[0, :-1]
        return [(np.subtract, (theta, g, theta))]


@dataclass(frozen=True)
class Momentum(Optimizer):
    """v ← β v + η g, θ ← θ − v: a ball that keeps rolling (Polyak 1964; Rumelhart, Hinton, Williams 1986)."""

    beta: float = 0.9
    name = "momentum"
    rule = r"v \leftarrow \beta v + \eta\, g,\quad \theta \leftarrow \theta - v"
    source = "Polyak 1964; Rumelhart, Hinton and Williams 1986"
    use = "long valleys; large batches"
    caveat = "its steps grow to 1 / (1 − β) times those of sgd: with β = 0.9 start from a tenth of the rate"
    linear = True
    rows = 1

    def __post_init__(self) -> None:
        _share(self.beta, "beta")

    def steps(self, theta: Array, work: Array, rate: Array, memory: Array) -> Steps:
        g, v = work[0, :-1], memory[0]
        return [(np.multiply, (v, np.array(self.beta, v.dtype), v)), (np.add, (v, g, v)), (np.subtract, (theta, v, theta))]

    def state(self, memory: Array) -> dict[str, Array]:
        return {"v": memory[0].copy()}


@dataclass(frozen=True)
class Nesterov(Momentum):
    """v ← β v + η g, θ ← θ − (β v + η g): the ball looks ahead (Nesterov 1983; in the form of Bengio et al. 2013).

    θ is where the ball looks, so that one gradient a step will do; Nesterov's own x is θ + β v.
    """

    name = "nesterov"
    rule = r"v \leftarrow \beta v + \eta\, g,\quad \theta \leftarrow \theta - (\beta v + \eta\, g)"
    source = "Nesterov 1983; Bengio, Boulanger-Lewandowski and Pascanu 2013"
    use = "as momentum; it brakes before the wall"
    caveat = "with noisy gradients of small batches the advantage over momentum is gone"

    def steps(self, theta: Array, work: Array, rate: Array, memory: Array) -> Steps:
        g, v, beta, ahead = work[0, :-1], memory[0], np.array(self.beta, memory.dtype), np.empty_like(theta)
        return [
            (np.multiply, (v, beta, v)), (np.add, (v, g, v)),
            (np.multiply, (v, beta, ahead)), (np.add, (ahead, g, ahead)),
            (np.subtract, (theta, ahead, theta)),
        ]  # fmt: skip


@dataclass(frozen=True)
class RMSprop(Optimizer):
    """v ← β v + (1 − β) g², θ ← θ − η g / (√v + ε) (Tieleman and Hinton 2012, with β = 0.9; 0.99 as in PyTorch)."""

    beta: float = 0.99
    eps: float = 1e-8
    name = "rmsprop"
    rule = r"v \leftarrow \beta v + (1 - \beta)\, g^2,\quad \theta \leftarrow \theta - \eta\, \frac{g}{\sqrt v + \varepsilon}"
    source = "Tieleman and Hinton 2012, lecture 6e"
    use = "gradients of very different sizes"
    caveat = "v begins at 0, so the first steps are 1 / √(1 − β) times too long"
    rows = 1

    def __post_init__(self) -> None:
        _share(self.beta, "beta")
        number(self.eps, "eps", above=0)

    def steps(self, theta: Array, work: Array, rate: Array, memory: Array) -> Steps:
        g, square, v = work[0, :-1], work[1, :-1], memory[0]
        beta, rest, eps = (np.array(x, v.dtype) for x in (self.beta, 1 - self.beta, self.eps))
        return [
            (np.square, (g, square)), (np.multiply, (square, rest, square)),
            (np.multiply, (v, beta, v)), (np.add, (v, square, v)),
            (np.sqrt, (v, square)), (np.add, (square, eps, square)),
            (np.divide, (g, square, square)), (np.multiply, (square, rate, square)),
            (np.subtract, (theta, square, theta)),
        ]  # fmt: skip

    def state(self, memory: Array) -> dict[str, Array]:
        return {"v": memory[0].copy()}


@dataclass(frozen=True)
class Adam(Optimizer):
    """m and v are running means of g and g²; θ ← θ − η m̂ / (√v̂ + ε) (Kingma and Ba 2015, algorithm 1).

    Memory holds the sums m' = Σ β₁ᵏ g = m / (1 − β₁) and v' likewise, and in a last column the same sums c of the number 1.
    A mean corrected for its beginning at 0 is then m̂ = m' / c: two calls keep m, v and both corrections.
    """

    beta1: float = 0.9
    beta2: float = 0.999
    eps: float = 1e-8
    name = "adam"
    rule = (r"m \leftarrow \beta_1 m + (1 - \beta_1) g,\quad v \leftarrow \beta_2 v + (1 - \beta_2) g^2,\quad "
            r"\theta \leftarrow \theta - \eta\, \frac{\hat m}{\sqrt{\hat v} + \varepsilon},\quad "
            r"\hat m = \frac{m}{1 - \beta_1^t},\; \hat v = \frac{v}{1 - \beta_2^t}")  # fmt: skip
    source = "Kingma and Ba 2015, algorithm 1"
    use = "deep networks; a first choice that needs little tuning"
    caveat = "its steps are about η whatever the size of the gradient: it still needs a rate, and sgd often ends better"
    rows = 2

    def __post_init__(self) -> None:
        _share(self.beta1, "beta1")
        _share(self.beta2, "beta2")
        number(self.eps, "eps", above=0)

    def memory(self, n: int, dtype: np.dtype) -> Array:
        return np.zeros((2, n + 1), dtype)

    def steps(self, theta: Array, work: Array, rate: Array, memory: Array) -> Steps:
        (m, v), c1, c2 = memory[:, :-1], memory[0, -1, ...], memory[1, -1, ...]
        beta, eps = np.empty_like(memory), np.array(self.eps, m.dtype)
        beta[0], beta[1] = self.beta1, self.beta2
        change, length = np.empty_like(theta), np.empty_like(rate)
        return [
            (np.square, (work[0], work[1])), (np.multiply, (memory, beta, memory)), (np.add, (memory, work, memory)),
            (np.divide, (v, c2, change)), (np.sqrt, (change, change)), (np.add, (change, eps, change)),
            (np.divide, (m, change, change)), (np.divide, (rate, c1, length)), (np.multiply, (change, length, change)),
            (np.subtract, (theta, change, theta)),
        ]  # fmt: skip

    def state(self, memory: Array) -> dict[str, Array]:
        sums, counts = memory[:, :-1], np.maximum(memory[:, -1:], np.finfo(memory.dtype).tiny)  # before the first step m̂ = 0
        (m, v), (m_hat, v_hat) = sums * np.array([[1 - self.beta1], [1 - self.beta2]], memory.dtype), sums / counts
        return {"m": m, "v": v, "m_hat": m_hat, "v_hat": v_hat}


def _share(value: object, what: str) -> None:
    if number(value, what, low=0, high=1) == 1:
        raise ValueError(f"{what} must be below 1, got {value!r}; 0.9 is a usual start")


OPTIMIZERS: dict[str, Optimizer] = {o.name: o for o in (SGD(), Momentum(), Nesterov(), RMSprop(), Adam())}
