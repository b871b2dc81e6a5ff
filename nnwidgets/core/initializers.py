"""Initial weights, in order of increasing care; each is called with (n_out, n_in, stream) and returns W (n_out, n_in) and b (n_out,).

Those with a parameter are made with another one by their class: `init=nw.initializers.Normal(std=0.1)`.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from nnwidgets.core.registry import Array, number
from nnwidgets.core.streams import Stream

__all__ = ["INITIALIZERS", "Constant", "He", "Initializer", "Normal", "Playground", "Uniform", "Xavier", "Zeros"]


@dataclass(frozen=True)
class Initializer:
    """How weights begin; biases are 0 unless said. `formula` is LaTeX, `source` who proposed it, `use` where it is usual."""

    name: ClassVar[str]
    formula: ClassVar[str]
    source: ClassVar[str] = "definition"
    use: ClassVar[str]
    caveat: ClassVar[str]

    def __call__(self, n_out: int, n_in: int, stream: Stream) -> tuple[Array, Array]:
        """W and b of one layer."""
        return self.weights(n_out, n_in, stream), np.zeros(n_out)

    def weights(self, n_out: int, n_in: int, stream: Stream) -> Array:
        """W of one layer."""
        raise NotImplementedError


@dataclass(frozen=True)
class Zeros(Initializer):
    """All 0: every unit of a layer stays the same for ever."""

    name = "zeros"
    formula = r"W = 0"
    use = "a single unit; showing why weights must differ"
    caveat = "all units of a hidden layer get the same gradient and stay alike"

    def weights(self, n_out: int, n_in: int, stream: Stream) -> Array:
        return np.zeros((n_out, n_in))


@dataclass(frozen=True)
class Constant(Initializer):
    """All weights `value`: the same trouble as zeros, though gradients flow."""

    value: float = 0.5
    name = "constant"
    formula = r"W = c"
    use = "weights that one can reckon with by hand"
    caveat = "all units of a hidden layer get the same gradient and stay alike"

    def __post_init__(self) -> None:
        number(self.value, "value")

    def weights(self, n_out: int, n_in: int, stream: Stream) -> Array:
        return np.full((n_out, n_in), float(self.value))


@dataclass(frozen=True)
class Normal(Initializer):
    """W from N(0, std²), whatever the layer's size."""

    std: float = 1.0
    name = "normal"
    formula = r"W \sim \mathcal N(0, \sigma^2)"
    source = "Nielsen 2015, chapter 1"
    use = "small networks; a first try"
    caveat = "with std 1 and many inputs z is large: units start saturated and the loss far too high"

    def __post_init__(self) -> None:
        number(self.std, "std", above=0)

    def weights(self, n_out: int, n_in: int, stream: Stream) -> Array:
        return stream.normal((n_out, n_in)) * self.std


@dataclass(frozen=True)
class Uniform(Initializer):
    """W from U(−limit, limit), whatever the layer's size."""

    limit: float = 1.0
    name = "uniform"
    formula = r"W \sim U(-r, r)"
    use = "small networks; a first try"
    caveat = "the right limit depends on the number of inputs"

    def __post_init__(self) -> None:
        number(self.limit, "limit", above=0)

    def weights(self, n_out: int, n_in: int, stream: Stream) -> Array:
        return stream.uniform(-self.limit, self.limit, (n_out, n_in))


@dataclass(frozen=True)
class Playground(Initializer):
    """W from U(−½, ½), b = 0.1 (TensorFlow Playground, nn.ts)."""

    name = "playground"
    formula = r"W \sim U(-\tfrac12, \tfrac12),\; b = 0.1"
    source = "TensorFlow Playground, nn.ts"
    use = "two inputs and a few units"
    caveat = "for layers of a few units only"

    def __call__(self, n_out: int, n_in: int, stream: Stream) -> tuple[Array, Array]:
        return self.weights(n_out, n_in, stream), np.full(n_out, 0.1)

    def weights(self, n_out: int, n_in: int, stream: Stream) -> Array:
        return stream.uniform(-0.5, 0.5, (n_out, n_in))


@dataclass(frozen=True)
class Xavier(Initializer):
    """W from U(−r, r) with r = √(6 / (n_in + n_out)) (Glorot and Bengio 2010, eq. 16)."""

    name = "xavier"
    formula = r"W \sim U(-r, r),\; r = \sqrt{6 / (n_\text{in} + n_\text{out})}"
    source = "Glorot and Bengio 2010, eq. 16"
    use = "tanh, sigmoid and softmax layers"
    caveat = "too small for deep relu networks: each layer halves the variance"

    def weights(self, n_out: int, n_in: int, stream: Stream) -> Array:
        r = np.sqrt(6 / (n_in + n_out))
        return stream.uniform(-r, r, (n_out, n_in))


@dataclass(frozen=True)
class He(Initializer):
    """W from N(0, 2 / n_in) (He, Zhang, Ren, Sun 2015, eq. 10)."""

    name = "he"
    formula = r"W \sim \mathcal N(0, 2 / n_\text{in})"
    source = "He, Zhang, Ren and Sun 2015, eq. 10"
    use = "relu layers and their relatives"
    caveat = "twice the variance that tanh asks for"

    def weights(self, n_out: int, n_in: int, stream: Stream) -> Array:
        return stream.normal((n_out, n_in)) * np.sqrt(2 / n_in)


INITIALIZERS: dict[str, Initializer] = {i.name: i for i in (Zeros(), Constant(), Normal(), Uniform(), Playground(), Xavier(), He())}
